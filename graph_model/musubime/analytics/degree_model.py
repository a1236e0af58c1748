"""Chance that knows how busy each actor is: the stochastic degree sequence model of a two-mode graph.

Neal 2014 (Social Networks 39:84–97), with the probabilities of the bipartite configuration model (Saracco et al. 2015,
Scientific Reports 5:10595), as Neal, Domagalski & Sagan 2021 recommend: p_ik = x_i·y_k / (1 + x_i·y_k), so that every
actor is expected on as many consortia, and every consortium to have as many members, as there are. The number that two
consortia share is then a sum of independent draws with unequal chances; its upper tail is worked out exactly.
The package `bicm` fits the same model, but brings a compiler (numba, llvmlite) along.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Bools = NDArray[np.bool_]
TOLERANCE = 1e-8
"""Largest difference between an expected and a real degree for a fit to count as found."""
STEPS = 200
SHORTEST = 1e-9
CASES = 1024
"""Pairs of roster sizes worked out at a time."""
MARGIN = 32
DEVIATIONS = 12
"""Terms of a distribution are kept up to so many standard deviations above its mean, and MARGIN more."""
REST = 1e-12
"""Largest part of a tail that may lie beyond the terms kept."""


class NotFitted(ArithmeticError):
    """No probabilities were found that give the degrees."""


@dataclass(frozen=True)
class DegreeModel:
    """Probabilities by class: all actors of one degree, all consortia of one size, have the same ones."""

    degrees: Whole
    """Distinct degrees of actors, rising, and `actors`, how many have each."""
    actors: Whole
    sizes: Whole
    """Distinct sizes of consortia, rising."""
    probability: Floats
    """Degrees × sizes."""

    def tail(self, shared: Whole, size_a: Whole, size_b: Whole) -> Floats:
        """Return P(T ≥ shared) for pairs of consortia of these sizes."""
        small, large = (np.searchsorted(self.sizes, pick(size_a, size_b)) for pick in (np.minimum, np.maximum))
        cases, back = np.unique(small * len(self.sizes) + large, return_inverse=True)
        most = np.zeros(len(cases), dtype=np.int64)
        np.maximum.at(most, back, shared)
        found = np.ones(len(shared))
        for start in range(0, len(cases), CASES):
            chances = self._chances(cases[start : start + CASES])
            mine = np.flatnonzero((back >= start) & (back < start + CASES))
            found[mine] = self._tails(chances, most[start : start + CASES])[back[mine] - start, shared[mine]]
        return found

    def attainable(self, size_a: Whole, size_b: Whole) -> Floats:
        """Return the p of sharing the whole smaller roster; for a large one a bound of it, five deviations out."""
        small, large = (np.searchsorted(self.sizes, pick(size_a, size_b)) for pick in (np.minimum, np.maximum))
        mean, deviation = self._moments(self._chances(small * len(self.sizes) + large))
        far = np.ceil(mean + 5 * deviation + 5).astype(np.int64)
        return self.tail(np.minimum(np.minimum(size_a, size_b), far), size_a, size_b)

    def _chances(self, cases: Whole) -> Floats:
        """Return cases × degrees: the probability that an actor sits on both consortia."""
        a, b = np.divmod(cases, len(self.sizes))
        both: Floats = (self.probability[:, a] * self.probability[:, b]).T
        return both

    def _moments(self, chances: Floats) -> tuple[Floats, Floats]:
        return chances @ self.actors, np.sqrt((chances * (1 - chances)) @ self.actors)

    def _tails(self, chances: Floats, most: Whole) -> Floats:
        """Return cases × (0, 1, 2 …): P(T ≥ t), good up to `most` of each case."""
        mean, deviation = self._moments(chances)
        everybody = int(self.actors.sum())
        margin = MARGIN
        while True:
            kept = min(everybody, int(np.ceil(np.maximum(most, mean + DEVIATIONS * deviation).max(initial=0))) + margin)
            terms = self._distribution(chances, kept)
            tails = np.minimum(np.cumsum(terms[:, ::-1], axis=1)[:, ::-1], 1.0)
            if kept == everybody or (_beyond(terms) <= REST * tails[np.arange(len(most)), most]).all():
                tails[:, 0] = 1.0
                return tails
            margin *= 2

    def _distribution(self, chances: Floats, kept: int) -> Floats:
        """Return cases × (0 … kept): P(T = t), by one binomial for each class of actors."""
        terms = np.zeros((len(chances), kept + 1))
        terms[:, 0] = 1.0
        for many, chance in zip(self.actors.tolist(), chances.T, strict=True):
            if not chance.any():
                continue
            weights = _binomial(many, chance, min(many, kept))
            sums = np.zeros_like(terms)
            for step in range(weights.shape[1]):
                sums[:, step:] += weights[:, step : step + 1] * terms[:, : kept + 1 - step]
            terms = sums
        return terms


def _beyond(terms: Floats) -> Floats:
    """Return a bound of what lies beyond the last term: ratios of a sum of independent draws only fall (Newton)."""
    if terms.shape[1] < 2:
        return np.full(len(terms), np.inf)
    last, before = terms[:, -1], terms[:, -2]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(before > 0, last / before, 0.0)
        bound: Floats = np.where(last == 0, 0.0, np.where(ratio < 1, last * ratio / (1 - ratio), np.inf))
    return bound


def _binomial(many: int, chance: Floats, last: int) -> Floats:
    """Return cases × (0 … last): the binomial distribution of `many` draws."""
    from scipy.special import gammaln, xlog1py, xlogy

    if many == 1:
        return np.stack((1 - chance, chance), axis=1)[:, : last + 1]
    t = np.arange(last + 1)
    choose = gammaln(many + 1) - gammaln(t + 1) - gammaln(many - t + 1)
    log: Floats = choose + xlogy(t, chance[:, None]) + xlog1py(many - t, -chance[:, None])
    return np.exp(log)


def degree_model(matrix: csr_array) -> DegreeModel:
    """Return the model of actors × consortia; raises NotFitted where no probabilities give the degrees."""
    degrees, actors = np.unique(np.diff(matrix.indptr), return_counts=True)
    sizes, consortia = np.unique(np.bincount(matrix.indices, minlength=matrix.shape[1]), return_counts=True)
    fit = _Fit(degrees.astype(np.int64), actors, sizes.astype(np.int64), consortia)
    return DegreeModel(degrees.astype(np.int64), actors, sizes.astype(np.int64), fit.probabilities())


class _Fit:
    """Finds the probabilities by Newton's method over the logarithms of x and y, one of each a class."""

    def __init__(self, degrees: Whole, actors: Whole, sizes: Whole, consortia: Whole) -> None:
        self.actors, self.consortia = actors, consortia
        self.found = np.zeros((len(degrees), len(sizes)))
        self.degrees, self.sizes = degrees.copy(), sizes.copy()
        self.rows, self.columns = np.ones(len(degrees), dtype=np.bool_), np.ones(len(sizes), dtype=np.bool_)

    def probabilities(self) -> Floats:
        """Return degrees × sizes."""
        while self._certain():
            pass
        if self.rows.any() and self.columns.any():
            self.found[np.ix_(self.rows, self.columns)] = self._solved()
        return self.found

    def _certain(self) -> bool:
        """Settle classes that are on everything or on nothing of what is left, where x or y would be 0 or infinite."""
        for degrees, rows, columns, count, sizes, others, found in self._both_ways():
            full = rows & (degrees == others[columns].sum())
            settled = full | (rows & (degrees == 0))
            if settled.any():
                found[np.ix_(full, columns)] = 1.0
                sizes[columns] -= count[full].sum()
                rows[settled] = False
                return True
        return False

    def _both_ways(self) -> Iterator[tuple[Whole, Bools, Bools, Whole, Whole, Whole, Floats]]:
        yield self.degrees, self.rows, self.columns, self.actors, self.sizes, self.consortia, self.found
        yield self.sizes, self.columns, self.rows, self.consortia, self.degrees, self.actors, self.found.T

    def _solved(self) -> Floats:
        n, c = self.actors[self.rows].astype(np.float64), self.consortia[self.columns].astype(np.float64)
        d, m = self.degrees[self.rows].astype(np.float64), self.sizes[self.columns].astype(np.float64)
        edges = float(n @ d)
        at = np.concatenate((np.log(d), np.log(m) - np.log(edges)))

        def missing(where: Floats) -> tuple[Floats, Floats]:
            """Return the probabilities, and by how much each class misses its degree, times its number."""
            p = 1.0 / (1.0 + np.exp(-np.clip(where[: len(d), None] + where[len(d) :], -700, 700)))
            return p, np.concatenate((n * (d - p @ c), c * (m - n @ p)))

        p, gap = missing(at)
        for _ in range(STEPS):
            if (np.abs(gap) <= TOLERANCE * np.concatenate((n, c))).all():
                return p
            step, length = _newton(p, n, c, gap), 1.0
            while True:
                p, tried = missing(at + length * step)
                if np.linalg.norm(tried) < np.linalg.norm(gap):
                    break
                length /= 2
                if length < SHORTEST:
                    raise NotFitted("no step brings the degrees nearer")
            at, gap = at + length * step, tried
        raise NotFitted("the degrees are still missed after the last step")


def _newton(p: Floats, n: Floats, c: Floats, gap: Floats) -> Floats:
    """Return the step towards no gap; x and y are only known up to a factor, so the shortest of all such steps."""
    spread = p * (1 - p) * n[:, None] * c
    curve = np.block([[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]])
    step: Floats = np.linalg.lstsq(curve, gap, rcond=None)[0]
    return step
