"""Betweenness of actors on the two-mode graph: exact up to a stated size, estimated from sampled sources above it.

Brandes 2001, batched: a batch of sources walks through the matrix level by level as columns of a dense block. Actors
with one membership lie on no shortest path; they are folded into the weight of their consortium first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
EXACT_WORK = 400_000_000
"""Sources × entries up to which every source is walked from."""
PIVOTS = 2_048
BATCH_CELLS = 1_000_000


@dataclass(frozen=True)
class Betweenness:
    """Raw betweenness by actor; `error` is the largest standard error over the largest value, None when exact."""

    values: Floats
    error: float | None


def betweenness(matrix: csr_array, *, exact_work: int = EXACT_WORK, pivots: int = PIVOTS) -> Betweenness:
    """Return the betweenness of every actor (row): Σ over unordered pairs of nodes of the share of shortest paths."""
    actors, consortia = matrix.shape
    degree = np.diff(matrix.indptr)
    pendants = np.bincount(matrix.indices[np.repeat(degree == 1, degree)], minlength=consortia)
    weights = 1 + pendants.astype(np.float64)
    inner = np.flatnonzero(degree > 1)
    values = np.zeros(actors)
    if not len(inner):
        return Betweenness(values, None)
    reduced = csr_array(matrix[inner].astype(np.float64))
    work = float(len(inner) + consortia) * reduced.nnz
    if work > exact_work:
        estimate, error = _sampled(reduced, weights, pivots)
        values[inner] = estimate
        return Betweenness(values, error)
    for rows, columns in _components(reduced):
        part = csr_array(reduced[rows][:, columns])
        values[inner[rows]] = _exact(part, weights[columns])
    return Betweenness(values, None)


def _components(matrix: csr_array) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Return rows and columns of each connected part that has more than one row."""
    actors, consortia = matrix.shape
    rows = np.repeat(np.arange(actors), np.diff(matrix.indptr))
    square = csr_array(
        (np.ones(matrix.nnz, dtype=np.int8), (rows, matrix.indices + actors)), shape=(actors + consortia,) * 2
    )
    number, label = connected_components(square, directed=False)
    order = np.argsort(label, kind="stable")
    starts = np.searchsorted(label[order], np.arange(number + 1))
    parts = (order[starts[n] : starts[n + 1]] for n in range(number))
    return [(part[part < actors], part[part >= actors] - actors) for part in parts if part[0] < actors]


def _exact(matrix: csr_array, weights: Floats) -> Floats:
    walk = _Walk(matrix, weights)
    total = np.zeros(matrix.shape[0])
    for own in (True, False):
        count = matrix.shape[0] if own else matrix.shape[1]
        for start in range(0, count, walk.batch):
            sources = np.arange(start, min(start + walk.batch, count))
            factor = np.ones(len(sources)) if own else weights[sources]
            total += walk.dependencies(sources, from_actors=own) @ factor
    return total / 2


def _sampled(matrix: csr_array, weights: Floats, pivots: int) -> tuple[Floats, float]:
    """Estimate from sources drawn by weight with a fixed seed, so that the same graph gives the same numbers."""
    actors = matrix.shape[0]
    all_weights = np.concatenate((np.ones(actors), weights))
    whole = all_weights.sum()
    drawn = np.sort(np.random.default_rng(20_260_401).choice(len(all_weights), pivots, p=all_weights / whole))
    walk = _Walk(matrix, weights)
    total, squares = np.zeros(actors), np.zeros(actors)
    for own, side in ((True, drawn[drawn < actors]), (False, drawn[drawn >= actors] - actors)):
        for start in range(0, len(side), walk.batch):
            found = walk.dependencies(side[start : start + walk.batch], from_actors=own) * (whole / 2)
            total += found.sum(axis=1)
            squares += (found**2).sum(axis=1)
    mean = total / pivots
    deviation = np.sqrt(np.maximum(squares / pivots - mean**2, 0) / pivots)
    return mean, float(deviation.max() / mean.max()) if mean.max() else 0.0


class _Walk:
    """Walks from batches of sources over one matrix; targets weigh 1 for actors and `weights` for consortia."""

    def __init__(self, matrix: csr_array, weights: Floats) -> None:
        self.down = csr_array(matrix.T)
        """Consortia × actors: carries values from actors to consortia."""
        self.up = matrix
        self.target = (np.ones((matrix.shape[0], 1)), weights[:, None])
        self.batch = max(1, min(256, BATCH_CELLS // sum(matrix.shape)))

    def dependencies(self, sources: NDArray[np.intp], *, from_actors: bool) -> Floats:
        """Return δ_s(i) for each actor i (row) and source s (column)."""
        sides = (self.up.shape[0], self.up.shape[1])
        side = 0 if from_actors else 1
        paths: list[Floats] = [np.zeros((size, len(sources))) for size in sides]
        paths[side][sources, np.arange(len(sources))] = 1
        seen = [found > 0 for found in paths]
        levels: list[tuple[int, NDArray[np.bool_]]] = [(side, seen[side].copy())]
        front = paths[side].copy()
        while True:
            step = self.down if side == 0 else self.up
            side = 1 - side
            front = np.asarray(step @ front)
            fresh = (front > 0) & ~seen[side]
            if not fresh.any():
                break
            front *= fresh
            seen[side] |= fresh
            paths[side] += front
            levels.append((side, fresh))
        return self._gather(paths, levels)

    def _gather(self, paths: list[Floats], levels: list[tuple[int, NDArray[np.bool_]]]) -> Floats:
        """Carry dependencies back from the last level to the first."""
        delta = [np.zeros_like(found) for found in paths]
        for (side, fresh), (before, earlier) in zip(levels[:0:-1], levels[-2::-1], strict=True):
            share = np.zeros_like(paths[side])
            np.divide(self.target[side] + delta[side], paths[side], out=share, where=fresh)
            step = self.up if side == 1 else self.down
            delta[before] += np.asarray(step @ share) * paths[before] * earlier
        first_side, first = levels[0]
        delta[first_side][first] = 0
        return delta[0]
