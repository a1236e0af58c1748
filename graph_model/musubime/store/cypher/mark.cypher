// How far the graph follows the ledger; written in the transaction that takes it there.
MERGE (p:Projection {id: 'graph'})
SET p.seq = $seq, p.version = $version
