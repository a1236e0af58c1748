"""Reference registers for linking, kept in an indexed file beside the graph."""
