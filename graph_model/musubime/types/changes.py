"""Change sets: the append-only record of loads and judgements."""

import datetime
import hashlib
import json
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.edition import RosterEdition
from musubime.types.graph import Delta
from musubime.types.partial_dates import PartialDate, first_day
from musubime.types.vocabulary import Kind, Verdict

_DATE_ONLY = re.compile(r"^\d{4}(-\d{2}){0,2}$")


def _moment(text: str) -> str:
    """Return a date as it is, and a time in UTC to the millisecond, so that moments sort as text."""
    if _DATE_ONLY.match(text):
        first_day(text)
        return text
    try:
        time = datetime.datetime.fromisoformat(text)
    except ValueError as fault:
        raise ValueError(f"{text!r} is no date or time; write 2026-11-22 or 2026-11-22T09:30:00+09:00") from fault
    if time.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone; write 2026-11-22T09:30:00+09:00")
    return time.astimezone(datetime.UTC).isoformat(timespec="milliseconds")


Moment = Annotated[str, AfterValidator(_moment)]


class Judgement(Frozen):
    """判断: what somebody or a rule says of two things of one kind; never overwritten, undone by another.

    A side is a name (every mention that prints it), the id of a node or mention (`org:…`: the node with that mention),
    or, on organizations, the id of a registered body (`cn:…`, `mext:…`, `edinet:…`, `ror:…`).
    """

    id: Id = described("ID", "Hash of what it says; worked out where it is not given", "")
    kind: Kind = described("種類", "Kind of thing that is judged")
    left: NameText = described("左", "One name, mention, node or registered body")
    right: NameText = described("右", "The other")
    verdict: Verdict = described("判断", "Same, different or undecided")
    by: NameText = described("判断者", "Who judged; `rule:` and the rule where one did")
    at: Moment = described("日時", "When: a date, or a time in UTC to the millisecond")
    reason: LongText = described("理由", "Why")
    score: float | None = described("スコア", "Score of a rule, where it gives one", None)
    undoes: Id | None = described("取り消す判断", "Id of the judgement that this one takes back", None)
    left_name: NameText | None = described("左の名称", "Name that was shown for the left side, to read only", None)
    right_name: NameText | None = described("右の名称", "Name that was shown for the right side, to read only", None)

    @model_validator(mode="after")
    def _has_an_id(self) -> "Judgement":
        if not self.id:
            object.__setattr__(self, "id", self.content_id)
        return self

    @property
    def content_id(self) -> str:
        """The id that follows from what it says; names that were only shown are no part of it."""
        said = [self.kind, self.left, self.right, self.verdict, self.by, self.at, self.reason, self.score, self.undoes]
        text = json.dumps([None if value is None else str(value) for value in said], ensure_ascii=False)
        return "judgement:" + hashlib.sha256(text.encode()).hexdigest()[:20]

    @property
    def by_rule(self) -> bool:
        """Whether a rule judged, and nobody."""
        return self.by.startswith("rule:")


class ChangeSet(Frozen):
    """One load, undone load or set of judgements: what was read, and exactly what it changed in the graph."""

    id: Id
    kind: Literal["load", "judgements", "undo"]
    title: NameText
    actor: NameText
    at: NameText
    """Time of the change, ISO 8601 in UTC; no part of the graph."""
    edition: RosterEdition | None = None
    removed: tuple[Id, str] | None = None
    """Key of the edition that the ledger holds no longer, where an undone load was its first."""
    undoes: Id | None = None
    """Id of the change set that this one takes back."""
    judgements: tuple[Judgement, ...] = ()
    delta: Delta
    version_before: Id
    version_after: Id


class ChangeSetHeader(Frozen):
    """What a list of change sets shows of one, without what was read or changed."""

    seq: int
    id: Id
    kind: Literal["load", "judgements", "undo"]
    title: NameText
    actor: NameText
    at: NameText
    roster: Id | None
    edition_date: PartialDate | None
    version_before: Id
    version_after: Id
