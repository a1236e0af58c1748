"""How far two partitions of the same nodes agree: as a whole, for each community, for each member."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
_DENSE = 2_000_000
"""Cells that a contingency table may have to be counted whole; a larger one is sorted."""


@dataclass(frozen=True)
class _Crossed:
    """The contingency table of two partitions, its cells that are not empty."""

    first: Labels
    second: Labels
    both: Labels
    """Nodes in each of these cells."""
    of_node: Labels
    """Nodes in the cell of each node."""
    sizes_first: Labels
    sizes_second: Labels


def _crossed(a: Labels, b: Labels) -> _Crossed:
    sizes_a, sizes_b = np.bincount(a), np.bincount(b)
    width = len(sizes_b)
    code = a * width + b
    if len(sizes_a) * width <= _DENSE:
        table = np.bincount(code, minlength=len(sizes_a) * width)
        cells = np.flatnonzero(table)
        return _Crossed(cells // width, cells % width, table[cells], table[code], sizes_a, sizes_b)
    cells, back, counts = np.unique(code, return_inverse=True, return_counts=True)
    return _Crossed(cells // width, cells % width, counts, counts[back], sizes_a, sizes_b)


def adjusted_rand(a: Labels, b: Labels) -> float:
    """Return the adjusted Rand index (Hubert & Arabie 1985); 1 where both put all nodes alike, all alone or together.

    The share of pairs of nodes on which both agree, less what is expected of partitions of these sizes by chance.
    """
    found = _crossed(a, b)
    both, first, second = (_pairs(n) for n in (found.both, found.sizes_first, found.sizes_second))
    every = len(a) * (len(a) - 1) / 2
    expected = first * second / every if every else 0.0
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _pairs(sizes: Labels) -> float:
    return float((sizes * (sizes - 1) / 2).sum())


def mutual_information(a: Labels, b: Labels) -> float:
    """Return the mutual information over the mean of both entropies (Danon et al. 2005); 1 where both are 0."""
    found = _crossed(a, b)
    nodes = len(a)
    share = found.both / nodes
    expected = found.sizes_first[found.first] * found.sizes_second[found.second] / nodes**2
    entropies = _entropy(found.sizes_first / nodes) + _entropy(found.sizes_second / nodes)
    return 1.0 if entropies == 0 else float(2 * (share * np.log(share / expected)).sum() / entropies)


def _entropy(share: Floats) -> float:
    return -float((share * np.log(share)).sum())


def best_jaccard(a: Labels, b: Labels) -> Floats:
    """Return, of each community of `a`, its largest Jaccard overlap with one of `b` (Hennig 2007)."""
    found = _crossed(a, b)
    union = found.sizes_first[found.first] + found.sizes_second[found.second] - found.both
    best = np.zeros(len(found.sizes_first))
    np.maximum.at(best, found.first, found.both / union)
    return best


def together(a: Labels, b: Labels) -> Floats:
    """Return, of each node, the share of the others of its community in `a` that are with it in `b` too.

    The co-assignment of consensus clustering (Lancichinetti & Fortunato 2012), averaged over the community; NaN for
    a node that is alone.
    """
    found = _crossed(a, b)
    others = found.sizes_first[a] - 1
    share = np.full(len(a), np.nan)
    np.divide(found.of_node - 1, others, out=share, where=others > 0)
    return share
