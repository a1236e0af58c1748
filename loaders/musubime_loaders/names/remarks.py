"""What is printed around a name and is no part of it: marks, numbers, honorifics, absences, readings."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import find_title
from musubime_loaders.names.brackets import AT_END
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.persons import Evidence, is_person
from musubime_loaders.names.words import (
    ABSENT,
    ABSENT_AFTER,
    BARE_NUMBER,
    BEFORE,
    CONCURRENT,
    FORMER,
    MARK_AFTER,
    MARKS,
    NUMBER,
    PRESENT,
    PROXY,
    ROLE_AT_END,
    is_post,
    is_role,
)

_ROLE_HEAD = re.compile(
    r"^[\s　]*(?:[【［\[〔<＜(（](?P<inside>[^】］\]〕>＞)）]{1,20})[】］\]〕>＞)）][\s　:：]*|"
    r"(?P<before>[^\s　:：（(]{1,20})[\s　]*[:：][\s　]*)(?=\S)"
)
_READINGS = re.compile(r"(?<=[一-鿿々])[\s　]*[（(][ぁ-ゖー\s　]{2,20}[)）]")
_KATAKANA_READING = re.compile(r"^[ァ-ヺー]+[\s　]+[ァ-ヺー]+$")
_BEGINS_PLAIN = re.compile(r"(?!.{0,24}[:：])[一-鿿ぁ-ゖァ-ヺA-MO-Za-z]")
"""A text that begins with no mark, number or heading."""
_REMARK_ENDS = frozenset(")）]］〕】>＞※＊*☆★†‡席0123456789０１２３４５６７８９")
_HONORIFIC_ENDS = frozenset("氏様殿まん生")
_ROLE_AFTER_MARK = re.compile(r"[※＊*◎○][\s　]{0,3}(?P<role>[^\s※＊*◎○）)]{2,8})$")
_HONORIFIC_AFTER = re.compile(r"(?<=\S)[ 　]*(?:氏|様|殿|さま|さん|先生)$")


def without_readings(text: str, flags: list[Flag]) -> str:
    """Return the text without readings in hiragana that stand in brackets after kanji."""
    text, count = _READINGS.subn("", text)
    if count:
        flags.append(Flag.READING)
    return text


def leading(text: str, flags: list[Flag]) -> tuple[str | None, str]:
    """Return the role that stands before everything else, and the text without marks, numbers and that role."""
    role: str | None = None
    if _BEGINS_PLAIN.match(text):
        return None, text
    for _ in range(4):
        before = text
        for pattern in (MARKS, NUMBER, BARE_NUMBER):
            unmarked = pattern.sub("", text)
            if unmarked != text and unmarked:
                flags.append(Flag.MARK)
                text = unmarked
        remark = BEFORE.match(text)
        if remark and (said := remark_flags(remark["inside"] or remark["bare"])) is not None:
            flags.extend(said)
            text = text[remark.end() :]
        found = _ROLE_HEAD.match(text)
        word = re.sub(r"[\s　※＊*]", "", found["inside"] or found["before"]) if found else ""
        if found and role is None and is_role(word):
            role, text = word, text[found.end() :]
        if text == before:
            break
    return role, text


def without_honorific(text: str, base: Reading) -> str:
    """Return the text without the honorific at its end."""
    if text[-1:] not in _HONORIFIC_ENDS:
        return text
    bare = _HONORIFIC_AFTER.sub("", text)
    if bare == text or is_post(text) or len(bare) < 2:
        return text
    base.flags.append(Flag.HONORIFIC)
    return bare


def without_remarks(text: str, base: Reading) -> str:
    """Take marks, absences, readings and roles in brackets off the end."""
    while (shorter := _shorter(text, base)) is not None:
        text = shorter
    return text


def _shorter(text: str, base: Reading) -> str | None:
    """Return the text without the last remark, or None where it ends in none."""
    after = _ROLE_AFTER_MARK.search(text)
    if after and after.start() and not base.role and is_role(after["role"]):
        base.role = after["role"]
        return text[: after.start()].rstrip()
    if text[-1:] not in _REMARK_ENDS:
        return None
    for pattern, flag in ((MARK_AFTER, Flag.MARK), (ABSENT_AFTER, Flag.ABSENT)):
        bare = pattern.sub("", text)
        if bare != text and bare:
            base.flags.append(flag)
            return bare
    found = AT_END.match(text)
    if not found or not found["before"]:
        return None
    before, inside = found["before"], found["inside"].strip()
    if (said := remark_flags(inside)) is not None:
        base.flags += said
    elif _KATAKANA_READING.match(inside) and is_person(before, Evidence.LIKELY):
        base.flags.append(Flag.READING)
    elif FORMER.match(inside) and (find_title(inside) or ROLE_AT_END.search(inside)) and not is_person(before):
        base.flags.append(Flag.FORMER)
    elif is_role(inside) and not base.role and not (is_person(before) and find_title(inside)):
        base.role = inside
    else:
        return None
    return before


def remark_flags(word: str) -> list[Flag] | None:
    """Return the flags of a remark in brackets, or None where it is no remark."""
    if ABSENT.match(word):
        return [Flag.ABSENT]
    if PROXY.match(word) and not is_role(word):
        return [Flag.PROXY]
    if CONCURRENT.match(word):
        return [Flag.CONCURRENT]
    return [] if PRESENT.match(word) else None
