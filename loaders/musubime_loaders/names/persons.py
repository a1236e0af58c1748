"""Names of persons: how they are printed, and what tells them from names of bodies."""

import re
from enum import IntEnum
from functools import lru_cache

from musubime_loaders.name_lexicon import FORM, LETTER_NAMES, REGION, ends_name, ends_unit, find_title, has_form
from musubime_loaders.names.surnames import ends_as_given_name, is_surname, surname_length
from musubime_loaders.names.words import BODY_WORD, ROLE_AT_END, SHORT_BODIES, VACANT, is_post, is_role

KANJI = "\u4e00-\u9fff\u3005\u3006\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003134fヶヵケノ"
_KANA = "ぁ-ゖァ-ヺー"
_JAPANESE = re.compile(rf"[{KANJI}{_KANA}]+$")
_INITIAL = re.compile(rf"(?P<name>[{KANJI}{_KANA}]{{1,5}})[(（][{KANJI}{_KANA}A-Za-z][)）]$")
_KATAKANA_NAME = re.compile(r"[ァ-ヺー]{2,12}(?:[・=＝ ][A-Zァ-ヺー]{1,12}\.?){1,4}$")
_LATIN_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.? ?)?[A-Z][A-Za-zÀ-ž'’-]*\.?"
    r"(?: (?:[A-Z]\.|[A-Z][A-Za-zÀ-ž'’-]+|van|von|de|der|da|di|bin|al)){1,4}$"
)
_SPACES = re.compile(r"[\s　]+")
_LETTERS_SPELT = re.compile(rf"(?:^|[・ ])(?:{LETTER_NAMES}|エスエー|エヌヴィー|エルピー|エルエルシー)(?=$|[・ ])")
_KANJI_ONLY = re.compile(rf"[{KANJI}]+$")
_KANJI_KANA = re.compile(rf"[{KANJI}]{{1,3}}[ぁ-ゖ]{{1,4}}$")
_KATAKANA_IN = re.compile("(?![ノケヶ])[ァ-ヺ]")
_KATAKANA_ONLY = re.compile("[ァ-ヺー]{2,6}$")
_FORM = re.compile(FORM)
_LONGEST = 60


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
    if len(text) > _LONGEST:
        return Evidence.NONE
    words = _SPACES.split(text.strip())
    name, spaced = "".join(words), " ".join(words)
    if _LATIN_NAME.match(spaced):
        return Evidence.SHAPE
    if _KATAKANA_NAME.match(spaced) and len(name) <= 18 and not BODY_WORD.search(name):
        return Evidence.NONE if _LETTERS_SPELT.search(spaced) else Evidence.SHAPE
    if (found := _INITIAL.match(name)) and not ends_name(found["name"]) and not has_form(name):
        return Evidence.KNOWN if is_surname(found["name"]) else Evidence.SHAPE
    if not _may_be_japanese(name, words):
        return Evidence.NONE
    return _of_two_words(name, words) if len(words) == 2 else _of_one_word(name, spread=len(words) > 1)


def _may_be_japanese(name: str, words: list[str]) -> bool:
    """Return whether letters, lengths and words allow a Japanese name."""
    if not _JAPANESE.match(name) or not 2 <= len(name) <= 7 or name in SHORT_BODIES:
        return False
    if has_form(name) or ROLE_AT_END.search(name) or find_title(name) or VACANT.match(name):
        return False
    if REGION.match(name) and not is_surname(name):
        return False
    if is_role(name) or any((is_post(word) or is_role(word)) and len(word) > 1 for word in words):
        return False
    if len(words) == 2:
        return len(words[0]) <= 4 and len(words[1]) <= 5
    return sum(len(word) > 1 for word in words) <= 2


def _of_two_words(name: str, words: list[str]) -> Evidence:
    if surname_length(name) == len(words[0]):
        return Evidence.KNOWN
    if _is_body_like(name):
        weak = len(words[0]) <= 3 and len(words[1]) <= 3 and 0 < surname_length(name) >= len(name) - 2
        return Evidence.SHAPE if weak else Evidence.NONE
    return Evidence.KNOWN if _begins_with_surname(name) else Evidence.LIKELY


def _of_one_word(name: str, *, spread: bool) -> Evidence:
    """Return the evidence of a name without spaces, or `spread` over spaces letter by letter."""
    if not spread and is_surname(name):
        return Evidence.SHAPE
    if _is_body_like(name):
        return Evidence.NONE
    if not spread and _KATAKANA_IN.search(name):
        return Evidence.SHAPE if _KATAKANA_ONLY.match(name) else Evidence.NONE
    if _begins_with_surname(name):
        return Evidence.KNOWN
    if spread:
        return Evidence.LIKELY
    likely = (len(name) >= 3 and ends_as_given_name(name)) if _KANJI_ONLY.match(name) else _KANJI_KANA.match(name)
    return Evidence.NONE if len(name) > 5 else Evidence.LIKELY if likely else Evidence.SHAPE


def _is_body_like(name: str) -> bool:
    return bool(ends_name(name) or ends_unit(name) or BODY_WORD.search(name))


def _begins_with_surname(name: str) -> bool:
    """Return whether a common family name leaves a given name of a usual length."""
    surname = surname_length(name)
    return bool(surname) and 1 <= len(name) - surname <= (3 if _KANJI_ONLY.match(name) else 4)


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
