// The write takes the lock on the mark: one writer at a time, and it sees what the one before it left.
MATCH (p:Projection {id: 'graph'})
SET p.held_by = $id
RETURN p.seq AS seq, p.version AS version
