-- Moves the head if it is the expected one, and only then adds the entries and the outcomes. A key that is in use
-- breaks the primary key of `outcomes`, which undoes all of it.
WITH moved AS (
    UPDATE lindley.organisations
    SET head = head + cardinality($3::bigint[])
    WHERE slug = $1 AND head = $2
    RETURNING id
), entries_added AS (
    INSERT INTO lindley.entries (organisation, seq, at_ms, actor, kind, version, body, hash)
    SELECT moved.id, $2 + new.number, new.at_ms, new.actor, new.kind, new.version, new.body, new.hash
    FROM moved, unnest($3::bigint[], $4::text[], $5::text[], $6::integer[], $7::bytea[], $8::bytea[])
        WITH ORDINALITY AS new (at_ms, actor, kind, version, body, hash, number)
), outcomes_added AS (
    INSERT INTO lindley.outcomes (organisation, key, fingerprint, answer, expires_ms)
    SELECT moved.id, new.key, new.fingerprint, new.answer, new.expires_ms
    FROM moved, unnest($9::text[], $10::bytea[], $11::bytea[], $12::bigint[])
        AS new (key, fingerprint, answer, expires_ms)
)
SELECT count(*) FROM moved
