MATCH (p:Projection {id: 'graph'})
RETURN p.seq AS seq, p.version AS version
