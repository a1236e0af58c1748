OPTIONAL MATCH (a:Audit)
WITH count(a) AS n
CREATE (:Audit {n: n, at: $at, actor: $actor, action: $action, subject: $subject})
