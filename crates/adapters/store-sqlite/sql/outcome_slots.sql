SELECT id, organisation, key, expires_ms FROM outcomes WHERE key_hash = ?1
