SELECT outcomes.key
FROM lindley.outcomes
JOIN lindley.organisations ON organisations.id = outcomes.organisation
WHERE organisations.slug = $1 AND outcomes.key = ANY ($2::text[])
