MATCH (l:Ledger)
RETURN l.seq AS seq, l.version_after AS version
ORDER BY l.seq DESC
LIMIT 1
