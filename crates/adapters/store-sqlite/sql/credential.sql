SELECT digest, account, kind, label, expires_ms FROM credentials WHERE digest = ?1
