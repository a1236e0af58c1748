"""Gould–Fernandez brokerage roles over sectors, counted on open triads of the two-mode matrix."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

UNKNOWN = 5
"""Group of an actor whose sector is not printed; sectors are 0 to 4."""
BLOCK = 256


class Roles(NamedTuple):
    """Open triads a–i–b of one actor, as unordered pairs {a, b}."""

    coordinator: int
    itinerant: int
    gatekeeper_representative: int
    liaison: int
    unclassified: int


NO_ROLES = Roles(0, 0, 0, 0, 0)


def brokerage_roles(matrix: csr_array, sectors: NDArray[np.int64], rows: NDArray[np.intp]) -> list[Roles]:
    """Return the roles of the actors `rows`; `sectors` gives the group of every actor, UNKNOWN for none.

    An open triad a–i–b: a and b are each co-members of i somewhere and never co-members of each other. Gould &
    Fernandez 1989; on two-mode data Jasny & Lubell 2015. Gatekeeper and representative are one when ties have no
    direction; a triad with an unknown sector is unclassified.
    """
    found = dict.fromkeys(rows.tolist(), NO_ROLES)
    asked = np.array(sorted(row for row in found if matrix.indptr[row + 1] - matrix.indptr[row] > 1), dtype=np.intp)
    if len(asked):
        groups = np.eye(UNKNOWN + 1, dtype=np.int64)[sectors]
        near = _co_members(matrix, asked, np.arange(matrix.shape[0], dtype=np.intp))
        around = np.unique(near.indices).astype(np.intp)
        among = _co_members(matrix, around, around)
        near, groups = csr_array(near[:, around]), groups[around]
        for start in range(0, len(asked), BLOCK):
            part = asked[start : start + BLOCK]
            triads = _open_pairs(csr_array(near[start : start + BLOCK]), among, groups)
            found.update(zip(part.tolist(), _roles(triads, sectors[part]), strict=True))
    return [found[row] for row in rows.tolist()]


def _co_members(matrix: csr_array, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> csr_array:
    """Return 1 where a row's actor shares a consortium with a column's actor, and is not the same."""
    product = csr_array(matrix[rows] @ matrix[columns].T).tocoo()
    other = rows[product.row] != columns[product.col]
    ones = np.ones(int(other.sum()), dtype=np.int64)
    return csr_array((ones, (product.row[other], product.col[other])), shape=product.shape)


def _open_pairs(near: csr_array, among: csr_array, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return, by actor, the ordered pairs (a, b) of its co-members that never meet, by group of a and of b."""
    counts: NDArray[np.int64] = np.asarray(near @ groups)
    pairs: NDArray[np.int64] = counts[:, :, None] * counts[:, None, :]
    diagonal = np.arange(UNKNOWN + 1)
    pairs[:, diagonal, diagonal] -= counts
    for group in range(UNKNOWN + 1):
        of_group = np.flatnonzero(groups[:, group])
        if len(of_group):
            meeting = csr_array(csr_array(near[:, of_group]) @ csr_array(among[of_group])).multiply(near)
            pairs[:, :, group] -= np.asarray(csr_array(meeting) @ groups)
    return pairs


def _roles(pairs: NDArray[np.int64], own: NDArray[np.int64]) -> list[Roles]:
    """Read the roles of each actor off its ordered pairs; every unordered pair stands there twice."""
    answer: list[Roles] = []
    for table, group in zip(pairs, own.tolist(), strict=True):
        known = table[:UNKNOWN, :UNKNOWN]
        whole, same = int(table.sum()), int(np.trace(known))
        if group == UNKNOWN:
            answer.append(Roles(0, 0, 0, 0, whole // 2))
            continue
        coordinator = int(known[group, group])
        gatekeeper = int(known[group].sum() + known[:, group].sum()) - 2 * coordinator
        liaison = int(known.sum()) - same - gatekeeper
        unknown = whole - int(known.sum())
        answer.append(Roles(coordinator // 2, (same - coordinator) // 2, gatekeeper // 2, liaison // 2, unknown // 2))
    return answer
