"""Every measure on 200 random two-mode graphs, beside networkx, scipy and plain counting."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import networkx  # type: ignore[import-untyped]
import numpy as np
import pytest
from networkx.algorithms import bipartite  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.betweenness import betweenness, estimated, exact
from musubime.analytics.bridging import bipartite_maximum, bridges, participation
from musubime.analytics.brokerage import UNKNOWN, Roles, brokerage_roles
from musubime.analytics.components import components
from musubime.analytics.folding import folded
from musubime.analytics.overlapping import shared_counts, shares
from musubime.analytics.triangles import triangles_by_group
from tests.questions.random_graphs import every_graph, groups_of, matrix_of, networkx_of

DAVIS = networkx.davis_southern_women_graph()


@every_graph
def test_memberships_and_components_are_those_of_networkx(matrix: csr_array) -> None:
    graph, actors, consortia = networkx_of(matrix)
    assert np.diff(matrix.indptr).tolist() == [graph.degree(actor) for actor in actors]
    found = components(matrix)
    assert found.number == networkx.number_connected_components(graph)
    part = dict(zip(actors, found.actor, strict=True)) | dict(zip(consortia, found.consortium, strict=True))
    assert all(len({part[node] for node in nodes}) == 1 for nodes in networkx.connected_components(graph))


@every_graph
def test_betweenness_is_that_of_networkx_raw_and_by_the_bipartite_maximum(matrix: csr_array) -> None:
    graph, actors, _ = networkx_of(matrix)
    expected = networkx.betweenness_centrality(graph, normalized=False) if graph else {}
    found = betweenness(matrix)
    assert found.error is None
    assert found.values == pytest.approx([expected[actor] for actor in actors], abs=1e-9)
    maximum = bipartite_maximum(*matrix.shape)
    if maximum and bipartite_maximum(*reversed(matrix.shape)):  # networkx divides the other side too, even by 0
        normalised = bipartite.betweenness_centrality(graph, actors)
        assert found.values / maximum == pytest.approx([normalised[actor] for actor in actors], abs=1e-9)
    elif not maximum:
        assert not found.values.any()


@every_graph
def test_what_a_walk_gives_is_what_folding_leaves(matrix: csr_array) -> None:
    core = folded(matrix)
    assert sum(core.actors.mass) + sum(core.consortia.mass) <= sum(matrix.shape)
    assert all(np.diff(core.matrix.indptr) >= 1)
    assert exact(core).values.tolist() == betweenness(matrix, exact_work=np.inf).values.tolist()


@every_graph
def test_an_estimate_from_every_source_is_exact_and_its_error_none(matrix: csr_array) -> None:
    everything = estimated(folded(matrix), pivots=sum(matrix.shape))
    assert everything.error == 0
    assert everything.values == pytest.approx(betweenness(matrix).values, rel=1e-5, abs=1e-5)


def test_betweenness_of_a_classic_is_that_of_networkx() -> None:
    women, events = DAVIS.graph["top"], DAVIS.graph["bottom"]
    matrix = csr_array(bipartite.biadjacency_matrix(DAVIS, women, events).astype(np.int32))
    expected = bipartite.betweenness_centrality(DAVIS, women)
    found = betweenness(matrix).values / bipartite_maximum(*matrix.shape)
    assert found == pytest.approx([expected[woman] for woman in women], abs=1e-12)


def test_actors_with_the_same_consortia_have_the_very_same_betweenness() -> None:
    cells = np.tile((np.random.default_rng(5).random((30, 12)) < 0.3).astype(np.int32), (3, 1))
    values = betweenness(matrix_of(cells.tolist())).values.reshape(3, -1)
    assert (values == values[0]).all()


def _large() -> csr_array:
    random = np.random.default_rng(3)
    cells = (random.random((300, 60)) < 0.03).astype(np.int32)
    cells[np.arange(300), random.integers(0, 60, 300)] = 1
    return csr_array(cells)


def test_an_estimate_is_as_close_as_it_says_and_the_same_every_time() -> None:
    core = folded(_large())
    true = exact(core).values
    found = [estimated(core, pivots=60, seed=seed) for seed in range(40)]
    errors = [np.abs(each.values - true).max() / each.values.max() for each in found]
    stated = [each.error for each in found if each.error is not None]
    assert len(stated) == 40
    assert 0.3 < np.median(errors) / np.median(stated) < 3
    assert np.mean([each.values for each in found], axis=0) == pytest.approx(true, abs=true.max() * 0.05)
    assert estimated(core, pivots=60).values.tolist() == estimated(core, pivots=60).values.tolist()


def test_above_the_stated_size_betweenness_is_estimated() -> None:
    assert betweenness(_large()).error is None
    assert betweenness(_large(), exact_work=0).error is not None


def test_more_paths_than_a_short_number_holds_do_not_spoil_an_estimate() -> None:
    # 140 diamonds in a row: 2 ** 140 shortest paths from end to end
    cells = np.zeros((3 * 140 + 1, 4 * 140), dtype=np.int32)
    for n in range(140):
        start, upper, lower, end = 3 * n, 3 * n + 1, 3 * n + 2, 3 * n + 3
        for place, ends in enumerate(((start, upper), (start, lower), (upper, end), (lower, end))):
            cells[list(ends), 4 * n + place] = 1
    found = estimated(folded(csr_array(cells)), pivots=96)
    # each link parts the row in two, seven nodes a diamond
    parted = [7 * n * 7 * (140 - n) for n in range(141)]
    assert found.values[::3] == pytest.approx(parted, abs=max(parted) * 0.1)


@every_graph
def test_bridges_are_those_of_plain_counting(matrix: csr_array) -> None:
    graph, actors, consortia = networkx_of(matrix)
    sole, share = dict.fromkeys(actors, 0), dict.fromkeys(actors, 0.0)
    for k, other in combinations(consortia, 2):
        both = set(graph[k]) & set(graph[other])
        for actor in both:
            share[actor] += 1 / len(both)
            sole[actor] += len(both) == 1
    found_sole, found_share = bridges(matrix)
    assert found_sole.tolist() == list(sole.values())
    assert found_share == pytest.approx(list(share.values()))


@pytest.mark.parametrize("block", [1, 7, 100])
def test_bridges_do_not_depend_on_the_size_of_a_block(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = _large()
    sole, share = bridges(matrix)
    monkeypatch.setattr("musubime.analytics.bridging.BLOCK", block)
    assert bridges(matrix)[0].tolist() == sole.tolist()
    assert bridges(matrix)[1] == pytest.approx(share)


def test_bridges_count_where_numbers_need_more_than_32_bits() -> None:
    # one roster of 70,000 and as many consortia of two: 17 bits for the entry and 17 for the consortium
    size = 70_000
    rows, columns = np.repeat(np.arange(size), 2), np.stack((np.zeros(size), np.arange(1, size + 1)), axis=1).ravel()
    matrix = csr_array((np.ones(2 * size, dtype=np.int32), (rows, columns.astype(np.int64))))
    sole, share = bridges(matrix)
    assert set(sole.tolist()) == {1}
    assert set(share.tolist()) == {1.0}


def connector(matrix: csr_array, groups: Sequence[int] | NDArray[np.integer]) -> list[float | None]:
    return [None if np.isnan(value) else value for value in participation(matrix, groups).tolist()]


@every_graph
def test_the_connector_is_one_minus_the_squares_of_the_shares(matrix: csr_array) -> None:
    groups = groups_of(csr_array(matrix.T), 4) - 1
    expected: list[float | None] = []
    for row in matrix.toarray():
        of = Counter(group for group, there in zip(groups.tolist(), row, strict=True) if there and group >= 0)
        total = sum(of.values())
        expected.append(1 - sum((n / total) ** 2 for n in of.values()) if total >= 2 else None)
    found = connector(matrix, groups)
    assert [value is None for value in found] == [value is None for value in expected]
    assert [v for v in found if v is not None] == pytest.approx([v for v in expected if v is not None])


def test_connector_leaves_out_consortia_without_a_group() -> None:
    matrix = csr_array(np.array([[1, 1, 1], [1, 1, 0], [0, 1, 1], [1, 0, 0]], dtype=np.int32))
    assert connector(matrix, [0, 1, -1]) == [0.5, 0.5, None, None]
    assert connector(matrix, [0, 0, -1]) == [0.0, 0.0, None, None]


@every_graph
def test_overlap_is_that_of_networkx(matrix: csr_array) -> None:
    graph, _, consortia = networkx_of(matrix)
    common = shared_counts(matrix).toarray()
    if not consortia:
        assert common.size == 0
        return
    jaccard = bipartite.overlap_weighted_projected_graph(graph, consortia, jaccard=True)
    smaller = bipartite.overlap_weighted_projected_graph(graph, consortia, jaccard=False)
    plain = bipartite.weighted_projected_graph(graph, consortia)
    for (k, a), (other, b) in combinations(enumerate(consortia), 2):
        found = shares(int(common[k, other]), len(graph[a]), len(graph[b]))
        weights = [each[a][b]["weight"] if each.has_edge(a, b) else 0 for each in (plain, jaccard, smaller)]
        assert common[k, other] == weights[0]
        assert (found.jaccard, found.overlap_coefficient) == pytest.approx(weights[1:], abs=1e-6)
        assert found.containment_a == pytest.approx(weights[0] / len(graph[a]), abs=1e-6)
        assert found.containment_b == pytest.approx(weights[0] / len(graph[b]), abs=1e-6)


@every_graph
def test_brokerage_is_that_of_plain_counting(matrix: csr_array) -> None:
    graph, actors, _ = networkx_of(matrix)
    near = bipartite.projected_graph(graph, actors)
    sectors = groups_of(matrix, UNKNOWN + 1)
    of = dict(zip(actors, sectors.tolist(), strict=True))
    expected = []
    for actor in actors:
        roles = dict.fromkeys(Roles._fields, 0)
        for a, b in combinations(near[actor], 2):
            if not near.has_edge(a, b):
                roles[_role(of[a], of[actor], of[b])] += 1
        expected.append(list(roles.values()))
    assert brokerage_roles(matrix, sectors).tolist() == expected
    few = np.arange(len(actors))[::3]
    assert brokerage_roles(matrix, sectors, few).tolist() == expected[::3]


def _role(a: int, own: int, b: int) -> str:
    if UNKNOWN in (a, own, b):
        return "unclassified"
    if a == b:
        return "coordinator" if a == own else "itinerant"
    return "gatekeeper_representative" if own in (a, b) else "liaison"


@every_graph
def test_triangles_are_those_of_networkx(matrix: csr_array) -> None:
    graph, actors, _ = networkx_of(matrix)
    near = bipartite.projected_graph(graph, actors)
    dense = networkx.to_numpy_array(near, actors, dtype=np.int64) if actors else np.zeros((0, 0), dtype=np.int64)
    found = triangles_by_group(csr_array(dense), groups_of(matrix, 4), 4)
    assert found.sum(axis=(1, 2)).tolist() == [2 * networkx.triangles(near, actor) for actor in actors]


def test_roles_of_many_blocks_are_those_of_one_by_one() -> None:
    matrix = _large()
    sectors = groups_of(matrix, UNKNOWN + 1)
    every = brokerage_roles(matrix, sectors)
    assert every.sum() > 0
    by_one = [brokerage_roles(matrix, sectors, np.array([row])).tolist()[0] for row in range(0, 300, 20)]
    assert by_one == every[::20].tolist()


def test_open_triads_of_a_chain_are_its_inner_links() -> None:
    # a–b–c–d, each meeting the next only: b and c stand between two of other sectors
    matrix = matrix_of([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 0, 1]])
    found = brokerage_roles(matrix, np.array([0, 1, 2, 1]))
    assert [Roles(*row)._asdict() for row in found.tolist()] == [
        dict.fromkeys(Roles._fields, 0) | named for named in ({}, {"liaison": 1}, {"itinerant": 1}, {})
    ]
