UNWIND $ids AS id
MATCH (n:<kind> {id: id})
RETURN count(n) AS found
