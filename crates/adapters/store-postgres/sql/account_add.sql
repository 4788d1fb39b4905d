INSERT INTO lindley.accounts (organisation, login, password_hash, roles, disabled)
VALUES ($1, $2, $3, $4, false)
RETURNING id
