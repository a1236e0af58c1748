MATCH (l:Ledger)
RETURN properties(l) AS header
ORDER BY l.seq
