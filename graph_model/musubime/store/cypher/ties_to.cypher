UNWIND $ids AS id
MATCH (b:<kind> {id: id})<-[r:UNDER|INSIDE|OWNS|PART_OF|OPERATES|AFFILIATED_WITH|FOLLOWED_BY|BASED_ON|COORDINATES_WITH|PRODUCED|SAME_BODY]-(a)
RETURN type(r) AS type, labels(a)[0] AS from_kind, a.id AS from_id, labels(b)[0] AS to_kind, b.id AS to_id,
       properties(r) AS properties
