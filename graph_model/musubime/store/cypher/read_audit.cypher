MATCH (a:Audit)
RETURN a.at AS at, a.actor AS actor, a.action AS action, a.subject AS subject
ORDER BY a.n, a.at
