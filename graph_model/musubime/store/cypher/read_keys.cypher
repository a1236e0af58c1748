MATCH (k:AccessKey)
RETURN properties(k) AS key
ORDER BY k.created_at, k.id
