"""What would change, as tables: what is supposed, the whole, pairs, parts, and the measures."""

from typing import NamedTuple

from musubime.questions.answers_what_if import (
    BeforeAfter,
    EffectRow,
    PairRow,
    Part,
    PartsRow,
    Supposition,
    WhatIfAnswer,
)
from musubime_api.pages.change_view import ActorLine, Delta, Listing, delta, listing
from musubime_api.pages.headings import Column
from musubime_api.pages.rendering import Page

WHOLE = (
    "components",
    "shared_pairs",
    "sole_bridges",
    "actors",
    "consortia",
    "memberships",
    "density",
    "mean_roster_size",
)
PAIRS = ("pairs_lost", "pairs_now_sole", "pairs_gained", "pairs_no_longer_sole")
MEASURES = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")


class Supposed(NamedTuple):
    """One thing taken away or put in; following `without` drops it."""

    text: str
    href: str
    detail: str
    without: str


class Count(NamedTuple):
    """One value of the whole."""

    label: str
    value: Delta


class PairLine(NamedTuple):
    """Two consortia."""

    a: str
    a_href: str
    b: str
    b_href: str
    shared: Delta
    only: str | None
    only_href: str | None
    href: str
    """The pair as it is, with the seats on both sides."""


class PartLine(NamedTuple):
    """One connected part."""

    text: str
    named: list[tuple[str, str]]
    more: int


class PartsLine(NamedTuple):
    """What hung together and what it becomes."""

    heading: str
    before: list[PartLine]
    after: list[PartLine]


class WhatIfView(NamedTuple):
    """What the page shows."""

    summary: str
    supposed: list[Supposed]
    whole: list[Count]
    emptied: list[tuple[str, str]]
    unseated: list[tuple[str, str]]
    unseated_total: int
    parts: Listing
    pairs: list[Listing]
    columns: list[Column]
    measures: Listing
    computed: bool


def what_if_view(page: Page, answer: WhatIfAnswer, section: str | None) -> WhatIfView:
    """Return the answer as tables; with `section` only that list has rows."""
    t, links = page.words, page.links
    parts = [_parts(page, row) for row in answer.parts.items]
    effects = [_effect(page, row) for row in answer.measures.items]
    return WhatIfView(
        summary=answer.summary,
        supposed=[_supposed(page, one) for one in answer.suppositions],
        whole=[
            Count(t(f"what_if.whole_{name}"), _delta(getattr(answer.whole, name), 4 if name == "density" else 2))
            for name in WHOLE
        ],
        emptied=[(ref.name, links.record("consortium", ref.id)) for ref in answer.emptied],
        unseated=[(ref.name, links.record("organization", ref.id)) for ref in answer.unseated],
        unseated_total=answer.unseated_total,
        parts=listing(page, "parts", t("what_if.parts"), answer.parts.total, list(parts), answer.parts.next),
        pairs=[_pairs(page, answer, name) for name in PAIRS if section in (None, name)],
        columns=[
            Column(
                t(f"actors.{name}"),
                links.here(sort=name, section="measures", cursor=None) + "#measures",
                name == answer.measures.sort,
            )
            for name in MEASURES
        ],
        measures=listing(
            page, "measures", t("what_if.measures"), answer.measures.total, list(effects), answer.measures.next
        ),
        computed=answer.measures.betweenness == "exact",
    )


def _delta(value: BeforeAfter, digits: int = 2) -> Delta:
    return delta(value.before, value.after, value.difference, digits)


def _supposed(page: Page, one: Supposition) -> Supposed:
    kept = [value for value in page.request.query_params.getlist(one.operation) if value != one.operand]
    consortium = one.consortium.name if one.consortium else ""
    text = page.words(f"what_if.{one.operation}_{one.kind}", name=one.name, consortium=consortium)
    record = "consortium" if one.kind == "consortium" else "person" if one.kind == "person" else "organization"
    href = page.links.to(one.path) if one.kind == "seat" else page.links.record(record, one.id) + "#seats-title"
    detail = page.words(f"what_if.detail_{one.operation}", seats=one.seats, memberships=one.memberships)
    without = page.links.here(**{one.operation: kept or None, "section": None, "cursor": None})
    return Supposed(text, href, detail, without)


def _pairs(page: Page, answer: WhatIfAnswer, name: str) -> Listing:
    found = getattr(answer, name)
    rows = [_pair(page, row) for row in found.items]
    return listing(page, name, page.words(f"what_if.{name}"), found.total, list(rows), found.next)


def _pair(page: Page, row: PairRow) -> PairLine:
    record = page.links.record
    return PairLine(
        a=row.a.name,
        a_href=record("consortium", row.a.id),
        b=row.b.name,
        b_href=record("consortium", row.b.id),
        shared=_delta(row.shared),
        only=row.only.name if row.only else None,
        only_href=record("organization", row.only.id) if row.only else None,
        href=page.links.filtered("/overlap", a=row.a.id, b=row.b.id),
    )


def _parts(page: Page, row: PartsRow) -> PartsLine:
    heading = page.words("what_if.parts_row", before=row.before_total, after=row.after_total)
    return PartsLine(heading, [_part(page, one) for one in row.before], [_part(page, one) for one in row.after])


def _part(page: Page, part: Part) -> PartLine:
    text = page.words("what_if.part", organizations=part.organizations, consortia=part.consortia)
    return PartLine(text, [(ref.name, page.links.record("consortium", ref.id)) for ref in part.named], part.more)


def _effect(page: Page, row: EffectRow) -> ActorLine:
    return ActorLine(
        rank=row.rank,
        name=row.name,
        href=page.links.record("organization", row.id) + "#seats-title",
        sector=row.sector,
        values=[_delta(getattr(row, name)) for name in MEASURES],
    )
