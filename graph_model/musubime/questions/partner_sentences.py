"""Why a candidate is worth talking to, and what a list of candidates does not tell, in plain sentences."""

from collections.abc import Sequence
from typing import NamedTuple

NAMED = 3


class Why(NamedTuple):
    """What the reasons of one candidate are made of; all names."""

    asker: str
    common: int
    named: Sequence[str]
    """The first of the common partners."""
    meeting: int
    meeting_named: Sequence[str]
    """The first of the consortia where the candidate sits with one of them."""
    roster: str | None
    """The consortium of the asker with most common partners."""
    knowing: int
    """How many of its members those are."""
    size: int
    """Members of that consortium besides the asker."""
    between: int | None
    """Consortia on the shortest way, 3 or more where nobody sits with both; None above 20."""


class Told(NamedTuple):
    """What the notes of a list are made of."""

    asker: str
    seated: bool
    """Whether the asker has a selected seat."""
    filters: Sequence[str]
    candidates: int
    total: int
    unconnected: int
    partial: int


def reasons(why: Why, lang: str) -> tuple[str, ...]:
    """Return why a candidate ranks where it does."""
    return tuple((_why_en if lang == "en" else _why_ja)(why))


def notes(told: Told, lang: str) -> tuple[str, ...]:
    """Return what has to be known about a list: why it is empty, who is not in it, what is not certain."""
    return tuple((_told_en if lang == "en" else _told_ja)(told))


def _why_ja(why: Why) -> list[str]:
    if not why.common:
        if why.between is None:
            return ["共通の同席機関はありません。会議体を20より多くたどった先でつながっています。"]
        return [f"共通の同席機関はありません。会議体を{why.between}つたどるとつながります。"]
    more = f"など{why.common}機関" if why.common > len(why.named) else f"の{why.common}機関" if why.common > 1 else ""
    said = [f"{'・'.join(why.named)}{more}が、{why.asker}ともこの機関とも同席しています。"]
    where = "".join(f"「{name}」" for name in why.meeting_named)
    rest = f"など{why.meeting}件" if why.meeting > len(why.meeting_named) else ""
    said.append(f"この機関との同席の場は{where}{rest}です。")
    if why.roster is not None and why.knowing > 1:
        said.append(
            f"{why.asker}の「{why.roster}」では、ほかの構成員{why.size}機関のうち{why.knowing}機関がこの機関と同席しています。"
        )
    return said


def _why_en(why: Why) -> list[str]:
    if not why.common:
        if why.between is None:
            return ["No common partner; connected over more than 20 consortia."]
        return [f"No common partner; connected over {why.between} consortia."]
    if why.common == 1:
        said = [f"{why.named[0]} sits with both {why.asker} and this body."]
    else:
        more = f" and {why.common - len(why.named)} more" if why.common > len(why.named) else ""
        said = [f"{', '.join(why.named)}{more} ({why.common} bodies) sit with both {why.asker} and this body."]
    more = f" and {why.meeting - len(why.meeting_named)} more" if why.meeting > len(why.meeting_named) else ""
    said.append(f"They meet it on {', '.join(why.meeting_named)}{more}.")
    if why.roster is not None and why.knowing > 1:
        said.append(f"On {why.roster}, {why.knowing} of the {why.size} other members sit with it elsewhere.")
    return said


def _told_ja(told: Told) -> list[str]:
    within = f"条件（{'、'.join(told.filters)}）の中では、" if told.filters else ""
    if not told.seated:
        return [
            f"{within}{told.asker}の席の記載がないため、候補を順位づけできません。条件を外すか、席のある機関を選んでください。"
        ]
    said = []
    if not told.candidates:
        said.append(f"{told.asker}とつながる機関は、すべてすでに同席しています。")
    elif not told.total:
        said.append(f"候補は{told.candidates}機関ありますが、一覧の条件に合うものはありません。条件を外してください。")
    if told.unconnected:
        said.append(
            f"ほかに{told.unconnected}機関は、機関の席をたどっても{told.asker}からの道がないため順位がありません（遠いのではなく、つながりの記載がありません）。"
        )
    if told.partial:
        said.append(
            f"{told.asker}の会議体のうち{told.partial}件は構成員の一部だけが分かるため、すでに同席している機関が候補に入っていることがあります。"
        )
    return said


def _told_en(told: Told) -> list[str]:
    within = f" among the seats of {', '.join(told.filters)}" if told.filters else ""
    if not told.seated:
        return [
            f"No seat of {told.asker} is stated{within}, so nobody can be ranked."
            " Take off a filter, or choose an organization that holds a seat."
        ]
    said = []
    if not told.candidates:
        said.append(f"Everybody whom a way leads to already sits with {told.asker}.")
    elif not told.total:
        said.append(f"There are {told.candidates} candidates, but none passes the filters of the list; take one off.")
    if told.unconnected:
        bodies = "body is" if told.unconnected == 1 else "bodies are"
        said.append(
            f"{told.unconnected} more {bodies} not ranked: no way over seats of organizations leads there from"
            f" {told.asker}. That does not mean far away; no document states a connection."
        )
    if told.partial:
        consortia = "consortium states" if told.partial == 1 else "consortia state"
        said.append(
            f"{told.partial} {consortia} only some members of those that {told.asker} sits on:"
            " a candidate may sit there already."
        )
    return said
