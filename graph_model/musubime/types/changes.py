"""Change sets: the append-only record of loads and judgements."""

from typing import Literal

from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.edition import RosterEdition
from musubime.types.graph import Delta
from musubime.types.partial_dates import PartialDate
from musubime.types.vocabulary import Kind, Verdict


class Judgement(Frozen):
    """判断: what somebody or a rule says of two names of one kind; never overwritten, undone by another."""

    kind: Kind = described("種類", "Kind of thing that the names name")
    left: NameText = described("左の名称", "One name")
    right: NameText = described("右の名称", "The other name")
    verdict: Verdict = described("判断", "Same, different or undecided")
    by: NameText = described("判断者", "Who or which rule judged")
    at: PartialDate = described("日付", "When")
    reason: LongText = described("理由", "Why")
    score: float | None = described("スコア", "Score of a rule, where it gives one", None)


class ChangeSet(Frozen):
    """One load or set of judgements: what was read, and exactly what it changed in the graph."""

    id: Id
    kind: Literal["load", "judgements"]
    title: NameText
    actor: NameText
    at: NameText
    """Time of the change, ISO 8601 in UTC; no part of the graph."""
    edition: RosterEdition | None = None
    judgements: tuple[Judgement, ...] = ()
    delta: Delta
    version_before: Id
    version_after: Id


class ChangeSetHeader(Frozen):
    """What a list of change sets shows of one, without what was read or changed."""

    seq: int
    id: Id
    kind: Literal["load", "judgements"]
    title: NameText
    actor: NameText
    at: NameText
    roster: Id | None
    edition_date: PartialDate | None
    version_before: Id
    version_after: Id
