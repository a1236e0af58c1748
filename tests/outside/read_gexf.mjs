// Reads a GEXF file (first argument) with graphology and prints its nodes and edges as JSON.
import { readFileSync } from "node:fs";
import Graph from "graphology";
import { parse } from "graphology-gexf";

const graph = parse(Graph, readFileSync(process.argv[2], "utf8"));
console.log(
  JSON.stringify({
    type: graph.type,
    multi: graph.multi,
    attributes: graph.getAttributes(),
    nodes: graph.mapNodes((id, attributes) => [id, attributes]),
    edges: graph.mapEdges((id, attributes, source, target) => [id, source, target, attributes]),
  }),
);
