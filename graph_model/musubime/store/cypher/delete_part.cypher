MATCH (n:<kind>)
WITH n LIMIT 10000
DETACH DELETE n
RETURN count(n) AS deleted
