"""Facts of the nodes of a snapshot as arrays, in the order of its lists of ids: what measures and rankings read."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from musubime.types.vocabulary import Reported, Sector

if TYPE_CHECKING:
    from musubime.analytics.snapshot import Snapshot

Ints = NDArray[np.int32]
Level = Literal["organization", "post", "person", "holder"]
NONE = -1
"""Stands in the arrays for “there is none”."""
_SECTORS = {sector.value: place for place, sector in enumerate(Sector)}


def ids_of(snapshot: "Snapshot", level: Level) -> list[str]:
    """Return the ids of a level: those of its list, of holders organizations and persons together, sorted."""
    if level == "organization":
        return snapshot.organization_ids
    if level == "post":
        return snapshot.post_ids
    if level == "person":
        return snapshot.person_ids
    return sorted(snapshot.organization_ids + snapshot.person_ids)


def name_places(ids: Sequence[str], name: Callable[[str], str]) -> Ints:
    """Return the place of each id when they are sorted by name in code-point order, then by id.

    >>> name_places(["a", "b", "c"], {"a": "乙", "b": "甲", "c": "乙"}.__getitem__).tolist()
    [0, 2, 1]
    """
    names = [name(id) for id in ids]
    places = np.empty(len(ids), dtype=np.int32)
    places[sorted(range(len(ids)), key=names.__getitem__)] = np.arange(len(ids))
    return places


def sector_places(snapshot: "Snapshot", ids: Sequence[str], *, inferred: bool) -> Ints:
    """Return the place of each body's sector in the vocabulary, NONE where it is unknown."""
    sectors = (snapshot.sector(id, inferred=inferred) for id in ids)
    return np.array([NONE if sector is None else _SECTORS[sector] for sector in sectors], dtype=np.int32)


def owner_places(snapshot: "Snapshot") -> Ints:
    """Return s(k) of each consortium as a place in `organization_ids`, NONE where there is no owner."""
    place = {id: number for number, id in enumerate(snapshot.organization_ids)}
    owners = (snapshot.owner_of(id) for id in snapshot.consortium_ids)
    return np.array([NONE if owner is None else place[owner.id] for owner in owners], dtype=np.int32)


def listed_marks(snapshot: "Snapshot") -> NDArray[np.bool_]:
    """Return whether each consortium states all its members."""
    nodes = snapshot.graph.consortia
    return np.array([nodes[id].reported is Reported.LISTED for id in snapshot.consortium_ids], dtype=np.bool_)
