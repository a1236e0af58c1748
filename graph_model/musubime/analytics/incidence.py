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

    actors: list[str]
    consortia: list[str]
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

    @cached_property
    def members(self) -> csr_array:
        """Consortia × actors: the matrix the other way."""
        return csr_array(self.matrix.T)

    def columns_of(self, actor: int) -> NDArray[np.int64]:
        """Return the consortia of an actor as columns of the matrix."""
        return self.matrix.indices[self.matrix.indptr[actor] : self.matrix.indptr[actor + 1]].astype(np.int64)

    def sizes(self) -> NDArray[np.int64]:
        """Return the number of actors of each consortium."""
        return np.bincount(self.matrix.indices, minlength=len(self.consortia))

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
    actors, rows = np.unique(chosen[there], return_inverse=True)
    consortia, columns = np.unique(snapshot.consortium[kept], return_inverse=True)
    shape = (len(actors), len(consortia))
    pairs = np.unique(rows.astype(np.int64) * max(shape[1], 1) + columns)
    row, column = np.divmod(pairs, max(shape[1], 1))
    starts = np.searchsorted(row, np.arange(shape[0] + 1)).astype(np.int32)
    ones = np.ones(len(pairs), dtype=np.int32)
    matrix = csr_array((ones, column.astype(np.int32), starts), shape=shape)
    return Incidence(
        actors=[ids[index] for index in actors],
        consortia=[snapshot.consortium_ids[index] for index in consortia],
        matrix=matrix,
        left_out=len(seats) - len(kept),
        seat=kept.astype(np.int32),
        seat_actor=rows.astype(np.int32),
        seat_consortium=columns.astype(np.int32),
        actor_places=actors,
        consortium_places=consortia,
    )


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
