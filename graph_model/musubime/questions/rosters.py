"""Rosters of selected consortia, and what two of them share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.incidence import Incidence
from musubime.analytics.overlapping import shares
from musubime.questions.answers_measures import OverlapMember, OverlapTest
from musubime.questions.library import Library
from musubime.questions.selection import Selected
from musubime.types.vocabulary import Reported, Sector

SECTOR_ORDER = {sector.value: place for place, sector in enumerate(Sector)}


class Roster(NamedTuple):
    """Holders of one consortium with their seats on it."""

    seats: Mapping[str, Sequence[str]]
    stated: bool
    partial: bool


class _SeatOrder(NamedTuple):
    """Seats of a selection by consortium: entry numbers, where each column's begin, and the column of each id."""

    entries: NDArray[np.intp]
    starts: NDArray[np.intp]
    column: dict[str, int]


def rosters(library: Library, selected: Selected, found: Incidence, consortia: Iterable[str]) -> dict[str, Roster]:
    """Return the rosters of these consortia in a selection."""
    snapshot = selected.snapshot
    order = library.kept(("seat order", selected.key), lambda: _order(found))
    listed: dict[str, Roster] = {}
    for id in consortia:
        seats: defaultdict[str, list[str]] = defaultdict(list)
        if (column := order.column.get(id)) is not None:
            entries = order.entries[order.starts[column] : order.starts[column + 1]]
            for holder, seat in zip(found.seat_actor[entries].tolist(), found.seat[entries].tolist(), strict=True):
                seats[found.actors[holder]].append(snapshot.seat_ids[seat])
        partial = snapshot.graph.consortia[id].reported is Reported.PARTIAL
        listed[id] = Roster(seats, snapshot.stated(id), partial)
    return listed


def _order(found: Incidence) -> _SeatOrder:
    entries = np.argsort(found.seat_consortium, kind="stable")
    starts = np.searchsorted(found.seat_consortium[entries], np.arange(len(found.consortia) + 1))
    return _SeatOrder(entries, starts, {id: n for n, id in enumerate(found.consortia)})


@dataclass(frozen=True)
class Sharing:
    """Says who sits on both of two consortia of a selection; looks each body up once."""

    selected: Selected
    _known: dict[str, tuple[int, str, str, str | None]] = field(default_factory=dict)

    def _body(self, id: str) -> tuple[int, str, str, str | None]:
        """Return what a body is sorted by, sector, name and id, and its sector as shown."""
        if id not in self._known:
            snapshot = self.selected.snapshot
            sector = snapshot.sector(id, inferred=self.selected.selection.inferred)
            self._known[id] = (SECTOR_ORDER.get(sector or "", len(SECTOR_ORDER)), snapshot.name(id), id, sector)
        return self._known[id]

    def members(self, a: Roster, b: Roster) -> tuple[OverlapMember, ...]:
        """Return who sits on both, by sector, then name."""
        bodies = sorted([self._body(id) for id in a.seats.keys() & b.seats.keys()], key=lambda body: body[:3])
        organizations = self.selected.snapshot.graph.organizations
        return tuple(
            OverlapMember(
                kind="organization" if id in organizations else "person",
                id=id,
                name=name,
                sector=sector,
                seats_a=tuple(a.seats[id]),
                seats_b=tuple(b.seats[id]),
            )
            for _, name, id, sector in bodies
        )

    def fields(self, a: Roster, b: Roster, test: OverlapTest) -> dict[str, object]:
        """Return the fields of `Coefficients` of a pair; null where members are not stated."""
        if not (a.stated and b.stated):
            return {"test": test}
        both = self.members(a, b)
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
