"""Why an actor ranks: one sentence made of its own numbers."""

from collections.abc import Sequence
from typing import NamedTuple

NAMED = 3


class Sole(NamedTuple):
    """Pairs of consortia that one actor alone joins."""

    stated: Sequence[tuple[str, str]]
    """Between consortia that state all their members."""
    known: Sequence[tuple[str, str]]
    """Where one of the two states some of its members only: as far as is known."""


def reason(lang: str, names: Sequence[str], owners: Sequence[str], sole: Sole, joined: int) -> str:
    """Return why an actor matters.

    `names` are its consortia, `owners` the owners of their programmes, `sole` the pairs that it alone joins, `joined`
    the number of pairs that it joins with others or alone.
    """
    return _english(names, owners, sole, joined) if lang == "en" else _japanese(names, owners, sole, joined)


def _japanese(names: Sequence[str], owners: Sequence[str], sole: Sole, joined: int) -> str:
    listed = "、".join(f"「{name}」" for name in names[:NAMED])
    more = f"ほか{len(names) - NAMED}件" if len(names) > NAMED else ""
    if len(names) == 1:
        return f"{listed}に参画。"
    across = f"{'・'.join(owners[:NAMED])}{'など' if len(owners) > NAMED else ''}の" if len(owners) > 1 else ""
    text = f"{across}{len(names)}つの会議体（{listed}{more}）に参画。"
    if sole.stated:
        more = f"分かっている範囲では、ほかに{len(sole.known)}組も。" if sole.known else ""
        return f"{text}{_pairs(sole.stated)}を結ぶのはここだけ。{more}"
    if sole.known:
        return f"{text}分かっている範囲で{_pairs(sole.known)}を結ぶのはここだけ。"
    return f"{text}{joined}組を他の構成員とともに結ぶ。"


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    a, b = pairs[0]
    return f"「{a}」と「{b}」" + (f"など{len(pairs)}組" if len(pairs) > 1 else "")


def _english(names: Sequence[str], owners: Sequence[str], sole: Sole, joined: int) -> str:
    listed = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    if len(names) == 1:
        return f"Sits on {listed}."
    across = (
        f" under {', '.join(owners[:NAMED])}{' and others' if len(owners) > NAMED else ''}" if len(owners) > 1 else ""
    )
    text = f"Sits on {len(names)} consortia{across}: {listed}."
    if sole.stated:
        more = f" As far as known, {len(sole.known)} more." if sole.known else ""
        return f"{text} The only one who joins {_english_pairs(sole.stated)}.{more}"
    if sole.known:
        return f"{text} As far as known, the only one who joins {_english_pairs(sole.known)}."
    return f"{text} Joins {joined} {'pair' if joined == 1 else 'pairs'} together with others."


def _english_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    a, b = pairs[0]
    return f"{a} and {b}" + (f" (and {len(pairs) - 1} more pairs)" if len(pairs) > 1 else "")
