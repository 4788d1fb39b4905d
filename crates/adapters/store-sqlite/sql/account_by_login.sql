SELECT id, organisation, login, password_hash, roles, disabled FROM accounts WHERE login = ?1
