"""Pieces that several pages of records share: links, cards of consortia, sources, posts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from musubime.questions.answers import EvidenceRow
from musubime.questions.answers_records import ConsortiumItem, SeatRow
from musubime.questions.library import Library, StillReading
from musubime.questions.lists import consortia, sources
from musubime.questions.paging import MOST
from musubime.questions.selection import Selection
from musubime_api.pages.rendering import Page

MOST_SOURCES = 8


class Link(NamedTuple):
    """A name that leads somewhere."""

    name: str
    href: str


class SourceLink(NamedTuple):
    """A source of a page."""

    title: str
    href: str


class Card(NamedTuple):
    """A consortium in a list."""

    name: str
    href: str
    prefecture: str
    programme: str
    programme_href: str
    plan: str | None
    size: int | None
    reported: str

    @property
    def absent(self) -> bool:
        """Whether no members are stated."""
        return self.reported in {"not_reported", "members_not_stated"}


def cards(page: Page, items: Iterable[ConsortiumItem], plans: Mapping[str, str | None] | None = None) -> list[Card]:
    """Return consortia as cards; `plans` gives the names of their plans by id."""
    return [
        Card(
            name=one.name,
            href=page.links.record("consortium", one.id),
            prefecture=page.labels.prefectures(one.prefecture) or one.region or page.words("consortium.wide"),
            programme=one.programmes[0].name if one.programmes else "",
            programme_href=page.links.record("programme", one.programmes[0].id) if one.programmes else "",
            plan=(plans or {}).get(one.id),
            size=one.size,
            reported=one.reported,
        )
        for one in items
    ]


def inside_cards(page: Page, library: Library, ids: Sequence[str]) -> list[Card]:
    """Return the consortia inside another as cards, from north to south; [] while the snapshot is being read."""
    if not ids:
        return []
    try:
        found = consortia(library, Selection(consortium=tuple(ids)), limit=MOST).items
    except StillReading:
        return []
    return cards(page, sorted(found, key=lambda one: (one.prefecture or ("99",), one.name)))


def source_links(page: Page, seats: Sequence[SeatRow], evidence: Sequence[EvidenceRow] = ()) -> list[SourceLink]:
    """Return the sources of seats and evidence, each once, in the order they come."""
    titles = {seat.source.id: seat.source.title for seat in seats if seat.source}
    titles.update({row.source.id: row.source.title for row in evidence})
    return [SourceLink(title, page.links.record("source", id)) for id, title in titles.items()]


def stating_sources(page: Page, library: Library, selection: Selection) -> list[SourceLink]:
    """Return the documents that state what a selection shows, the first few by title; the rest is counted."""
    found = sources(library, selection, limit=MOST_SOURCES)
    links = [SourceLink(one.title, page.links.record("source", one.id)) for one in found.items]
    if found.total > len(links):
        more = page.words("footer.more_sources", count=found.total - len(links))
        links.append(SourceLink(more, page.links.to("/about") + "#sources"))
    return links


def places(page: Page, codes: Sequence[str]) -> list[Link]:
    """Return the prefectures of a record as steps of the way to it."""
    return [Link(page.labels.prefecture(code), page.links.to(f"/prefectures/{code}")) for code in codes[:1]]


def posts(page: Page, seats: Sequence[SeatRow]) -> list[Link]:
    """Return the posts that hold seats, each once."""
    titles = {seat.post_id: seat.post for seat in seats if seat.post_id and seat.post}
    return [Link(title, page.links.record("post", id)) for id, title in titles.items()]
