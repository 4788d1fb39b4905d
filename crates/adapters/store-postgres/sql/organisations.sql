SELECT slug FROM lindley.organisations WHERE head > 0 ORDER BY slug
