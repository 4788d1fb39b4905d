INSERT INTO lindley.checkpoints (organisation, size, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
