SELECT id, key_hash FROM outcomes WHERE id > ?1
