SELECT size, note FROM lindley.checkpoints WHERE organisation = $1 ORDER BY size DESC LIMIT 1
