"""What happened to seats between two dates: kept, changed, passed on, new, ended, each with the lines that say so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers import Ref, SourceRef
from musubime.questions.answers_compare import Ending, SeatChangeRow, SeatStated
from musubime.questions.selection import Selected
from musubime.types.as_of import statements_at
from musubime.types.nodes import Seat
from musubime.types.partial_dates import first_day, last_day

_MAY_CHANGE = ("unit", "post", "role", "sector")
Places = NDArray[np.intp]
"""Seats as places in the snapshot's list."""
Passed = tuple[int, int]
"""A seat that ended and the one that took its place."""


@dataclass(frozen=True)
class Changes:
    """All seats of two dates, sorted into what happened to them, by consortium, organization and person."""

    kept: Places
    changed: Places
    changed_holder: Sequence[Passed]
    added: Places
    ended: Places
    not_restated: int


def seat_changes(left: Selected, right: Selected) -> Changes:
    """Return what happened to the seats of one selection between two dates, the earlier one left."""
    both = np.intersect1d(left.seats, right.seats, assume_unique=True)
    gone = np.setdiff1d(left.seats, right.seats, assume_unique=True)
    come = np.setdiff1d(right.seats, left.seats, assume_unique=True)
    altered = np.zeros(len(both), dtype=np.bool_)
    if left.snapshot is not right.snapshot:
        altered = np.array([not _alike(seat_of(left, n), seat_of(right, n)) for n in both.tolist()], dtype=np.bool_)
    after = dict(_passed_on(left, right, gone.tolist(), come.tolist()))
    before = {new: old for old, new in after.items()}
    order = _in_order(right.snapshot, come)
    return Changes(
        kept=_in_order(right.snapshot, both[~altered]),
        changed=_in_order(right.snapshot, both[altered]),
        changed_holder=tuple((before[new], new) for new in order.tolist() if new in before),
        added=order[~np.isin(order, list(before))],
        ended=_in_order(right.snapshot, gone[~np.isin(gone, list(after))]),
        not_restated=_not_restated(left, right, [right.snapshot.seat_ids[place] for place in both.tolist()]),
    )


def seat_of(selected: Selected, place: int) -> Seat:
    """Return the seat at a place as a side shows it."""
    return selected.snapshot.graph.seats[selected.snapshot.seat_ids[place]]


def _alike(before: Seat, after: Seat) -> bool:
    return before is after or all(getattr(before, name) == getattr(after, name) for name in _MAY_CHANGE)


def _in_order(snapshot: Snapshot, places: Places) -> Places:
    """Return seats by the names of consortium, organization and person, those without one first, then by id."""
    columns = (
        (snapshot.name_order("person"), snapshot.person),
        (snapshot.name_order("organization"), snapshot.organization),
        (snapshot.consortium_name_order, snapshot.consortium),
    )
    # NONE is the last place of an array, where -1 stands for no name
    names = [np.append(order, -1)[column[places]] for order, column in columns]
    return places[np.lexsort((places, *names))]


def _passed_on(left: Selected, right: Selected, gone: Sequence[int], come: Sequence[int]) -> Iterator[Passed]:
    """Yield a seat that ended with the one that took its place.

    That is where exactly one seat of an organization and role ended on a consortium and exactly one came.
    """
    offices = {place: _office(seat_of(left, place)) for place in gone}
    arriving = {place: _office(seat_of(right, place)) for place in come}
    ended, arrived = Counter(offices.values()), Counter(arriving.values())
    after = {office: place for place, office in arriving.items()}
    for place, office in offices.items():
        if office[1] is not None and ended[office] == arrived[office] == 1:
            yield place, after[office]


def _office(seat: Seat) -> tuple[str, str | None, str | None]:
    return (seat.consortium, seat.organization, seat.role)


def _not_restated(left: Selected, right: Selected, ids: Sequence[str]) -> int:
    """Return how many of these seats no edition states that is after the left date and not after the right one."""
    if left.day is None or right.day is None:
        return len(ids)
    seats = right.snapshot.graph.seats
    first, last = left.day, right.day
    dates = {s.edition_date for id in ids for s in seats[id].statements if s.edition_date is not None}
    between = {date for date in dates if first < first_day(date) <= last}
    return sum(1 for id in ids if not any(s.edition_date in between for s in seats[id].statements))


def seat_change_row(left: Selected, right: Selected, before: int | None, after: int | None) -> SeatChangeRow:
    """Return a seat, or two of which one took the other's place, as each side states it, and why the left one ended."""
    old = None if before is None else seat_of(left, before)
    new = None if after is None else seat_of(right, after)
    seat, graph = new or old, right.snapshot.graph
    assert seat is not None
    reason, date = _ending(old, right) if old is not None and before != after else (None, None)
    return SeatChangeRow(
        id=seat.id,
        consortium=Ref(id=seat.consortium, name=graph.consortia[seat.consortium].name),
        organization=Ref(id=seat.organization, name=graph.organizations[seat.organization].name)
        if seat.organization
        else None,
        left=_stated(left, old) if old else None,
        right=_stated(right, new) if new else None,
        reason=reason,
        date=date,
    )


def _ending(seat: Seat, right: Selected) -> tuple[Ending | None, str | None]:
    """Return why a seat of the left does not stand on the right: the first of the reasons that selections know."""
    later = right.snapshot.graph.seats[seat.id]
    if right.as_of is None:
        return None, None
    first, last = first_day(right.as_of), last_day(right.as_of)
    if later.valid_to is not None and last_day(later.valid_to) < first:
        return "printed_end", later.valid_to
    if later.not_stated_since is not None and first_day(later.not_stated_since) <= last:
        return "not_stated_since", later.not_stated_since
    if later.valid_from is not None and first_day(later.valid_from) > last:
        return "printed_start", later.valid_from
    return None, None


def _stated(selected: Selected, seat: Seat) -> SeatStated:
    graph = selected.snapshot.graph
    known = statements_at(seat, selected.day) if selected.day else seat.statements
    said = known[-1] if known else None
    source = graph.sources.get(said.source) if said else None
    return SeatStated(
        id=seat.id,
        person=Ref(id=seat.person, name=graph.persons[seat.person].name) if seat.person else None,
        unit=seat.unit,
        post=seat.post,
        role=seat.role,
        sector=seat.sector.value if seat.sector else None,
        edition_date=said.edition_date if said else None,
        printed=said.printed if said else None,
        source=SourceRef(id=said.source, title=source.name if source else said.source, locator=said.locator)
        if said
        else None,
    )
