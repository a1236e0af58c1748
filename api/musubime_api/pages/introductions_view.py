"""Pairs of consortia as cards: who ties them, who could introduce them, whom to turn to on both sides."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime.questions.answers_introductions import IntroductionItem, IntroductionList, KeyKind, KeySeat
from musubime.questions.answers_paths import SeatBrief
from musubime.questions.key_seats import KINDS, first_of_kind
from musubime_api.pages.rendering import Page
from musubime_api.pages.way_view import Station, ways

SHOWN_INTRODUCERS = 5
SHOWN_KEYS = 3
"""Key seats of one kind that a card shows."""


class Side(NamedTuple):
    """One consortium of a pair."""

    name: str
    href: str
    reported: str
    programme: str
    prefecture: str
    keys: Sequence[KeySeat]
    unknown: str
    """Kinds of key seats that no document states, as one text; empty where all are."""
    more_keys: int
    """Key seats that are not shown here."""


class Body(NamedTuple):
    """A body that ties a pair, or could introduce it."""

    name: str
    href: str
    sector: str | None
    note: str
    seats: Sequence[SeatBrief]
    more: int
    """Seats that are not shown here."""


class PairCard(NamedTuple):
    """One pair."""

    anchor: str
    tied: bool | None
    lower: bool
    sentence: str
    sides: tuple[Side, Side]
    shared: list[Body]
    introducers: list[Body]
    more_introducers: int
    ways: list[list[Station]]
    ways_total: int
    paths_href: str
    overlap_href: str


def pair_cards(page: Page, answer: IntroductionList, first: int = 1) -> list[PairCard]:
    """Return the pairs of one page of an answer."""
    return [_card(page, item, answer.through, f"pair-{n}") for n, item in enumerate(answer.items, start=first)]


def _card(page: Page, item: IntroductionItem, through: str, anchor: str) -> PairCard:
    filters = {"consortium": None, "tied": None, "through": None}
    wide = {"as_of": page.request.query_params.get("as_of")}
    ends = {"from": item.a, "to": item.b}
    paths = page.links.to("/paths", **ends, **wide) if through == "all" else page.links.filtered("/paths", **ends)
    return PairCard(
        anchor=anchor,
        tied=item.tied,
        lower=item.lower_bound,
        sentence=item.sentence,
        sides=(
            _side(page, item, 0, item.key_seats_a, item.unknown_a),
            _side(page, item, 1, item.key_seats_b, item.unknown_b),
        ),
        shared=[Body(one.name, page.links.record(_kind(one.id), one.id), one.sector, "", (), 0) for one in item.shared],
        introducers=[
            Body(
                one.name,
                page.links.record(one.kind, one.id),
                one.sector,
                _carries(page, item, one.ways, one.sits_on),
                one.seats,
                one.seats_total - len(one.seats),
            )
            for one in item.introducers[:SHOWN_INTRODUCERS]
        ],
        more_introducers=max(item.introducers_total - SHOWN_INTRODUCERS, 0),
        ways=ways(page, item.ways),
        ways_total=item.ways_total,
        paths_href=paths,
        overlap_href=page.links.filtered("/overlap", a=item.a, b=item.b, **filters) if item.tied else "",
    )


def _kind(id: str) -> str:
    return "person" if id.startswith("person:") else "organization"


def _side(page: Page, item: IntroductionItem, place: int, keys: Sequence[KeySeat], unknown: Sequence[KeyKind]) -> Side:
    body, total = item.consortia[place], (item.key_seats_total_a, item.key_seats_total_b)[place]
    shown = first_of_kind(keys, SHOWN_KEYS)
    return Side(
        name=body.name,
        href=page.links.record("consortium", body.id),
        reported=body.reported,
        programme=body.programme.name if body.programme else "",
        prefecture=page.labels.prefectures(body.prefecture),
        keys=shown,
        unknown=page.words.listed([page.words(f"introductions.{kind}") for kind in KINDS if kind in unknown]),
        more_keys=total - len(shown),
    )


def _carries(page: Page, item: IntroductionItem, ways: int, sits_on: str | None) -> str:
    where = {"a": item.consortia[0].name, "b": item.consortia[1].name}
    member = (
        page.words("introductions.member_of", name=where[sits_on]) if sits_on else page.words("introductions.between")
    )
    return f"{member} {page.words('introductions.carries', count=ways, total=item.ways_total)}"
