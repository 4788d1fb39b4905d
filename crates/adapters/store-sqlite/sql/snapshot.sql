SELECT writing, head, format, bytes FROM snapshots WHERE organisation = ?1
