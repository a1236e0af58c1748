"""Shortest ways through the two-mode graph: between two nodes, to everybody, and between many at once.

Breadth-first search from both ends on lists of neighbours (Pohl 1971); counts of ways as in Brandes 2001.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from musubime.analytics.snapshot import NONE

BLOCK = 64
"""Starts that `distances_among` walks from together; bounds its memory to about nodes × BLOCK × 10 bytes."""


class TwoMode:
    """Actors 0…a−1 and consortia a…a+k−1, each with the nodes that are one step away, in ascending order.

    A step is a membership, or a pair of `same`: an actor that is itself a consortium. `more_actors` and
    `more_consortia` make room behind those of the matrix for nodes that stand in such a pair only.
    """

    def __init__(
        self,
        matrix: csr_array,
        same: Iterable[tuple[int, int]] = (),
        *,
        more_actors: int = 0,
        more_consortia: int = 0,
    ) -> None:
        rows, columns = matrix.shape
        self.actors = rows + more_actors
        self.size = self.actors + columns + more_consortia
        by_actor = _lists(matrix, self.actors, more_actors)
        by_consortium = _lists(csr_array(matrix.T), 0, more_consortia)
        self.neighbours: list[list[int]] = by_actor + by_consortium
        for actor, consortium in same:
            if self.actors + consortium not in self.neighbours[actor]:
                _join(self.neighbours, actor, self.actors + consortium)
        self._degrees = [len(each) for each in self.neighbours]

    def step_from(self, layer: Iterable[int]) -> set[int]:
        """Return all nodes one step away from any of a layer."""
        return set().union(*map(self.neighbours.__getitem__, layer))

    def cost(self, layer: Iterable[int]) -> int:
        """Return how many neighbours `step_from` would look at."""
        return sum(map(self._degrees.__getitem__, layer))

    @cached_property
    def adjacency(self) -> csr_array:
        """Nodes × nodes, float32, 1 where they are one step apart; symmetric."""
        ends = np.repeat(np.arange(self.size), self._degrees)
        others = np.fromiter((other for each in self.neighbours for other in each), dtype=np.int64, count=len(ends))
        return csr_array(coo_array((np.ones(len(ends), np.float32), (ends, others)), shape=(self.size, self.size)))

    @cached_property
    def components(self) -> NDArray[np.int32]:
        """Label of the component of each node."""
        if not self.size:
            return np.zeros(0, dtype=np.int32)
        labels: NDArray[np.int32] = connected_components(self.adjacency, directed=False)[1]
        return labels


class End(NamedTuple):
    """One end of a way: its node, below 0 where it is none, and the nodes that are one step away from it.

    A person or a post is no node of a graph of organizations, and may start a way nevertheless.
    """

    node: int
    neighbours: Sequence[int]


class Ways:
    """All shortest ways between two ends: layer i holds the nodes that stand i steps from the start on one of them."""

    def __init__(self, graph: TwoMode, start: End, layers: Sequence[set[int]]) -> None:
        self.layers = layers
        self.length = len(layers) - 1
        self._onward: list[dict[int, set[int]]] = []
        for place, layer in enumerate(layers[:-1]):
            following = layers[place + 1]
            if place == self.length - 1:
                self._onward.append(dict.fromkeys(layer, following))
            else:
                near = {start.node: start.neighbours} if place == 0 else graph.neighbours
                self._onward.append({node: following.intersection(near[node]) for node in layer})

    @cached_property
    def _after(self) -> list[dict[int, int]]:
        """How many ways lead from each node of each layer to the goal."""
        counts: list[dict[int, int]] = [dict.fromkeys(self.layers[-1], 1)]
        for onward in reversed(self._onward):
            following = counts[-1]
            counts.append({node: sum(map(following.__getitem__, nodes)) for node, nodes in onward.items()})
        return counts[::-1]

    @cached_property
    def _before(self) -> list[dict[int, int]]:
        """How many ways lead from the start to each node of each layer."""
        counts: list[dict[int, int]] = [dict.fromkeys(self.layers[0], 1)]
        for place, onward in enumerate(self._onward):
            reached = dict.fromkeys(self.layers[place + 1], 0)
            for node, nodes in onward.items():
                for other in nodes:
                    reached[other] += counts[-1][node]
            counts.append(reached)
        return counts

    @property
    def count(self) -> int:
        """Number of shortest ways."""
        return sum(self._after[0].values())

    def carried(self, place: int) -> dict[int, int]:
        """Return how many of the ways lead through each node that stands `place` steps from the start."""
        return {node: before * self._after[place][node] for node, before in self._before[place].items()}

    def beside(self, place: int, node: int) -> set[int]:
        """Return the nodes before and behind one that stands `place` steps from the start, 0 < place < length."""
        before = {other for other, onward in self._onward[place - 1].items() if node in onward}
        return before | self._onward[place][node]

    def listed(self, order: Callable[[int], tuple[str, str]]) -> Iterator[list[int]]:
        """Yield the ways as nodes from start to goal, sorted by what `order` gives for their nodes, one by one."""
        known: dict[tuple[int, int], list[int]] = {}

        def onward(place: int, node: int) -> Iterator[int]:
            if (place, node) not in known:
                known[place, node] = sorted(self._onward[place][node], key=order)
            return iter(known[place, node])

        (first,) = self.layers[0]
        way, waiting = [first], [onward(0, first)]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                way.pop()
            elif len(waiting) == self.length:
                yield [*way, node]
            else:
                way.append(node)
                waiting.append(onward(len(waiting), node))


def shortest_ways(graph: TwoMode, start: End, goal: End) -> Ways | None:
    """Return all shortest ways between two different ends, None where there is no way."""
    if goal.node in start.neighbours or start.node in goal.neighbours:
        return Ways(graph, start, [{start.node}, {goal.node}])
    # neighbours of an end that is no node are known to the end alone, so both ends take their first step here
    forth, back = ([{end.node}, set(end.neighbours)] for end in (start, goal))
    while not (meeting := forth[-1] & back[-1]):
        if not forth[-1] or not back[-1]:
            return None
        nearer = forth if graph.cost(forth[-1]) <= graph.cost(back[-1]) else back
        nearer.append(graph.step_from(nearer[-1]) - nearer[-2])
    return Ways(graph, start, [*_kept(graph, forth, meeting), meeting, *reversed(_kept(graph, back, meeting))])


def _kept(graph: TwoMode, layers: Sequence[set[int]], meeting: set[int]) -> list[set[int]]:
    """Return of the layers before the last one what leads to the meeting, the end itself first."""
    kept = [meeting]
    for layer in reversed(layers[1:-1]):
        kept.append(layer & graph.step_from(kept[-1]))
    return [layers[0], *reversed(kept[1:])]


def layers_from(graph: TwoMode, start: End) -> list[set[int]]:
    """Return the nodes by their steps from an end: itself, its neighbours, and so on as far as ways lead."""
    layers = [{start.node}, set(start.neighbours)]
    while layers[-1]:
        layers.append(graph.step_from(layers[-1]) - layers[-2])
    return layers[:-1]


def distances_among(graph: TwoMode, nodes: Sequence[int]) -> NDArray[np.int32]:
    """Return the steps between all pairs of these nodes, NONE where there is no way; nodes × nodes, symmetric."""
    found = np.full((len(nodes), len(nodes)), NONE, dtype=np.int32)
    targets = np.asarray(nodes, dtype=np.intp)
    for first in range(0, len(nodes), BLOCK):
        starts = targets[first : first + BLOCK]
        layer = np.zeros((graph.size, len(starts)), dtype=np.float32)
        layer[starts, np.arange(len(starts))] = 1
        seen, steps = layer > 0, 0
        while layer.any():
            part = found[first : first + len(starts)]
            part[(layer[targets] > 0).T] = steps
            if not (part == NONE).any():
                break
            fresh = ((graph.adjacency @ layer) > 0) & ~seen
            seen |= fresh
            layer, steps = fresh.astype(np.float32), steps + 1
    return found


def _lists(matrix: csr_array, first: int, more: int) -> list[list[int]]:
    """Return the columns of each row as nodes counted from `first`, and empty lists for `more` rows."""
    nodes, starts = (matrix.indices + first).tolist(), matrix.indptr.tolist()
    return [nodes[start:stop] for start, stop in pairwise(starts)] + [[] for _ in range(more)]


def _join(neighbours: list[list[int]], a: int, b: int) -> None:
    for node, other in ((a, b), (b, a)):
        neighbours[node] = sorted([*neighbours[node], other])
