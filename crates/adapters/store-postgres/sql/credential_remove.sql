DELETE FROM lindley.credentials WHERE digest = $1
