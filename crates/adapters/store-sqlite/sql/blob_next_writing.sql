SELECT 1 + coalesce(max(writing), 0) FROM blob_parts WHERE organisation = ?1 AND hash = ?2
