"""Tier T2: what a further name of a register is worth; registers hold names that an official once typed, too."""

from typing import NamedTuple

from musubime.resolution.keys import prepared
from musubime.resolution.linking.legal_persons import UNIVERSITY_FORMS, runs_another
from musubime.resolution.linking.mentions import Mention
from musubime.resolution.registers import Hit
from musubime.types.partial_dates import first_day, last_day
from musubime.types.vocabulary import NameKind

_LABELS = {kind.value: kind.label_ja for kind in NameKind}
_SHORTEST_SHARE = 2
_SHORTEST_ENGLISH = 8


class OtherName(NamedTuple):
    """Whether a further name may link by itself, and why."""

    sure: bool
    evidence: str
    short: bool = False
    """Whether it is sure only in the right prefecture, or where hardly any two bodies bear it."""


def is_dated(hit: Hit) -> bool:
    """Return whether the register says when a body bore this name."""
    return bool(hit.valid_from or hit.valid_to)


def bore_it(mention: Mention, hit: Hit) -> bool:
    """Return whether a body may have borne the name at the date of the mention; without a date it may."""
    return not mention.date or _covers(hit, mention.date)


def other_name(mention: Mention, hit: Hit) -> OtherName:
    """Return what a hit on a further name is worth.

    Sure are a dated name whose dates cover the date of the mention, and an undated one that shows by itself that it is
    another print of the registered name. An undated name without any likeness is not: in the official data of 2024 one
    in three of those was typed beside a wrong number.
    """
    if is_dated(hit):
        return _dated(mention, hit)
    label = _label(hit.name_kind)
    if hit.name_kind in (NameKind.ENGLISH, NameKind.READING):
        english = hit.name_kind == NameKind.ENGLISH and len(hit.matched) >= _SHORTEST_ENGLISH
        return OtherName(english, f"「{hit.name}」の{label}", short=True)
    if not _same_print(hit):
        return OtherName(False, f"「{hit.name}」の{label}とされるが、日付がなく名称も似ていない")
    one, registered = prepared(hit.matched), prepared(hit.name)
    short = one.form != registered.form
    if short and (registered.form in UNIVERSITY_FORMS or runs_another(one.form or registered.form, one.core)):
        return OtherName(False, f"「{hit.name}」が運営する学校・施設などとみられる")
    return OtherName(True, f"「{hit.name}」の{label}で、綴りか法人格の有無の違いだけ", short)


def _dated(mention: Mention, hit: Hit) -> OtherName:
    period = f"{hit.valid_from or '…'}〜{hit.valid_to or '…'}"
    if not mention.date:
        return OtherName(False, f"「{hit.name}」の {period} の名称だが、名簿の日付がわからない")
    if _covers(hit, mention.date):
        return OtherName(True, f"「{hit.name}」の {period} の名称で、{mention.date} を含む")
    return OtherName(False, f"「{hit.name}」の {period} の名称で、{mention.date} を含まない")


def _covers(hit: Hit, date: str) -> bool:
    try:
        starts = not hit.valid_from or first_day(hit.valid_from) <= last_day(date)
        return starts and (not hit.valid_to or last_day(hit.valid_to) >= first_day(date))
    except ValueError:
        return False


def _same_print(hit: Hit) -> bool:
    """Whether two names differ in spelling or in a legal form left out, and in nothing else."""
    one, other = prepared(hit.matched), prepared(hit.name)
    if one.variant == other.variant:
        return True
    if one.form and other.form and one.side != other.side:
        return False  # 株式会社X and X株式会社 are often two companies
    if len(one.core) < _SHORTEST_SHARE:
        return False
    same_core = prepared(one.core).variant == prepared(other.core).variant
    return same_core and not (one.form and other.form and one.form != other.form)


def _label(kind: str) -> str:
    return _LABELS.get(kind, "別名")
