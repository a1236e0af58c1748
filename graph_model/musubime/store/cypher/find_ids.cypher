MATCH (n:<kind>)
RETURN n.id AS id
