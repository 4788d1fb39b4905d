INSERT INTO lindley.credentials (digest, account, kind, label, expires_ms)
VALUES ($1, $2, $3, $4, $5)
