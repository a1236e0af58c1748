"""The measures on random two-mode graphs, beside networkx and plain counting."""

from itertools import combinations

import networkx  # type: ignore[import-untyped]
import numpy as np
import pytest
from networkx.algorithms import bipartite  # type: ignore[import-untyped]
from scipy.sparse import csr_array

from musubime.analytics.betweenness import betweenness
from musubime.analytics.bridging import bipartite_maximum, bridges, connector
from musubime.analytics.brokerage import UNKNOWN, brokerage_roles
from musubime.analytics.overlapping import shared_counts, shares

SEEDS = range(12)


def _matrix(seed: int) -> csr_array:
    random = np.random.default_rng(seed)
    actors, consortia = int(random.integers(5, 40)), int(random.integers(3, 15))
    cells = random.random((actors, consortia)) < random.uniform(0.05, 0.35)
    cells[np.arange(actors), random.integers(0, consortia, actors)] = True
    return csr_array(cells[:, cells.any(axis=0)].astype(np.int32))


def _graph(matrix: csr_array) -> tuple[networkx.Graph, list[str], list[str]]:
    actors, consortia = ([f"{mode}{n}" for n in range(size)] for mode, size in zip("ak", matrix.shape, strict=True))
    graph = networkx.Graph()
    graph.add_nodes_from(actors)
    graph.add_nodes_from(consortia)
    rows, columns = matrix.nonzero()
    graph.add_edges_from((actors[i], consortia[k]) for i, k in zip(rows, columns, strict=True))
    return graph, actors, consortia


@pytest.mark.parametrize("seed", SEEDS)
def test_betweenness_is_that_of_networkx(seed: int) -> None:
    matrix = _matrix(seed)
    graph, actors, _ = _graph(matrix)
    expected = networkx.betweenness_centrality(graph, normalized=False)
    found = betweenness(matrix)
    assert found.error is None
    assert found.values == pytest.approx([expected[a] for a in actors], abs=1e-9)
    normalised = bipartite.betweenness_centrality(graph, actors)
    maximum = bipartite_maximum(*matrix.shape)
    if maximum:
        assert found.values / maximum == pytest.approx([normalised[a] for a in actors], abs=1e-9)


def test_an_estimate_is_close_and_labelled() -> None:
    random = np.random.default_rng(3)
    cells = (random.random((300, 60)) < 0.03).astype(np.int32)
    cells[np.arange(300), random.integers(0, 60, 300)] = 1
    matrix = csr_array(cells)
    exact, estimate = betweenness(matrix), betweenness(matrix, exact_work=0)
    assert estimate.error is not None
    assert 0 < estimate.error < 0.1
    assert np.corrcoef(exact.values, estimate.values)[0, 1] > 0.99
    assert betweenness(matrix, exact_work=0).values.tolist() == estimate.values.tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_bridges_are_those_of_plain_counting(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musubime.analytics.bridging.BLOCK", 7)
    matrix = _matrix(seed)
    graph, actors, consortia = _graph(matrix)
    sole, share = dict.fromkeys(actors, 0), dict.fromkeys(actors, 0.0)
    for k, other in combinations(consortia, 2):
        both = set(graph[k]) & set(graph[other])
        for actor in both:
            share[actor] += 1 / len(both)
            sole[actor] += len(both) == 1
    found_sole, found_share = bridges(matrix)
    assert found_sole.tolist() == list(sole.values())
    assert found_share == pytest.approx(list(share.values()))


@pytest.mark.parametrize("seed", SEEDS)
def test_overlap_is_that_of_networkx(seed: int) -> None:
    matrix = _matrix(seed)
    graph, _, consortia = _graph(matrix)
    common = shared_counts(matrix).toarray()
    for (k, a), (other, b) in combinations(enumerate(consortia), 2):
        expected = bipartite.overlap_weighted_projected_graph(graph, [a, b], jaccard=True)
        weight = expected[a][b]["weight"] if expected.has_edge(a, b) else 0
        found = shares(int(common[k, other]), len(graph[a]), len(graph[b]))
        assert found.jaccard == pytest.approx(weight, abs=1e-6)
        smaller = bipartite.overlap_weighted_projected_graph(graph, [a, b], jaccard=False)
        weight = smaller[a][b]["weight"] if smaller.has_edge(a, b) else 0
        assert found.overlap_coefficient == pytest.approx(weight, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_brokerage_is_that_of_plain_counting(seed: int) -> None:
    matrix = _matrix(seed)
    graph, actors, _ = _graph(matrix)
    near = bipartite.projected_graph(graph, actors)
    sectors = np.random.default_rng(seed).integers(0, UNKNOWN + 1, len(actors))
    of = dict(zip(actors, sectors.tolist(), strict=True))
    rows = np.arange(len(actors))[:: 1 + seed % 2]
    for row, roles in zip(rows, brokerage_roles(matrix, sectors, rows), strict=True):
        actor = actors[row]
        expected = dict.fromkeys(roles._fields, 0)
        for a, b in combinations(near[actor], 2):
            if not near.has_edge(a, b):
                expected[_role(of[a], of[actor], of[b])] += 1
        assert roles._asdict() == expected


def _role(a: int, own: int, b: int) -> str:
    if UNKNOWN in (a, own, b):
        return "unclassified"
    if a == b:
        return "coordinator" if a == own else "itinerant"
    return "gatekeeper_representative" if own in (a, b) else "liaison"


def test_connector_leaves_out_consortia_without_a_group() -> None:
    matrix = csr_array(np.array([[1, 1, 1], [1, 1, 0], [0, 1, 1], [1, 0, 0]], dtype=np.int32))
    assert connector(matrix, [0, 1, -1]) == [0.5, 0.5, None, None]
    assert connector(matrix, [0, 0, -1]) == [0.0, 0.0, None, None]
