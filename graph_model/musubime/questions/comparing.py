"""Two dates, regions or programmes side by side: what stayed, came and ended, and what that did to each measure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from musubime.analytics.components import components
from musubime.analytics.snapshot import NONE, Ints, Snapshot
from musubime.errors import BadQuestion, PersonsOff
from musubime.questions.addresses import seats_of_selection
from musubime.questions.answers_compare import (
    BodyChanges,
    BodyRow,
    BodySection,
    CompareAnswer,
    CompareSide,
    MeasureSection,
    SeatChanges,
    SeatSection,
    Section,
)
from musubime.questions.chance import members_of
from musubime.questions.change_sentences import change_sentence
from musubime.questions.key_actors import LEVELS
from musubime.questions.library import Library
from musubime.questions.measure_changes import Sides, measure_rows, ranked_changes, whole_change
from musubime.questions.measuring import Level, measures
from musubime.questions.operands import Operand, operands
from musubime.questions.paging import DEFAULT_LIMIT
from musubime.questions.rows import seats_path
from musubime.questions.seat_changes import Changes, seat_change_row, seat_changes
from musubime.questions.sections import Pages
from musubime.questions.selection import Selected, Selection
from musubime.types.prefectures import names_of

SECTIONS: tuple[Section, ...] = get_args(Section)


def compare(
    library: Library,
    selection: Selection,
    left: str,
    right: str,
    *,
    level: Level = "organization",
    sort: str = "memberships",
    section: Section | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
    lang: str = "ja",
) -> CompareAnswer:
    """Return two prefectures (code or name), programmes (id or name) or dates (whole, month or year) side by side.

    Other filters of seats apply to both. Without `section` each list gives its first page, with it that list alone.
    Absence ends no seat: only a printed last day or a later complete edition of its roster does. Raises BadQuestion,
    Moved for a merged programme, PersonsOff for the level of persons where they are switched off.
    """
    pages = Pages(SECTIONS, section, limit, cursor)
    if level not in LEVELS:
        raise BadQuestion("level は organization・post・person のどれかです。", field="level", value=str(level)[:80])
    if level == "person" and not library.persons:
        raise PersonsOff
    with library.reading() as reading:
        first, second = operands(reading, selection, left, right, lang)
        a, b = (operand.selection(selection).resolve(reading.snapshot) for operand in (first, second))
        sides = Sides(measures(library, a, level), measures(library, b, level))
        changes = _changes(library, a, b) if first.kind == "date" else None
        organizations = _organizations(a, b).page(pages, "organizations")
        sides_shown = (_side(library, first, a), _side(library, second, b))
        return CompareAnswer(
            graph_version=reading.version,
            kind=first.kind,
            summary=change_sentence(lang, *sides_shown, organizations, changes),
            left=sides_shown[0],
            right=sides_shown[1],
            seats=_seat_sections(pages, a, b, changes) if changes else None,
            organizations=organizations,
            consortia=_consortia(a, b, dated=changes is not None).page(pages, "consortia"),
            whole=whole_change(sides.left, sides.right),
            measures=_measure_section(pages, b, sides, level, sort),
        )


def _changes(library: Library, left: Selected, right: Selected) -> Changes:
    """Return what happened to the seats, kept for the other pages of the answer."""
    key = ("seat changes", left.key, right.key, left.as_of, right.as_of)
    return library.kept(key, lambda: seat_changes(left, right))


def _side(library: Library, operand: Operand, selected: Selected) -> CompareSide:
    snapshot = selected.snapshot
    found = members_of(library, selected)
    seated = _count(snapshot.consortium, selected)
    consortia = [snapshot.consortium_ids[place] for place in seated]
    programmes = {one.id for id in consortia for one in snapshot.programmes_of.get(id, ())}
    return CompareSide(
        as_of=selected.as_of,
        undated=selected.undated,
        not_yet_stated=selected.not_yet_stated,
        kind=operand.kind,
        id=operand.id,
        label=operand.label,
        seats=len(selected.seats),
        organizations=len(_count(snapshot.organization, selected)),
        persons=len(_count(snapshot.person, selected)) if library.persons else None,
        consortia=len(seated),
        consortia_without_seats=len(set(selected.consortia.tolist()) - seated.keys()),
        programmes=len(programmes),
        components=components(found.matrix).number,
        path=seats_of_selection(selected.selection),
    )


def _count(column: Ints, selected: Selected) -> Counter[int]:
    """Return how many selected seats each organization, person or consortium has, by its index."""
    counts = Counter[int](column[selected.seats].tolist())
    counts.pop(NONE, None)
    return counts


class _Bodies:
    """Organizations or consortia of both sides, with the number of their seats on each."""

    def __init__(
        self, field: str, left: Selected, right: Selected, counts: tuple[dict[str, int], dict[str, int]]
    ) -> None:
        self.field, self.left, self.right = field, left, right
        self.counts = counts
        self.kept = self._sorted(counts[0].keys() & counts[1].keys())
        self.added = self._sorted(counts[1].keys() - counts[0].keys())
        self.ended = self._sorted(counts[0].keys() - counts[1].keys())

    def _sorted(self, ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=lambda id: (_name(self.right.snapshot, self.field, id), id))

    def page(self, pages: Pages, name: str) -> BodyChanges:
        """Return the three lists."""
        return BodyChanges.model_validate(
            {part: self._section(pages, name, part) for part in ("kept", "added", "ended")}
        )

    def _section(self, pages: Pages, name: str, part: str) -> BodySection:
        ids: list[str] = getattr(self, part)
        page, following = pages.page(f"{name}.{part}", ids, lambda id: id)
        return BodySection(total=len(ids), next=following, items=tuple(map(self._row, page)))

    def _row(self, id: str) -> BodyRow:
        graph, before, after = self.right.snapshot.graph, self.counts[0].get(id, 0), self.counts[1].get(id, 0)
        body = graph.organizations[id] if self.field == "organization" else graph.consortia[id]
        organization = self.field == "organization"
        return BodyRow(
            id=id,
            name=body.name,
            prefecture=body.prefecture,
            prefecture_names=tuple(names_of(body.prefecture)),
            sector=self.right.snapshot.sector(id) if organization else None,
            reported=None if organization else graph.consortia[id].reported.value,
            seats_left=before,
            seats_right=after,
            left_path=seats_of_selection(self.left.selection, **{self.field: id}) if before else None,
            right_path=seats_of_selection(self.right.selection, **{self.field: id}) if after else None,
            seats=seats_path(self.field, id),
        )


def _name(snapshot: Snapshot, field: str, id: str) -> str:
    return snapshot.name(id) if field == "organization" else snapshot.graph.consortia[id].name


def _organizations(left: Selected, right: Selected) -> _Bodies:
    def seated(side: Selected) -> dict[str, int]:
        ids = side.snapshot.organization_ids
        return {ids[place]: number for place, number in _count(side.snapshot.organization, side).items()}

    return _Bodies("organization", left, right, (seated(left), seated(right)))


def _consortia(left: Selected, right: Selected, *, dated: bool) -> _Bodies:
    def seated(side: Selected) -> dict[str, int]:
        ids = side.snapshot.consortium_ids
        found = {ids[place]: number for place, number in _count(side.snapshot.consortium, side).items()}
        # what has no member stated has no date either: it belongs to a region or programme, not to a day
        return found if dated else {**dict.fromkeys(side.consortium_ids, 0), **found}

    return _Bodies("consortium", left, right, (seated(left), seated(right)))


def _seat_sections(pages: Pages, left: Selected, right: Selected, changes: Changes) -> SeatChanges:
    ids = right.snapshot.seat_ids

    def section(name: str, pairs: Sequence[tuple[int | None, int | None]]) -> SeatSection:
        page, following = pages.page(f"seats.{name}", pairs, lambda pair: ids[_newer(pair)])
        return SeatSection(
            total=len(pairs), next=following, items=tuple(seat_change_row(left, right, *pair) for pair in page)
        )

    return SeatChanges(
        kept=section("kept", [(place, place) for place in changes.kept.tolist()]),
        changed=section("changed", [(place, place) for place in changes.changed.tolist()]),
        changed_holder=section("changed_holder", changes.changed_holder),
        added=section("added", [(None, place) for place in changes.added.tolist()]),
        ended=section("ended", [(place, None) for place in changes.ended.tolist()]),
        not_restated=changes.not_restated,
    )


def _newer(pair: tuple[int | None, int | None]) -> int:
    place = pair[0] if pair[1] is None else pair[1]
    assert place is not None
    return place


def _measure_section(pages: Pages, right: Selected, sides: Sides, level: Level, sort: str) -> MeasureSection:
    ranked = ranked_changes(right, sides, level, sort)
    page, following = pages.page("measures", ranked, lambda row: sides.actors[row[1]], ranked_in=right.snapshot.version)
    errors = [side.betweenness.error for side in (sides.left, sides.right) if side.betweenness.error is not None]
    return MeasureSection(
        level=level,
        sort=sort,
        betweenness="estimated" if errors else "exact",
        betweenness_error=round(max(errors), 6) if errors else None,
        betweenness_exact_later=sides.left.provisional or sides.right.provisional,
        total=len(ranked),
        next=following,
        items=measure_rows(right, sides, page, level),
    )
