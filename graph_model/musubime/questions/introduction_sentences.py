"""What holds between two consortia, in one or two plain sentences: tied by whom, or who could introduce them."""

from collections.abc import Sequence
from typing import NamedTuple

NAMED = 3


class PairFacts(NamedTuple):
    """What a sentence is made of; all names."""

    a: str
    b: str
    missing: Sequence[str]
    """Those of the two that state no members."""
    empty: Sequence[str]
    """Those of the two without a seat at the date."""
    partial: bool
    everywhere: bool
    """Whether ways may lead over seats outside of the selection."""
    shared: Sequence[str]
    length: int | None
    way: Sequence[str]
    """Names along the first shortest way, from a to b."""
    total: int
    introducers: Sequence[str]
    itself: tuple[bool, bool] = (False, False)
    """Whether that way begins with a itself as an organization, and ends with b itself as one."""


def sentence(facts: PairFacts, lang: str) -> str:
    """Return the sentence of a pair."""
    return _english(facts) if lang == "en" else _japanese(facts)


def _japanese(facts: PairFacts) -> str:
    pair = f"「{facts.a}」と「{facts.b}」"
    known = "分かっている範囲で、" if facts.partial else ""
    if facts.missing:
        return f"「{'」「'.join(facts.missing)}」は構成員の記載がないため、{pair}のつながりは分かりません。"
    if facts.shared:
        return f"{known}{pair}は、{_some_ja(facts.shared)}が両方に席を持ち、つながっています。"
    if facts.empty:
        return f"「{'」「'.join(facts.empty)}」にはこの時点の席がなく、{pair}をつなぐ機関・人はいません。"
    return _untied_japanese(facts, f"{known}{pair}の両方に席を持つ機関・人はいません。")


def _untied_japanese(facts: PairFacts, start: str) -> str:
    if facts.length is None:
        scope = "この時点のすべての席をたどっても" if facts.everywhere else "選んだ席の中では"
        return f"{start}{scope}、間をつなぐ道もありません。"
    if facts.length == 2:
        if any(facts.itself):
            own, other = (facts.a, facts.b) if facts.itself[0] else (facts.b, facts.a)
            return f"{start}「{own}」が機関として「{other}」に席を持っています。"
        return f"{start}選んだ席のほかに、{facts.way[1]}が両方に席を持っています。"
    if facts.length == 4:
        _, x, middle, y, _ = facts.way
        first, second = (
            f"「{name}」自身" if own else f"「{name}」の{body}"
            for name, body, own in zip((facts.a, facts.b), (x, y), facts.itself, strict=True)
        )
        meeting = f"「{middle}」で{first}と{second}が同席しています"
        more = f"（道はほかに{facts.total - 1}本）" if facts.total > 1 else ""
        return f"{start}{meeting}{more}。紹介できるのは{_some_ja(facts.introducers)}。"
    if facts.introducers:
        return f"{start}両側の構成員と同席し、紹介できるのは{_some_ja(facts.introducers)}。"
    return f"{start}ひとりで紹介できる機関・人もなく、間に{facts.length // 2 - 1}つの会議体を挟みます。"


def _some_ja(names: Sequence[str]) -> str:
    more = f"など{len(names)}機関・人" if len(names) > NAMED else ""
    return "・".join(names[:NAMED]) + more


def _english(facts: PairFacts) -> str:
    pair = f"{facts.a} and {facts.b}"
    known = "As far as known, " if facts.partial else ""
    if facts.missing:
        states = "states" if len(facts.missing) == 1 else "state"
        return f"Whether {pair} are tied is not known: {' and '.join(facts.missing)} {states} no members."
    if facts.shared:
        return f"{known}{pair} are tied: {_some_en(facts.shared)} on both."
    if facts.empty:
        return f"Nothing ties {pair}: {' and '.join(facts.empty)} had no seats at this date."
    return _untied_english(facts, f"{known}{'nobody' if known else 'Nobody'} sits on both {pair}.")


def _untied_english(facts: PairFacts, start: str) -> str:
    if facts.length is None:
        scope = "over all seats of this date" if facts.everywhere else "over the selected seats"
        return f"{start} No way leads from one to the other {scope}."
    if facts.length == 2:
        if any(facts.itself):
            own, other = (facts.a, facts.b) if facts.itself[0] else (facts.b, facts.a)
            return f"{start} {own} itself sits, as an organization, on {other}."
        return f"{start} Outside of the selected seats, {facts.way[1]} sits on both."
    if facts.length == 4:
        _, x, middle, y, _ = facts.way
        more = f" (other ways: {facts.total - 1})" if facts.total > 1 else ""
        first, second = (
            f"the {which} itself" if own else f"{body} of the {which}"
            for which, body, own in zip(("first", "second"), (x, y), facts.itself, strict=True)
        )
        met = f"{first[0].upper()}{first[1:]} and {second} sit together on {middle}{more}."
        return f"{start} {met} Who could introduce them: {_some_en(facts.introducers)}."
    if facts.introducers:
        return f"{start} Who meets members of both and could introduce them: {_some_en(facts.introducers)}."
    return f"{start} No single body could introduce them; {facts.length // 2 - 1} consortia stand between."


def _some_en(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
