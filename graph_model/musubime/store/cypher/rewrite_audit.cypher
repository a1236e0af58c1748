// Rows are told apart by what they hold: two alike are rewritten alike.
UNWIND $rows AS row
MATCH (a:Audit {at: row.at, actor: row.actor, action: row.action, subject: row.subject})
SET a.actor = row.new_actor, a.subject = row.new_subject
