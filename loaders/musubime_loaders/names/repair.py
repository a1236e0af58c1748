"""What printing and extraction did to single characters: repaired before a line is read, each with a flag."""

import re
import unicodedata
from typing import NamedTuple

from musubime.types.reading_flags import ReadingFlag as Flag

# Characters of the block "CJK Radicals Supplement" that PDFs print inside words, and that NFKC leaves as they are;
# the pairs are those of Unicode's EquivalentUnifiedIdeograph.
_RADICALS = dict(
    zip(
        "⺁⺋⺒⺝⺟⺠⺡⺩⺫⺬⺮⺷⺸⺹⺽⺿⻁⻂⻃⻄⻆⻇⻋⻌⻍⻏⻑⻒⻓⻔⻗⻘⻝⻟⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⻜⻛⻢",
        "厂㔾巳月母民氵王目示竹羊羊耂臼艹虎衤西西角角车辶辶阝長長长门雨青食飠骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟飞风马",
        strict=True,
    )
)
_ODD = re.compile(
    "[\u2e80-\u2fdf]|[\ufe00-\ufe0f\U000e0100-\U000e01ef]|[\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u2060\ufeff]|"
    "[\uff66-\uff9f]+|.[\u3099\u309a\u309b\u309c]"
)
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіІЅѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXaeopcyxiISsABEZHIKMNOPTYXo",
)
_FOREIGN = "А-ЯЁа-яёІЅіѕΑ-Ωο"
_FOREIGN_IN_LATIN = re.compile(rf"[A-Za-z{_FOREIGN}]*(?:[A-Za-z][{_FOREIGN}]|[{_FOREIGN}][A-Za-z])[A-Za-z{_FOREIGN}]*")
_KATAKANA = "ァ-ヴー"
_KANJI = "一-鿿々"
_LIKE_KATAKANA = "二口力夕工卜"
_KANJI_IN_KATAKANA = re.compile(
    rf"(?:(?<![{_KANJI}])|(?<=会社))[{_LIKE_KATAKANA}](?=[{_KATAKANA}]{{2}})|(?<=[{_KATAKANA}])[{_LIKE_KATAKANA}](?![{_KANJI}])|"
    rf"(?<=[{_KATAKANA}])一(?=[{_KATAKANA}])"
)
_AS_KATAKANA = str.maketrans(_LIKE_KATAKANA + "一", "ニロカタエトー")
_SUSPECT = re.compile(rf"[{_FOREIGN}{_LIKE_KATAKANA}‐−－―—–-]|[ァ-ヺ]一|[A-Za-z0-9\s]ー")
_LONG_FOR_HYPHEN = re.compile(r"(?<=[A-Za-z0-9])ー(?=[A-Za-z0-9])|(?<=\s)ー(?=[A-Za-z])")
_HYPHEN_FOR_LONG = re.compile(r"(?<=[ァ-モヤ-ヲヴ])[-‐−－―—–](?=[ァ-ヴ]|$)")


class Repaired(NamedTuple):
    """The text to read, and what was done to it."""

    text: str
    flags: tuple[Flag, ...] = ()


def repaired(text: str) -> Repaired:
    """Return the text with radicals, variation selectors, odd spaces and half-width kana made ordinary.

    >>> repaired("⻲井 順一").text
    '亀井 順一'
    """
    if not _ODD.search(text):
        return Repaired(text)
    flags: dict[Flag, None] = {}

    def ordinary(found: re.Match[str]) -> str:
        odd = found.group()
        flag, read = _ordinary(odd)
        if flag is not None:
            flags[flag] = None
        return read

    return Repaired(_ODD.sub(ordinary, text), tuple(flags))


def origins(text: str) -> list[int]:
    """Return, for each letter of the repaired text and its end, where it stands in the text."""
    places: list[int] = []
    start = 0
    for found in _ODD.finditer(text):
        places.extend(range(start, found.start()))
        places.extend([found.start()] * len(_ordinary(found.group())[1]))
        start = found.end()
    return [*places, *range(start, len(text) + 1)]


def _ordinary(odd: str) -> tuple[Flag | None, str]:
    first = odd[0]
    if "\u2e80" <= first <= "\u2fdf":
        read = _RADICALS.get(first) or unicodedata.normalize("NFKC", first)
        return (Flag.RADICAL if read != first else None), read
    if "\ufe00" <= first <= "\ufe0f" or first >= "\U000e0100":
        return Flag.VARIATION_SELECTOR, ""
    if first in _SPACES:
        return None, " "
    if len(odd) == 2:
        marks = odd[1].translate({0x309B: 0x3099, 0x309C: 0x309A})
        composed = unicodedata.normalize("NFC", odd[0] + marks)
        return (Flag.INVISIBLE, composed) if len(composed) == 1 else (None, odd)
    if "\uff66" <= first <= "\uff9f":
        return Flag.HALF_WIDTH, unicodedata.normalize("NFKC", odd)
    return Flag.INVISIBLE, ""


def without_lookalikes(name: str) -> str:
    """Return the name as it reads when characters that only look right are put right; the name itself where none are.

    Cyrillic and Greek letters inside a Latin word, kanji such as 二 inside katakana, ー and hyphen for each other.
    """
    if not _SUSPECT.search(name):
        return name
    read = _FOREIGN_IN_LATIN.sub(lambda found: found.group().translate(_LOOKALIKES), name)
    read = _KANJI_IN_KATAKANA.sub(lambda found: found.group().translate(_AS_KATAKANA), read)
    read = _LONG_FOR_HYPHEN.sub("-", read)
    return _HYPHEN_FOR_LONG.sub("ー", read)
