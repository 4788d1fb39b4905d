INSERT INTO blobs (organisation, hash, writing, bytes) VALUES (?1, ?2, ?3, ?4)
