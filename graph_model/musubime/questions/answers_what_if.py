"""What the graph would be with some bodies or seats taken away or put in; nothing of it is stored."""

from typing import Literal

from musubime.questions.answers import Answer, Ref, Timed, shown
from musubime.types.base import Frozen

WhatIfSection = Literal["pairs_lost", "pairs_gained", "pairs_now_sole", "pairs_no_longer_sole", "parts", "measures"]
"""The lists of the answer, each with its own pages."""


class BeforeAfter(Frozen):
    """A value before and after; null where it does not apply, the difference also where one of them is null."""

    before: float | int | None = shown("前", "Value in the graph as it is", None, example=2)
    after: float | int | None = shown("後", "Value in the supposed graph", None, example=1)
    difference: float | int | None = shown("差", "After − before", None, example=-1)


class Supposition(Frozen):
    """One thing that is taken away or put in."""

    operation: Literal["remove", "add"] = shown("操作", "Whether it is taken away or put in", example="remove")
    operand: str = shown("指定", "As asked", example="org:0123456789abcdef0123")
    kind: Literal["organization", "person", "seat", "consortium"] = shown("種類", "What it is", example="organization")
    id: str = shown("ID", "Id of the record, of the organization where a seat is put in")
    name: str = shown("名称", "Its name", example="徳島県")
    consortium: Ref | None = shown("会議体", "The consortium of a seat that is put in or taken away", None)
    seats: int = shown("席", "Selected seats taken away, or put in", example=3)
    memberships: int = shown(
        "参画", "Memberships that end or begin; 0 where another seat of the body on the consortium stays", example=3
    )
    path: str = shown("席の一覧", "Path to the seats of the record")


class WholeEffect(Frozen):
    """The two-mode graph as a whole, before and after."""

    actors: BeforeAfter = shown("機関", "Organizations with a seat")
    consortia: BeforeAfter = shown("会議体", "Consortia with an organization")
    memberships: BeforeAfter = shown("参画の数", "Pairs of an organization and a consortium that it sits on")
    components: BeforeAfter = shown("つながりのまとまり", "Connected parts")
    density: BeforeAfter = shown("密度", "Memberships / (organizations × consortia); null for an empty graph")
    mean_roster_size: BeforeAfter = shown("平均の構成員数", "Memberships / consortia; null for an empty graph")
    sole_bridges: BeforeAfter = shown("単独の橋の合計", "Pairs of consortia that share exactly one organization")
    shared_pairs: BeforeAfter = shown("共通の機関がある組", "Pairs of consortia that share an organization")


class PairRow(Frozen):
    """Two consortia and how many organizations tie them."""

    a: Ref = shown("会議体A", "The one with the smaller id")
    b: Ref = shown("会議体B", "The other")
    shared: BeforeAfter = shown("共通の機関の数", "Organizations on both")
    only: Ref | None = shown("ただ一つの機関", "The organization that alone ties them, before or else after", None)
    overlap: str = shown("重なり", "Path to the pair as it is, with the seats on both sides")


class PairSection(Frozen):
    """One page of pairs by the names of the consortia."""

    total: int = shown("総数", "Number of pairs on all pages", example=2)
    next: str | None = shown(
        "次の頁", "Cursor of the next page, to be given with `section`; null on the last one", None
    )
    items: tuple[PairRow, ...] = shown("項目", "Pairs of this page", ())


class Part(Frozen):
    """One connected part."""

    organizations: int = shown("機関", "Organizations in it", example=12)
    consortia: int = shown("会議体", "Consortia in it", example=2)
    named: tuple[Ref, ...] = shown("会議体の一覧", "The first of them by name, at most 20", ())
    more: int = shown("ほかの会議体", "Consortia that are not named here", 0)


