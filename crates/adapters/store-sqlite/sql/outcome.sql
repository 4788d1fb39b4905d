SELECT fingerprint, answer, expires_ms
FROM outcomes
WHERE id = ?1 AND organisation = ?2 AND key = ?3 AND expires_ms >= ?4
