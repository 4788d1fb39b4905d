DELETE FROM outcomes
WHERE id IN (SELECT id FROM outcomes WHERE expires_ms < ?1 ORDER BY expires_ms LIMIT ?2)
