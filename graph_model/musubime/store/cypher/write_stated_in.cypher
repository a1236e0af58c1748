UNWIND $rows AS row
MATCH (s:Seat {id: row.seat})
MATCH (n:Source {id: row.id})
CREATE (s)-[r:STATED_IN]->(n)
SET r = row.properties
