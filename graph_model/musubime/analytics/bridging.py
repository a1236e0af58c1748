"""Measures of bridging on the two-mode matrix: connector, sole bridge, bridge share, and the bipartite maximum."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.sums import sums_at

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
BLOCK = 1 << 15
"""Expansions worked on at a time: what a block needs stays within a few megabytes, near the processor."""


def participation(matrix: csr_array, groups: Sequence[int] | NDArray[np.integer]) -> Floats:
    """Return P_i = 1 − Σ_s (d_is / d_i)² of each actor over the groups of its consortia; nan where there is none.

    `groups` gives the group of each consortium, −1 for none; those are left out, and with fewer than two left the
    value is nan. Participation coefficient: Guimerà & Amaral 2005.
    """
    group = np.asarray(groups, dtype=np.int64)
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    of = group[matrix.indices]
    rows, of = rows[of >= 0], of[of >= 0]
    degree = np.bincount(rows, minlength=matrix.shape[0])
    width = int(group.max(initial=0)) + 1
    cells, counts = np.unique(rows * width + of, return_counts=True)
    squares = np.bincount(cells // width, weights=counts.astype(float) ** 2, minlength=matrix.shape[0])
    return np.where(degree >= 2, 1 - squares / np.maximum(degree, 1) ** 2, np.nan)


def bridges(matrix: csr_array) -> tuple[Integers, Floats]:
    """Return the sole bridge and bridge share of each actor.

    Sole bridge: pairs k < l with A_kl = {i} (Hamilton, Hileman & Bodin 2020); bridge share: Σ 1/|A_kl| over the pairs
    that i joins (fractional counting, this project's own). Works through the pairs by their first consortium, in
    blocks, so memory does not grow with the number of pairs.
    """
    entries = _Entries.of(matrix)
    sole, share = np.zeros(len(entries.order)), np.zeros(len(entries.order))
    for start, stop in entries.blocks():
        sole[start:stop], share[start:stop] = _count_pairs(matrix, entries, start, stop)
    actor = entries.row[entries.order]
    alone = sums_at(actor, sole, matrix.shape[0])
    return alone.astype(np.int64), alone + sums_at(actor, share, matrix.shape[0])


@dataclass(frozen=True)
class _Entries:
    """Entries (actor, k) of the matrix that another consortium follows in their row, ordered by k."""

    order: Integers
    """Place of each in the matrix."""
    row: NDArray[np.int32]
    """Actor of every entry of the matrix."""
    first: NDArray[np.int32]
    """k of each."""
    times: NDArray[np.int32]
    """Consortia that follow k in the row: the pairs (k, l > k) that the actor joins."""
    ends: Integers
    """Running sum of `times`."""

    @classmethod
    def of(cls, matrix: csr_array) -> "_Entries":
        degree = np.diff(matrix.indptr)
        row = np.repeat(np.arange(matrix.shape[0], dtype=np.int32), degree)
        begun = np.arange(1, len(row) + 1, dtype=np.int32)
        later = np.asarray(np.repeat(matrix.indptr[1:], degree) - begun, dtype=np.int32)
        chosen = np.flatnonzero(later)
        order = chosen[np.argsort(matrix.indices[chosen], kind="stable")]
        return cls(order, row, matrix.indices[order], later[order], np.cumsum(later[order], dtype=np.int64))

    def blocks(self) -> list[tuple[int, int]]:
        """Return ranges of about BLOCK expansions; a consortium is never cut in two."""
        if not len(self.order):
            return []
        cuts = np.flatnonzero(np.append(self.first[1:] != self.first[:-1], True)) + 1
        ends = self.ends[cuts - 1]
        found: list[tuple[int, int]] = []
        place = start = 0
        while place < len(cuts):
            done = int(self.ends[start - 1]) if start else 0
            place = max(place + 1, int(np.searchsorted(ends, done + BLOCK, side="right")))
            found.append((start, int(cuts[place - 1])))
            start = found[-1][1]
        return found


def _count_pairs(matrix: csr_array, entries: _Entries, start: int, stop: int) -> tuple[Floats, Floats]:
    """Return, by entry of a block, the pairs that its actor joins alone, and Σ 1/|A_kl| over the others.

    Each expansion is one number, l and then the entry it came from: sorted, the actors of a pair stand together, since
    entries are ordered by k. 32 bits hold it mostly, and sorting them costs half.
    """
    size, times = stop - start, entries.times[start:stop]
    done = int(entries.ends[start] - times[0])
    begins = entries.order[start:stop] + 1 - (entries.ends[start:stop] - times)
    places = np.arange(done, int(entries.ends[stop - 1])) + np.repeat(begins, times)
    bits = int(size - 1).bit_length()
    word = np.uint32 if bits + int(matrix.shape[1]).bit_length() <= 32 else np.uint64
    keys = np.left_shift(matrix.indices[places], bits, dtype=word, casting="unsafe")
    keys |= np.repeat(np.arange(size, dtype=word), times)
    keys.sort()
    entry = keys & word((1 << bits) - 1)
    keys ^= entry
    of = entry.astype(np.intp)
    first = entries.first[start:stop]
    keys |= np.cumsum(np.append(False, first[1:] != first[:-1]), dtype=word)[of]
    fresh = np.ones(len(keys) + 1, dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:-1])
    alone = fresh[1:] & fresh[:-1]
    together = np.flatnonzero(~alone)
    counts = np.diff(np.append(np.flatnonzero(fresh[together]), len(together)))
    share = sums_at(of[together], np.repeat(1 / counts, counts), size)
    return np.bincount(of[alone], minlength=size).astype(np.float64), share


def bipartite_maximum(own: int, other: int) -> float:
    """Return the largest betweenness that a node of a set of `own` beside a set of `other` can have.

    Borgatti & Halgin 2011, the formula that networkx.bipartite.betweenness_centrality divides by.
    """
    if own < 1 or other < 1:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
