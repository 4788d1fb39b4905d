INSERT INTO snapshot_parts (organisation, writing, part, bytes) VALUES (?1, ?2, ?3, ?4)
