"""Rosters of selected consortia, and what two of them share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from musubime.analytics.incidence import Incidence
from musubime.analytics.overlapping import shares
from musubime.analytics.snapshot import Snapshot
from musubime.errors import TooMany
from musubime.questions.answers_measures import OverlapMember, OverlapTest
from musubime.questions.selection import Selected
from musubime.types.vocabulary import Reported, Sector

MOST_CONSORTIA = 200
SECTOR_ORDER = {sector.value: place for place, sector in enumerate(Sector)}


class Roster(NamedTuple):
    """Holders of one consortium with their seats on it."""

    seats: Mapping[str, Sequence[str]]
    stated: bool
    partial: bool


def rosters(selected: Selected, found: Incidence, consortia: Iterable[str]) -> dict[str, Roster]:
    """Return the rosters of these consortia in a selection."""
    snapshot = selected.snapshot
    place = {id: n for n, id in enumerate(found.consortia)}
    wanted = {place[id]: id for id in consortia if id in place}
    seats: dict[str, defaultdict[str, list[str]]] = {id: defaultdict(list) for id in consortia}
    for entry in np.flatnonzero(np.isin(found.seat_consortium, list(wanted))):
        holder = found.actors[found.seat_actor[entry]]
        seats[wanted[int(found.seat_consortium[entry])]][holder].append(snapshot.seat_ids[found.seat[entry]])
    return {id: Roster(seats[id], snapshot.stated(id), _partial(snapshot, id)) for id in seats}


def _partial(snapshot: Snapshot, id: str) -> bool:
    return snapshot.graph.consortia[id].reported is Reported.PARTIAL


def members(selected: Selected, a: Roster, b: Roster) -> tuple[OverlapMember, ...]:
    """Return who sits on both, by sector, then name."""
    snapshot, inferred = selected.snapshot, selected.selection.inferred
    rows = [
        OverlapMember(
            id=id,
            name=snapshot.name(id),
            sector=snapshot.sector(id, inferred=inferred),
            seats_a=tuple(sorted(a.seats[id])),
            seats_b=tuple(sorted(b.seats[id])),
        )
        for id in a.seats.keys() & b.seats.keys()
    ]
    return tuple(sorted(rows, key=lambda row: (SECTOR_ORDER.get(row.sector or "", 9), row.name, row.id)))


def pair_fields(selected: Selected, a: Roster, b: Roster, test: OverlapTest) -> dict[str, object]:
    """Return the fields of `Coefficients` of a pair; null where members are not stated."""
    if not (a.stated and b.stated):
        return {"test": test}
    both = members(selected, a, b)
    found = shares(len(both), len(a.seats), len(b.seats))
    return {
        "shared": len(both),
        "jaccard": found.jaccard,
        "overlap_coefficient": found.overlap_coefficient,
        "containment_a": found.containment_a,
        "containment_b": found.containment_b,
        "lower_bound": a.partial or b.partial,
        "members": both,
        "test": test,
    }


def refuse_too_many(count: int, what: str) -> None:
    """Raise TooMany for a matrix that would be larger than its bound."""
    if count > MOST_CONSORTIA:
        raise TooMany(
            f"{what}が {count} 件あり、行列の上限 {MOST_CONSORTIA} を超えます。"
            "prefecture・programme・owner・consortium・roster のどれかで絞ってください。"
        )
