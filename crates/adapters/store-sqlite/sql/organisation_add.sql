INSERT INTO organisations (slug, head) VALUES (?1, 0) RETURNING id
