SELECT 1 FROM lindley.blobs WHERE organisation = $1 AND hash = $2
