DELETE FROM credentials WHERE digest = ?1
