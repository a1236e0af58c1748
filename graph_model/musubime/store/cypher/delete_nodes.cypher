UNWIND $ids AS id
MATCH (n:<kind> {id: id})
DETACH DELETE n
