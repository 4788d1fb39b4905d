DELETE FROM blob_parts WHERE organisation = ?1 AND hash = ?2 AND writing = ?3
