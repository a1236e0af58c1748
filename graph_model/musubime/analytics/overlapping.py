"""What consortia share, and whether chance would share as much: counts, coefficients, hypergeometric test."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

Floats = NDArray[np.float64]
LEAST_CONSORTIA = 10
"""Consortia that a stratum needs before pairs in it are tested."""
LEVEL = 0.05


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


def shared_counts(matrix: csr_array) -> csr_array:
    """Return |A_kl| for k < l where it is not 0, as an upper triangle of consortia × consortia."""
    return csr_array(triu(csr_array(matrix.T) @ matrix, k=1))


def upper_tail(shared: NDArray[np.int64], size_a: NDArray[np.int64], size_b: NDArray[np.int64], n: int) -> Floats:
    """Return P(T ≥ shared) of the hypergeometric distribution: size_a and size_b drawn from n."""
    from scipy.stats import hypergeom  # half of the time that a command takes to start, and few test anything

    small, large = np.minimum(size_a, size_b), np.maximum(size_a, size_b)
    cases, back = np.unique(np.stack((shared, small, large)), axis=1, return_inverse=True)
    tail = np.asarray(hypergeom.sf(cases[0] - 1, n, cases[2], cases[1]), dtype=np.float64)
    return np.clip(tail, 0.0, 1.0)[back.ravel()]


@dataclass(frozen=True)
class Family:
    """All pairs of the listed consortia of one stratum, tested together (Tumminello et al. 2011; Neal 2013, 2014)."""

    population: int
    tested: int
    p: Floats
    """p by pair of columns given, symmetric; the diagonal means nothing."""
    q: Floats
    """Benjamini–Hochberg q over the family."""
    attainable: Floats
    """p that sharing the whole smaller roster would have."""


def family(matrix: csr_array, columns: NDArray[np.intp], population: int) -> Family:
    """Return the test of all pairs of these columns, drawn from `population` actors; pairs sharing nothing count."""
    from scipy.stats import false_discovery_control

    part = csr_array(csr_array(matrix.T)[columns])
    common = np.asarray((part @ part.T).todense(), dtype=np.int64)
    sizes = np.diagonal(common).copy()
    first, second = np.triu_indices(len(columns), k=1)
    a, b = sizes[first], sizes[second]
    p = upper_tail(common[first, second], a, b, population)
    best = upper_tail(np.minimum(a, b), a, b, population)
    q = np.asarray(false_discovery_control(p, method="bh"), dtype=np.float64) if len(p) else p
    square = [np.ones(common.shape) for _ in range(3)]
    for target, values in zip(square, (p, q, best), strict=True):
        target[first, second] = values
        target[second, first] = values
    return Family(population, len(p), *square)
