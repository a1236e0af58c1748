MATCH (n)
RETURN coalesce(labels(n)[0], '') AS label
LIMIT 1
