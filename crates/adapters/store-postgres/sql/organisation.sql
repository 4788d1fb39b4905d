SELECT id, head FROM lindley.organisations WHERE slug = $1
