// Each pattern starts at the seat: the embedded engine walks a pattern from its left end.
UNWIND $ids AS id
MATCH (s:Seat {id: id})
RETURN properties(s) AS properties,
       [(s)<-[:HOLDS]-(o:Organization) | o.id] AS organizations,
       [(s)<-[:HOLDS]-(p:Person) | p.id] AS persons,
       [(s)-[:ON]->(c:Consortium) | c.id] AS consortia,
       [(s)-[r:STATED_IN]->(d:Source) | [d.id, r.locator, r.printed, r.roster, r.series, r.edition_date, r.position, r.as_stated]] AS statements
