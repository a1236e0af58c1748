"""Candidates for a partnership as rows of a page: reasons, who could introduce, the desk, and the printed lines."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from musubime.questions.answers_partners import PartnerContact, PartnerIntroducer, PartnerItem, PartnerList
from musubime.questions.answers_paths import SeatBrief
from musubime.questions.library import Library, StillReading
from musubime.questions.partners import partners
from musubime.questions.selection import Selection
from musubime.questions.ways import WayGraph, ways_of
from musubime_api.pages.record_parts import Link
from musubime_api.pages.rendering import Page

NEAREST = 5


class IntroducerRow(NamedTuple):
    """An organization that sits with both, and where."""

    name: str
    href: str
    sector: str | None
    with_us: list[Link]
    more_us: int
    with_them: list[Link]
    more_them: int


class ContactRow(NamedTuple):
    """A contact desk: as a document states it, or the holder of a seat whose role says so."""

    text: str
    href: str | None
    consortium: Link
    source: Link | None


class PartnerRow(NamedTuple):
    """One candidate."""

    rank: int
    id: str
    name: str
    href: str
    sector: str | None
    kind: str
    prefecture: str
    score: str
    reasons: Sequence[str]
    introducers: list[IntroducerRow]
    introducers_more: int
    consortia: list[Link]
    consortia_more: int
    contacts: list[ContactRow]
    contacts_more: int
    lines: list[SeatBrief]
    """Printed lines of the seats on which the introducers meet the candidate and the asker."""
    paths: str
    introductions: str | None


class NearestRow(NamedTuple):
    """One of the first candidates on the page of an organization."""

    name: str
    href: str
    sector: str | None
    reason: str


class Nearest(NamedTuple):
    """The first candidates of an organization, or why there are none."""

    rows: list[NearestRow]
    total: int
    note: str
    href: str


def partner_rows(page: Page, library: Library, selection: Selection, answer: PartnerList) -> list[PartnerRow]:
    """Return the candidates of an answer with the printed lines behind their introducers."""
    if not answer.items:
        return []
    graph = ways_of(library, selection.resolve(library.snapshot()))
    return [_row(page, graph, answer, item) for item in answer.items]


def _row(page: Page, graph: WayGraph, answer: PartnerList, item: PartnerItem) -> PartnerRow:
    return PartnerRow(
        rank=item.rank,
        id=item.id,
        name=item.name,
        href=page.links.record("organization", item.id),
        sector=item.sector,
        kind=page.labels.organization_kind(item.kind) if item.kind else "",
        prefecture=page.labels.prefectures(item.prefecture),
        score=f"{item.score:.2f}",
        reasons=item.reasons,
        introducers=[_introducer(page, one) for one in item.introducers],
        introducers_more=item.introducers_more,
        consortia=[Link(one.name, page.links.record("consortium", one.id)) for one in item.consortia],
        consortia_more=item.consortia_total - len(item.consortia),
        contacts=[_contact(page, one) for one in item.contact],
        contacts_more=item.contact_total - len(item.contact),
        lines=_lines(graph, item.introducers),
        paths=page.links.to("/paths", **{"from": answer.organization.id, "to": item.id}),
        introductions=page.links.to("/introductions", prefecture=item.prefecture) if item.prefecture else None,
    )


def _introducer(page: Page, one: PartnerIntroducer) -> IntroducerRow:
    return IntroducerRow(
        name=one.name,
        href=page.links.record("organization", one.id),
        sector=one.sector,
        with_us=[_at(page, part.consortium.id, part.consortium.name, part.seats) for part in one.with_us],
        more_us=one.with_us_total - len(one.with_us),
        with_them=[_at(page, part.consortium.id, part.consortium.name, part.seats) for part in one.with_them],
        more_them=one.with_them_total - len(one.with_them),
    )


def _at(page: Page, id: str, name: str, seats: Sequence[str]) -> Link:
    """Return a link to a consortium, at the line of the first of these seats."""
    href = page.links.record("consortium", id)
    return Link(name, f"{href}#seat-{seats[0]}" if seats else href)


def _contact(page: Page, one: PartnerContact) -> ContactRow:
    holder = one.seat.holder if one.seat else None
    source = one.seat.source if one.seat else next((row.source for row in one.evidence), None)
    return ContactRow(
        text=one.contact or (holder.name if holder else one.label),
        href=page.links.record(holder.kind, holder.id) if holder else None,
        consortium=Link(one.consortium.name, page.links.record("consortium", one.consortium.id)),
        source=Link(source.title, page.links.record("source", source.id)) if source else None,
    )


def _lines(graph: WayGraph, introducers: Iterable[PartnerIntroducer]) -> list[SeatBrief]:
    """Return the seats that the introductions rest on, each once, by consortium and holder."""
    ids = {
        id for one in introducers for part in (*one.with_us, *one.with_them) for id in (*part.seats, *part.with_seats)
    }
    seats = [graph.brief(graph.snapshot.graph.seats[id]) for id in ids]
    return sorted(seats, key=lambda seat: (seat.consortium.name, seat.holder.name if seat.holder else "", seat.id))


def nearest(page: Page, library: Library, id: str) -> Nearest | None:
    """Return the first candidates of an organization for its own page; None while the snapshot is being read."""
    try:
        answer = partners(library, Selection(), id, limit=NEAREST, lang=page.lang)
    except StillReading:
        return None
    if not answer.memberships:
        return None
    rows = [
        NearestRow(item.name, page.links.record("organization", item.id), item.sector, item.reasons[0])
        for item in answer.items
    ]
    note = "" if rows else next(iter(answer.notes), "")
    return Nearest(rows, answer.total, note, page.links.to("/partners", organization=id))
