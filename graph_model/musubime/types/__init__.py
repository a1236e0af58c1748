"""The kinds of the graph, their vocabularies, and the values that travel between the rooms."""
