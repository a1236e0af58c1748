UNWIND $ids AS id
MATCH (n:<kind> {id: id})-[:HOLDS]->(s:Seat)
RETURN s.id AS id
