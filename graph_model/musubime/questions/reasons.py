"""Why an actor ranks: one sentence made of its own numbers."""

from collections.abc import Sequence
from typing import NamedTuple

NAMED = 3
Pair = tuple[str, str]


class Sole(NamedTuple):
    """Pairs of consortia that one actor alone joins: how many, and the first of each kind by name."""

    stated: int = 0
    """Between consortia that state all their members."""
    known: int = 0
    """Where one of the two states some of its members only: as far as is known."""
    first_stated: Pair = ("", "")
    first_known: Pair = ("", "")


def reason(lang: str, names: Sequence[str], owners: Sequence[str], sole: Sole, joined: int) -> str:
    """Return why an actor matters.

    `names` are its consortia, `owners` the owners of their programmes, those of the most first, `sole` the pairs that
    it alone joins, `joined` the number of pairs that it joins with others or alone.
    """
    return _english(names, owners, sole, joined) if lang == "en" else _japanese(names, owners, sole, joined)


def _japanese(names: Sequence[str], owners: Sequence[str], sole: Sole, joined: int) -> str:
    listed = "、".join(_quoted(name) for name in names[:NAMED])
    more = f"ほか{len(names) - NAMED:,}件" if len(names) > NAMED else ""
    if len(names) == 1:
        return f"{listed}に参画。"
    across = f"{'・'.join(owners[:NAMED])}{'など' if len(owners) > NAMED else ''}の" if len(owners) > 1 else ""
    text = f"{across}{len(names):,}{'つ' if len(names) < 10 else ''}の会議体（{listed}{more}）に参画。"
    if sole.stated:
        more = f"分かっている範囲では、ほかに{sole.known:,}組も。" if sole.known else ""
        return f"{text}{_pairs(sole.stated, sole.first_stated)}を結ぶのはここだけ。{more}"
    if sole.known:
        return f"{text}分かっている範囲で{_pairs(sole.known, sole.first_known)}を結ぶのはここだけ。"
    return f"{text}{joined:,}組を他の構成員とともに結ぶ。"


def _pairs(count: int, first: Pair) -> str:
    a, b = first
    return f"{_quoted(a)}と{_quoted(b)}" + (f"など{count:,}組" if count > 1 else "")


def _quoted(name: str) -> str:
    """Return a name in brackets; one that has such brackets of its own stands in the double ones."""
    return f"『{name}』" if "「" in name else f"「{name}」"


def _english(names: Sequence[str], owners: Sequence[str], sole: Sole, joined: int) -> str:
    listed = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")
    if len(names) == 1:
        return f"Sits on {listed}."
    across = (
        f" under {', '.join(owners[:NAMED])}{' and others' if len(owners) > NAMED else ''}" if len(owners) > 1 else ""
    )
    text = f"Sits on {len(names):,} consortia{across}: {listed}."
    if sole.stated:
        more = f" As far as known, {sole.known:,} more." if sole.known else ""
        return f"{text} The only one who joins {_english_pairs(sole.stated, sole.first_stated)}.{more}"
    if sole.known:
        return f"{text} As far as known, the only one who joins {_english_pairs(sole.known, sole.first_known)}."
    return f"{text} Joins {joined:,} {'pair' if joined == 1 else 'pairs'} together with others."


def _english_pairs(count: int, first: Pair) -> str:
    a, b = first
    more = f" (and {count - 1:,} more {'pair' if count == 2 else 'pairs'})" if count > 1 else ""
    return f"{a} and {b}{more}"
