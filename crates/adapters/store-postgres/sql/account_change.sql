UPDATE lindley.accounts SET password_hash = $2, roles = $3, disabled = $4 WHERE id = $1
