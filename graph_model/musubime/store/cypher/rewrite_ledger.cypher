MATCH (l:Ledger {seq: $seq})
SET l = $header
