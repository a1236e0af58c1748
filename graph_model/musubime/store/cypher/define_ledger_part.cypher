CREATE INDEX ledger_part_seq IF NOT EXISTS FOR (p:LedgerPart) ON (p.seq)
