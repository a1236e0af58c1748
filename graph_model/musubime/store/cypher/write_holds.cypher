UNWIND $rows AS row
MATCH (s:Seat {id: row.seat})
MATCH (n:<kind> {id: row.id})
CREATE (n)-[:HOLDS]->(s)
