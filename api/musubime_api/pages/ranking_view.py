"""The ranked table of key actors: values as text, a reason in the page's language, links that sort."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musubime.questions.answers_measures import KeyActorItem
from musubime.questions.answers_records import SeatRow
from musubime.questions.key_actors import Level
from musubime.questions.library import Library
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from musubime_api.pages.headings import Column
from musubime_api.pages.links import Value
from musubime_api.pages.rendering import Page, fraction

MOST_SEATS = 500
"""A selection with more seats links to the seats of an actor instead of opening them in place."""
COLUMNS = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")
LABELLED = (*COLUMNS, "betweenness_two_mode_norm", "interlocks")
PERSON_COLUMNS = (*COLUMNS, "interlocks")


class RankingRow(NamedTuple):
    """One actor."""

    id: str
    rank: int | None
    name: str
    href: str
    sector: str | None
    prefecture: str
    numbers: list[str]
    short: str
    reason: str
    memberships: int
    seats: Sequence[SeatRow]
    seats_href: str


class RankingView(NamedTuple):
    """The table."""

    caption: str
    columns: list[Column]
    rows: list[RankingRow]


def ranking_view(
    page: Page,
    items: Sequence[KeyActorItem],
    *,
    level: str = "organization",
    sort: str = "memberships",
    path: str = "",
    fixed: Mapping[str, Value] | None = None,
    lines: Mapping[str, Sequence[SeatRow]] | None = None,
) -> RankingView:
    """Return the table of these actors; headings sort on `path` with `fixed` filters; `lines` gives seats by actor."""
    names = PERSON_COLUMNS if level == "person" else COLUMNS
    place = path or page.links.path
    columns = [
        Column(
            label=page.words(f"actors.{name}"),
            href=page.links.filtered(place, **{**(fixed or {}), "level": level, "sort": name}),
            current=name == sort,
        )
        for name in names
    ]
    rows = [_row(page, item, level, names, (lines or {}).get(item.id, ())) for item in items]
    return RankingView(
        page.words("actors.caption", sort=page.words(f"actors.{sort}") if sort in LABELLED else sort), columns, rows
    )


def _row(page: Page, item: KeyActorItem, level: str, names: Sequence[str], seats: Sequence[SeatRow]) -> RankingRow:
    href = page.links.record(level, item.id)
    return RankingRow(
        id=item.id,
        rank=item.rank,
        name=item.name,
        href=href,
        sector=item.sector,
        prefecture=page.labels.prefectures(item.prefecture),
        numbers=[_number(item, name) for name in names],
        short=_short(page, item),
        reason=item.reason,
        memberships=item.memberships,
        seats=seats,
        seats_href=f"{href}#seats-title",
    )


def _short(page: Page, item: KeyActorItem) -> str:
    """Return the reason in a few words; the whole names the consortia."""
    t = page.words
    if item.memberships < 2:
        return ""
    if item.sole_bridge == 0:
        return t("actors.short_shared", count=item.memberships)
    known = "short_sole" if item.sole_bridge_stated == item.sole_bridge else "short_known"
    return t(f"actors.{known}", count=item.memberships, pairs=item.sole_bridge)


def _number(item: KeyActorItem, name: str) -> str:
    value = getattr(item, name)
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else fraction(value)


def seats_by_actor(library: Library, selection: Selection, level: Level) -> dict[str, list[SeatRow]]:
    """Return the selected seats by the actor that holds them; nothing where there are too many to show in place."""
    if not selection.filters_bodies and len(selection.resolve(library.snapshot()).seats) > MOST_SEATS:
        return {}
    found = seats(library, selection, limit=MOST_SEATS)
    by: defaultdict[str, list[SeatRow]] = defaultdict(list)
    if found.next is None:
        for seat in found.items:
            by[_actor(seat, level)].append(seat)
    by.pop("", None)
    return dict(by)


def _actor(seat: SeatRow, level: Level) -> str:
    if level == "post":
        return seat.post_id or ""
    held = seat.organization if level == "organization" else seat.person
    return held.id if held else ""
