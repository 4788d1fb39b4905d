DELETE FROM lindley.outcomes
USING lindley.organisations
WHERE organisations.slug = $1
    AND outcomes.organisation = organisations.id
    AND outcomes.key = ANY ($2::text[])
    AND outcomes.expires_ms < $3
