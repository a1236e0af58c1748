MERGE (k:AccessKey {id: $id})
SET k = $key
