"""What betweenness need not walk: parts of the two-mode graph that are trees, and nodes with the same neighbours.

Folding of nodes with one neighbour and of identical nodes: Sarıyüce et al. 2013 (“Shattering and compressing networks
for betweenness centrality”), here on both sides of a two-mode graph.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.components import components
from musubime.analytics.sums import sums_at

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Side:
    """The classes of one side of the core: nodes with the same neighbours in it."""

    size: Floats
    """Nodes of each class."""
    mass: Floats
    """Nodes of the whole graph that stand at each class: its own, and the trees that hang on them."""


@dataclass(frozen=True)
class Core:
    """A two-mode graph folded: what is known already, and the matrix of classes that has to be walked."""

    matrix: csr_array
    """Classes of actors × classes of consortia, float64, 1 where their members meet."""
    actors: Side
    consortia: Side
    known: Floats
    """Betweenness of each actor from pairs that need no walk."""
    members: Places
    """Actors of the core."""
    place: Places
    """Class of each of them."""

    @property
    def sources(self) -> int:
        """Number of classes to walk from."""
        return sum(self.matrix.shape)

    @property
    def work(self) -> float:
        """Sources × entries: what walking from every source costs."""
        return float(self.sources) * self.matrix.nnz


def folded(matrix: csr_array) -> Core:
    """Return a matrix (actors × consortia, 1 where seated) folded."""
    actors, consortia = matrix.shape
    rows = np.repeat(np.arange(actors), np.diff(matrix.indptr))
    ends, hung, squares = _without_trees(rows, matrix.indices.astype(np.intp), (actors, consortia))
    parts = components(matrix)
    around = (np.bincount(parts.actor, minlength=parts.number) + np.bincount(parts.consortium, minlength=parts.number))[
        parts.actor
    ] - 1.0
    # pairs between two of the trees at a node, and between one of them and the rest of its component, pass through it
    known = (hung[0] ** 2 - squares[0]) / 2 + hung[0] * (around - hung[0])
    left, of_actor = _classes(ends[0], ends[1], actors, consortia)
    below, of_consortium = _classes(ends[1], ends[0], consortia, actors)
    row = _side(of_actor, 1 + hung[0][left])
    column = _side(of_consortium, 1 + hung[1][below])
    core = _class_matrix(ends, (left, of_actor), (below, of_consortium))
    own = sums_at(of_consortium, (1 + hung[1][below]) ** 2, len(column.mass))
    # members of one class of consortia reach each other through each of their actors alike
    known[left] += (core @ ((column.mass**2 - own) / 2 / np.maximum(core.T @ row.size, 1)))[of_actor]
    return Core(core, row, column, known, left, of_actor)


def _without_trees(
    rows: Places, columns: Places, shape: tuple[int, int]
) -> tuple[list[Places], list[Floats], list[Floats]]:
    """Cut off nodes with one neighbour until none is left.

    Returns the entries that stay, and by side and node the mass that hangs on it and the sum of the squares of the
    masses of its branches.
    """
    ends = [rows, columns]
    hung = [np.zeros(size) for size in shape]
    squares = [np.zeros(size) for size in shape]
    side = idle = 0
    while idle < 2:
        here, there = ends[side], ends[1 - side]
        single = np.bincount(here, minlength=shape[side])[here] == 1
        idle = 0 if single.any() else idle + 1
        mass = 1 + hung[side][here[single]]
        hung[1 - side] += sums_at(there[single], mass, shape[1 - side])
        squares[1 - side] += sums_at(there[single], mass**2, shape[1 - side])
        ends[side], ends[1 - side] = here[~single], there[~single]
        side = 1 - side
    return ends, hung, squares


def _classes(here: Places, there: Places, own: int, other: int) -> tuple[Places, Places]:
    """Return the nodes of one side that have entries, and the class of each by its set of neighbours.

    Equal sets have equal sums of random 62-bit numbers; that two others have them happens once in 10¹⁸.
    """
    left = np.flatnonzero(np.bincount(here, minlength=own))
    sums = np.zeros(own, dtype=np.int64)
    np.add.at(sums, here, np.random.default_rng(2013).integers(1, 2**62, size=other)[there])
    return left, np.unique(sums[left], return_inverse=True)[1]


def _side(place: Places, mass: Floats) -> Side:
    return Side(sums_at(place, np.ones(len(place)), 0), sums_at(place, mass, 0))


def _class_matrix(ends: list[Places], row: tuple[Places, Places], column: tuple[Places, Places]) -> csr_array:
    """Return which classes meet."""
    shape: list[int] = []
    found: list[Places] = []
    for end, (nodes, place) in zip(ends, (row, column), strict=True):
        at = np.zeros(int(nodes.max(initial=-1)) + 1, dtype=np.intp)
        at[nodes] = place
        found.append(at[end])
        shape.append(int(place.max(initial=-1)) + 1)
    pairs = np.unique(found[0] * max(shape[1], 1) + found[1])
    rows, columns = np.divmod(pairs, max(shape[1], 1))
    return csr_array((np.ones(len(pairs)), (rows, columns)), shape=(shape[0], shape[1]))
