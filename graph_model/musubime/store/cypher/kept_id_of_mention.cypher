// No index covers the items of a list: this walks the kind, so it is asked only when no node has the id.
MATCH (n:<kind>)
WHERE $id IN n.mentions
RETURN n.id AS id
