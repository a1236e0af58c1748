CREATE (l:Ledger)
SET l = $header
