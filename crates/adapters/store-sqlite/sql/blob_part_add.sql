INSERT INTO blob_parts (organisation, hash, writing, part, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