class PartsRow(Frozen):
    """What hung together before, and what it becomes: one part that falls into several, or several that become one."""

    id: str = shown("ID", "Smallest id of a consortium in it")
    before: tuple[Part, ...] = shown("前", "Its parts before, the largest first; at most 20", ())
    after: tuple[Part, ...] = shown("後", "Its parts after, the largest first; at most 20", ())
    before_total: int = shown("前の数", "Parts before", example=1)
    after_total: int = shown("後の数", "Parts after", example=3)


class PartsSection(Frozen):
    """One page of what falls apart or comes together, the largest first."""

    total: int = shown("総数", "Number of rows on all pages", example=1)
    next: str | None = shown(
        "次の頁", "Cursor of the next page, to be given with `section`; null on the last one", None
    )
    items: tuple[PartsRow, ...] = shown("項目", "Rows of this page", ())


class EffectRow(Frozen):
    """One organization with the measures that change; null after where it has no seat left."""

    rank: int | None = shown(
        "順位", "Rank by the size of the change of `sort`; null where that is null", None, example=1
    )
    id: str = shown("ID", "Id of the organization")
    name: str = shown("名称", "Name", example="徳島大学")
    sector: str | None = shown("部門", "Sector as printed", None, example="学")
    memberships: BeforeAfter = shown("参画数", "Number of consortia")
    connector: BeforeAfter = shown("府省横断度", "1 − Σ(d_is/d_i)²")
    sole_bridge: BeforeAfter = shown("単独の橋", "Pairs of consortia that only it joins")
    bridge_share: BeforeAfter = shown("橋渡しの分担", "Σ 1/|A_kl| over the pairs it joins; this project's own measure")
    betweenness_two_mode: BeforeAfter = shown(
        "橋渡し度", "Betweenness on the two-mode graph, raw; null where it was not worked out"
    )
    seats: str = shown("席", "Path to its seats")


class EffectSection(Frozen):
    """One page of the organizations of which a measure changes, the largest change first."""

    sort: str = shown("並べ替え", "The measure whose change ranks", example="bridge_share")
    betweenness: Literal["exact", "not_computed"] = shown(
        "橋渡し度の計算", "exact, or not_computed where the touched part is too large to answer at once"
    )
    total: int = shown("総数", "Organizations on all pages", example=12)
    next: str | None = shown(
        "次の頁", "Cursor of the next page, to be given with `section`; null on the last one", None
    )
    items: tuple[EffectRow, ...] = shown("項目", "Organizations of this page", ())


class WhatIfAnswer(Answer, Timed):
    """What would change; organizations are the actors."""

    level: Literal["organization"] = shown("水準", "What an actor is", "organization")
    summary: str = shown("要約", "What would change, in plain words", example="徳島県を外すと、…")
    suppositions: tuple[Supposition, ...] = shown("仮定", "What is taken away and put in, in the order asked")
    whole: WholeEffect = shown("全体の値", "The graph before and after")
    detached: int = shown(
        "離れる会議体", "Consortia that no longer hang together with the largest rest of their part", 0
    )
    emptied: tuple[Ref, ...] = shown("構成員のいなくなる会議体", "Consortia without any organization afterwards", ())
    unseated: tuple[Ref, ...] = shown("席のなくなる機関", "Organizations without any seat afterwards; at most 500", ())
    unseated_total: int = shown("席のなくなる機関の数", "Number of them", 0)
    parts: PartsSection = shown("つながりの変化", "What falls apart and what comes together")
    pairs_lost: PairSection = shown("共通の機関がなくなる組", "Pairs of consortia that share nobody any more")
    pairs_gained: PairSection = shown(
        "新しく機関を共有する組", "Pairs of consortia that share somebody for the first time"
    )
    pairs_now_sole: PairSection = shown("一つの機関だけになる組", "Pairs tied by several before and by one after")
    pairs_no_longer_sole: PairSection = shown("一つだけではなくなる組", "Pairs tied by one before and by several after")
    measures: EffectSection = shown("値の変化", "Organizations of which a measure changes")
