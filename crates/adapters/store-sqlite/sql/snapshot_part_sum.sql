SELECT coalesce(sum(length(bytes)), 0) FROM snapshot_parts WHERE organisation = ?1 AND writing = ?2
