UNWIND $rows AS row
MATCH (:<start> {id: row.from_id})-[r:<type>]->(:<end> {id: row.to_id})
DELETE r
