INSERT INTO accounts (organisation, login, password_hash, roles, disabled)
VALUES (?1, ?2, ?3, ?4, 0)
RETURNING id
