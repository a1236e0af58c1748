"""The table of the consortia that share most with one: names first, then the numbers, then what chance says."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime.questions.answers_measures import OverlapMember
from musubime.questions.answers_overlap_top import OverlapTop, OverlapTopItem
from musubime_api.pages.chance_view import ChanceWords, chance_words
from musubime_api.pages.headings import Column
from musubime_api.pages.rendering import Page, fraction, percent

COLUMNS = ("shared", "jaccard", "overlap_coefficient", "containment_a")
LABELS = {"containment_a": "containment_own", "containment_b": "containment_b"}
NAMED = 12
"""Bodies that a row names; the pair's page has all of them."""


class Body(NamedTuple):
    """One shared body."""

    name: str
    href: str
    sector: str | None


class TopRow(NamedTuple):
    """One consortium."""

    rank: int
    name: str
    href: str
    under: str
    place: str
    reported: str
    members: list[Body]
    more: int
    shared: str
    pair_href: str
    numbers: list[str]
    chance: ChanceWords


class TopView(NamedTuple):
    """The table."""

    caption: str
    columns: list[Column]
    rows: list[TopRow]


def top_view(page: Page, answer: OverlapTop) -> TopView:
    """Return the table of one page of the ranking."""
    columns = [
        Column(_label(page, name), page.links.here(sort=name, cursor=None), name == answer.sort) for name in COLUMNS
    ]
    caption = page.words("overlap.top_caption", sort=_label(page, answer.sort))
    return TopView(caption, columns, [_row(page, answer.consortium.id, item) for item in answer.items])


def bodies(page: Page, members: Sequence[OverlapMember]) -> list[Body]:
    """Return shared bodies with links to their pages."""
    return [Body(one.name, page.links.record(one.kind, one.id), one.sector) for one in members]


def _row(page: Page, asked: str, item: OverlapTopItem) -> TopRow:
    return TopRow(
        rank=item.rank,
        name=item.name,
        href=page.links.record("consortium", item.id),
        under=item.programme.name if item.programme else "",
        place=page.labels.prefectures(item.prefecture),
        reported=item.reported,
        members=bodies(page, item.members[:NAMED]),
        more=max(len(item.members) - NAMED, 0),
        shared=f"{item.shared}+" if item.lower_bound else str(item.shared),
        pair_href=page.links.filtered(
            "/overlap", a=asked, b=item.id, null_model=page.request.query_params.get("null_model")
        ),
        numbers=[fraction(item.jaccard), fraction(item.overlap_coefficient), percent(item.containment_a)],
        chance=chance_words(page, item.test, item.shared),
    )


def _label(page: Page, name: str) -> str:
    return page.words(f"overlap.{LABELS.get(name, name)}", **({"name": "B"} if name == "containment_b" else {}))
