"""Measures of bridging on the two-mode matrix: connector, sole bridge, bridge share, and the bipartite maximum."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
BLOCK = 2_000_000
"""Expansions worked on at a time: 12 bytes each, so some tens of megabytes."""


def connector(matrix: csr_array, groups: Sequence[int]) -> list[float | None]:
    """Return P_i = 1 − Σ_s (d_is / d_i)² of each actor over the groups of its consortia.

    `groups` gives the group of each consortium, −1 for none; those are left out, and with fewer than two left the
    value is None. Participation coefficient: Guimerà & Amaral 2005.
    """
    group = np.asarray(groups, dtype=np.int64)
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    of = group[matrix.indices]
    rows, of = rows[of >= 0], of[of >= 0]
    degree = np.bincount(rows, minlength=matrix.shape[0])
    width = int(group.max(initial=0)) + 1
    cells, counts = np.unique(rows * width + of, return_counts=True)
    squares = np.bincount(cells // width, weights=counts.astype(float) ** 2, minlength=matrix.shape[0])
    return [1 - s / d**2 if d >= 2 else None for s, d in zip(squares.tolist(), degree.tolist(), strict=True)]


def bridges(matrix: csr_array) -> tuple[NDArray[np.int64], Floats]:
    """Return the sole bridge and bridge share of each actor.

    Sole bridge: pairs k < l with A_kl = {i} (Hamilton, Hileman & Bodin 2020); bridge share: Σ 1/|A_kl| over the pairs
    that i joins (fractional counting, this project's own). Works through the pairs by their first consortium, in
    blocks, so memory does not grow with the number of pairs.
    """
    actors, consortia = matrix.shape
    sole = np.zeros(actors, dtype=np.int64)
    share = np.zeros(actors)
    degree = np.diff(matrix.indptr).astype(np.int64)
    row = np.repeat(np.arange(actors), degree)
    later = matrix.indptr[row + 1] - np.arange(len(row)) - 1
    order = np.argsort(matrix.indices, kind="stable")
    ends = np.cumsum(later[order])
    start = 0
    while start < len(order):
        done = ends[start - 1] if start else 0
        stop = int(np.searchsorted(ends, done + BLOCK, side="right"))
        stop = _whole_consortium(matrix.indices[order], max(stop, start + 1))
        _count_pairs(matrix, order[start:stop], row, later, sole, share, consortia)
        start = stop
    return sole, share


def _whole_consortium(first: NDArray[np.int32], stop: int) -> int:
    """Move the end of a block behind the last entry of its last consortium."""
    return int(np.searchsorted(first, first[stop - 1], side="right"))


def _count_pairs(
    matrix: csr_array,
    entries: NDArray[np.int64],
    row: NDArray[np.int64],
    later: NDArray[np.int64],
    sole: NDArray[np.int64],
    share: Floats,
    consortia: int,
) -> None:
    """Add what the pairs (k, l > k) of these entries (actor, k) give each actor."""
    times = later[entries]
    total = int(times.sum())
    if not total:
        return
    offset = np.arange(total) - np.repeat(np.cumsum(times) - times, times)
    second = matrix.indices[np.repeat(entries + 1, times) + offset].astype(np.int64)
    keys = np.repeat(matrix.indices[entries].astype(np.int64), times) * consortia + second
    actor = np.repeat(row[entries], times)
    order = np.argsort(keys, kind="stable")
    keys, actor = keys[order], actor[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    counts = np.diff(np.append(first, total))
    sole += np.bincount(actor[first[counts == 1]], minlength=len(sole))
    share += np.bincount(actor, weights=np.repeat(1 / counts, counts), minlength=len(share))


def bipartite_maximum(own: int, other: int) -> float:
    """Return the largest betweenness that a node of a set of `own` beside a set of `other` can have.

    Borgatti & Halgin 2011, the formula that networkx.bipartite.betweenness_centrality divides by.
    """
    if own < 1 or other < 1:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
