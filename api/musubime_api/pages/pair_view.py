"""The overlap of two consortia: who sits on both, on which printed lines, and how much that is."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from musubime.questions.answers_measures import OverlapAnswer
from musubime.questions.answers_records import SeatRow
from musubime.questions.library import Library
from musubime.questions.paging import MOST
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from musubime_api.pages.asked import all_items
from musubime_api.pages.chance_view import ChanceWords, chance_words
from musubime_api.pages.rendering import Page, fraction, percent


class Side(NamedTuple):
    """One of the two consortia."""

    name: str
    href: str
    top_href: str
    reported: str
    size: int | None


class Fact(NamedTuple):
    """One number with its label."""

    label: str
    value: str


class SharedMember(NamedTuple):
    """A body on both, with its seats on each."""

    name: str
    href: str
    sector: str | None
    seats_a: list[SeatRow]
    seats_b: list[SeatRow]


class SectorMembers(NamedTuple):
    """Bodies of one sector; None for bodies whose sector is not printed."""

    sector: str | None
    members: list[SharedMember]


class PairView(NamedTuple):
    """What the page shows; `unknown` where members of one are not stated, `lower` where only in part."""

    sides: tuple[Side, Side]
    unknown: bool
    lower: bool
    summary: str
    groups: list[SectorMembers]
    facts: list[Fact]
    chance: ChanceWords


def pair_view(page: Page, library: Library, answer: OverlapAnswer) -> PairView:
    """Return the overlap of two with the printed line of every seat."""
    first, second = (_side(page, answer, id) for id in (answer.a, answer.b))
    lines = _lines(library, answer)
    members = [
        SharedMember(
            name=member.name,
            href=page.links.record(member.kind, member.id),
            sector=member.sector,
            seats_a=_found(lines, member.seats_a),
            seats_b=_found(lines, member.seats_b),
        )
        for member in answer.members
    ]
    return PairView(
        sides=(first, second),
        unknown=answer.shared is None,
        lower=answer.lower_bound,
        summary=_summary(page, members) if members else "",
        groups=[SectorMembers(sector, list(each)) for sector, each in groupby(members, key=lambda one: one.sector)],
        facts=_facts(page, answer, first, second) if answer.shared is not None else [],
        chance=chance_words(page, answer.test, answer.shared),
    )


def _summary(page: Page, members: Sequence[SharedMember]) -> str:
    counts = Counter(member.sector for member in members)
    named = [
        page.words(
            "overlap.pair_sector",
            sector=page.labels.short_sector(sector) if sector else page.words("sector.none"),
            count=count,
        )
        for sector, count in counts.items()
    ]
    return page.words("overlap.pair_shared", count=len(members), sectors=page.words.listed(named))


def _side(page: Page, answer: OverlapAnswer, id: str) -> Side:
    body = next(one for one in answer.consortia if one.id == id)
    top = page.links.filtered("/overlap/top", of=id)
    return Side(body.name, page.links.record("consortium", id), top, body.reported, body.size)


def _lines(library: Library, answer: OverlapAnswer) -> dict[str, SeatRow]:
    if not answer.members:
        return {}
    both = Selection(consortium=(answer.a, answer.b), as_of=answer.as_of)
    return {seat.id: seat for seat in all_items(lambda cursor: seats(library, both, limit=MOST, cursor=cursor))}


def _found(lines: dict[str, SeatRow], ids: Sequence[str]) -> list[SeatRow]:
    return [lines[id] for id in ids if id in lines]


def _facts(page: Page, answer: OverlapAnswer, a: Side, b: Side) -> list[Fact]:
    t = page.words
    shared = f"{answer.shared}+" if answer.lower_bound else str(answer.shared)
    return [
        Fact(t("overlap.shared"), shared),
        Fact(t("overlap.overlap_coefficient"), fraction(answer.overlap_coefficient)),
        Fact(t("overlap.jaccard"), fraction(answer.jaccard)),
        Fact(t("overlap.containment_a", name=a.name), _share(answer.containment_a, a)),
        Fact(t("overlap.containment_b", name=b.name), _share(answer.containment_b, b)),
    ]


def _share(value: float | None, side: Side) -> str:
    return f"{percent(value)} / {side.size}" if side.size else percent(value)
