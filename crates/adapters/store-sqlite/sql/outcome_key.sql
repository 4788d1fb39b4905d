SELECT organisation, key, expires_ms FROM outcomes WHERE id = ?1
