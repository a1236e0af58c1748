MATCH (a:<start>)-[r:<type>]->(b:<end>)
RETURN a.id AS from_id, b.id AS to_id, properties(r) AS properties
