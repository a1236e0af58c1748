"""One printed entry into organization, unit, post, person and role, peeled from the right."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_endings import BUREAU, Parts, is_title, without_title, without_unit
from musubime_loaders.name_lexicon import FORM, HONORIFIC, PERSON_NAME, ROLE, ends_name, ends_unit, find_title, has_form

_LETTER = "A-Za-zＡ-Ｚａ-ｚ0-9０-９"
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f々〆"
_SPACED_LETTERS = re.compile(rf"(?<![{_LETTER}])(?:[{_LETTER}][ 　\u00a0]){{2,}}[{_LETTER}](?![{_LETTER}])")
_SPACED_KANJI = re.compile(rf"^(?:[{_CJK}][ 　\u00a0]+){{2,}}[{_CJK}]$")
_SPACE_AT_CJK = re.compile(
    rf"(?<=[{_CJK}」』])[ 　\u00a0]+|[ 　\u00a0]+(?=[{_CJK}「『])|(?<=[）)])[ 　\u00a0]+(?=[{_CJK}])"
)
_BRACKETS = re.compile(r"^(?P<before>.+?)\s*[（(](?P<inside>(?:[^（）()]|[（(][^（）()]*[）)])+)[）)]$")
_MARK = re.compile(
    r"^[\s　]*(?:[○◎●◯・■□◆◇▲△▽▼※＊*•]+|[①-⑳]|[(（]?[0-9０-９]{1,3}[.．)）](?![0-9０-９])[ 　]*|"
    r"[0-9０-９]{1,2}(?=株式会社|一般社団|有限会社))[\s　]*"
)
_ROLE_BEFORE = re.compile(r"^(?P<role>[^：:]{1,12})[：:][\s　]*(?P<rest>.+)$")
_PARENT = re.compile(
    r"^(?P<parent>.+?公立大学法人|.+?国立大学法人|国立大学法人\S{2,4}国立大学機構|公立大学法人(?P<place>\S{2,3})(?=(?P=place)\S)|独立行政法人国立高等専門学校機構|学校法人.+?(?:学園|学院|義塾|塾|財団|育英会|奨学会|教育会))"
    r"(?P<school>.{2,}(?:大学|大学院|短期大学部|高等専門学校|専門学校|高等学校|病院))$"
)
_HOLDER = re.compile(r"^(?P<post>\S+)[\s　]+(?P<person>[一-龥々〆ヶ]{1,4}[\s　]?[一-龥々〆ヶぁ-んァ-ヶー]{1,4})$")
_OTHER_NAME = re.compile(r"^(?:旧称?|現|元の?|定款上の商号|正式名称|英文名称?)[：:\s　]*(?P<name>.{3,})$")
_ABSENT = re.compile(r"^(?:ご?欠席)$")
_ACRONYM = re.compile(r"^(?:略称[：: ]*)?[A-Za-zＡ-Ｚａ-ｚ0-9\-／/.& ]{2,24}$|^(?:略称|通称|以下)[：:、「 ]*.+$")


def read_parts(text: str) -> Parts:
    """Return the parts of one entry; nothing is corrected: a doubt is a flag, a correction a candidate."""
    parts = Parts()
    text = _without_marks(text, parts)
    text = _without_brackets(text, parts)
    text, flags = closed_letters(text)
    parts.flags += flags
    text = _without_person(text, parts)
    text = without_title(text, parts)
    text = without_unit(text, parts)
    name, flags = closed_spaces(text)
    parts.flags += flags
    parts.organization = name or None
    if parts.organization:
        propose(parts.organization, parts)
    return parts


def closed_letters(text: str) -> tuple[str, list[Flag]]:
    """Return the text with letters that stand apart, such as `P H C`, closed, and the flag if any were."""
    closed = _SPACED_LETTERS.sub(lambda found: re.sub(r"\s", "", found.group()), text)
    if _SPACED_KANJI.match(closed):
        closed = re.sub(r"\s", "", closed)
    if closed == text:
        return text, []
    closed = re.sub(rf"(?<=[{_LETTER}])[ 　\u00a0](?=[{_CJK}])|(?<=[{_CJK}])[ 　\u00a0](?=[{_LETTER}])", "", closed)
    return closed, [Flag.SPACED_LETTERS]


def _without_marks(text: str, parts: Parts) -> str:
    unmarked = _MARK.sub("", text)
    if unmarked != text and unmarked:
        parts.flags.append(Flag.MARK)
        text = unmarked
    before = _ROLE_BEFORE.match(text)
    if before and ROLE.fullmatch(before["role"].strip()):
        parts.role = before["role"].strip()
        return before["rest"]
    return text


def _without_brackets(text: str, parts: Parts) -> str:
    """Take brackets at the end off, by what stands in them."""
    while found := _BRACKETS.match(text):
        before, inside = found["before"], found["inside"].strip()
        if re.fullmatch(FORM, text[len(before) :].strip()):
            break
        if nested := _BRACKETS.match(inside):
            if not _ABSENT.match(nested["inside"]):
                break
            parts.flags.append(Flag.ABSENT)
            inside = nested["before"]
        if PERSON_NAME.match(before) and not ends_name(before) and _names_a_body(inside):
            parts.person = before
            return inside
        if not (_takes_post(before, inside, parts) or _takes_remark(before, inside, parts)):
            parts.flags.append(Flag.BRACKET_KEPT)
            break
        text = before
    return text


def _takes_post(before: str, inside: str, parts: Parts) -> bool:
    """Take a role, a title or the holder of one from brackets; return whether that stands there."""
    if ROLE.fullmatch(inside) and not parts.role:
        parts.role = inside
    elif is_title(inside) and not parts.post:
        parts.post = inside
    elif (holder := _HOLDER.match(inside)) and is_title(holder["post"]) and ends_name(before) and not parts.person:
        parts.post, parts.person = holder["post"], holder["person"].strip()
    else:
        return False
    return True


def _takes_remark(before: str, inside: str, parts: Parts) -> bool:
    """Take an absence, another name or a unit from brackets; return whether one stands there."""
    if _ABSENT.match(inside):
        parts.flags.append(Flag.ABSENT)
    elif other := _OTHER_NAME.match(inside):
        parts.flags.append(Flag.ABBREVIATION)
        parts.candidates.append(other["name"])
    elif _ACRONYM.match(inside) or _is_short_for(inside, before):
        parts.flags.append(Flag.ABBREVIATION)
    elif (ends_unit(inside) or inside.endswith("キャンパス")) and ends_name(before) and not parts.unit:
        parts.unit = inside
    else:
        return False
    return True


def _is_short_for(short: str, name: str) -> bool:
    """Return whether the letters of a short name stand in the name in this order: 自工会 of 日本自動車工業会."""
    letters = iter(name)
    return 2 <= len(short) <= 8 and len(short) * 2 <= len(name) and all(letter in letters for letter in short)


def _names_a_body(text: str) -> bool:
    title = find_title(text)
    body = text[: title.start()].strip() if title else text
    return bool(body) and (bool(ends_name(body)) or bool(has_form(body)) or title is not None)


def _without_person(text: str, parts: Parts) -> str:
    """Take the name of a person off the end: after a title, or before an honorific."""
    if parts.person:
        return text
    bare = HONORIFIC.sub("", text)
    honoured = bare != text and not is_title(text) and " " in bare.replace("　", " ")
    tokens = bare.split() if honoured else text.split()
    for count in (2, 1):
        rest, name = tokens[:-count], " ".join(tokens[-count:])
        if not rest or not PERSON_NAME.match(name) or any(_no_name(token) for token in tokens[-count:]):
            continue
        if not (find_title(rest[-1]) or (honoured and (ends_name(rest[-1]) or ends_unit(rest[-1])))):
            continue
        parts.person = name
        if honoured:
            parts.flags.append(Flag.HONORIFIC)
        return " ".join(rest)
    return text


def _no_name(token: str) -> bool:
    return is_title(token) or bool(ends_name(token) or ends_unit(token))


def closed_spaces(text: str) -> tuple[str, list[Flag]]:
    """Return a name without the spaces beside Japanese letters, and the flag if there were any."""
    closed = _SPACE_AT_CJK.sub("", text.strip())
    return closed, [Flag.SPACE_REMOVED] if closed != text.strip() else []


def propose(name: str, parts: Parts) -> None:
    """Add the school or bureau that stands behind its parent's name as a candidate."""
    found = _PARENT.match(name) or BUREAU.match(name)
    if found:
        parts.flags.append(Flag.PARENT_PREFIX)
        parts.candidates.append(found["school"])
