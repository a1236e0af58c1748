"""An English name beside a Japanese one: kinds and places that fit, and how the sounds agree. For review only."""

import re

from rapidfuzz import fuzz

from musubime.resolution.names.letters import consonants, lettered, romanized
from musubime.types.prefectures import PREFECTURES

_KINDS = (
    ("school", re.compile(r"universit|college|school|institute\s*of\s*(?:technology|science)", re.I),
     re.compile(r"大学|学校|高専|学院|学園")),
    ("company", re.compile(r"\bco\b|inc\b|ltd\b|corp|compan|limited|holdings|k\.k\.|llc|copora", re.I),
     re.compile(r"会社|商事|製作所|工業|銀行")),
    ("hospital", re.compile(r"hospital|clinic|medical center", re.I), re.compile(r"病院|医院|診療所|クリニック|医療")),
    ("government", re.compile(r"\bprefecture\b|\bcity of\b|\bministry\b|\bagency\b", re.I),
     re.compile(r"[県市町村省庁府都道]$")),
    ("body", re.compile(r"association|society|council|federation|foundation|cent|institute|organization", re.I),
     re.compile(r"会$|協会|学会|組合|財団|法人|センター|研究所|機構|館$")),
)  # fmt: skip
_LATIN_WORDS = re.compile(r"[A-Za-z]{2,}")
_JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.\-]{1,7}")
_FORM_WORDS = re.compile(
    r"\b(co|inc|ltd|corp|corporation|company|limited|k\.?k|llc|japan|university|college|the|of|and|for|group|holdings)\b",
    re.IGNORECASE,
)


def is_latin(folded: str) -> bool:
    """Return whether a folded name is written in Latin letters alone."""
    return not _JAPANESE.search(folded) and bool(_LATIN_WORDS.search(folded))


def english_likeness(latin: str, japanese: str, core: str) -> float | None:
    """Return how far an English name may be that of a Japanese one (0 to 1), or None where kind or place forbids it.

    Many Japanese names can only be read by who knows them, so 0 still means that nothing speaks against it.
    """
    theirs = {kind for kind, english, _ in _KINDS if english.search(latin)}
    ours = {kind for kind, _, word in _KINDS if word.search(japanese)}
    if theirs and ours and not theirs & ours:
        return None
    if _another_place(latin, japanese):
        return None
    words = consonants(_FORM_WORDS.sub(" ", latin))
    sounds = consonants(romanized(lettered(core)))
    if not words or not sounds:
        return 0.0
    return round(fuzz.ratio(words, sounds) / 100, 3)


def is_acronym(folded: str) -> bool:
    """Return whether a name is nothing but a few capitals."""
    return _ACRONYM.fullmatch(folded) is not None


def _another_place(latin: str, japanese: str) -> bool:
    named = {p.code for p in PREFECTURES if re.search(rf"\b{p.name_en}\b", latin, re.IGNORECASE)}
    printed = {p.code for p in PREFECTURES if (p.name if p.code == "01" else p.name[:-1]) in japanese}
    return bool(named and printed) and not named & printed
