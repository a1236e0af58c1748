UNWIND $ids AS id
MATCH (n:Consortium {id: id})<-[:ON]-(s:Seat)
RETURN s.id AS id
