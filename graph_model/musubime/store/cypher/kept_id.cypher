MATCH (n:<kind> {id: $id})
RETURN n.id AS id
