MATCH (p:LedgerPart {seq: $seq})
DELETE p
