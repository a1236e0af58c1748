"""What a two-mode graph would be with some seats taken away or put in, and what that changes; the graph stays as it is.

Only what can change is worked out anew: a pair of consortia changes where one of them has another member than before,
and betweenness inside the connected parts that are touched.
"""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.betweenness import EXACT_WORK, exact
from musubime.analytics.components import Components, components
from musubime.analytics.folding import Core, folded

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
V = TypeVar("V")


class Keep(Protocol):
    """Keeps what is worked out by key."""

    def __call__(self, key: Hashable, compute: Callable[[], V]) -> V:
        """Return what was kept, else what `compute` gives."""


@dataclass(frozen=True)
class Supposed:
    """A matrix before and after, on the same rows (actors) and columns (consortia); some may be empty on one side."""

    before: csr_array
    after: csr_array
    rows: Ints
    """Actors whose memberships change, sorted."""
    columns: Ints
    """Consortia whose members change, sorted."""


def supposed(matrix: csr_array, gone: Collection[tuple[int, int]], come: Collection[tuple[int, int]]) -> Supposed:
    """Return a matrix without some memberships (row, column) and with others; rows may be added at the end.

    What is gone has to be there and what comes not.
    """
    changed = [*gone, *come]
    actors = max([matrix.shape[0], *(row + 1 for row, _ in changed)])
    columns = max([matrix.shape[1], *(column + 1 for _, column in changed)])
    before = csr_array((matrix.data, matrix.indices, _longer(matrix.indptr, actors)), shape=(actors, columns))
    rows = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    # rows and the columns in them are sorted, so the keys are
    keys = rows * columns + matrix.indices
    kept = np.delete(keys, np.searchsorted(keys, _keys(gone, columns)))
    new = _keys(come, columns)
    row, column = np.divmod(np.insert(kept, np.searchsorted(kept, new), new), columns)
    starts = np.searchsorted(row, np.arange(actors + 1)).astype(np.int32)
    after = csr_array((np.ones(len(row), dtype=np.int32), column.astype(np.int32), starts), shape=(actors, columns))
    places = np.array(changed, dtype=np.int64).reshape(-1, 2)
    return Supposed(before, after, np.unique(places[:, 0]), np.unique(places[:, 1]))


def _keys(entries: Collection[tuple[int, int]], width: int) -> Ints:
    return np.array(sorted(row * width + column for row, column in entries), dtype=np.int64)


def _longer(starts: NDArray[np.int32], rows: int) -> NDArray[np.int32]:
    return np.append(starts, np.full(rows + 1 - len(starts), starts[-1], dtype=starts.dtype))


@dataclass(frozen=True)
class Pairs:
    """Pairs of consortia that share somebody, one of them among some columns: k < l, and who ties them."""

    first: Ints
    second: Ints
    shared: Ints
    actor: Ints
    """One actor that ties the pair: the only one where `shared` is 1."""
    sole: dict[int, int]
    """Actor → number of these pairs that it alone ties."""
    share: dict[int, float]
    """Actor → Σ 1/|A_kl| over these pairs that it ties."""


def pairs_at(matrix: csr_array, columns: Ints) -> Pairs:
    """Return the pairs of consortia that share somebody and have one of these columns."""
    touched = np.zeros(matrix.shape[1], dtype=np.bool_)
    touched[columns] = True
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    at = np.flatnonzero(touched[matrix.indices])
    # for each membership in such a column: all memberships of the same actor
    row = rows[at]
    degree = np.diff(matrix.indptr)[row].astype(np.int64)
    total = int(degree.sum())
    offset = np.arange(total) - np.repeat(np.cumsum(degree) - degree, degree)
    other = matrix.indices[np.repeat(matrix.indptr[row].astype(np.int64), degree) + offset].astype(np.int64)
    own, actor = np.repeat(matrix.indices[at].astype(np.int64), degree), np.repeat(row, degree)
    # a pair of two such columns is met from both: it counts from the smaller one
    once = (own != other) & (~touched[other] | (own < other))
    own, other, actor = own[once], other[once], actor[once]
    keys = np.minimum(own, other) * matrix.shape[1] + np.maximum(own, other)
    order = np.argsort(keys, kind="stable")
    keys, actor = keys[order], actor[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else keys
    counts = np.diff(np.append(starts, len(keys)))
    first, second = np.divmod(keys[starts], max(matrix.shape[1], 1))
    alone = np.unique(actor[starts[counts == 1]], return_counts=True)
    ties, place = np.unique(actor, return_inverse=True)
    share = np.bincount(place, weights=np.repeat(1 / np.maximum(counts, 1), counts), minlength=len(ties))
    return Pairs(
        first=first,
        second=second,
        shared=counts,
        actor=actor[starts],
        sole=dict(zip(alone[0].tolist(), alone[1].tolist(), strict=True)),
        share=dict(zip(ties.tolist(), share.tolist(), strict=True)),
    )


@dataclass(frozen=True)
class Between:
    """Betweenness of the actors of the touched parts, before and after."""

    rows: Ints
    before: Floats
    after: Floats


def betweenness_change(
    change: Supposed, parts: Components, keep: Keep = lambda _key, compute: compute(), *, affordable: float = EXACT_WORK
) -> Between | None:
    """Return the betweenness of the actors whose connected part is touched; None where one side costs too much.

    It is always exact: the difference of two estimates would mostly be their errors. `parts` are those of a matrix
    that holds every membership of before and after. `keep` keeps the touched part as it is for the next change to it.
    """
    touched = np.zeros(parts.number, dtype=np.bool_)
    touched[parts.actor[change.rows]] = True
    rows, columns = np.flatnonzero(touched[parts.actor]), np.flatnonzero(touched[parts.consortium])
    key = (rows.tobytes(), columns.tobytes())
    before = keep(("folded", key), lambda: _Folded(csr_array(change.before[rows][:, columns])))
    if before.core.work > affordable:
        return None
    after = _Folded(csr_array(change.after[rows][:, columns]))
    if after.core.work > affordable:
        return None
    as_it_is = keep(("betweenness", key), before.betweenness)
    return Between(rows.astype(np.int64), as_it_is, after.betweenness())


class _Folded:
    """A matrix folded without its empty rows and columns."""

    def __init__(self, matrix: csr_array) -> None:
        self._rows = np.flatnonzero(np.diff(matrix.indptr))
        self._size = matrix.shape[0]
        columns = np.unique(matrix.indices)
        self.core: Core = folded(csr_array(matrix[self._rows][:, columns]))

    def betweenness(self) -> Floats:
        values = np.zeros(self._size)
        values[self._rows] = exact(self.core).values
        return values


def either(change: Supposed) -> Components:
    """Return the connected parts of the graph that holds every membership of before and after."""
    return components(csr_array(change.before + change.after))
