UNWIND $rows AS row
MATCH (a:<start> {id: row.from_id})
MATCH (b:<end> {id: row.to_id})
MERGE (a)-[r:<type>]->(b)
SET r = row.properties
