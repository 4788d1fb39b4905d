SELECT id, organisation, login, password_hash, roles, disabled
FROM accounts
WHERE organisation = ?1
ORDER BY id
