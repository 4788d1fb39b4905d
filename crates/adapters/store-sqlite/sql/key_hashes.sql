SELECT id, key_hash FROM outcomes INDEXED BY outcomes_by_expiry
