"""Gould–Fernandez brokerage roles over sectors, counted on open triads of the two-mode matrix."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.triangles import triangles_by_group

UNKNOWN = 5
"""Group of an actor whose sector is not printed; sectors are 0 to 4."""
GROUPS = UNKNOWN + 1
FEW = 8
"""Actors that are looked at one by one; for more, all are counted at once."""
Integers = NDArray[np.int64]


class Roles(NamedTuple):
    """Open triads a–i–b of one actor, as unordered pairs {a, b}."""

    coordinator: int
    itinerant: int
    gatekeeper_representative: int
    liaison: int
    unclassified: int


NO_ROLES = Roles(0, 0, 0, 0, 0)


def brokerage_roles(matrix: csr_array, sectors: Integers, rows: NDArray[np.intp] | None = None) -> Integers:
    """Return actors × roles (columns as in `Roles`) of the actors `rows`, of all without them.

    `sectors` gives the group of every actor, UNKNOWN for none. An open triad a–i–b: a and b are each co-members of i
    somewhere and never co-members of each other. Gould & Fernandez 1989; on two-mode data Jasny & Lubell 2015.
    Gatekeeper and representative are one when ties have no direction; a triad with an unknown sector is unclassified.
    """
    found = np.zeros((matrix.shape[0], len(NO_ROLES)), dtype=np.int64)
    degree = np.diff(matrix.indptr)
    # whoever sits on one consortium only meets nobody whom the others there do not meet
    asked = np.flatnonzero(degree > 1) if rows is None else np.unique(rows[degree[rows] > 1])
    if rows is not None and len(asked) <= FEW:
        for row in asked:
            found[row] = _roles(_open_pairs_of(matrix, sectors, int(row))[None], sectors[[row]])[0]
    else:
        asked = np.flatnonzero(degree > 1)
        found[asked] = _roles(_open_pairs(matrix, sectors, asked), sectors[asked])
    return found if rows is None else found[rows]


def _open_pairs(matrix: csr_array, sectors: Integers, inner: NDArray[np.intp]) -> Integers:
    """Return, by actor with several consortia, the ordered pairs (a, b) of its co-members that never meet, by group.

    Those with one consortium are counted by their number there, since they meet exactly its members; only among the
    others triangles have to be found.
    """
    groups = np.eye(GROUPS, dtype=np.int64)[sectors]
    single = np.diff(matrix.indptr) == 1
    of_consortium = csr_array(matrix.T)
    alone, others = of_consortium @ (groups * single[:, None]), of_consortium @ (groups * ~single[:, None])
    part, own = csr_array(matrix[inner]), groups[inner]
    meeting = _co_members(part)
    beside = part @ alone
    counts = meeting @ own + beside
    pairs = alone[:, :, None] * alone[:, None, :] + _both_ways(alone, others)
    diagonal = np.arange(GROUPS)
    pairs[:, diagonal, diagonal] -= alone
    closed = (part @ pairs.reshape(len(pairs), GROUPS * GROUPS)).reshape(-1, GROUPS, GROUPS) - _both_ways(beside, own)
    closed += triangles_by_group(meeting, sectors[inner], GROUPS)
    found: Integers = counts[:, :, None] * counts[:, None, :] - closed
    found[:, diagonal, diagonal] -= counts
    return found


def _both_ways(first: Integers, second: Integers) -> Integers:
    product: Integers = first[:, :, None] * second[:, None, :]
    return product + product.transpose(0, 2, 1)


def _co_members(matrix: csr_array) -> csr_array:
    """Return 1 where two rows share a consortium and are not the same."""
    product = csr_array(matrix @ matrix.T).tocoo()
    apart = product.row != product.col
    ones = np.ones(int(apart.sum()), dtype=np.int64)
    return csr_array((ones, (product.row[apart], product.col[apart])), shape=product.shape)


def _open_pairs_of(matrix: csr_array, sectors: Integers, row: int) -> Integers:
    """Return the same for one actor, from nothing but its co-members."""
    own = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    beside = np.unique(csr_array(csr_array(matrix.T)[own]).indices)
    beside = beside[beside != row]
    near = csr_array(matrix[beside])
    groups = np.eye(GROUPS, dtype=np.int64)[sectors[beside]]
    meeting = csr_array(near @ near.T)
    meeting.data = np.ones_like(meeting.data, dtype=np.int64)
    counts = groups.sum(axis=0)
    # the diagonal of `meeting` are pairs of one actor with itself, which are no pairs and stand in the product too
    found: Integers = np.outer(counts, counts) - groups.T @ (meeting @ groups)
    return found


def _roles(pairs: Integers, own: Integers) -> Integers:
    """Return actors × roles from their ordered pairs; every unordered pair stands there twice."""
    place = np.arange(len(pairs))
    known = pairs[:, :UNKNOWN, :UNKNOWN]
    whole, of_known = pairs.sum(axis=(1, 2)), known.sum(axis=(1, 2))
    same = known.trace(axis1=1, axis2=2)
    group = np.minimum(own, UNKNOWN - 1)
    coordinator = known[place, group, group]
    gatekeeper = known[place, group].sum(axis=1) + known[place, :, group].sum(axis=1) - 2 * coordinator
    liaison = of_known - same - gatekeeper
    roles = np.stack((coordinator, same - coordinator, gatekeeper, liaison, whole - of_known), axis=1)
    roles[own == UNKNOWN, :-1] = 0
    roles[own == UNKNOWN, -1] = whole[own == UNKNOWN]
    halved: Integers = roles // 2
    return halved
