"""Why an actor ranks: one sentence made of its own numbers."""

from collections.abc import Sequence

NAMED = 3


def reason(lang: str, names: Sequence[str], owners: Sequence[str], sole: Sequence[tuple[str, str]], joined: int) -> str:
    """Return why an actor matters.

    `names` are its consortia, `owners` the owners of their programmes, `sole` the pairs that it alone joins, `joined`
    the number of pairs that it joins with others or alone.
    """
    return _english(names, owners, sole, joined) if lang == "en" else _japanese(names, owners, sole, joined)


def _japanese(names: Sequence[str], owners: Sequence[str], sole: Sequence[tuple[str, str]], joined: int) -> str:
    listed = "、".join(f"「{name}」" for name in names[:NAMED])
    more = f"ほか{len(names) - NAMED}件" if len(names) > NAMED else ""
    if len(names) == 1:
        return f"{listed}に参画。"
    across = f"{'・'.join(owners[:NAMED])}{'など' if len(owners) > NAMED else ''}の" if len(owners) > 1 else ""
    text = f"{across}{len(names)}つの会議体（{listed}{more}）に参画。"
    if sole:
        a, b = sole[0]
        others = f"など{len(sole)}組" if len(sole) > 1 else ""
        return f"{text}「{a}」と「{b}」{others}を結ぶのはここだけ。"
    return f"{text}{joined}組を他の構成員とともに結ぶ。"


def _english(names: Sequence[str], owners: Sequence[str], sole: Sequence[tuple[str, str]], joined: int) -> str:
    listed = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    if len(names) == 1:
        return f"Sits on {listed}."
    across = (
        f" under {', '.join(owners[:NAMED])}{' and others' if len(owners) > NAMED else ''}" if len(owners) > 1 else ""
    )
    text = f"Sits on {len(names)} consortia{across}: {listed}."
    if sole:
        a, b = sole[0]
        others = f" (and {len(sole) - 1} more pairs)" if len(sole) > 1 else ""
        return f"{text} The only one who joins {a} and {b}{others}."
    return f"{text} Joins {joined} {'pair' if joined == 1 else 'pairs'} together with others."
