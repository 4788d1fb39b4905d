SELECT id, organisation, login, password_hash, roles, disabled
FROM lindley.accounts
WHERE organisation = $1
ORDER BY id
