"""Answers about change: two dates, regions or programmes side by side, and how the graph grew."""

from typing import Literal

from musubime.questions.answers import Answer, Placed, Ref, SourceRef, Timed, shown
from musubime.types.base import Frozen

CompareKind = Literal["date", "prefecture", "programme"]
Section = Literal[
    "seats.kept",
    "seats.changed",
    "seats.changed_holder",
    "seats.added",
    "seats.ended",
    "organizations.kept",
    "organizations.added",
    "organizations.ended",
    "consortia.kept",
    "consortia.added",
    "consortia.ended",
    "measures",
]
"""The lists of the answer, each with its own pages."""
Ending = Literal["printed_end", "not_stated_since", "printed_start"]


class CompareSide(Timed):
    """One of the two, counted."""

    kind: CompareKind = shown("種類", "What it is, known by its form", example="date")
    id: str = shown("ID", "Date as asked, code of the prefecture or id of the programme", example="36")
    label: str = shown("名称", "Date, or name of the prefecture or programme", example="徳島県")
    seats: int = shown("席", "Selected seats", example=23)
    organizations: int = shown("機関", "Organizations with a selected seat", example=9)
    persons: int | None = shown("人", "Persons with a selected seat; null while persons are off", None, example=23)
    consortia: int = shown("会議体", "Consortia with a selected seat", example=1)
    consortia_without_seats: int = shown(
        "席のない会議体", "Selected consortia without a seat: not reported, members not stated, or none then", example=0
    )
    programmes: int = shown("事業", "Programmes of the consortia with a selected seat", example=1)
    components: int = shown(
        "つながりのまとまり", "Connected parts of the two-mode graph of holders and consortia", example=1
    )
    path: str = shown("席の一覧", "Path to the selected seats", example="/api/v1/seats?as_of=2013-04")


class Change(Frozen):
    """A value on both sides; null where it does not apply, the difference also where one side is null."""

    left: float | int | None = shown("左", "Value on the left", None, example=2)
    right: float | int | None = shown("右", "Value on the right", None, example=3)
    difference: float | int | None = shown("差", "Right − left", None, example=1)


class WholeChange(Frozen):
    """The two-mode graph of the level as a whole."""

    actors: Change = shown("対象の数", "Actors of the level")
    consortia: Change = shown("会議体の数", "Consortia with an actor of the level")
    memberships: Change = shown("参画の数", "Pairs of an actor and a consortium that it sits on")
    components: Change = shown("つながりのまとまり", "Connected parts")
    density: Change = shown("密度", "Memberships / (actors × consortia); null for an empty graph")
    mean_roster_size: Change = shown("平均の構成員数", "Memberships / consortia; null for an empty graph")
    sole_bridges: Change = shown("単独の橋の合計", "Pairs of consortia that share exactly one actor")


class SeatStated(Frozen):
    """A seat as one side shows it, with the line that states it so."""

    id: str = shown("ID", "Id of the seat; `/api/v1/seats/{id}` opens it", example="seat:0123456789abcdef0123")
    person: Ref | None = shown("人", "The named person", None)
    unit: str | None = shown("部署", "Branch or department", None)
    post: str | None = shown("役職", "Title held in the organization", None)
    role: str | None = shown("役割", "Role in the body", None, example="リーダー")
    sector: str | None = shown("部門", "Sector as printed", None)
    edition_date: str | None = shown("版の日付", "Edition that the line is from", None, example="2013-04")
    printed: str | None = shown("印刷のまま", "The line as printed", None)
    source: SourceRef | None = shown("出典", "Source and the place in it", None)


class SeatChangeRow(Frozen):
    """One seat that stayed, came, ended or changed."""

    id: str = shown("ID", "Id of the seat, of the newer one where two are named", example="seat:0123456789abcdef0123")
    consortium: Ref = shown("会議体", "The consortium")
    organization: Ref | None = shown("機関", "The organization", None)
    left: SeatStated | None = shown("左の席", "The seat on the left; null where it was not there yet", None)
    right: SeatStated | None = shown("右の席", "The seat on the right; null where it has ended", None)
    reason: Ending | None = shown(
        "終わりの根拠",
        "Why a seat counts as ended: a printed last day, a later complete edition without it, or a printed first day "
        "that is later",
        None,
        example="not_stated_since",
    )
    date: str | None = shown("日付", "The day that the reason names", None, example="2015-04")


class SeatSection(Frozen):
    """One page of such seats, by consortium, organization and person."""

    total: int = shown("総数", "Number of seats on all pages", example=9)
    next: str | None = shown(
        "次の頁", "Cursor of the next page, to be given with `section`; null on the last one", None
    )
    items: tuple[SeatChangeRow, ...] = shown("項目", "Seats of this page", ())


class SeatChanges(Frozen):
    """What happened to the seats between two dates."""

    kept: SeatSection = shown("変わらない席", "On both sides, with the same post and role")
    changed: SeatSection = shown("役職・役割の変わった席", "On both sides, with another unit, post, role or sector")
    changed_holder: SeatSection = shown(
        "人の替わった席", "Exactly one seat of an organization and role ended and exactly one came"
    )
    added: SeatSection = shown("新しい席", "Only on the right")
    ended: SeatSection = shown("終わった席", "Only on the left; by a printed day or a later complete edition")
    not_restated: int = shown(
        "その後の記載がない席",
        "Seats on both sides that no edition after the left date and by the right one states again, and none ended",
        example=0,
    )


