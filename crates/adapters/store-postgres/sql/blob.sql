SELECT bytes FROM lindley.blobs WHERE organisation = $1 AND hash = $2
