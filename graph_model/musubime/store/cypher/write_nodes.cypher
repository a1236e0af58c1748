// Each row is one node whole; what it had before goes.
UNWIND $rows AS row
MERGE (n:<kind> {id: row.id})
SET n = row
