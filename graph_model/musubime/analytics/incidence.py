"""Who sits on what: the two-mode matrix of selected seats at one level."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.columns import NONE, Level, ids_of
from musubime.analytics.snapshot import Ints, Snapshot

__all__ = ["Incidence", "Level", "incidence"]


@dataclass(frozen=True)
class Incidence:
    """Actors × consortia of selected seats; rows and columns in the order of their ids, every one with an entry."""

    matrix: csr_array
    """int32, 1 where the actor has a selected seat on the consortium; indices sorted."""
    left_out: int
    """Selected seats that have no actor at this level."""
    seat: Ints
    """Index of each seat that counts, in the snapshot's order."""
    seat_actor: Ints
    seat_consortium: Ints
    actor_places: Ints
    """Place of each actor in the snapshot's list of its level."""
    consortium_places: Ints
    """Place of each consortium in the snapshot's list."""
    actor_ids: list[str]
    """The snapshot's list of the level."""
    consortium_ids: list[str]

    @cached_property
    def actors(self) -> list[str]:
        """Ids of the rows."""
        return [self.actor_ids[place] for place in self.actor_places.tolist()]

    @cached_property
    def consortia(self) -> list[str]:
        """Ids of the columns."""
        return [self.consortium_ids[place] for place in self.consortium_places.tolist()]

    @cached_property
    def members(self) -> csr_array:
        """Consortia × actors: the matrix the other way."""
        return csr_array(self.matrix.T)

    def columns_of(self, actor: int) -> NDArray[np.int64]:
        """Return the consortia of an actor as columns of the matrix."""
        return self.matrix.indices[self.matrix.indptr[actor] : self.matrix.indptr[actor + 1]].astype(np.int64)

    def sizes(self) -> NDArray[np.int64]:
        """Return the number of actors of each consortium."""
        return np.bincount(self.matrix.indices, minlength=self.matrix.shape[1])

    def degrees(self) -> NDArray[np.int64]:
        """Return the number of consortia of each actor."""
        return np.diff(self.matrix.indptr).astype(np.int64)

    def consortia_of(self, actor: int) -> list[str]:
        """Return the consortia of an actor, in the order of their ids."""
        return [self.consortia[k] for k in self.columns_of(actor)]


def incidence(snapshot: Snapshot, seats: NDArray[np.intp], level: Level) -> Incidence:
    """Return the matrix of these seats (indices in the snapshot) with actors of a level.

    `holder` is the organization of a seat, else its person. A consortium where no seat has an actor is no column.
    """
    actor, ids = _actors(snapshot, level)
    chosen = actor[seats]
    there = chosen != NONE
    kept = seats[there]
    actors, rows = _dense(chosen[there], len(ids))
    consortia, columns = _dense(snapshot.consortium[kept], len(snapshot.consortium_ids))
    ones = np.ones(len(kept), dtype=np.int32)
    matrix = csr_array((ones, (rows, columns)), shape=(len(actors), len(consortia)))
    # two seats of one actor on one consortium were added up
    matrix.data[:] = 1
    return Incidence(
        matrix=matrix,
        left_out=len(seats) - len(kept),
        seat=kept.astype(np.int32),
        seat_actor=rows,
        seat_consortium=columns,
        actor_places=actors,
        consortium_places=consortia,
        actor_ids=ids,
        consortium_ids=snapshot.consortium_ids,
    )


def _dense(codes: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the codes below `size` that are there, and the place of each given code among them.

    >>> [found.tolist() for found in _dense(np.array([5, 2, 5], dtype=np.int32), 7)]
    [[2, 5], [1, 0, 1]]
    """
    present = np.zeros(size, dtype=np.bool_)
    present[codes] = True
    place = np.cumsum(present, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(present).astype(np.int32), place[codes]


def _actors(snapshot: Snapshot, level: Level) -> tuple[Ints, list[str]]:
    ids = ids_of(snapshot, level)
    if level == "organization":
        return snapshot.organization, ids
    if level == "post":
        return snapshot.post, ids
    if level == "person":
        return snapshot.person, ids
    place = {id: index for index, id in enumerate(ids)}
    by_organization = np.array([place[id] for id in snapshot.organization_ids] + [NONE], dtype=np.int32)
    by_person = np.array([place[id] for id in snapshot.person_ids] + [NONE], dtype=np.int32)
    holder = np.where(snapshot.organization != NONE, by_organization[snapshot.organization], by_person[snapshot.person])
    return holder.astype(np.int32), ids
