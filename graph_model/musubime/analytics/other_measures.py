"""Measures on the one-mode projection, where actors are tied by any consortium that both sit on.

On such graphs, made of cliques, they follow roster size; and closeness and eigenvector do not compare across connected
parts (measures.md). They are here to be looked at and exported, never to rank by.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.sparse.linalg import eigsh

from musubime.analytics.components import components

Floats = NDArray[np.float64]
MOST_PAIRS = 250_000
"""Pairs of actors that the rosters may make: projecting a year of national projects grows it thirteen-fold."""
DAMPING, ROUNDS, CLOSE = 0.85, 200, 1e-12
BATCH = 64
SMALL = 16
"""Actors of a part up to which its eigenvector is taken from all of them."""


@dataclass(frozen=True)
class OtherMeasures:
    """One value an actor; nan where a measure does not apply."""

    degree: Floats
    """Other actors that it meets."""
    closeness: Floats
    """(n_i − 1) / Σ distances, times (n_i − 1) / (n − 1), n_i the actors of its part; Wasserman & Faust 1994."""
    eigenvector: Floats
    """Bonacich 1972, of length 1, of the part with the most actors only: between parts it says nothing."""
    pagerank: Floats
    """Page et al. 1999, with damping .85."""
    constraint: Floats
    """Burt 1992, all ties alike; nan for an actor without a tie."""


def projected_pairs(matrix: csr_array) -> int:
    """Return Σ m(m − 1)/2 over the consortia: at most so many pairs of actors meet."""
    sizes = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def other_measures(matrix: csr_array) -> OtherMeasures:
    """Return the measures of every actor (row); the caller keeps to MOST_PAIRS."""
    meeting = _meeting(matrix)
    degree = np.diff(meeting.indptr).astype(np.float64)
    return OtherMeasures(
        degree=degree,
        closeness=_closeness(matrix),
        eigenvector=_eigenvector(matrix, meeting),
        pagerank=_pagerank(meeting, degree),
        constraint=_constraint(meeting, degree),
    )


def _meeting(matrix: csr_array) -> csr_array:
    product = csr_array(matrix @ matrix.T).tocoo()
    apart = product.row != product.col
    entries = (np.ones(int(apart.sum())), (product.row[apart], product.col[apart]))
    return csr_array(entries, shape=product.shape)


def _closeness(matrix: csr_array) -> Floats:
    """Return closeness; the distance of two actors is half of that on the two-mode graph, which has fewer ties."""
    actors = matrix.shape[0]
    up, down = matrix.astype(np.float32), csr_array(matrix.T).astype(np.float32)
    total, reached = np.zeros(actors), np.zeros(actors)
    for start in range(0, actors, BATCH):
        sources = np.arange(start, min(start + BATCH, actors))
        front = np.zeros((actors, len(sources)), dtype=np.float32)
        front[sources, sources - start] = 1
        seen = front > 0
        distance = 0
        while front.any():
            fresh = ((up @ np.minimum(down @ front, 1)) > 0) & ~seen
            seen |= fresh
            distance += 1
            count = fresh.sum(axis=0)
            total[sources] += distance * count
            reached[sources] += count
            front = fresh.astype(np.float32)
    share = np.divide(reached, total, out=np.zeros(actors), where=total > 0)
    return share * reached / max(actors - 1, 1)


def _eigenvector(matrix: csr_array, meeting: csr_array) -> Floats:
    values = np.full(matrix.shape[0], np.nan)
    if not len(values):
        return values
    part = components(matrix).actor
    members = np.flatnonzero(part == np.bincount(part).argmax())
    inner = csr_array(meeting[members][:, members])
    if len(members) <= SMALL:
        vector = np.linalg.eigh(inner.toarray())[1][:, -1]
    else:
        vector = eigsh(inner, k=1, which="LA", v0=np.ones(len(members)))[1][:, 0]
    values[members] = np.abs(vector)
    return values


def _pagerank(meeting: csr_array, degree: Floats) -> Floats:
    actors = len(degree)
    if not actors:
        return degree
    step = csr_array(meeting.T @ diags_array(1 / np.maximum(degree, 1)))
    alone = degree == 0
    values = np.full(actors, 1 / actors)
    for _ in range(ROUNDS):
        then = DAMPING * (step @ values + values[alone].sum() / actors) + (1 - DAMPING) / actors
        moved = np.abs(then - values).sum()
        values = then
        if moved < CLOSE:
            break
    return values


def _constraint(meeting: csr_array, degree: Floats) -> Floats:
    shares = csr_array(diags_array(1 / np.maximum(degree, 1)) @ meeting)
    both = csr_array(shares + csr_array(shares @ shares)).multiply(meeting)
    values: Floats = np.asarray(csr_array(both).power(2).sum(axis=1), dtype=np.float64).ravel()
    values[degree == 0] = np.nan
    return values
