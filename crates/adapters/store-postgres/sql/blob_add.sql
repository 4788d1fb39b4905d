INSERT INTO lindley.blobs (organisation, hash, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
