UNWIND $ids AS id
MATCH (n:<kind> {id: id})
RETURN properties(n) AS properties
