// One change set a number: of two writers at once, this lets one through.
CREATE CONSTRAINT unique_ledger_seq IF NOT EXISTS FOR (l:Ledger) REQUIRE l.seq IS UNIQUE
