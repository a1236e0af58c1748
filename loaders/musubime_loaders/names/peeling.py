"""Titles and units off the right end of an affiliation, until the name of the body is left."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_endings import Parts, without_title, without_unit
from musubime_loaders.name_lexicon import (
    COMPANY_FORM,
    FORM,
    LIST_NAME_END,
    SHARED_HEAD,
    ends_unit,
    find_title,
    has_form,
)
from musubime_loaders.names.endings import OWN_HEAD, has_body_ending, is_foreign_title, is_role_word

_FACILITY = re.compile(
    r"作業所|センター|病院|クリニック|ホーム|施設|学園|保育園|診療所|工場|事業所|ステーション|研究所"
)
_ORGAN = re.compile(r"(?:委員会|部会|分科会|小委員会|ワーキンググループ|WG)$")
_FORM_THEN_NAME = re.compile(rf"^(?:{FORM})[^\sA-Za-zＡ-Ｚａ-ｚ]+$")
_OFFICER = re.compile(r"^[一-鿿・]{1,10}(?:官|監|役|補佐|担当)$")
_COMPANY = re.compile(COMPANY_FORM)
_SHORT = 5
"""A word up to this length before a foreign title may belong to the title: フリー ジャーナリスト."""
_LEADING_FORM = re.compile(rf"^(?:{FORM})")
_DESK_AT_END = re.compile(
    r"(?:(?<=本社)|(?<=本店)|(?<=支社)|(?<=支店)|(?<=銀行)|(?<=研究所)|(?<=製作所)|(?<=[工産]業)|(?<=建設)|(?<=電[機力気])|"
    r"(?<=製[薬鉄鋼紙])|(?<=化学)|(?<=自動車)|(?<=新聞社)|(?<=放送)|(?<=総研)|(?<=重工)|(?<=食品)|(?<=[ァ-ヺーA-Za-zＡ-Ｚａ-ｚ]))[一-鿿々・がヶケ]{1,10}"
    r"(?:本部|事業部|部|課|室|係|局)$"
)
_NO_DESK = re.compile(r"(?:倶楽部|薬局|放送局|郵便局|事務局|[東西南北中]部)$")


def peeled(text: str, parts: Parts) -> str:
    """Take titles and units off the right, as often as they alternate; return the name that is left."""
    text = _without_foreign_title(text, parts)
    text = _without_own_title(text, parts)
    if not parts.post:
        text = without_title(text, parts)
    text = _without_facility(text, parts)
    text = without_unit(text, parts)
    inner = Parts()
    rest = without_title(text, inner)
    if inner.post and rest and (parts.unit or parts.post) and (text[len(rest)].isspace() or has_body_ending(rest)):
        after = " ".join(part for part in (parts.unit, parts.post) if part)
        parts.post, parts.unit = f"{inner.post} {after}", None
        parts.flags = [flag for flag in parts.flags if flag is not Flag.REST_UNREAD]
        return without_unit(rest, parts)
    return _with_chapter(without_desk(text, parts), parts)


def _without_foreign_title(text: str, parts: Parts) -> str:
    """Take `Co-CEO` or `Managing Director` off where a space parts it from what stands before."""
    words = text.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        last = " ".join(words[-count:])
        if not (is_foreign_title(last) or is_role_word(last)):
            continue
        before = text[: text.rindex(words[-count])].rstrip()
        named = find_title(before) or has_body_ending(before) or ends_unit(before) or len(before) > _SHORT
        if named or is_role_word(last):
            inner = Parts()
            rest = without_title(before, inner)
            parts.post = f"{inner.post} {last}" if inner.post else last
            parts.flags += inner.flags
            return rest
    return text


def _without_own_title(text: str, parts: Parts) -> str:
    """Take `IGPIグループ会長` off as one title where a body ends before the space."""
    before, _, token = text.replace("　", " ").rpartition(" ")
    title = find_title(token)
    head = token[: title.start()] if title else ""
    if not before or re.fullmatch(FORM, before.strip()) or not (head or (title is None and _OFFICER.match(token))):
        return text
    goes_on = re.match(r"[A-Za-z]", head) and re.search(r"[A-Za-z.]$", before)
    shared = SHARED_HEAD.search(token)
    names_a_body = shared and (OWN_HEAD.match(token) or LIST_NAME_END.search(token[: shared.end("shared")]))
    if goes_on or has_body_ending(head) or ends_unit(head) or names_a_body:
        return text
    if not (has_body_ending(before) or ends_unit(before)):
        return text
    parts.post = token
    return text[: -len(token)].rstrip()


def _without_facility(text: str, parts: Parts) -> str:
    """Take the facility off that stands after `特定非営利活動法人みち` with a space."""
    words = text.split()
    if len(words) > 1 and _ORGAN.search(words[-1]) and has_body_ending(words[-2]) and not has_form(words[-1]):
        parts.unit = words[-1]
        return text[: text.rindex(words[-1])].rstrip()
    if len(words) != 2 or not _FORM_THEN_NAME.match(words[0]) or not _FACILITY.search(words[1]):
        return text
    parts.flags.append(Flag.UNIT_GUESSED)
    parts.unit = words[1]
    return words[0]


def _with_chapter(text: str, parts: Parts) -> str:
    """Put a chapter back to its name: JDX福島県支部 is a body of its own, part of the whole."""
    if not text or not parts.unit or not parts.unit.endswith("支部") or _COMPANY.search(text):
        return text
    parts.candidates.append(text)
    parts.flags.append(Flag.CHAPTER)
    text, parts.unit = text + parts.unit, None
    return text


def without_desk(text: str, parts: Parts) -> str:
    """Take the department off that is glued to a firm whose legal form stands in front."""
    desk = _DESK_AT_END.search(text)
    if not desk or desk.start() <= 2 or _NO_DESK.search(text) or not _LEADING_FORM.match(text):
        return text
    parts.flags.append(Flag.UNIT_GUESSED)
    parts.candidates.append(text)
    parts.unit = " ".join(part for part in (desk.group(), parts.unit) if part)
    return text[: desk.start()]
