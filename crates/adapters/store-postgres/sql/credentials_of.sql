SELECT digest, account, kind, label, expires_ms
FROM lindley.credentials
WHERE account = $1
ORDER BY label, digest
