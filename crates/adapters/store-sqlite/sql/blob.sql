SELECT writing, bytes FROM blobs WHERE organisation = ?1 AND hash = ?2
