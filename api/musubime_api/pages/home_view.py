"""The map of tiles, the sentences beside it, the programmes and the counts of the first page."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musubime.questions.answers_records import ProgrammeItem
from musubime.questions.answers_views import PrefectureItem, PrefectureMap, StatusAnswer
from musubime.types.prefectures import PREFECTURES, Prefecture
from musubime_api.pages.links import WIDE
from musubime_api.pages.matrix_view import heat_level
from musubime_api.pages.record_parts import Link
from musubime_api.pages.rendering import Page

EXAMPLES = 3
LISTED = 300


class CountRow(NamedTuple):
    """How many of a kind there are."""

    label: str
    value: int


class Tile(NamedTuple):
    """One prefecture on the map; without data it leads nowhere."""

    short: str
    column: int
    row: int
    bodies: int
    level: int
    href: str


class WideLink(NamedTuple):
    """The consortia of wider regions, beside the map."""

    href: str
    bodies: int


class SentenceRow(NamedTuple):
    """A prefecture with its sentence."""

    name: str
    href: str
    sentence: str


class ProgrammeRow(NamedTuple):
    """A programme with its owners and number of consortia."""

    name: str
    href: str
    owners: str
    bodies: int
    network: str


class HomeView(NamedTuple):
    """Everything the first page shows."""

    counts: list[CountRow]
    empty: bool
    examples: list[Link]
    tiles: list[Tile]
    wide: WideLink | None
    sentences: list[SentenceRow]
    programmes: list[ProgrammeRow]
    other_programmes: list[ProgrammeRow]
    more_programmes: int
    """Programmes that neither list has room for."""


def count_rows(page: Page, status: StatusAnswer) -> list[CountRow]:
    """Return how many of each kind the graph holds; persons are left out where they are off."""
    counts = status.counts.model_dump()
    return [
        CountRow(page.words(f"kinds.{name}"), value)
        for name, value in counts.items()
        if status.persons or name != "persons"
    ]


def home_view(page: Page, status: StatusAnswer, answer: PrefectureMap, programmes: Sequence[ProgrammeItem]) -> HomeView:
    """Return the first page: the map, the sentences of the prefectures with consortia, and the programmes."""
    with_data = {item.code: item for item in answer.items if item.consortia or item.not_reported}
    most = max((item.consortia for code, item in with_data.items() if code), default=0)
    wide = with_data.get("")
    rows = [_programme(page, one) for one in sorted(programmes, key=lambda one: (-one.consortia, one.name))]
    return HomeView(
        counts=count_rows(page, status),
        empty=not with_data,
        examples=_examples(page, with_data),
        tiles=[_tile(page, one, with_data.get(one.code), most) for one in PREFECTURES],
        wide=WideLink(page.links.to(f"/prefectures/{WIDE}"), wide.consortia) if wide else None,
        sentences=[_sentence(page, item) for item in with_data.values()],
        programmes=[row for row in rows[:LISTED] if row.bodies],
        other_programmes=[row for row in rows[:LISTED] if not row.bodies],
        more_programmes=max(len(rows) - LISTED, 0),
    )


def _examples(page: Page, with_data: Mapping[str, PrefectureItem]) -> list[Link]:
    """Return the prefectures with most to see: most networks, then most bodies."""
    items = sorted(with_data.values(), key=lambda item: (not item.code, -item.organizations, item.code))
    return [
        Link(page.labels.prefecture(item.code), page.links.to(f"/prefectures/{item.code}"))
        for item in items[:EXAMPLES]
        if item.code and item.organizations
    ]


def _tile(page: Page, place: Prefecture, item: PrefectureItem | None, most: int) -> Tile:
    name = page.labels.prefecture(place.code)
    bodies = item.consortia if item else 0
    return Tile(
        short=name if page.lang == "en" else _short(name),
        column=place.column,
        row=place.row,
        bodies=bodies,
        level=heat_level(bodies, most),
        href=page.links.to(f"/prefectures/{place.code}") if item else "",
    )


def _short(name: str) -> str:
    """Return a prefecture as it is called on a map: 高知 for 高知県, but 北海道 whole."""
    return name if name == "北海道" else name[:-1]


def _sentence(page: Page, item: PrefectureItem) -> SentenceRow:
    if not item.code:
        return SentenceRow(page.words("home.wide"), page.links.to(f"/prefectures/{WIDE}"), item.sentence)
    return SentenceRow(page.labels.prefecture(item.code), page.links.to(f"/prefectures/{item.code}"), item.sentence)


def _programme(page: Page, one: ProgrammeItem) -> ProgrammeRow:
    owners = page.words.listed([owner.name for owner in one.owners])
    return ProgrammeRow(
        name=one.name,
        href=page.links.record("programme", one.id),
        owners=owners,
        bodies=one.consortia,
        network=page.links.to("/network", programme=one.id),
    )
