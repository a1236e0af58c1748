CREATE (:LedgerPart {seq: $seq, part: $part, body: $body})
