"""One contract for every engine: the same graph, the same answers, the same refusals."""
