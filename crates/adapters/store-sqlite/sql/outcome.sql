SELECT fingerprint, answer, expires_ms
FROM outcomes
WHERE key_hash = ?1 AND organisation = ?2 AND key = ?3 AND expires_ms >= ?4
