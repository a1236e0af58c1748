"""Two dates, regions or programmes side by side: what stayed, came and ended, and what that did to each measure."""

from collections.abc import Sequence
from typing import get_args

import numpy as np

from musubime.analytics.components import components
from musubime.errors import BadQuestion, PersonsOff
from musubime.questions.addresses import seats_of_selection
from musubime.questions.answers_compare import (
    CompareAnswer,
    CompareSide,
    MeasureSection,
    SeatChanges,
    SeatSection,
    Section,
)
from musubime.questions.body_changes import consortium_changes, organization_changes, seats_at
from musubime.questions.chance import members_of
from musubime.questions.change_sentences import change_sentence
from musubime.questions.key_actors import LEVELS
from musubime.questions.library import Library
from musubime.questions.measure_changes import Sides, measure_rows, ranked_changes, whole_change
from musubime.questions.measuring import Level, measures
from musubime.questions.operands import Operand, operands
from musubime.questions.paging import DEFAULT_LIMIT
from musubime.questions.seat_changes import Changes, seat_change_row, seat_changes
from musubime.questions.sections import Pages
from musubime.questions.selection import Selected, Selection

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
        organizations = organization_changes(pages, a, b)
        sides_shown = (_side(library, first, a), _side(library, second, b))
        return CompareAnswer(
            graph_version=reading.version,
            kind=first.kind,
            summary=change_sentence(lang, *sides_shown, organizations, changes),
            left=sides_shown[0],
            right=sides_shown[1],
            seats=_seat_sections(pages, a, b, changes) if changes else None,
            organizations=organizations,
            consortia=consortium_changes(pages, a, b, dated=changes is not None),
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
    seated = np.flatnonzero(seats_at(snapshot.consortium, selected, len(snapshot.consortium_ids)))
    consortia = (snapshot.consortium_ids[place] for place in seated.tolist())
    programmes = {one.id for id in consortia for one in snapshot.programmes_of.get(id, ())}
    organizations = seats_at(snapshot.organization, selected, len(snapshot.organization_ids))
    persons = seats_at(snapshot.person, selected, len(snapshot.person_ids))
    return CompareSide(
        as_of=selected.as_of,
        undated=selected.undated,
        not_yet_stated=selected.not_yet_stated,
        kind=operand.kind,
        id=operand.id,
        label=operand.label,
        seats=len(selected.seats),
        organizations=int(np.count_nonzero(organizations)),
        persons=int(np.count_nonzero(persons)) if library.persons else None,
        consortia=len(seated),
        consortia_without_seats=len(np.setdiff1d(selected.consortia, seated, assume_unique=True)),
        programmes=len(programmes),
        components=components(found.matrix).number,
        path=seats_of_selection(selected.selection),
    )


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
