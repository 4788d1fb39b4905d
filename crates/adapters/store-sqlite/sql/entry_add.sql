INSERT INTO entries (organisation, seq, at_ms, actor, kind, version, body, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
