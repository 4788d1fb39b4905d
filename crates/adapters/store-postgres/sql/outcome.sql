SELECT outcomes.fingerprint, outcomes.answer, outcomes.expires_ms
FROM lindley.outcomes
JOIN lindley.organisations ON organisations.id = outcomes.organisation
WHERE organisations.slug = $1 AND outcomes.key = $2 AND outcomes.expires_ms >= $3
