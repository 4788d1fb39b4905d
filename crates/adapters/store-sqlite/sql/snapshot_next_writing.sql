SELECT 1 + coalesce(max(writing), 0) FROM snapshot_parts WHERE organisation = ?1
