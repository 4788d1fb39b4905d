SELECT pg_notify('lindley_heads', $1)
