"""Shortest ways on random two-mode graphs, some with bodies that are themselves consortia, beside networkx."""

from collections import Counter

import networkx  # type: ignore[import-untyped]
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from musubime.analytics.shortest_paths import End, TwoMode, distances_among, layers_from, shortest_ways
from tests.questions.random_graphs import RANDOMLY, matrix_of, two_mode_matrices

MORE = 2
"""Actors and consortia without a membership, which only a body that is itself a consortium joins."""
Pairs = list[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[csr_array, Pairs, list[int]]:
    """Return a matrix, actors that are consortia, and the consortia of a person who is no node."""
    matrix = draw(two_mode_matrices())
    rows, columns = matrix.shape
    pair = st.tuples(st.integers(0, rows + MORE - 1), st.integers(0, columns + MORE - 1))
    seats = st.lists(st.integers(0, columns - 1), unique=True, max_size=3) if columns else st.just([])
    return matrix, draw(st.lists(pair, unique=True, max_size=3)), sorted(draw(seats))


def plain(graph: TwoMode, matrix: csr_array, same: Pairs) -> networkx.Graph:
    """Return the graph as networkx has it, built from the matrix itself."""
    made = networkx.Graph()
    made.add_nodes_from(range(graph.size))
    rows, columns = (places.tolist() for places in matrix.nonzero())
    made.add_edges_from((i, graph.actors + k) for i, k in [*zip(rows, columns, strict=True), *same])
    return made


def expected(made: networkx.Graph, start: int, goal: int) -> list[list[int]]:
    try:
        return sorted(networkx.all_shortest_paths(made, start, goal))
    except networkx.NetworkXNoPath:
        return []


def by_number(node: int) -> tuple[str, str]:
    return (f"{node:03}", "")


@RANDOMLY
@given(graphs())
def test_all_shortest_ways_are_those_of_networkx(case: tuple[csr_array, Pairs, list[int]]) -> None:
    matrix, same, seats = case
    graph = TwoMode(matrix, same, more_actors=MORE, more_consortia=MORE)
    made = plain(graph, matrix, same)
    assert [sorted(made[node]) for node in range(graph.size)] == graph.neighbours
    person = End(-1, [graph.actors + place for place in seats])
    with_person = made.copy()
    with_person.add_edges_from((-1, node) for node in person.neighbours)
    with_person.add_node(-1)
    ends = [End(node, graph.neighbours[node]) for node in (0, graph.size // 2, graph.size - 1)]
    for start, goal in [(ends[0], ends[1]), (ends[1], ends[2]), (ends[2], ends[0]), (person, ends[1])]:
        ways = shortest_ways(graph, start, goal)
        paths = expected(with_person if start is person else made, start.node, goal.node)
        if ways is None:
            assert paths == []
            continue
        assert list(ways.listed(by_number)) == sorted(paths, key=lambda path: [by_number(node) for node in path])
        assert (ways.count, ways.length) == (len(paths), len(paths[0]) - 1)
        for place in range(ways.length + 1):
            assert ways.carried(place) == Counter(path[place] for path in paths)


@RANDOMLY
@given(graphs())
def test_distances_and_components_are_those_of_networkx(case: tuple[csr_array, Pairs, list[int]]) -> None:
    matrix, same, _ = case
    graph = TwoMode(matrix, same, more_actors=MORE, more_consortia=MORE)
    made = plain(graph, matrix, same)
    away = dict(networkx.all_pairs_shortest_path_length(made))
    for node in (0, graph.size - 1):
        layers = layers_from(graph, End(node, graph.neighbours[node]))
        assert {other: steps for steps, layer in enumerate(layers) for other in layer} == away[node]
    consortia = list(range(graph.actors, graph.size))
    found = distances_among(graph, consortia)
    assert found.tolist() == [[away[a].get(b, -1) for b in consortia] for a in consortia]
    labels = graph.components.tolist()
    parts = {frozenset(node for node in range(graph.size) if labels[node] == label) for label in labels}
    assert parts == {frozenset(part) for part in networkx.connected_components(made)}


def test_a_graph_of_nothing_has_no_ways() -> None:
    graph = TwoMode(matrix_of([]))
    assert shortest_ways(graph, End(-1, ()), End(-2, ())) is None
    assert layers_from(graph, End(-1, ())) == [{-1}]
    assert (graph.components.tolist(), distances_among(graph, []).shape) == ([], (0, 0))


def test_distances_are_the_same_however_many_starts_walk_together() -> None:
    matrix = csr_array((np.random.default_rng(7).random((40, 90)) < 0.04).astype(np.int32))
    graph = TwoMode(matrix)
    starts = list(range(40, 130))
    together = distances_among(graph, starts)
    alone = np.vstack([distances_among(graph, [start, *starts])[0, 1:] for start in starts])
    assert together.tolist() == alone.tolist()
    assert -1 in together
    assert together.max() > 4
