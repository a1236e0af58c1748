// The write takes the lock on the list: one writer at a time.
MERGE (w:Withheld {id: 'persons'})
SET w.stamp = coalesce(w.stamp, 0) + 1
