SELECT digest, account, kind, label, expires_ms FROM lindley.credentials WHERE digest = $1
