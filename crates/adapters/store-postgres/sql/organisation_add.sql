INSERT INTO lindley.organisations (slug, head) VALUES ($1, 0) ON CONFLICT DO NOTHING
