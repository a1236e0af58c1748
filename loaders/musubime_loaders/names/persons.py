"""Names of persons: how they are printed, and what tells them from names of bodies."""

import re
from enum import IntEnum
from functools import lru_cache

from musubime_loaders.name_lexicon import FORM, LETTER_NAMES, NAME_END, REGION, TITLE, UNIT_END
from musubime_loaders.names.surnames import ends_as_given_name, is_surname, surname_length
from musubime_loaders.names.words import BODY_WORD, ROLE_AT_END, SHORT_BODIES, is_post, is_role

KANJI = "\u4e00-\u9fff\u3005\u3006\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003134fヶヵケノ"
_KANA = "ぁ-ゖァ-ヺー"
_JAPANESE = re.compile(rf"[{KANJI}{_KANA}]+$")
_INITIAL = re.compile(rf"(?P<name>[{KANJI}{_KANA}]{{1,5}})[(（][{KANJI}{_KANA}A-Za-z][)）]$")
_KATAKANA_NAME = re.compile(r"[ァ-ヺー]{2,12}(?:[・=＝ ][A-Zァ-ヺー]{1,12}\.?){1,4}$")
_LATIN_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.? ?)?[A-Z][A-Za-zÀ-ž'’-]*\.?(?: (?:[A-Z]\.|[A-Z][A-Za-zÀ-ž'’-]+|van|von|de|der|da|di|bin|al)){1,4}$"
)
_SPACES = re.compile(r"[\s　]+")
_LETTERS_SPELT = re.compile(rf"(?:^|[・ ])(?:{LETTER_NAMES}|エスエー|エヌヴィー|エルピー|エルエルシー)(?=$|[・ ])")
_KANJI_ONLY = re.compile(rf"[{KANJI}]+$")
_KANJI_THEN_HIRAGANA = re.compile(rf"[{KANJI}]{{1,3}}[ぁ-ゖ]{{1,4}}$")
_FORM = re.compile(FORM)


class Evidence(IntEnum):
    """How much speaks for a person."""

    NONE = 0
    SHAPE = 1
    """It could be one by its letters and length."""
    LIKELY = 2
    """It is printed as two words, or ends as given names do."""
    KNOWN = 3
    """It begins with a common family name."""


def closed(name: str) -> str:
    """Return a Japanese name without the spaces inside; a Latin or katakana name keeps single ones.

    >>> closed("江　頭　栄 一 郎")
    '江頭栄一郎'
    """
    words = _SPACES.split(name.strip())
    if len(words) == 1:
        return words[0]
    if _JAPANESE.match("".join(words)) and not all(re.fullmatch(r"[ァ-ヺー・]+", word) for word in words):
        return "".join(words)
    return " ".join(words)


@lru_cache(maxsize=50_000)
def person_evidence(text: str) -> Evidence:
    """Return how much speaks for this text, spaces and all, being the name of one person."""
    words = _SPACES.split(text.strip())
    name = "".join(words)
    if _LATIN_NAME.match(" ".join(words)):
        return Evidence.SHAPE
    if _KATAKANA_NAME.match(" ".join(words)) and len(name) <= 18 and not BODY_WORD.search(name):
        return Evidence.NONE if _LETTERS_SPELT.search(" ".join(words)) else Evidence.SHAPE
    if _FORM.search(name):
        return Evidence.NONE
    if (found := _INITIAL.match(name)) and not NAME_END.search(found["name"]):
        return Evidence.KNOWN if is_surname(found["name"]) else Evidence.SHAPE
    if not _JAPANESE.match(name) or not 2 <= len(name) <= 7:
        return Evidence.NONE
    if is_post(name) or is_role(name) or any((is_post(word) or is_role(word)) and len(word) > 1 for word in words):
        return Evidence.NONE
    if ROLE_AT_END.search(name) or TITLE.search(name) or name in SHORT_BODIES or (REGION.match(name) and not is_surname(name)):
        return Evidence.NONE
    if len(words) == 2 and (len(words[0]) > 4 or len(words[1]) > 5):
        return Evidence.NONE
    if len(words) > 2 and any(len(word) > 1 for word in words) and sum(len(word) > 1 for word in words) > 2:
        return Evidence.NONE
    return _japanese(name, words)


def _japanese(name: str, words: list[str]) -> Evidence:
    surname = surname_length(name)
    if len(words) == 1 and is_surname(name):
        return Evidence.SHAPE
    if len(words) == 2 and surname and surname == len(words[0]):
        return Evidence.KNOWN
    if _FORM.search(name) or NAME_END.search(name) or UNIT_END.search(name) or BODY_WORD.search(name):
        spaced = len(words) == 2 and len(words[0]) <= 3 and len(words[1]) <= 3
        weak = surname and len(name) - surname <= 2 and not _FORM.search(name)
        return Evidence.SHAPE if spaced and weak else Evidence.NONE
    if len(words) == 1 and re.search("[ァ-ヺ]", name.replace("ノ", "").replace("ケ", "").replace("ヶ", "")):
        return Evidence.SHAPE if re.fullmatch("[ァ-ヺー]{2,6}", name) else Evidence.NONE
    given = len(name) - surname
    if surname and 1 <= given <= (3 if _KANJI_ONLY.match(name) else 4):
        return Evidence.KNOWN
    if len(words) >= 2:
        return Evidence.LIKELY
    if len(name) > 5:
        return Evidence.NONE
    if _KANJI_ONLY.match(name):
        return Evidence.LIKELY if len(name) >= 3 and ends_as_given_name(name) else Evidence.SHAPE
    return Evidence.LIKELY if _KANJI_THEN_HIRAGANA.match(name) else Evidence.SHAPE


def is_person(text: str, least: Evidence = Evidence.SHAPE) -> bool:
    """Return whether at least this much speaks for the text being a person's name."""
    return person_evidence(text) >= least


def is_surname_only(printed: str) -> bool:
    """Return whether a name of a person, as printed, is most likely a family name alone."""
    name = printed.strip()
    if _SPACES.search(name):
        return False
    return is_surname(name) or len(name) <= 2 or bool(_INITIAL.match(name)) or bool(re.fullmatch("[ァ-ヺー]+", name))


def name_before(text: str) -> int:
    """Return how many letters at the start of a text without spaces are most likely a person's full name; 0 for none.

    For prints such as 富田俊基独立行政法人評価分科会長, where the role follows without a space.
    """
    run = re.match(rf"[{KANJI}{_KANA}]+", text)
    if not run:
        return 0
    longest = min(len(run.group()), 6)
    if form := _FORM.search(text):
        if 2 <= form.start() <= 6:
            return form.start()
        longest = min(longest, form.start()) if form.start() else 0
    surname = surname_length(text[:longest])
    order = (surname + 2, surname + 1, surname + 3) if surname else (4, 3, 5, 2)
    good = [size for size in order if 2 <= size <= longest]
    for size in good:
        if ends_as_given_name(text[:size]):
            return size
    return good[0] if good else 0
