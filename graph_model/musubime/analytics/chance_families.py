"""Whether chance would share as much: the test of all pairs of a stratum, corrected together.

Hypergeometric upper tail after Tumminello et al. 2011 (PLoS ONE 6:e17994), Benjamini–Hochberg 1995 over the family.
A family holds every pair of the listed consortia of one stratum. A pair that shares nobody has p = 1 under any model:
only pairs that share somebody are worked out, while all of them count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.overlapping import Pairs, pairs_sharing

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
LEAST_CONSORTIA = 10
"""Consortia that a stratum needs before pairs in it are tested."""
LEVEL = 0.05
ROUNDING = 1e-9
"""Relative error of a p that must not decide: C(3, 3) / C(6, 3) is exactly LEVEL, and not over it."""
NEGLIGIBLE = 1e-17


class NullModel(Protocol):
    """What chance is: from how many two rosters of given sizes share to how likely that many or more are."""

    def tail(self, shared: Whole, size_a: Whole, size_b: Whole) -> Floats:
        """Return P(T ≥ shared)."""

    def attainable(self, size_a: Whole, size_b: Whole) -> Floats:
        """Return the p that sharing the whole smaller roster would have, or a bound of it that is far below LEVEL."""


@dataclass(frozen=True)
class Hypergeometric:
    """Both rosters drawn at random, without replacement, from one population."""

    population: int

    def tail(self, shared: Whole, size_a: Whole, size_b: Whole) -> Floats:
        """Return P(T ≥ shared)."""
        return upper_tail(shared, size_a, size_b, self.population)

    def attainable(self, size_a: Whole, size_b: Whole) -> Floats:
        """Return C(larger, smaller) / C(population, smaller): that the whole smaller roster is shared."""
        from scipy.special import gammaln  # see `_tails`

        small, large = np.minimum(size_a, size_b), np.maximum(size_a, size_b)
        choose = gammaln(large + 1) - gammaln(large - small + 1)
        among = gammaln(self.population + 1) - gammaln(self.population - small + 1)
        return np.minimum(np.exp(choose - among), 1.0)


def upper_tail(shared: Whole, size_a: Whole, size_b: Whole, population: int | Whole) -> Floats:
    """Return P(T ≥ shared) of the hypergeometric distribution: rosters of size_a and size_b drawn from a population.

    The largest term comes from logarithms of factorials, the others from it by their ratios, upwards and downwards, so
    that tiny tails keep their digits. All cases at once: scipy's own takes seven times as long (`bench/overlap.py`).
    """
    n = np.broadcast_to(np.asarray(population, dtype=np.int64), np.shape(shared))
    rows = np.stack((shared, np.minimum(size_a, size_b), np.maximum(size_a, size_b), n)).astype(np.int64)
    cases, back = _distinct(rows)
    return _tails(*cases.astype(np.float64))[back]


def _distinct(rows: Whole) -> tuple[Whole, NDArray[np.intp]]:
    """Return the distinct columns and where each column went; one number a column where that fits."""
    if not rows.size:
        return rows, np.zeros(rows.shape[1], dtype=np.intp)
    spans = [int(row.max()) + 1 for row in rows]
    if float(np.prod(np.array(spans, dtype=np.float64))) < 2**62:
        key = rows[0]
        for row, span in zip(rows[1:], spans[1:], strict=True):
            key = key * span + row
        _, first, back = np.unique(key, return_index=True, return_inverse=True)
        return rows[:, first], back
    cases, back = np.unique(rows, axis=1, return_inverse=True)
    return cases, back.ravel()


def _tails(shared: Floats, small: Floats, large: Floats, n: Floats) -> Floats:
    from scipy.special import gammaln  # slow to import for a command that tests nothing

    least = np.maximum(small + large - n, 0.0)
    mode = np.floor((small + 1) * (large + 1) / (n + 2))
    peak = np.clip(np.maximum(shared, mode), least, small)
    factorials = gammaln(np.arange(n.max(initial=0.0) + 2) + 1)

    def log_choose(of: Floats, some: Floats) -> Floats:
        upper, lower = of.astype(np.intp), some.astype(np.intp)
        picked: Floats = factorials[upper] - factorials[lower] - factorials[upper - lower]
        return picked

    largest = np.exp(log_choose(large, peak) + log_choose(n - large, small - peak) - log_choose(n, small))
    rest = n - large - small
    above = _series(peak, small, lambda i, t: (large[i] - t) * (small[i] - t) / ((t + 1) * (rest[i] + t + 1)))
    below = _series(
        -peak, -np.maximum(shared, least), lambda i, t: -t * (rest[i] - t) / ((large[i] + t + 1) * (small[i] + t + 1))
    )
    tail: Floats = np.where(shared <= least, 1.0, np.minimum(largest * (1.0 + above + below), 1.0))
    return tail


def _series(start: Floats, stop: Floats, ratio: Callable[[NDArray[np.intp], Floats], Floats]) -> Floats:
    """Return, case by case, the sum of the terms after `start` up to `stop`, the term at `start` being 1."""
    total = np.zeros(len(start))
    case, at, term = np.arange(len(start)), start.copy(), np.ones(len(start))
    while True:
        going = (at < stop[case]) & (term > NEGLIGIBLE * total[case])
        if not going.all():
            case, at, term = case[going], at[going], term[going]
        if not len(case):
            return total
        term = term * ratio(case, at)
        total[case] += term
        at = at + 1


@dataclass(frozen=True)
class Family:
    """The tests of all pairs of the listed consortia of one stratum; consortia are counted from 0 in it."""

    consortia: int
    sizes: Whole
    model: NullModel
    pairs: Whole
    """Number of each pair that shares somebody, sorted: first × consortia + second, first < second."""
    p: Floats
    q: Floats

    @property
    def tested(self) -> int:
        """Pairs of the family, those that share nobody and those without power among them."""
        return self.consortia * (self.consortia - 1) // 2

    def powered(self, first: Whole, second: Whole) -> NDArray[np.bool_]:
        """Return whether sharing the whole smaller roster would have a p that is not over LEVEL."""
        attainable = self.model.attainable(self.sizes[first], self.sizes[second])
        powered: NDArray[np.bool_] = attainable <= LEVEL * (1 + ROUNDING)
        return powered

    def of(self, first: Whole, second: Whole) -> tuple[Floats, Floats]:
        """Return p and q of pairs, whichever way round."""
        number = np.minimum(first, second) * self.consortia + np.maximum(first, second)
        p, q = np.ones(len(number)), np.ones(len(number))
        place = np.minimum(np.searchsorted(self.pairs, number), max(len(self.pairs) - 1, 0))
        found = self.pairs[place] == number if len(self.pairs) else np.zeros(len(number), dtype=np.bool_)
        p[found], q[found] = self.p[place[found]], self.q[place[found]]
        return p, q


def families(matrix: csr_array, strata: Sequence[NDArray[np.intp]], models: Sequence[NullModel]) -> list[Family]:
    """Return the tests of strata, each given by its listed columns of actors × consortia and its null model."""
    shared = [_pairs_inside(matrix, columns) for columns in strata]
    found = []
    for model, pairs, p in zip(models, shared, _p_values(shared, models), strict=True):
        size = len(pairs.sizes)
        number = pairs.a.astype(np.int64) * size + pairs.b
        order = np.argsort(number)
        q = false_discovery(p, size * (size - 1) // 2)
        found.append(Family(size, pairs.sizes.astype(np.int64), model, number[order], p[order], q[order]))
    return found


def false_discovery(p: Floats, tests: int) -> Floats:
    """Return Benjamini–Hochberg q of these p among so many tests, of which all others have p = 1."""
    order = np.argsort(p)
    scaled = p[order] * tests / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q


def _pairs_inside(matrix: csr_array, columns: NDArray[np.intp]) -> Pairs:
    part = csr_array(matrix[:, columns])
    sizes = np.bincount(part.indices, minlength=len(columns)).astype(np.int32)
    # an actor of one of them alone ties no pair
    pairs = pairs_sharing(csr_array(part[np.diff(part.indptr) > 1]))
    return Pairs(pairs.a, pairs.b, pairs.shared, sizes)


def _p_values(shared: Sequence[Pairs], models: Sequence[NullModel]) -> list[Floats]:
    """Return the tail of every pair; the hypergeometric ones of all strata in one go, for many strata are small."""
    cases = [[pairs.shared.astype(np.int64), *_rosters(pairs)] for pairs in shared]
    drawn = [place for place, model in enumerate(models) if isinstance(model, Hypergeometric)]
    together: dict[int, Floats] = {}
    if drawn:
        lengths = [len(shared[place].a) for place in drawn]
        populations = [model.population for model in models if isinstance(model, Hypergeometric)]
        joined = [np.concatenate([cases[place][part] for place in drawn]) for part in range(3)]
        p = upper_tail(joined[0], joined[1], joined[2], np.repeat(np.array(populations, dtype=np.int64), lengths))
        together = dict(zip(drawn, np.split(p, np.cumsum(lengths)[:-1]), strict=True))
    return [together[place] if place in together else model.tail(*cases[place]) for place, model in enumerate(models)]


def _rosters(pairs: Pairs) -> tuple[Whole, Whole]:
    sizes = pairs.sizes.astype(np.int64)
    return sizes[pairs.a], sizes[pairs.b]
