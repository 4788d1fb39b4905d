INSERT INTO outcomes (organisation, key_hash, key, fingerprint, answer, expires_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
