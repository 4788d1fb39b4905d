SELECT head, format, bytes FROM lindley.snapshots WHERE organisation = $1
