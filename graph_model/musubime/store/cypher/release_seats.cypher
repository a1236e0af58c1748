// A seat that is written again gets all its relationships anew.
UNWIND $ids AS id
MATCH (:Seat {id: id})-[r:HOLDS|ON|STATED_IN]-()
DELETE r
