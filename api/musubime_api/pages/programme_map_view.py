"""The programme map as a table: a row an issue, a column a phase, and what stands outside of it."""

from collections import defaultdict
from typing import NamedTuple

from musubime.questions.answers_maps import ProgrammeCard, ProgrammeMap, ProgrammeRelation
from musubime_api.pages.rendering import Page


class Entry(NamedTuple):
    """A programme in a cell."""

    card: ProgrammeCard
    paired: bool
    """False where it has several issues and phases, and no source says which belong together."""


class Cell(NamedTuple):
    """One cell; `unplaced` holds programmes whose phase is not recorded."""

    label: str
    entries: list[Entry]
    unplaced: bool


class IssueView(NamedTuple):
    """One row."""

    issue: str
    programmes: int
    cells: list[Cell]


class Whole(NamedTuple):
    """A programme with the programmes that are part of it."""

    name: str
    href: str
    parts: list[ProgrammeRelation]


class ProgrammeMapView(NamedTuple):
    """What the page shows."""

    answer: ProgrammeMap
    columns: list[str]
    rows: list[IssueView]
    without_issue: list[Entry]
    without_both: list[ProgrammeCard]
    follows: list[ProgrammeRelation]
    coordinates: list[ProgrammeRelation]
    wholes: list[Whole]
    money: list[ProgrammeCard]
    """Programmes with budgets or other numbers."""


def programme_map_view(page: Page, answer: ProgrammeMap) -> ProgrammeMapView:
    """Return the map as rows, those with a filled cell first; programmes without a phase stand in a last column."""
    cards = {one.id: one for one in answer.programmes}
    standing: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for cell in answer.cells:
        standing[cell.issue, cell.phase] = [Entry(cards[one.id], one.pairing_stated) for one in cell.programmes]
    for one in answer.apart:
        if one.missing == "phase":
            for issue in one.issues:
                standing[issue, ""].append(Entry(cards[one.id], True))
    none = page.words("programme_map.no_phase")
    columns = [(column.phase, column.label) for column in answer.phases] + [("", none)]
    parts: defaultdict[str, list[ProgrammeRelation]] = defaultdict(list)
    for relation in answer.relations:
        if relation.type == "PART_OF":
            parts[relation.to.id].append(relation)
    rows = [
        IssueView(
            row.issue,
            row.programmes,
            [Cell(label, standing.get((row.issue, phase), []), not phase) for phase, label in columns],
        )
        for row in answer.issues
    ]
    wholes = [Whole(found[0].to.name, page.links.record("programme", id), found) for id, found in parts.items()]
    return ProgrammeMapView(
        answer=answer,
        columns=[label for _, label in columns],
        rows=sorted(rows, key=lambda row: not any(cell.entries for cell in row.cells if not cell.unplaced)),
        without_issue=[Entry(cards[one.id], True) for one in answer.apart if one.missing == "issue"],
        without_both=[cards[one.id] for one in answer.apart if one.missing == "issue_and_phase"],
        follows=[one for one in answer.relations if one.type == "FOLLOWED_BY"],
        coordinates=[one for one in answer.relations if one.type == "COORDINATES_WITH"],
        wholes=sorted(wholes, key=lambda one: (-len(one.parts), one.name)),
        money=[one for one in answer.programmes if one.budgets or one.figures],
    )
