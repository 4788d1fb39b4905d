SELECT bytes FROM snapshot_parts WHERE organisation = ?1 AND writing = ?2 ORDER BY part
