SELECT slug FROM organisations WHERE head > 0 ORDER BY slug
