SELECT seq, at_ms, actor, kind, version, body, hash
FROM lindley.entries
WHERE organisation = $1 AND seq > $2
ORDER BY seq
LIMIT $3
