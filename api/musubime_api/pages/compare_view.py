"""Two sides of a comparison as tables: counts, lists of seats and bodies, and the measures."""

from typing import NamedTuple

from musubime.questions.answers_compare import (
    BodyChanges,
    BodyRow,
    CompareAnswer,
    CompareSide,
    MeasureRow,
    SeatChangeRow,
    SeatStated,
)
from musubime_api.pages.change_view import ActorLine, Delta, Listing, delta, listing
from musubime_api.pages.headings import Column
from musubime_api.pages.rendering import Page

COUNTS = ("seats", "organizations", "persons", "consortia", "consortia_without_seats", "programmes", "components")
WHOLE = ("memberships", "density", "mean_roster_size", "sole_bridges")
MEASURES = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")


class Count(NamedTuple):
    """One count of both sides."""

    label: str
    value: Delta


class Stated(NamedTuple):
    """A seat on one side: who and as what, and the line that says so."""

    person: str | None
    person_href: str | None
    what: str
    edition: str | None
    printed: str | None
    source: str | None
    source_href: str | None
    locator: str | None


class SeatLine(NamedTuple):
    """One seat that stayed, came, ended or changed."""

    id: str
    consortium: str
    consortium_href: str
    organization: str | None
    organization_href: str | None
    left: Stated | None
    right: Stated | None
    reason: str | None
    href: str
    """The seat itself, as data."""


class BodyLine(NamedTuple):
    """An organization or consortium."""

    name: str
    href: str
    sector: str | None
    prefecture: str
    reported: str | None
    left: int
    right: int


class CompareView(NamedTuple):
    """What the page shows."""

    summary: str
    left: CompareSide
    right: CompareSide
    left_href: str
    right_href: str
    counts: list[Count]
    seats: list[Listing]
    organizations: list[Listing]
    consortia: list[Listing]
    columns: list[Column]
    measures: Listing
    estimated: float | None
    not_restated: int


def compare_view(page: Page, answer: CompareAnswer, *, level: str, section: str | None) -> CompareView:
    """Return a comparison as tables; with `section` only that list has rows."""
    return CompareView(
        summary=answer.summary,
        left=answer.left,
        right=answer.right,
        left_href=_side_href(page, answer.left),
        right_href=_side_href(page, answer.right),
        counts=_counts(page, answer),
        seats=_seat_lists(page, answer, section),
        organizations=_body_lists(page, "organizations", answer.organizations, answer, section),
        consortia=_body_lists(page, "consortia", answer.consortia, answer, section),
        columns=[
            Column(
                page.words(f"actors.{name}"),
                page.links.here(sort=name, section="measures", cursor=None) + "#measures",
                name == answer.measures.sort,
            )
            for name in MEASURES
        ],
        measures=listing(
            page,
            "measures",
            page.words("compare.measures"),
            answer.measures.total,
            [_measure_line(page, row, level) for row in answer.measures.items],
            answer.measures.next,
        ),
        estimated=answer.measures.betweenness_error,
        not_restated=answer.seats.not_restated if answer.seats else 0,
    )


def _side_href(page: Page, side: CompareSide) -> str:
    field = "as_of" if side.kind == "date" else side.kind
    return page.links.filtered("/network", **{field: side.id})


def _counts(page: Page, answer: CompareAnswer) -> list[Count]:
    counts = []
    for name in COUNTS:
        left, right = getattr(answer.left, name), getattr(answer.right, name)
        if left is not None and right is not None:
            counts.append(Count(page.words(f"compare.count_{name}"), delta(left, right, right - left)))
    for name in WHOLE:
        value = getattr(answer.whole, name)
        shown = delta(value.left, value.right, value.difference, 4 if name == "density" else 2)
        counts.append(Count(page.words(f"compare.whole_{name}"), shown))
    return counts


def _seat_lists(page: Page, answer: CompareAnswer, section: str | None) -> list[Listing]:
    if answer.seats is None:
        return []
    lists = []
    for name in ("changed", "changed_holder", "added", "ended", "kept"):
        found = getattr(answer.seats, name)
        key = f"seats.{name}"
        rows = [_seat_line(page, row) for row in found.items]
        if section in (None, key):
            one = listing(page, key, page.words(f"compare.seats_{name}"), found.total, list(rows), found.next)
            lists.append(one._replace(optional=name.startswith("changed")))
    return lists


def _seat_line(page: Page, row: SeatChangeRow) -> SeatLine:
    reason = page.words(f"compare.reason_{row.reason}", date=row.date or "") if row.reason else None
    return SeatLine(
        id=row.id,
        consortium=row.consortium.name,
        consortium_href=f"{page.links.record('consortium', row.consortium.id)}#seat-{row.id}",
        organization=row.organization.name if row.organization else None,
        organization_href=page.links.record("organization", row.organization.id) if row.organization else None,
        left=_stated(page, row.left) if row.left else None,
        right=_stated(page, row.right) if row.right else None,
        reason=reason,
        href=page.links.to(f"/api/v1/seats/{row.id}"),
    )


def _stated(page: Page, seat: SeatStated) -> Stated:
    return Stated(
        person=seat.person.name if seat.person else None,
        person_href=page.links.record("person", seat.person.id) if seat.person else None,
        what=" ".join(part for part in (seat.unit, seat.post, seat.role) if part),
        edition=seat.edition_date,
        printed=seat.printed,
        source=seat.source.title if seat.source else None,
        source_href=page.links.record("source", seat.source.id) if seat.source else None,
        locator=seat.source.locator if seat.source else None,
    )


def _body_lists(
    page: Page, kind: str, changes: BodyChanges, answer: CompareAnswer, section: str | None
) -> list[Listing]:
    lists = []
    words = "dates" if answer.kind == "date" else "sides"
    for name in ("kept", "added", "ended") if answer.kind == "date" else ("kept", "ended", "added"):
        found, key = getattr(changes, name), f"{kind}.{name}"
        title = page.words(f"compare.{words}_{name}", left=answer.left.label, right=answer.right.label)
        rows = [_body_line(page, kind, row) for row in found.items]
        if section in (None, key):
            lists.append(listing(page, key, title, found.total, list(rows), found.next))
    return lists


def _body_line(page: Page, kind: str, row: BodyRow) -> BodyLine:
    record = "organization" if kind == "organizations" else "consortium"
    return BodyLine(
        name=row.name,
        href=page.links.record(record, row.id) + "#seats-title",
        sector=row.sector if record == "organization" else "consortium",
        prefecture=page.labels.prefectures(row.prefecture),
        reported=row.reported if row.reported and not row.seats_left and not row.seats_right else None,
        left=row.seats_left,
        right=row.seats_right,
    )


def _measure_line(page: Page, row: MeasureRow, level: str) -> ActorLine:
    changes = [getattr(row, name) for name in MEASURES]
    return ActorLine(
        rank=row.rank,
        name=row.name,
        href=page.links.record(level, row.id) + "#seats-title",
        sector=row.sector,
        values=[delta(change.left, change.right, change.difference) for change in changes],
    )
