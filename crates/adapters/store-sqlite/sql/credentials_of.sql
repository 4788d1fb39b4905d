SELECT digest, account, kind, label, expires_ms
FROM credentials
WHERE account = ?1
ORDER BY label, digest
