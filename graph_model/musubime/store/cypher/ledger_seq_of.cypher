MATCH (l:Ledger {id: $id})
RETURN l.seq AS seq
