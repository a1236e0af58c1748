"""The overlap of two consortia: who sits on both, on which printed lines, and how much that is."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime.questions.answers_measures import OverlapAnswer
from musubime.questions.answers_records import SeatRow
from musubime.questions.library import Library
from musubime.questions.paging import MOST
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from musubime_api.pages.rendering import Page, fraction, percent

_REASONS = {
    "different_strata": "different_strata",
    "no_stratum": "no_stratum",
    "fewer_than_10_consortia": "fewer_than_10_consortia",
    "attainable_p_over_0.05": "attainable",
    "members_not_fully_listed": "not_listed",
}


class Side(NamedTuple):
    """One of the two consortia."""

    name: str
    href: str
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


class PairView(NamedTuple):
    """What the page shows; `unknown` where members of one are not stated, `lower` where only in part."""

    sides: tuple[Side, Side]
    unknown: bool
    lower: bool
    facts: list[Fact]
    members: list[SharedMember]


def pair_view(page: Page, library: Library, answer: OverlapAnswer) -> PairView:
    """Return the overlap of two with the printed line of every seat."""
    first, second = (_side(page, answer, id) for id in (answer.a, answer.b))
    lines = _lines(library, answer)
    return PairView(
        sides=(first, second),
        unknown=answer.shared is None,
        lower=answer.lower_bound,
        facts=_facts(page, answer, first, second) if answer.shared is not None else [],
        members=[
            SharedMember(
                name=member.name,
                href=page.links.record("organization", member.id),
                sector=member.sector,
                seats_a=_found(lines, member.seats_a),
                seats_b=_found(lines, member.seats_b),
            )
            for member in answer.members
        ],
    )


def _side(page: Page, answer: OverlapAnswer, id: str) -> Side:
    body = next(one for one in answer.consortia if one.id == id)
    return Side(body.name, page.links.record("consortium", id), body.reported, body.size)


def _lines(library: Library, answer: OverlapAnswer) -> dict[str, SeatRow]:
    if not answer.members:
        return {}
    found = seats(library, Selection(consortium=(answer.a, answer.b), as_of=answer.as_of), limit=MOST)
    return {seat.id: seat for seat in found.items}


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
        Fact(t("overlap.test"), _test(page, answer)),
    ]


def _share(value: float | None, side: Side) -> str:
    return f"{percent(value)} / {side.size}" if side.size else percent(value)


def _test(page: Page, answer: OverlapAnswer) -> str:
    test = answer.test
    if not test.applicable:
        reason = page.words(f"overlap.reason_{_REASONS[test.reason or 'no_stratum']}")
        return page.words("overlap.test_not", reason=reason)
    return page.words(
        "overlap.test_yes",
        p=fraction(test.p, 3),
        q=fraction(test.q, 3),
        stratum=test.stratum.name if test.stratum else "",
        population=test.population,
    )
