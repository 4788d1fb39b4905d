DELETE FROM lindley.outcomes
WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM lindley.outcomes WHERE expires_ms < $1 ORDER BY expires_ms LIMIT $2
    FOR UPDATE SKIP LOCKED
))
