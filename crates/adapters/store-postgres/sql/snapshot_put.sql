INSERT INTO lindley.snapshots AS newest (organisation, head, format, bytes)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation) DO UPDATE
SET head = excluded.head, format = excluded.format, bytes = excluded.bytes
WHERE newest.head <= excluded.head
