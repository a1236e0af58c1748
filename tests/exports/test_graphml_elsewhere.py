"""The same file is valid by the GraphML schema, and the same graph in igraph and graphology as in networkx."""

import io
import math
from collections.abc import Callable
from pathlib import Path

import igraph  # type: ignore[import-untyped]
import networkx  # type: ignore[import-untyped]
import pytest
import xmlschema

from musubime.analytics.snapshot import Snapshot
from musubime.exports.graphml import graphml
from musubime.exports.projection import Projection
from musubime.exports.selection import whole
from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, bundled_rosters
from musubime_loaders.roster_folder import read_roster_folder
from tests.exports.small_graph import small_graph

Rows = list[tuple[str, dict[str, object]]]


def three_prefectures() -> Graph:
    edition = read_roster_folder(bundled_rosters()["three-prefecture-table"])
    return resolve([edition], bundled_judgements(), bundled_aliases())


@pytest.fixture(scope="module", params=[small_graph, three_prefectures], ids=["small", "three-prefectures"])
def graph(request: pytest.FixtureRequest) -> Graph:
    made: Graph = request.param()
    return made


def written(graph: Graph, projection: Projection | None = None) -> bytes:
    return b"".join(graphml(whole(Snapshot(graph, graph.version)), projection))


@pytest.fixture
def document(graph: Graph) -> bytes:
    return written(graph)


@pytest.fixture
def file(document: bytes, tmp_path: Path) -> Path:
    place = tmp_path / "graph.graphml"
    place.write_bytes(document)
    return place


def networkx_rows(document: bytes) -> tuple[Rows, Rows]:
    """Return nodes and edges as (id, attributes), the ends among the attributes of an edge."""
    graph = networkx.read_graphml(io.BytesIO(document), force_multigraph=True)
    nodes = [(id, dict(data)) for id, data in graph.nodes(data=True)]
    edges = [(key, {**data, "ends": sorted((a, b))}) for a, b, key, data in graph.edges(keys=True, data=True)]
    return sorted(nodes), sorted(edges)


@pytest.mark.parametrize("projection", [None, "newman", "count"])
def test_it_is_valid_by_the_graphml_schema(
    graphml_schema: xmlschema.XMLSchema, graph: Graph, projection: Projection | None, tmp_path: Path
) -> None:
    place = tmp_path / "graph.graphml"
    place.write_bytes(written(graph, projection))
    assert [str(error.reason) for error in graphml_schema.iter_errors(str(place))] == []


@pytest.mark.filterwarnings("ignore:Could not add:RuntimeWarning")
def test_igraph_reads_the_graph_that_networkx_reads(document: bytes, file: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(file))

    def unknown(value: object) -> bool:
        return value is None or (isinstance(value, float) and math.isnan(value))

    def known(attributes: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in attributes.items() if value != "" and not unknown(value)}

    nodes = [(v["id"], known(v.attributes())) for v in graph.vs]
    edges = [
        (e["id"], {**known(e.attributes()), "ends": sorted((graph.vs[e.source]["id"], graph.vs[e.target]["id"]))})
        for e in graph.es
    ]
    assert (sorted(nodes), sorted(edges)) == networkx_rows(document)


def test_graphology_reads_the_graph_that_networkx_reads(
    document: bytes, file: Path, graphology: Callable[[Path], dict[str, object]]
) -> None:
    graph = graphology(file)
    nodes = [(id, data) for id, data in graph["nodes"]]  # type: ignore[attr-defined]
    edges = [(id, {**data, "ends": sorted((a, b))}) for id, a, b, data in graph["edges"]]  # type: ignore[attr-defined]
    assert graph["type"] == "undirected"
    assert (sorted(nodes), sorted(edges)) == networkx_rows(document)


def test_the_three_prefecture_table_is_75_nodes_and_84_edges() -> None:
    nodes, edges = networkx_rows(written(three_prefectures()))
    kinds = [data["kind"] for _, data in nodes]
    assert (len(nodes), kinds.count("organization"), kinds.count("consortium"), len(edges)) == (75, 66, 9, 84)
    memberships = [data["memberships"] for _, data in nodes if data["kind"] == "organization"]
    assert [memberships.count(n) for n in (1, 2, 3)] == [51, 12, 3]
    assert {data["name"]: data["sector"] for _, data in nodes if data.get("memberships") == 3} == {
        "徳島大学": "学",
        "徳島県": "官",
        "高知県": "官",
    }
    assert {data["reported"] for _, data in nodes if data["kind"] == "consortium" and "members" not in data} == {
        "not_reported"
    }
