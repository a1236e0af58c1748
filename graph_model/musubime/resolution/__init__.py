"""From mentions and judgements to the graph: exact keys, a curated alias table, judgements; never similarity."""
