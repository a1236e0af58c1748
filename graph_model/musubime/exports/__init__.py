"""The graph, or a selection of it, as files for other tools: GraphML, CSV and Cytoscape JSON, written as a stream."""
