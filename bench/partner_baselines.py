"""The methods that the ranking of partners is held against: popularity, common neighbours, Adamic–Adar, PageRank."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
USUAL = 0.85
RETURNS = (0.3, 0.5, 0.7, 0.85, 0.95)
"""Chances to walk on that personalised PageRank is tried with."""
REST = 1e-6
"""A walk is followed until no more than this is left of it."""


class Baselines:
    """The baselines on one training graph, bodies × projects."""

    def __init__(self, training: csr_array, returns: Sequence[float] = RETURNS) -> None:
        self._returns = returns
        self._degree = np.diff(training.indptr).astype(np.float64)
        met = csr_array(training @ training.T).astype(np.float64)
        met.setdiag(0)
        met.eliminate_zeros()
        met.data = np.ones(met.nnz)
        self._met = met
        width = np.diff(met.indptr)
        self._weight = np.zeros(len(width))
        self._weight[width > 1] = 1 / np.log(width[width > 1])
        known = training.astype(np.float64)
        size = np.asarray(known.sum(axis=0), dtype=np.float64).ravel()
        self._out = csr_array(csr_array(known.T) @ diags_array(_shares(self._degree)))
        self._back = csr_array(known @ diags_array(_shares(size)))

    def scores(self, askers: Indices) -> Mapping[str, Floats]:
        """Return askers × bodies of scores by method; personalised PageRank with every chance to walk on."""
        return {**{name: score(askers) for name, score in self.counting().items()}, **self.scores_of_walks(askers)}

    def scores_of_walks(self, askers: Indices) -> Mapping[str, Floats]:
        """Return askers × bodies of personalised PageRank by name."""
        return {pagerank(alpha): each for alpha, each in self.walks(askers).items()}

    def counting(self) -> Mapping[str, Callable[[Indices], Floats]]:
        """Return the methods that count, by name."""
        return {
            "popularity": lambda askers: np.broadcast_to(self._degree, (len(askers), len(self._degree))),
            "common neighbours": lambda askers: np.asarray((self._met @ self._near(askers).T).T),
            "Adamic–Adar": lambda askers: np.asarray((self._met @ (self._near(askers) * self._weight).T).T),
        }

    def _near(self, askers: Indices) -> Floats:
        return np.asarray(self._met[askers].todense())

    def walks(self, askers: Indices) -> dict[float, Floats]:
        """Sum the power series of personalised PageRank; bodies are reached by even numbers of steps."""
        here = np.zeros((len(self._degree), len(askers)))
        here[askers, np.arange(len(askers))] = 1
        sums = {alpha: (1 - alpha) * here for alpha in self._returns}
        steps = 0
        while max(self._returns) ** (steps + 2) > REST:
            here = self._back @ (self._out @ here)
            steps += 2
            for alpha in self._returns:
                if alpha**steps > REST:
                    sums[alpha] += (1 - alpha) * alpha**steps * here
        return {alpha: np.ascontiguousarray(total.T) for alpha, total in sums.items()}


def pagerank(walk_on: float) -> str:
    """Return what personalised PageRank with this chance to walk on is called."""
    return f"personalised PageRank {walk_on}"


def _shares(counts: Floats) -> Floats:
    return np.divide(1.0, counts, out=np.zeros(len(counts)), where=counts > 0)
