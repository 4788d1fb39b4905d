SELECT id, head FROM organisations WHERE slug = ?1
