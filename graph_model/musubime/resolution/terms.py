"""When a person is known to have held a place, and which names are a surname alone."""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from musubime.types.partial_dates import first_day, last_day

_BRACKETED = re.compile(r"[(（〔\[][^)）〕\]]*[)）〕\]]")
_SPACES = re.compile(r"[\s\u3000・]+")
_KATAKANA_ONLY = re.compile(r"^[ァ-ヴー]+$")
_LATIN_ONLY = re.compile(r"^[A-Za-zＡ-Ｚａ-ｚ.'’-]+$")
_ITERATED = re.compile(r"^.々.$")
_TWO_CHARACTERS = re.compile(r"^[一-鿿々〆ヶ]{2}$")
# Frequent surnames of three characters: with no character left over, no given name is printed.
_THREE = """
長谷川 小笠原 五十嵐 長谷部 大河原 久保田 小野寺 宇佐美 小野田 大久保 東海林 宇都宮 小早川 小田切 曽我部 海老原 海老名
小久保 大和田 小田島 日下部 加賀谷 大河内 小野塚 宇田川 小山田 安孫子 御手洗 二階堂 三田村 矢田部 佐久間 波多野 羽生田
中曽根 八重樫 阿久津 伊集院 美濃部 小板橋
"""
_THREE_CHARACTERS = frozenset(_THREE.split())


class Term(NamedTuple):
    """A stretch of days, both ends in it."""

    first: datetime.date
    last: datetime.date

    def meets(self, other: "Term") -> bool:
        """Whether two stretches have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def with_(self, other: "Term") -> "Term":
        """Return the stretch from the first day of either to the last day of either."""
        return Term(min(self.first, other.first), max(self.last, other.last))


def fiscal_year(date: str | None) -> Term | None:
    """Return the fiscal year, April to March, that a dated roster stands for; a mere year stands for itself."""
    if date is None:
        return None
    first, last = first_day(date), last_day(date)
    if len(date) == 4:
        return Term(first, last)
    year = first.year if first.month >= 4 else first.year - 1
    return Term(datetime.date(year, 4, 1), max(last, datetime.date(year + 1, 3, 31)))


def printed_term(valid_from: str | None, valid_to: str | None) -> Term | None:
    """Return the term that is printed; one end alone is known for its fiscal year only. None where none is printed."""
    if valid_from and valid_to:
        return Term(first_day(valid_from), max(first_day(valid_from), last_day(valid_to)))
    return fiscal_year(valid_from or valid_to)


def surname_only(name: str) -> bool:
    """Whether no given name is printed: 白井, 高橋(和), 佐々木; a doubtful print counts as a surname."""
    bare = _BRACKETED.sub("", name)
    if bare != name and len(_SPACES.sub("", bare)) <= 3:
        return True
    if len([part for part in _SPACES.split(bare.strip()) if part]) > 1:
        return False
    if _KATAKANA_ONLY.match(bare) or _LATIN_ONLY.match(bare):
        return True
    return len(bare) <= 2 or bare in _THREE_CHARACTERS or bool(_ITERATED.match(bare))


def surnames_in(names: Iterable[str]) -> frozenset[str]:
    """Return which of the names that one document prints are surnames alone.

    Where nearly all of them hold a given name, one of two characters such as 高洪 is a whole name; where most are
    surnames, one of three characters such as 野間口 is a surname too.
    """
    printed = list(names)
    alone = {name for name in printed if surname_only(name)}
    share = sum(name in alone for name in printed) / len(printed) if printed else 0.0
    if len(printed) >= 5 and share <= 0.2:
        return frozenset(name for name in alone if not _TWO_CHARACTERS.match(name) or _ITERATED.match(name))
    if len(printed) >= 3 and share >= 0.6:
        return frozenset(alone | {name for name in printed if len(name) <= 3})
    return frozenset(alone)
