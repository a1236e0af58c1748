"""Answers about introductions: which consortia are tied and by whom, who could introduce the others, whom to ask."""

from typing import Literal

from musubime.questions.answers import EvidenceRow, ListAnswer, Placed, Timed, shown
from musubime.questions.answers_measures import MatrixConsortium, OverlapMember
from musubime.questions.answers_paths import SeatBrief, Step
from musubime.types.base import Frozen

KeyKind = Literal["chair", "representative", "desk"]
Through = Literal["selection", "all"]


class KeySeat(Frozen):
    """Whom to turn to in a consortium: a seat whose printed role says so, or the desk that a document states."""

    kind: KeyKind = shown(
        "種類", "chair, representative (body) or desk, by the words of `musubime.types.key_roles`", example="chair"
    )
    label: str = shown("呼び方", "The kind in the language of the answer", example="座長・会長・代表")
    role: str | None = shown("役割", "Role in the body as printed", None, example="座長")
    seat: SeatBrief | None = shown("席", "The seat; null for a desk that no seat is stated of", None)
    contact: str | None = shown("窓口", "The desk as a document states it, where it is no seat", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where the desk was read; a seat has its own source", ())


class Introducer(Placed):
    """A body that could introduce members of one consortium to members of the other."""

    rank: int = shown("順位", "Rank by `ways`; equal values share it", example=1)
    kind: Literal["organization", "person"] = shown("種類", "Kind of the body", example="organization")
    id: str = shown("ID", "Id of the body")
    name: str = shown("名称", "Name of the body", example="高知県")
    sector: str | None = shown("部門", "Sector as printed", None, example="官")
    sits_on: Literal["a", "b"] | None = shown(
        "席のある側", "Whether it sits on one of the two itself; null where it meets members of both elsewhere", None
    )
    ways: int = shown("担う道の数", "How many of the pair's shortest ways lead through it: the measure of the ranking")
    seats: tuple[SeatBrief, ...] = shown(
        "席", "Its seats on the consortia of those ways, by consortium; at most 5, the rest is counted", ()
    )
    seats_total: int = shown("席の数", "Number of those seats", 0, example=2)


class IntroductionItem(Frozen):
    """One pair of consortia."""

    a: str = shown("A", "Id of the first consortium, the smaller id")
    b: str = shown("B", "Id of the second consortium")
    consortia: tuple[MatrixConsortium, MatrixConsortium] = shown("会議体", "A and B")
    tied: bool | None = shown(
        "つながり", "Whether somebody sits on both; null where members of one are not stated", None, example=False
    )
    lower_bound: bool = shown("下限", "True where a roster is only partly stated: there may be more ties", False)
    shared_count: int | None = shown("共通の構成員の数", "Number of bodies on both", None, example=0)
    shared: tuple[OverlapMember, ...] = shown(
        "共通の構成員", "Bodies on both with their seats, by sector, then name", ()
    )
    distance: int | None = shown(
        "歩数", "Steps of the shortest ways between the two: 2 where they are tied; null where there is no way", None
    )
    ways_total: int = shown("道の数", "Number of shortest ways where the two are not tied", 0, example=4)
    ways: tuple[tuple[Step, ...], ...] = shown(
        "道", "Shortest ways where the two are not tied, each as its steps; as many as `ways` allows", ()
    )
    introducers_total: int = shown("紹介できる機関・人の数", "Number of introducers", 0, example=2)
    introducers: tuple[Introducer, ...] = shown(
        "紹介できる機関・人",
        "Bodies on shortest ways that sit on the one and share a consortium with a member of the other, or share"
        " consortia with members of both; at most 10, most ways first",
        (),
    )
    key_seats_a: tuple[KeySeat, ...] = shown(
        "Aの要となる席", "Whom to turn to in A: chair, representative body, desk", ()
    )
    key_seats_b: tuple[KeySeat, ...] = shown(
        "Bの要となる席", "Whom to turn to in B: chair, representative body, desk", ()
    )
    key_seats_total_a: int = shown("Aの要となる席の数", "Key seats of A; at most 10 of a kind are listed", 0, example=2)
    key_seats_total_b: int = shown("Bの要となる席の数", "Key seats of B; at most 10 of a kind are listed", 0, example=0)
    unknown_a: tuple[KeyKind, ...] = shown("Aで分からない役割", "Kinds of key seats that no document states of A", ())
    unknown_b: tuple[KeyKind, ...] = shown("Bで分からない役割", "Kinds of key seats that no document states of B", ())
    sentence: str = shown("ひとこと", "What holds between the two, in one or two sentences")
    paths: str = shown("経路", "Path to all shortest ways with their seats", example="/api/v1/paths?from=c1&to=c2")


class IntroductionList(ListAnswer, Timed):
    """Pairs of consortia: those not tied first, nearest first; then those tied, by least; then those not known."""

    through: Through = shown(
        "たどる範囲", "selection: ways lead over selected seats only; all: over every seat of the date", "selection"
    )
    measure: Literal["ways"] = shown("順位の値", "What introducers are ranked by: shortest ways they carry", "ways")
    untied: int = shown("つながりのない組", "Pairs of the whole selection with nobody on both", example=1)
    no_way: int = shown("道のない組", "Of these, pairs that no way joins", example=0)
    tied: int = shown("つながりのある組", "Pairs of the whole selection with somebody on both", example=7)
    unknown: int = shown("分からない組", "Pairs of the whole selection where members of one are not stated", example=2)
    items: tuple[IntroductionItem, ...] = shown("項目", "Pairs of this page")
