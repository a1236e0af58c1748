MERGE (s:Suppressed {id: $id})
SET s.body = $body
