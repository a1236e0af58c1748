"""What consortia share: counts of all pairs or of one consortium, and the four coefficients.

Sparse products are of int32: int8 wraps at 256, and a count that wraps to 0 is dropped. What a count costs follows the
expansions Σ d(d−1)/2 over actors, so rows are taken in blocks of equal expansions, and memory stays that of one block.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
BLOCK = 400_000
"""Expansions that one block of consortia may make; about what stays in a core's cache."""


@dataclass(frozen=True)
class Shares:
    """The four coefficients of a pair; None where a roster is empty."""

    jaccard: float | None
    overlap_coefficient: float | None
    containment_a: float | None
    containment_b: float | None


def shares(shared: int, size_a: int, size_b: int) -> Shares:
    """Return Jaccard, Szymkiewicz–Simpson and containment both ways, at 6 decimals."""

    def part(of: int) -> float | None:
        return round(shared / of, 6) if of else None

    return Shares(part(size_a + size_b - shared), part(min(size_a, size_b)), part(size_a), part(size_b))


@dataclass(frozen=True)
class Coefficients:
    """The four coefficients of many pairs, not rounded."""

    jaccard: Floats
    overlap_coefficient: Floats
    containment_a: Floats
    containment_b: Floats


def coefficients(shared: Ints, size_a: Ints, size_b: Ints) -> Coefficients:
    """Return the coefficients of pairs that share somebody, so that no roster is empty."""
    both, a, b = (values.astype(np.float64) for values in (shared, size_a, size_b))
    of_a, of_b = both / a, both / b
    return Coefficients(both / (a + b - both), np.maximum(of_a, of_b), of_a, of_b)


@dataclass(frozen=True)
class Pairs:
    """Pairs of consortia that share somebody, a < b by column, in no order; `sizes` are the rosters of all columns."""

    a: Ints
    b: Ints
    shared: Ints
    sizes: Ints


def blocks(matrix: csr_array, least: int = 1) -> Iterator[Pairs]:
    """Yield the pairs of columns of actors × consortia that share at least `least` actors, block by block."""
    rosters = csr_array(matrix.T)
    sizes = np.diff(rosters.indptr).astype(np.int32)
    ends = np.cumsum(_expansions(matrix, rosters))
    count, start = rosters.shape[0], 0
    while start < count:
        done = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + BLOCK, side="right")))
        # later columns alone: the pairs with earlier ones were counted in the blocks before
        common = rosters[start:stop] @ matrix[:, start:]
        row = np.repeat(np.arange(stop - start, dtype=np.int32), np.diff(common.indptr))
        wanted = common.indices > row
        if least > 1:
            wanted &= common.data >= least
        first = np.int32(start)
        yield Pairs(row[wanted] + first, common.indices[wanted] + first, common.data[wanted], sizes)
        start = stop


def pairs_sharing(matrix: csr_array, least: int = 1) -> Pairs:
    """Return all pairs of columns of actors × consortia that share at least `least` actors."""
    parts = list(blocks(matrix, least))
    none = np.zeros(0, dtype=np.int32)
    a, b, shared = (np.concatenate([none, *(getattr(part, name) for part in parts)]) for name in ("a", "b", "shared"))
    sizes = parts[0].sizes if parts else none
    return Pairs(a, b, shared, sizes)


def shared_with(matrix: csr_array, rosters: csr_array, column: int) -> tuple[Ints, Ints]:
    """Return the other columns that share somebody with one, in order, and how many; `rosters` is the transpose."""
    roster = rosters.indices[rosters.indptr[column] : rosters.indptr[column + 1]]
    starts, stops = matrix.indptr[roster], matrix.indptr[roster + 1]
    lengths = stops - starts
    places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    met, shared = np.unique(matrix.indices[places], return_counts=True)
    others = met != column
    return met[others], shared[others].astype(np.int32)


def shared_counts(matrix: csr_array) -> csr_array:
    """Return |A_kl| for k < l where it is not 0, as an upper triangle of consortia × consortia."""
    return csr_array(triu(csr_array(matrix.T) @ matrix, k=1))


def _expansions(matrix: csr_array, rosters: csr_array) -> Floats:
    """Return what each consortium adds to the work: the memberships of its members."""
    degrees = np.diff(matrix.indptr)
    owner = np.repeat(np.arange(rosters.shape[0]), np.diff(rosters.indptr))
    added: Floats = np.bincount(owner, weights=degrees[rosters.indices], minlength=rosters.shape[0]).astype(np.float64)
    return added
