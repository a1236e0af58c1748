MATCH (n:<kind>)
WHERE n.search_text CONTAINS $key
RETURN n.id AS id, n.name AS name, n.search_text AS search_text
