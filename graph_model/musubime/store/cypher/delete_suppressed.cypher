UNWIND $ids AS id
MATCH (s:Suppressed {id: id})
DELETE s
