SELECT id, organisation, login, password_hash, roles, disabled FROM lindley.accounts WHERE login = $1
