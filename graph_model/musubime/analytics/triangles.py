"""Triangles of a graph by the groups of their other two corners, without listing them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.sums import sums_at

Integers = NDArray[np.int64]
ROWS = 32
"""Rows of a product that are held at a time."""
COUNT_BITS = 21
"""Bits of one count; three counts stand in a number, so a group may have two million nodes."""


@dataclass(frozen=True)
class _Oriented:
    """Every edge once, from the node with fewer neighbours to the one with more."""

    down: csr_array
    up: csr_array
    """The same edges the other way."""
    rows: Integers
    columns: Integers
    order: Integers
    """Node of each row."""


def triangles_by_group(graph: csr_array, group: Integers, groups: int) -> Integers:
    """Return, by node i and groups g, h, the ordered pairs (a, b) of neighbours of i, a of g and b of h, that meet.

    `graph` is symmetric, 1 where two nodes meet, with an empty diagonal. Each edge is directed from the node with
    fewer neighbours, and two masked products count the triangles on it: from their lowest corner and to their highest
    (Chiba & Nishizeki 1985 bound the cost so).
    """
    edges = _oriented(graph)
    of = group[edges.order]
    nodes = len(of)
    counts = np.zeros(nodes * groups * groups, dtype=np.int64)
    low, high = (ends * groups * groups for ends in (edges.rows, edges.columns))
    for first in range(0, groups, 3):
        some = range(first, min(first + 3, groups))
        packed = np.zeros(nodes, dtype=np.int64)
        for place, g in enumerate(some):
            packed[of == g] = 1 << COUNT_BITS * place
        between = _masked(_weighted(edges.down, packed), edges)
        beneath = _masked(_weighted(edges.up, packed), edges)
        for place, g in enumerate(some):
            middle, lowest = (found >> COUNT_BITS * place & (1 << COUNT_BITS) - 1 for found in (between, beneath))
            to_high = low + g * groups + of[edges.columns]
            for cells, found in (
                (to_high, middle + lowest),
                (high + g * groups + of[edges.rows], lowest),
            ):
                counts += sums_at(cells, found, len(counts)).astype(np.int64)
    table = np.empty((nodes, groups, groups), dtype=np.int64)
    table[edges.order] = counts.reshape(nodes, groups, groups)
    return table + table.transpose(0, 2, 1)


def _oriented(graph: csr_array) -> _Oriented:
    nodes = graph.shape[0]
    degree = np.diff(graph.indptr)
    order = np.argsort(degree, kind="stable")
    rank = np.empty(nodes, dtype=np.int64)
    rank[order] = np.arange(nodes)
    rows, columns = rank[np.repeat(np.arange(nodes), degree)], rank[graph.indices]
    kept = rows < columns
    ones = np.ones(int(kept.sum()), dtype=np.int64)
    down = csr_array((ones, (rows[kept], columns[kept])), shape=graph.shape)
    down.sort_indices()
    rows = np.repeat(np.arange(nodes), np.diff(down.indptr))
    return _Oriented(down, csr_array(down.T), rows, down.indices.astype(np.int64), order)


def _weighted(edges: csr_array, values: Integers) -> csr_array:
    """Return edges that carry the value of the node they lead to."""
    return csr_array((values[edges.indices], edges.indices, edges.indptr), shape=edges.shape)


def _masked(left: csr_array, edges: _Oriented) -> Integers:
    """Return (left @ down) on every edge."""
    starts = edges.down.indptr
    found = np.empty(edges.down.nnz, dtype=np.int64)
    for row in range(0, edges.down.shape[0], ROWS):
        stop = min(row + ROWS, edges.down.shape[0])
        low, high = int(starts[row]), int(starts[stop])
        if low < high:
            block = (left[row:stop] @ edges.down).toarray()
            found[low:high] = block[edges.rows[low:high] - row, edges.columns[low:high]]
    return found