class BodyRow(Placed):
    """An organization or consortium with its seats on both sides."""

    id: str = shown("ID", "Id of the record")
    name: str = shown("名称", "Name", example="徳島大学")
    sector: str | None = shown("部門", "Sector of an organization as printed", None, example="学")
    reported: str | None = shown("構成員の記載", "How much of a consortium's roster is stated", None)
    seats_left: int = shown("左の席", "Selected seats on the left", example=1)
    seats_right: int = shown("右の席", "Selected seats on the right", example=2)
    left_path: str | None = shown("左の席の一覧", "Path to them; null where there are none", None)
    right_path: str | None = shown("右の席の一覧", "Path to them; null where there are none", None)
    seats: str = shown("席", "Path to the seats of the record")


class BodySection(Frozen):
    """One page of bodies by name."""

    total: int = shown("総数", "Number of bodies on all pages", example=9)
    next: str | None = shown(
        "次の頁", "Cursor of the next page, to be given with `section`; null on the last one", None
    )
    items: tuple[BodyRow, ...] = shown("項目", "Bodies of this page", ())


class BodyChanges(Frozen):
    """Bodies on both sides, only on the right, only on the left."""

    kept: BodySection = shown("両方", "On both sides")
    added: BodySection = shown("右だけ", "Only on the right")
    ended: BodySection = shown("左だけ", "Only on the left")


class MeasureRow(Frozen):
    """One actor with every measure on both sides; a side where it has no seat is null."""

    rank: int | None = shown(
        "順位", "Rank by the size of the change of `sort`; null where a side is null", None, example=1
    )
    id: str = shown("ID", "Id of the actor")
    name: str = shown("名称", "Name of the actor", example="高知県")
    sector: str | None = shown("部門", "Sector as printed", None, example="官")
    memberships: Change = shown("参画数", "Number of consortia")
    connector: Change = shown("府省横断度", "1 − Σ(d_is/d_i)²")
    sole_bridge: Change = shown("単独の橋", "Pairs of consortia that only this actor joins")
    bridge_share: Change = shown("橋渡しの分担", "Σ 1/|A_kl| over the pairs it joins; this project's own measure")
    betweenness_two_mode: Change = shown("橋渡し度", "Betweenness on the two-mode graph, raw")
    betweenness_two_mode_norm: Change = shown("橋渡し度（正規化）", "Divided by the bipartite maximum of each side")
    interlocks: Change = shown("兼務", "Pairs of bodies linked by the person; null at other levels")
    seats: str = shown("席", "Path to its seats")


class MeasureSection(Frozen):
    """One page of actors, the largest change first."""

    level: Literal["organization", "post", "person"] = shown("水準", "What an actor is", example="organization")
    sort: str = shown("並べ替え", "The measure whose change ranks", example="memberships")
    betweenness: Literal["exact", "estimated"] = shown(
        "橋渡し度の計算", "estimated where either side is above the stated size; then a difference holds two errors"
    )
    betweenness_error: float | None = shown(
        "推定の誤差", "Larger of the two sides' largest standard errors, as a share of the largest value", None
    )
    betweenness_exact_later: bool = shown(
        "正確な値を計算中",
        "Whether the exact values are being worked out: ask again soon; such an answer has no ETag",
        False,
    )
    total: int = shown("総数", "Actors on either side", example=20)
    next: str | None = shown(
        "次の頁", "Cursor of the next page, to be given with `section`; null on the last one", None
    )
    items: tuple[MeasureRow, ...] = shown("項目", "Actors of this page", ())


class CompareAnswer(Answer):
    """Two dates, regions or programmes side by side."""

    kind: CompareKind = shown("種類", "What is compared", example="date")
    summary: str = shown("要約", "The change in one sentence", example="席は9そのまま、4が新しく、12が終わりました。")
    left: CompareSide = shown("左", "The first: the earlier date, or the region or programme compared from")
    right: CompareSide = shown("右", "The second")
    seats: SeatChanges | None = shown("席の変化", "Between two dates; null for regions and programmes", None)
    organizations: BodyChanges = shown("機関の変化", "Organizations with a selected seat")
    consortia: BodyChanges = shown(
        "会議体の変化", "Of regions and programmes every selected one, of dates those with a selected seat"
    )
    whole: WholeChange = shown("全体の値", "The two-mode graph of the level as a whole")
    measures: MeasureSection = shown("値の変化", "What the change did to each measure of each actor")


class GrowthPoint(Frozen):
    """The graph as of one date."""

    date: str = shown("日付", "Edition date, or year", example="2015-04")
    seats: int = shown("席", "Seats that stand", example=15)
    organizations: int = shown("機関", "Organizations with such a seat", example=8)
    persons: int | None = shown("人", "Persons with such a seat; null while persons are off", None)
    consortia: int = shown("会議体", "Consortia with such a seat", example=1)
    ties: int = shown("結びつき", "Pairs of a holder and a consortium that it sits on", example=8)
    components: int = shown("つながりのまとまり", "Connected parts of the two-mode graph", example=1)
    added: int = shown("新しい席", "Seats that did not stand at the point before; all at the first", example=4)
    ended: int = shown("終わった席", "Seats that stood at the point before and no more", example=12)
    undated: int = shown("日付のない席", "Seats among them for which no date is stated; counted at every point", 0)
    not_yet_stated: int = shown("まだ記載のない席", "Seats left out because their first edition is later", 0)
    path: str = shown("席の一覧", "Path to the seats that stand")


class GrowthAnswer(Answer):
    """How the selected graph grew, oldest first; a seat without a date is in every point and counted apart."""

    step: Literal["edition", "year"] = shown("刻み", "One point an edition date, or a year", example="edition")
    undated: int = shown("日付のない席", "Selected seats without any date", example=0)
    total: int = shown("総数", "Number of points on all pages", example=3)
    next: str | None = shown("次の頁", "Cursor of the next page; null on the last one", None)
    items: tuple[GrowthPoint, ...] = shown("項目", "Points of this page", ())
