SELECT coalesce(sum(length(bytes)), 0) FROM blob_parts WHERE organisation = ?1 AND hash = ?2 AND writing = ?3
