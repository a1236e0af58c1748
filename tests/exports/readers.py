"""What other tools read in an exported graph, in one shape, and what the graph itself says in the same shape.

Nodes by id with their attributes; edges by id with theirs and their two ends, sorted, among them. Of GEXF the id stands
apart from the attributes in every reader.
"""

import io
import json
import math
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import igraph  # type: ignore[import-untyped]
import networkx  # type: ignore[import-untyped]

from musubime.exports.attributes import Flat, consortium_attributes, holder_attributes, seat_attributes
from musubime.exports.gexf import term
from musubime.exports.selection import Selection

OUTSIDE = Path(__file__).parent.parent / "outside"
Attributes = dict[str, object]


class Read(NamedTuple):
    """A graph as a tool has it."""

    nodes: dict[str, Attributes]
    edges: dict[str, Attributes]


def stated(selection: Selection, *, gexf: bool = False) -> Read:
    """Return what the graph says: all that is known of each holder, consortium and seat with a holder."""
    flats: list[Flat] = [holder_attributes(selection, holder) for holder in selection.holders()]
    flats += [consortium_attributes(selection, consortium) for consortium in selection.consortia]
    edges: dict[str, Attributes] = {}
    for seat, holder in selection.drawn:
        attributes = _known({"id": seat.id, **seat_attributes(selection, seat)})
        edges[seat.id] = {**attributes, **(term(seat) if gexf else {}), "ends": sorted((holder, seat.consortium))}
    read = Read({str(flat["id"]): _known(flat) for flat in flats}, edges)
    return without_ids(read) if gexf else read


def without_ids(read: Read) -> Read:
    """Return the graph with ids only as keys, as readers of GEXF have it."""

    def bare(attributes: Mapping[str, object]) -> Attributes:
        return {name: value for name, value in attributes.items() if name != "id"}

    return Read(
        {id: bare(attributes) for id, attributes in read.nodes.items()},
        {id: bare(attributes) for id, attributes in read.edges.items()},
    )


def by_networkx(body: bytes) -> Read:
    """Return what networkx reads in GraphML."""
    return _of_networkx(networkx.read_graphml(io.BytesIO(body), force_multigraph=True))


def gexf_by_networkx(body: bytes) -> Read:
    """Return what networkx reads in GEXF."""
    graph = networkx.read_gexf(io.BytesIO(body), version="1.3")
    return without_ids(_of_networkx(graph if graph.is_multigraph() else _keyed(graph)))


def _keyed(graph: networkx.Graph) -> networkx.MultiGraph:
    """Return a simple graph, which networkx makes where no edges are parallel, with the ids as keys again."""
    many = networkx.MultiGraph()
    many.add_nodes_from(graph.nodes(data=True))
    for a, b, data in graph.edges(data=True):
        many.add_edge(a, b, key=data["id"], **data)
    return many


def _of_networkx(graph: networkx.MultiGraph) -> Read:
    edges = {key: {**data, "ends": sorted((a, b))} for a, b, key, data in graph.edges(keys=True, data=True)}
    return Read({id: dict(data) for id, data in graph.nodes(data=True)}, edges)


def by_igraph(file: Path) -> Read:
    """Return what igraph reads in GraphML; it knows unknown values only as empty ones."""
    graph = igraph.Graph.Read_GraphML(str(file))

    def known(attributes: Mapping[str, Any]) -> Attributes:
        return {
            name: value
            for name, value in attributes.items()
            if value is not None and value != "" and not (isinstance(value, float) and math.isnan(value))
        }

    ids = graph.vs["id"]
    edges = ((e["id"], {**known(e.attributes()), "ends": sorted((ids[e.source], ids[e.target]))}) for e in graph.es)
    return Read({v["id"]: known(v.attributes()) for v in graph.vs}, dict(edges))


def by_graphology(file: Path, script: str = "read_graphml.mjs") -> Read:
    """Return what graphology reads, in Node, with `read_graphml.mjs` or `read_gexf.mjs`."""
    answer = subprocess.run(
        ["node", "--disable-warning=ExperimentalWarning", str(OUTSIDE / script), str(file)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stderr == ""
    graph = json.loads(answer.stdout)
    assert graph["type"] == "undirected"
    edges: Iterable[tuple[str, str, str, Attributes]] = graph["edges"]
    return Read(dict(graph["nodes"]), {id: {**data, "ends": sorted((a, b))} for id, a, b, data in edges})


def differences(read: Read, said: Read) -> list[str]:
    """Return the first ten places where a tool reads something else than the graph says."""
    found = []
    for what, ours, theirs in (("node", said.nodes, read.nodes), ("edge", said.edges, read.edges)):
        found += [f"{what} {id} is missing" for id in sorted(ours.keys() - theirs.keys())[:5]]
        found += [f"{what} {id} is not ours" for id in sorted(theirs.keys() - ours.keys())[:5]]
        unequal = (id for id in ours.keys() & theirs.keys() if ours[id] != theirs[id])
        found += [f"{what} {id}: {theirs[id]} instead of {ours[id]}" for id in unequal]
    return found[:10]


def _known(flat: Flat) -> Attributes:
    return {name: value for name, value in flat.items() if value is not None}
