"""The same file is valid by the GraphML schema, and networkx, igraph and graphology read in it what the graph says."""

from pathlib import Path

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
from tests.exports.readers import Read, by_graphology, by_igraph, by_networkx, stated
from tests.exports.small_graph import small_graph


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
def said(graph: Graph) -> Read:
    return stated(whole(Snapshot(graph, graph.version)))


@pytest.fixture
def document(graph: Graph) -> bytes:
    return written(graph)


@pytest.fixture
def file(document: bytes, tmp_path: Path) -> Path:
    place = tmp_path / "graph.graphml"
    place.write_bytes(document)
    return place


@pytest.mark.parametrize("projection", [None, "newman", "count"])
def test_it_is_valid_by_the_graphml_schema(
    graphml_schema: xmlschema.XMLSchema, graph: Graph, projection: Projection | None, tmp_path: Path
) -> None:
    place = tmp_path / "graph.graphml"
    place.write_bytes(written(graph, projection))
    assert [str(error.reason) for error in graphml_schema.iter_errors(str(place))] == []


def test_networkx_reads_what_the_graph_says(document: bytes, said: Read) -> None:
    assert by_networkx(document) == said


@pytest.mark.filterwarnings("ignore:Could not add:RuntimeWarning")
def test_igraph_reads_what_the_graph_says(file: Path, said: Read) -> None:
    assert by_igraph(file) == said


@pytest.mark.usefixtures("graphology")
def test_graphology_reads_what_the_graph_says(file: Path, said: Read) -> None:
    assert by_graphology(file) == said


def test_the_three_prefecture_table_is_75_nodes_and_84_edges() -> None:
    read = by_networkx(written(three_prefectures()))
    nodes, edges = list(read.nodes.values()), read.edges
    kinds = [data["kind"] for data in nodes]
    assert (len(nodes), kinds.count("organization"), kinds.count("consortium"), len(edges)) == (75, 66, 9, 84)
    memberships = [data["memberships"] for data in nodes if data["kind"] == "organization"]
    assert [memberships.count(n) for n in (1, 2, 3)] == [51, 12, 3]
    assert {data["name"]: data["sector"] for data in nodes if data.get("memberships") == 3} == {
        "徳島大学": "学",
        "徳島県": "官",
        "高知県": "官",
    }
    assert {data["reported"] for data in nodes if data["kind"] == "consortium" and "members" not in data} == {
        "not_reported"
    }
