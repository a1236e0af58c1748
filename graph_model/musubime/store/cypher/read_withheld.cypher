MATCH (w:Withheld {id: 'persons'})
RETURN w.stamp AS stamp, w.erased AS erased
