"""Betweenness of actors on the two-mode graph: exact, or estimated from a sample of sources.

Freeman 1977; on two-mode data Borgatti & Halgin 2011. The graph is folded first and then walked (Brandes 2001).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray
from scipy.sparse import csr_array

from musubime.analytics.folding import Core, folded
from musubime.analytics.walking import BATCH, TooManyPaths, Walk
from musubime.errors import TooMany

Floats = NDArray[np.float64]
T = TypeVar("T")
EXACT_WORK = 30_000_000
"""Sources × entries up to which every source is walked from at once: about a third of a second."""
EXACT_WORK_LATER = 6_000_000_000
"""The same for what can be worked out beside everything else: about a minute; above it an estimate is all there is."""
MOST_PIVOTS, LEAST_PIVOTS = 2_048, 256
PIVOT_WORK = 250_000_000
"""Pivots × entries that an estimate may cost, as long as it has its least number of pivots."""
SEED = 20_260_401


@dataclass(frozen=True)
class Betweenness:
    """Raw betweenness by actor; `error` is the largest standard error over the largest value, None when exact."""

    values: Floats
    error: float | None


def betweenness(matrix: csr_array, *, exact_work: float = EXACT_WORK) -> Betweenness:
    """Return Σ over unordered pairs of other nodes of the share of shortest paths through each actor (row).

    Exact where that costs at most `exact_work`, else estimated.
    """
    core = folded(matrix)
    return exact(core) if core.work <= exact_work else estimated(core)


def exact(core: Core) -> Betweenness:
    """Return the betweenness of a folded graph from all sources."""
    return _first_wide_enough(lambda type: _exact(core, Walk(core, type)), np.float64, np.longdouble)


def _exact(core: Core, walk: Walk) -> Betweenness:
    total = np.zeros(core.matrix.shape[0])
    for side, classes in enumerate((core.actors, core.consortia)):
        for start in range(0, len(classes.mass), BATCH):
            sources = np.arange(start, min(start + BATCH, len(classes.mass)))
            total += walk.dependencies(side, sources, classes.mass[sources])[0]
    return Betweenness(_unfolded(core, total), None)


def estimated(core: Core, *, pivots: int | None = None, seed: int = SEED) -> Betweenness:
    """Return the betweenness of a folded graph from sources drawn with probability proportional to their mass.

    Systematic sampling without replacement, the heaviest taken for certain, Horvitz & Thompson 1952; the error is that
    of Hájek's approximation (1964). The seed is fixed, so that the same graph gives the same numbers.
    """
    wanted = pivots or max(LEAST_PIVOTS, min(MOST_PIVOTS, int(PIVOT_WORK // max(core.matrix.nnz, 1))))
    mass = np.concatenate((core.actors.mass, core.consortia.mass))
    chance = _chances(mass, min(wanted, len(mass)))
    drawn = _drawn(chance, np.random.default_rng(seed).random())
    # half the width costs half the time
    total, variance = _first_wide_enough(
        lambda type: _sampled(core, mass, chance, drawn, Walk(core, type)), np.float32, np.float64, np.longdouble
    )
    values = _unfolded(core, total)
    error = np.sqrt(variance.max(initial=0.0)) / 2
    return Betweenness(values, float(error / values.max()) if values.max(initial=0.0) > 0 else 0.0)


def _first_wide_enough(compute: Callable[[DTypeLike], T], *types: DTypeLike) -> T:
    """Return what the first floating type gives that can count all the shortest paths."""
    for type in types:
        try:
            with np.errstate(over="ignore", invalid="ignore"):
                return compute(type)
        except TooManyPaths:
            continue
    raise TooMany(
        "最短の道があまりに多く、橋渡し度を計算できません。"
        "prefecture・programme・owner・consortium・roster のどれかで絞ってください。"
    )


def _sampled(core: Core, mass: Floats, chance: Floats, drawn: NDArray[np.intp], walk: Walk) -> tuple[Floats, Floats]:
    """Return the estimated sum over all sources by class of actors, and its variance."""
    own = len(core.actors.mass)
    total, squares, sums = (np.zeros(own) for _ in range(3))
    for side, places in enumerate((drawn[drawn < own], drawn[drawn >= own])):
        # sources taken for certain add nothing to the variance
        for part in (places[chance[places] >= 1], places[chance[places] < 1]):
            for start in range(0, len(part), BATCH):
                batch = part[start : start + BATCH]
                found, spread = walk.dependencies(side, batch - side * own, mass[batch] / chance[batch])
                total += found
                if chance[batch[0]] < 1:
                    sums += found
                    squares += spread
    uncertain = chance[drawn][chance[drawn] < 1]
    count = len(uncertain)
    if count < 2:
        return total, np.zeros(own)
    left = 1 - count / (mass[chance < 1] > 0).sum()
    return total, np.maximum(squares - sums**2 / count, 0) * left * count / (count - 1)


def _chances(mass: Floats, wanted: int) -> Floats:
    """Return the chance of each source, proportional to its mass and at most 1, that makes `wanted` of them."""
    certain = np.zeros(len(mass), dtype=np.bool_)
    while True:
        rest = mass[~certain].sum()
        chance = np.where(certain, 1.0, mass * ((wanted - certain.sum()) / rest) if rest else 1.0)
        above = (chance >= 1) & ~certain
        if not above.any():
            return chance
        certain |= above


def _drawn(chance: Floats, start: float) -> NDArray[np.intp]:
    """Return a systematic sample: where the running sum of the chances, begun at `start`, passes a whole number."""
    passed = np.floor(np.cumsum(chance) + start + 1e-9)
    return np.flatnonzero(np.diff(passed, prepend=np.floor(start)))


def _unfolded(core: Core, total: Floats) -> Floats:
    values = core.known.copy()
    values[core.members] += total[core.place] / 2
    return values
