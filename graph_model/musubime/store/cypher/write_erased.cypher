MATCH (w:Withheld {id: 'persons'})
SET w.erased = $erased
