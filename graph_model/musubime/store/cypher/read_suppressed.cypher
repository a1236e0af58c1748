MATCH (s:Suppressed)
RETURN s.body AS body
