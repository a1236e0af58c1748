"""What would change, in plain words made from the numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime.questions.answers_what_if import Supposition
from musubime.questions.parts import Falling

NAMED = 3
Pairs = tuple[int, tuple[str, str] | None]
"""How many pairs of consortia, and the names of the first."""


class Effect(NamedTuple):
    """What the sentence is made of."""

    suppositions: Sequence[Supposition]
    falling: Falling
    lost: Pairs
    gained: Pairs
    now_sole: int
    emptied: Sequence[str]


def what_if_sentence(lang: str, effect: Effect) -> str:
    """Return what would change: what hangs together, which pairs lose or gain their bodies, who has nobody left."""
    return _english(effect) if lang == "en" else _japanese(effect)


def _japanese(effect: Effect) -> str:
    removed = "、".join(_named_ja([_called_ja(one) for one in effect.suppositions if one.operation == "remove"]))
    added = "、".join(_named_ja([_called_ja(one) for one in effect.suppositions if one.operation == "add"]))
    if removed and added:
        text = f"{removed}を外し、{added}を加えると、"
    else:
        text = f"{removed}を外すと、" if removed else f"{added}を加えると、"
    before, after = effect.falling.number_before, effect.falling.number_after
    parts = []
    if effect.falling.detached:
        parts.append(
            f"{effect.falling.detached}つのネットワークがほかとつながらなくなります（まとまりは{before}から{after}へ）"
        )
    elif before != after:
        parts.append(f"つながりのまとまりは{before}から{after}になります")
    if effect.lost[1]:
        parts.append(f"{_pairs_ja(effect.lost[0], *effect.lost[1])}に共通の機関がなくなります")
    if effect.gained[1]:
        parts.append(f"{_pairs_ja(effect.gained[0], *effect.gained[1])}が新しく機関を共有します")
    if effect.now_sole:
        parts.append(f"{effect.now_sole}組が一つの機関だけで結ばれるようになります")
    if effect.emptied:
        parts.append(f"{'、'.join(_named_ja([f'「{name}」' for name in effect.emptied]))}に機関がいなくなります")
    return text + ("。".join(parts) if parts else "会議体どうしのつながりは変わりません") + "。"


def _called_ja(one: Supposition) -> str:
    if one.operation == "add" and one.consortium:
        return f"{one.name}の「{one.consortium.name}」の席"
    if one.kind == "seat" and one.consortium:
        return f"「{one.consortium.name}」の{one.name}の席"
    return f"「{one.name}」" if one.kind == "consortium" else one.name


def _named_ja(names: list[str]) -> list[str]:
    return [*names[:NAMED], f"ほか{len(names) - NAMED}件"] if len(names) > NAMED else names


def _pairs_ja(count: int, a: str, b: str) -> str:
    return f"「{a}」と「{b}」" + (f"など{count}組" if count > 1 else "")


def _english(effect: Effect) -> str:
    removed = _listed_en([_called_en(one) for one in effect.suppositions if one.operation == "remove"])
    added = _listed_en([_called_en(one) for one in effect.suppositions if one.operation == "add"])
    text = " and ".join(
        part for part in (f"without {removed}" if removed else "", f"with {added}" if added else "") if part
    )
    before, after = effect.falling.number_before, effect.falling.number_after
    parts = []
    if effect.falling.detached:
        cut = _number(effect.falling.detached, "consortium is", "consortia are")
        parts.append(f"{cut} cut off from the rest (parts: {before} → {after})")
    elif before != after:
        parts.append(f"the connected parts go from {before} to {after}")
    if effect.lost[1]:
        parts.append(f"{_pairs_en(effect.lost[0], *effect.lost[1])} no longer share an organization")
    if effect.gained[1]:
        parts.append(f"{_pairs_en(effect.gained[0], *effect.gained[1])} share an organization for the first time")
    if effect.now_sole:
        parts.append(f"{_number(effect.now_sole, 'pair hangs', 'pairs hang')} on one organization alone")
    if effect.emptied:
        parts.append(f"{_listed_en(list(effect.emptied))} would have no organization left")
    return f"{text[:1].upper()}{text[1:]}, {'; '.join(parts) if parts else 'no pair of consortia is joined or parted'}."


def _called_en(one: Supposition) -> str:
    if one.consortium:
        return f"a seat of {one.name} on {one.consortium.name}"
    return one.name


def _listed_en(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def _pairs_en(count: int, a: str, b: str) -> str:
    return f"{a} and {b}" + (f" (and {_number(count - 1, 'more pair', 'more pairs')})" if count > 1 else "")


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
