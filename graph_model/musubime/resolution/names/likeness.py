"""Tier T6: how names may be alike without being one; it ranks what a person should look at, and joins nothing."""

import re
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance.Levenshtein import distance

from musubime.resolution.keys import PreparedKeys
from musubime.resolution.names.english import english_likeness, is_acronym, is_latin
from musubime.resolution.names.form_groups import COMPANY_FORMS
from musubime.resolution.names.letters import consonants, lettered, romanized
from musubime.resolution.names.variants import variant
from musubime.resolution.names.words import BRANCH, FACILITY, GOVERNMENT, SCHOOL

_MORE_FOLDS = {
    ord(old): new
    for old, new in zip(
        "嶋嶌實齋斎齊冨舘隂醬繩滿氣讀醫鐵廣濱﨑二三四五六七八九〇",
        "島島実斉斉斉富館陰醤縄満気読医鉄広浜崎234567890",
        strict=True,
    )
}
_VOICED = dict(
    zip(
        map(ord, "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ"),
        "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホウ",
        strict=True,
    )
)
_DROPPED = dict.fromkeys(map(ord, "ーッツ・-アイウエオァィゥェォ"))
_VA = (
    ("ヴア", "バ"),
    ("ヴイ", "ビ"),
    ("ヴエ", "ベ"),
    ("ヴオ", "ボ"),
    ("ヴ", "ブ"),
    ("アンド", "&"),
    ("ガス", "瓦斯"),
    ("ヱ", "エ"),
    ("ヰ", "イ"),
)
_KANA = re.compile(r"[ァ-ヶーぁ-ゖ]")
_LATIN = re.compile(r"[a-z]")
_JA = re.compile(r"^(?:ja|JA)")
_ESTABLISHED_BY = re.compile(r"国立大学|公立大学|国立|公立|私立|学校")
_REVIEW_RATIO = 0.8
_WHOLE_RATIO = 0.88
_SHORT_FORM_RATIO = 0.72


class Likeness(NamedTuple):
    """Why two names should be looked at together, and how alike they are (0 to 1)."""

    rule: str
    score: float
    reason: str


def loose(variant: str) -> str:
    """Return a core folded further than any key may be: 嶋/島, 實/実, ヴ/ブ, kanji digits, アンド."""
    text = variant.translate(_MORE_FOLDS)
    for old, new in _VA:
        text = text.replace(old, new)
    return text.replace("ー", "")


def ratio(a: str, b: str) -> float:
    """Return the share of characters that two texts have in common, in order (0 to 1)."""
    return round(fuzz.ratio(a, b) / 100, 3)


def likeness(a: PreparedKeys, b: PreparedKeys, spaced_a: str, spaced_b: str, cores: tuple[str, str]) -> Likeness | None:
    """Return why the names should be looked at, or None; `cores` are variant keys without legal forms."""
    loose_a, loose_b = (loose(core) for core in cores)
    score = ratio(loose_a, loose_b)
    if cores[0] == cores[1]:
        if a.form and b.form and a.form == b.form and a.side == b.side:
            return Likeness("T6:variant", 1.0, "表記のゆれ（中黒、大文字と小文字、新旧字体、小書きの仮名）だけが違う")
        if a.form and b.form:
            return Likeness("T6:legal_form", 1.0, f"法人格の表記が違う（{a.form} / {b.form}、位置を含む）")
        return Likeness("T6:legal_form_missing", 1.0, "法人格の有無だけが違う")
    if loose_a == loose_b:
        return Likeness("T6:loose", 0.98, "字体や長音などの、自動では同じとしないゆれだけが違う")
    return (
        _english(a, b, spaced_a, spaced_b)
        or _letters(a, b, cores)
        or _abbreviation(a, b, loose_a, loose_b, score)
        or _contained(a, b, loose_a, loose_b, score)
        or _alike(a, b, loose_a, loose_b, score)
    )


def _english(a: PreparedKeys, b: PreparedKeys, spaced_a: str, spaced_b: str) -> Likeness | None:
    for latin, keys in ((spaced_a, b), (spaced_b, a)):
        japanese = spaced_b if latin is spaced_a else spaced_a
        if not is_latin(latin) or is_latin(japanese):
            continue
        if is_acronym(latin):
            return Likeness("T6:acronym", 0.0, f"「{latin}」は略語で、名称だけでは決まらない")
        score = english_likeness(latin, japanese, keys.core)
        if score is not None:
            return Likeness("T6:english", score, "英語名と日本語名で、機関の種類と地名に矛盾がない")
    return None


