"""What the review queue says: pairs that somebody must look at, with everything that helps to tell."""

from pydantic import Field

from musubime.questions.answers import ListAnswer, Placed, shown
from musubime.questions.answers_records import IdentifierRow, NameRow, SeatRow
from musubime.types.base import Frozen


class ReviewSide(Placed):
    """One of two candidates, as far as it is known."""

    id: str = shown("ID", "Id of the node")
    name: str = shown("名称", "Its name")
    names: tuple[NameRow, ...] = shown("表記", "All its names, each with where or why", ())
    identifiers: tuple[IdentifierRow, ...] = shown("番号", "Its numbers of registers", ())
    sector: str | None = shown("部門", "Its sector as printed", None)
    seats: tuple[SeatRow, ...] = shown("席", "Its seats with the printed lines, the first of `seats_total`", ())
    seats_total: int = shown("席の数", "Number of its seats")
    consortium_prefectures: tuple[str, ...] = shown(
        "会議体の都道府県", "Names of the prefectures of the consortia that it sits on: its context", ()
    )
    register_title: str | None = shown("登録簿", "For a registered body: title of the register that states it", None)
    city: str | None = shown("市区町村", "For a registered body: municipality of its seat", None)
    organizations: tuple[str, ...] = shown("所属", "For a person: names of the organizations of its seats", ())


class ReviewItem(Frozen):
    """One pair of the queue."""

    rank: int = shown("順位", "Place in the queue, from 1")
    id: str = shown("ID", "Id of the pair; the same as long as both nodes are")
    kind: str = shown("種類", "Kind of both nodes")
    rule: str = shown("規則", "Tier that found the pair, and that a bulk decision goes by")
    score: float = shown("スコア", "Between 0 and 1; it ranks, it never merges")
    reasons: tuple[str, ...] = shown("理由", "What speaks for and against")
    networks_gained: int = shown(
        "広がり", "Consortia that the joined node would sit on beyond the better seated of both"
    )
    undecided: bool = shown("保留", "Whether somebody looked at it and could not tell")
    left: ReviewSide = shown("左", "One candidate")
    right: ReviewSide = shown("右", "The other")


class RuleCount(Frozen):
    """How many pairs one rule found."""

    kind: str = shown("種類", "Kind of the nodes")
    rule: str = shown("規則", "The rule")
    pairs: int = shown("組の数", "Number of pairs that are open")


class ReviewList(ListAnswer):
    """The queue, those pairs first that change most; pairs put off come last."""

    items: tuple[ReviewItem, ...] = shown("確認の列", "Pairs to look at")
    rules: tuple[RuleCount, ...] = Field(title="規則ごと", description="Open pairs of the whole queue by rule")
