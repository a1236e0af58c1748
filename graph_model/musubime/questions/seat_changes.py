"""What happened to seats between two dates: kept, changed, passed on, new, ended, each with the lines that say so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from musubime.questions.answers import Ref, SourceRef
from musubime.questions.answers_compare import Ending, SeatChangeRow, SeatStated
from musubime.questions.selection import Selected
from musubime.types.as_of import statements_at
from musubime.types.nodes import Seat
from musubime.types.partial_dates import first_day, last_day

_MAY_CHANGE = ("unit", "post", "role", "sector")


@dataclass(frozen=True)
class Pair:
    """A seat on the left, on the right, or both; two where one seat passed to another holder."""

    left: Seat | None
    right: Seat | None

    @property
    def shown(self) -> Seat:
        """The newer of the two."""
        seat = self.right or self.left
        assert seat is not None
        return seat


@dataclass
class Changes:
    """All seats of two dates, sorted into what happened to them, by consortium, organization and person."""

    kept: list[Pair] = field(default_factory=list)
    changed: list[Pair] = field(default_factory=list)
    changed_holder: list[Pair] = field(default_factory=list)
    added: list[Pair] = field(default_factory=list)
    ended: list[Pair] = field(default_factory=list)
    not_restated: int = 0


def seat_changes(left: Selected, right: Selected) -> Changes:
    """Return what happened to the seats of one selection between two dates, the earlier one left."""
    before, after = _seats(left), _seats(right)
    found = Changes()
    for id, seat in before.items():
        if id in after:
            (found.kept if _alike(seat, after[id]) else found.changed).append(Pair(seat, after[id]))
    gone = [seat for id, seat in before.items() if id not in after]
    come = [seat for id, seat in after.items() if id not in before]
    found.changed_holder = [Pair(*pair) for pair in _passed_on(gone, come)]
    passed = {seat.id for pair in found.changed_holder for seat in (pair.left, pair.right) if seat}
    found.added = [Pair(None, seat) for seat in come if seat.id not in passed]
    found.ended = [Pair(seat, None) for seat in gone if seat.id not in passed]
    for listed in (found.kept, found.changed, found.changed_holder, found.added, found.ended):
        listed.sort(key=lambda pair: _place(right, pair.shown))
    found.not_restated = _not_restated(left, right, [pair.shown.id for pair in (*found.kept, *found.changed)])
    return found


def _seats(selected: Selected) -> dict[str, Seat]:
    seats = selected.snapshot.graph.seats
    return {id: seats[id] for id in selected.seat_ids}


def _alike(before: Seat, after: Seat) -> bool:
    return before is after or all(getattr(before, name) == getattr(after, name) for name in _MAY_CHANGE)


def _passed_on(gone: Sequence[Seat], come: Sequence[Seat]) -> Iterator[tuple[Seat, Seat]]:
    """Yield a seat that ended with the one that took its place.

    That is where exactly one seat of an organization and role ended on a consortium and exactly one came.
    """
    ended, arrived = Counter(map(_office, gone)), Counter(map(_office, come))
    after = {_office(seat): seat for seat in come}
    for seat in gone:
        office = _office(seat)
        if seat.organization is not None and ended[office] == arrived[office] == 1:
            yield seat, after[office]


def _office(seat: Seat) -> tuple[str, str | None, str | None]:
    return (seat.consortium, seat.organization, seat.role)


def _place(selected: Selected, seat: Seat) -> tuple[str, str, str, str]:
    graph = selected.snapshot.graph
    organization = graph.organizations[seat.organization].name if seat.organization else ""
    person = graph.persons[seat.person].name if seat.person else ""
    return (graph.consortia[seat.consortium].name, organization, person, seat.id)


def _not_restated(left: Selected, right: Selected, ids: Sequence[str]) -> int:
    """Return how many of these seats no edition states that is after the left date and not after the right one."""
    if left.day is None or right.day is None:
        return len(ids)
    seats = right.snapshot.graph.seats
    first, last = left.day, right.day
    dates = {s.edition_date for id in ids for s in seats[id].statements if s.edition_date is not None}
    between = {date for date in dates if first < first_day(date) <= last}
    return sum(1 for id in ids if not any(s.edition_date in between for s in seats[id].statements))


def seat_change_row(left: Selected, right: Selected, pair: Pair) -> SeatChangeRow:
    """Return a seat with what each side states of it, and why it counts as ended where it does."""
    seat, graph = pair.shown, right.snapshot.graph
    reason, date = (
        _ending(pair.left, right) if pair.left and (not pair.right or pair.right.id != pair.left.id) else (None, None)
    )
    return SeatChangeRow(
        id=seat.id,
        consortium=Ref(id=seat.consortium, name=graph.consortia[seat.consortium].name),
        organization=Ref(id=seat.organization, name=graph.organizations[seat.organization].name)
        if seat.organization
        else None,
        left=_stated(left, pair.left) if pair.left else None,
        right=_stated(right, pair.right) if pair.right else None,
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
