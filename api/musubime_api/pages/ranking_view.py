"""The ranked table of key actors: values as text, a reason in the page's language, links that sort."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musubime.questions.answers_measures import KeyActorItem
from musubime.questions.answers_records import SeatRow
from musubime_api.pages.rendering import Page, fraction

COLUMNS = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")
PERSON_COLUMNS = (*COLUMNS, "interlocks")
NAMED = 3


class Column(NamedTuple):
    """A heading that sorts."""

    label: str
    href: str
    current: bool


class RankingRow(NamedTuple):
    """One actor."""

    id: str
    rank: int | None
    name: str
    href: str
    sector: str | None
    prefecture: str
    numbers: list[str]
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
    seats: Mapping[str, Sequence[SeatRow]] | None = None,
) -> RankingView:
    """Return the table of these actors; headings sort on `path`; `seats` gives the printed lines by actor."""
    names = PERSON_COLUMNS if level == "person" else COLUMNS
    columns = [
        Column(
            page.words(f"actors.{name}"),
            page.links.filtered(path or page.links.path, level=level, sort=name),
            name == sort,
        )
        for name in names
    ]
    rows = [_row(page, item, level, names, (seats or {}).get(item.id, ())) for item in items]
    return RankingView(page.words("actors.caption", sort=page.words(f"actors.{sort}")), columns, rows)


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
        reason=_reason(page, item),
        memberships=item.memberships,
        seats=seats,
        seats_href=f"{href}#seats-title",
    )


def _number(item: KeyActorItem, name: str) -> str:
    value = getattr(item, name)
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else fraction(value)


def _reason(page: Page, item: KeyActorItem) -> str:
    if page.lang == "ja":
        return item.reason
    names = [consortium.name for consortium in item.consortia[:NAMED]]
    return page.words("reason.memberships", count=item.memberships, names=page.words.listed(names))
