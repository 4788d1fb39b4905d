DELETE FROM snapshot_parts WHERE organisation = ?1 AND writing = ?2
