INSERT INTO snapshots (organisation, writing, head, format, bytes)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (organisation) DO UPDATE
SET writing = excluded.writing, head = excluded.head, format = excluded.format, bytes = excluded.bytes
