UNWIND $rows AS row
MATCH (s:Seat {id: row.seat})
MATCH (n:Consortium {id: row.id})
CREATE (s)-[:ON]->(n)
