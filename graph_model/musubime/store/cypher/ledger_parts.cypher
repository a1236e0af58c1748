MATCH (p:LedgerPart {seq: $seq})
RETURN p.body AS body
ORDER BY p.part
