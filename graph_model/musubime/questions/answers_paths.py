"""Answers about ways: shortest paths step by step with their seats, and how far everybody is."""

from typing import Literal

from pydantic import Field

from musubime.questions.answers import (
    Answer,
    EvidenceRow,
    Holder,
    KindRef,
    ListAnswer,
    Placed,
    Ref,
    SourceRef,
    Timed,
    shown,
)
from musubime.types.base import Frozen


class SeatBrief(Frozen):
    """One seat as it stands in an answer about ways; `seat` leads to all that is stated about it."""

    id: str = shown("ID", "Id of the seat")
    consortium: Ref = shown("会議体", "The consortium it is on")
    holder: Holder | None = shown("席の持ち主", "The organization, else the person; null while persons are off", None)
    post: str | None = shown("役職", "Title held in the organization", None, example="学長")
    person: Ref | None = shown("人", "The named person", None)
    role: str | None = shown("役割", "Role in the body", None, example="座長")
    printed: str | None = shown("印刷のまま", "Exact text of its statement", None, example="徳島大学学長")
    valid_from: str | None = shown("開始", "First day, only where printed", None)
    valid_to: str | None = shown("終了", "Last day, only where printed", None)
    source: SourceRef | None = shown("出典", "Source of the statement and the place in it", None)
    seat: str = shown("席のパス", "Path to the seat with all its statements", example="/api/v1/seats/seat:0a1b2c")


class Step(Frozen):
    """One step of a path: from a body to a consortium it sits on, or back; or from a body to itself as a consortium."""

    from_: KindRef = Field(title="から", description="Where the step starts", alias="from")
    to: KindRef = shown("へ", "Where the step ends")
    kind: Literal["seat", "same_body"] = shown(
        "種類", "seat: a membership; same_body: an organization that is itself the consortium", example="seat"
    )
    seats: tuple[SeatBrief, ...] = shown("席", "The seats that make a membership, by id", ())
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where a document says that both are one body", ())


class Component(Placed):
    """The part of the graph that one end stands in: all that any way leads to from it."""

    of: KindRef = shown("端", "The end")
    organizations: int = shown("機関", "Organizations in it", example=22)
    persons: int = shown("人", "Persons in it who hold a seat without an organization", 0, example=0)
    consortia: int = shown("会議体", "Consortia in it", example=3)
    named: tuple[Ref, ...] = shown("会議体の名称", "Its consortia, by name; at most 20, the rest is counted", ())


class PathsAnswer(Answer, Timed):
    """Every shortest path between two records."""

    from_: KindRef = Field(title="から", description="Where all paths start", alias="from")
    to: KindRef = shown("へ", "Where all paths end")
    length: int | None = shown(
        "歩数",
        "Number of steps of every shortest path, null where there is none; two bodies on one consortium are two steps"
        " apart",
        None,
        example=2,
    )
    total: int = shown("経路の数", "Number of shortest paths", example=2)
    listed: int = shown("一覧の数", "Paths in this answer; the others are only counted", example=2)
    paths: tuple[tuple[Step, ...], ...] = shown(
        "経路", "Each path as its steps; sorted by the names of the records on the way", ()
    )
    reason: str | None = shown("理由", "Why there is no path; null where there is one", None)
    components: tuple[Component, ...] = shown("まとまり", "Where there is no path: what either end stands in", ())
    not_stated: int = shown(
        "構成員の記載がない会議体", "Selected consortia without stated members, through which no way is known", 0
    )
    partial: int = shown("一部だけ記載の会議体", "Selected consortia that state some of their members only", 0)


class Ring(Frozen):
    """Who is a number of steps away."""

    steps: int | None = shown("歩数", "Steps; null for those that no way leads to", None, example=2)
    organizations: int = shown("機関", "Organizations", example=14)
    persons: int = shown("人", "Persons who hold a seat without an organization", 0, example=0)
    consortia: int = shown("会議体", "Consortia", example=0)


class DistanceItem(Placed):
    """One body or consortium and how far it is."""

    steps: int | None = shown("歩数", "Steps; null where there is no way", None, example=2)
    kind: Literal["organization", "person", "consortium"] = shown("種類", "Kind of the record", example="organization")
    id: str = shown("ID", "Id of the record")
    name: str = shown("名称", "Name of the record", example="徳島県")
    sector: str | None = shown("部門", "Sector of a body as printed", None, example="官")
    seats: str = shown("席", "Path to its seats")


class Distances(ListAnswer, Timed):
    """How far everybody is from one organization."""

    id: str = shown("ID", "Id of the organization")
    name: str = shown("名称", "Name of the organization", example="徳島大学")
    rings: tuple[Ring, ...] = shown(
        "歩数ごとの数", "How many stand 1, 2, 3 … steps away; last, with null, those that no way leads to", ()
    )
    reached: int = shown("届く数", "Bodies and consortia that a way leads to", example=26)
    unreachable: int = shown("届かない数", "Bodies and consortia that no way leads to", example=47)
    not_stated: int = shown(
        "構成員の記載がない会議体", "Selected consortia without stated members; they are in no ring", 0
    )
    items: tuple[DistanceItem, ...] = shown("項目", "Bodies and consortia, nearest first, then by name")