def _letters(a: PreparedKeys, b: PreparedKeys, cores: tuple[str, str]) -> Likeness | None:
    if variant(lettered(a.core)) == variant(lettered(b.core)):
        return Likeness("T6:letters", 0.97, "アルファベットの読みを文字に直すと同じ")
    if (
        bool(_LATIN.search(cores[0])) == bool(_LATIN.search(cores[1]))
        and _KANA.search(a.exact)
        and _KANA.search(b.exact)
    ):
        return None
    sounds = tuple(consonants(romanized(core)) for core in cores)
    if min(map(len, sounds)) >= 3 and (alike := ratio(*sounds)) >= 0.75 and _kanji(cores[0]) == _kanji(cores[1]):
        return Likeness("T6:sound", round(alike * 0.9, 3), "仮名とアルファベットの読みが近い")
    return None


def _kanji(text: str) -> str:
    return "".join(re.findall("[\u4e00-\u9fff]", text))


def _abbreviation(a: PreparedKeys, b: PreparedKeys, one: str, other: str, score: float) -> Likeness | None:
    if a.form and b.form:
        return None
    short, long = sorted((one, other), key=len)
    if a.form != b.form and (a.form if len(one) < len(other) else b.form):
        return None
    short = _JA.sub("", short) + "農業協同組合" if _JA.match(short) and "農業協同組合" in long else short
    if short == long:
        return Likeness("T6:abbreviation", 0.95, "「JA」を農業協同組合と読むと同じ")
    if not 2 <= len(short) < len(long) or short[0] != long[0] or not _in_order(short, long):
        return None
    kind = SCHOOL.search(short) and SCHOOL.search(long)
    if kind or (short[-2:] == long[-2:] and len(short) > len(long) / 2):
        return None
    return Likeness("T6:abbreviation", max(score, 0.6), "一方が他方の文字を順に拾った略称の形")


def _contained(a: PreparedKeys, b: PreparedKeys, one: str, other: str, score: float) -> Likeness | None:
    """イワキポンプ for 株式会社イワキ, 国立大学X大学 for X大学: the longer print has no legal form of its own."""
    for long_keys, short_keys in ((a, b), (b, a)):
        if short_keys.form and len(long_keys.exact) > len(short_keys.exact) and _holds(long_keys.exact, short_keys):
            return Likeness("T6:contained", score, "一方の名称に他方の正式な名称が含まれる")
    for keys, long, short in ((a, one, other), (b, other, one)):
        if keys.form or len(short) < 3 or len(long) <= len(short):
            continue
        if long.startswith(short) and not SCHOOL.search(short):
            return Likeness("T6:contained", score, "一方の名称に他方が含まれる")
        if long.endswith(short) and _ESTABLISHED_BY.fullmatch(long[: -len(short)]):
            return Likeness("T6:contained", score, "設置者を表す語だけが多い")
    return None


def _holds(long: str, whole: PreparedKeys) -> bool:
    """Whether a longer print holds a whole legal name with an office, a facility or a remark around it."""
    if long.startswith(whole.exact):
        tail = long[len(whole.exact) :]
        clear = whole.form not in COMPANY_FORMS or whole.side == "after"
        return clear or FACILITY.fullmatch(tail) is not None or BRANCH.fullmatch(tail) is not None
    return whole.side == "before" and long.rstrip(")」】").endswith(whole.exact)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _alike(a: PreparedKeys, b: PreparedKeys, one: str, other: str, score: float) -> Likeness | None:
    plain = ratio(one.translate(_VOICED).translate(_DROPPED), other.translate(_VOICED).translate(_DROPPED))
    best = max(score, plain)
    if SCHOOL.search(one) and SCHOOL.search(other):
        return None
    if (len(a.exact) > 4 or (len(a.exact) > 2 and GOVERNMENT.fullmatch(a.exact))) and distance(
        a.variant, b.variant
    ) == 1:
        return Likeness("T6:one_character", max(best, 0.8), "一文字だけ違う")
    if (
        best >= _REVIEW_RATIO
        or ratio(a.variant, b.variant) >= _WHOLE_RATIO
        or (min(len(one), len(other)) <= 6 and best >= _SHORT_FORM_RATIO)
    ):
        return Likeness("T6:alike", best, "文字の並びが近い")
    return None
