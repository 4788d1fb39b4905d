SELECT size, note FROM checkpoints WHERE organisation = ?1 ORDER BY size DESC LIMIT 1
