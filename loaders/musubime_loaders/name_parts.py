"""One printed entry into organization, unit, post, person and role, peeled from the right."""

import re
from dataclasses import dataclass, field

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import (
    BRANCH_END,
    COMPANY_FORM,
    FORM,
    HONORIFIC,
    KANJI_BRANCH,
    NAME_END,
    PERSON_NAME,
    REGION_BRANCH,
    ROLE,
    SHARED_HEAD,
    TITLE,
    UNIT_END,
)

_LETTER = "A-Za-zＡ-Ｚａ-ｚ0-9０-９"
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f々〆"
_SPACED_LETTERS = re.compile(rf"(?<![{_LETTER}])(?:[{_LETTER}][ 　\u00a0]){{2,}}[{_LETTER}](?![{_LETTER}])")
_SPACED_KANJI = re.compile(rf"^(?:[{_CJK}][ 　\u00a0]+){{2,}}[{_CJK}]$")
_SPACE_AT_CJK = re.compile(rf"(?<=[{_CJK}」』）)])[ 　\u00a0]+|[ 　\u00a0]+(?=[{_CJK}「『（(])")
_BRACKETS = re.compile(r"^(?P<before>.+?)\s*[（(](?P<inside>(?:[^（）()]|[（(][^（）()]*[）)])+)[）)]$")
_MARK = re.compile(r"^[\s　]*(?:[○◎●◯・■□◆◇▲△▽▼※＊*•]+|[①-⑳]|[(（]?[0-9０-９]{1,3}[.．)）][ 　]*)[\s　]*")
_ROLE_BEFORE = re.compile(r"^(?P<role>[^：:]{1,12})[：:][\s　]*(?P<rest>.+)$")
_COMPANY_THEN = re.compile(rf"^(?!{FORM})(?P<name>.+?(?:{COMPANY_FORM}))(?P<rest>.+)$")
_SCHOOL_THEN = re.compile(
    r"^(?P<name>.+?(?:大学院大学|専門職大学|短期大学部|短期大学|高等専門学校|大学))"
    r"(?P<rest>(?!部$|短期大学|附属|付属|病院|校|同窓会|生活協同組合|発|連合|連携|コンソーシアム|等|ネットワーク|機構|協議会).+)$"
)
_PLACE_THEN = re.compile(r"^(?P<name>北海道|東京都|(?:京都|大阪)府|.{2,3}県|.{1,6}?[市町村])(?P<rest>.+)$")
_DESK = re.compile(r"^(?:(?:(?!警察|教育).){1,14}?(?:局|部|課|室|係))+$")
_OFFICE_THEN = re.compile(r"^(?P<name>(?P<place>.+[県市町村区])(?:役所|役場|庁))(?P<rest>.*)$")
_PARENT = re.compile(
    r"^(?P<parent>.+?公立大学法人|.+?国立大学法人|独立行政法人国立高等専門学校機構|学校法人.+?(?:学園|学院|義塾|塾|財団|会))"
    r"(?P<school>.{2,}(?:大学|大学院|短期大学部|高等専門学校|専門学校|高等学校|病院))$"
)
_BUREAU = re.compile(
    r"^(?P<parent>[^\s]{2,6}[省庁])(?P<school>[^\s]{2,}(?:経済産業|総合通信|財務|整備|運輸|農政|労働|環境事務)[局所])$"
)
_ABSENT = re.compile(r"^(?:ご?欠席)$")
_ACRONYM = re.compile(r"^(?:略称[：: ]*)?[A-Za-zＡ-Ｚａ-ｚ0-9\-／/.& ]{2,24}$|^(?:略称|通称|以下)[：:、「 ]*.+$")


@dataclass
class Parts:
    """What one entry says; the print itself is kept by its segment."""

    organization: str | None = None
    unit: str | None = None
    post: str | None = None
    person: str | None = None
    role: str | None = None
    candidates: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


def read_parts(text: str) -> Parts:
    """Return the parts of one entry; nothing is corrected: a doubt is a flag, a correction a candidate."""
    parts = Parts()
    text = _without_marks(text, parts)
    text = _without_brackets(text, parts)
    text, flags = closed_letters(text)
    parts.flags += flags
    text = _without_person(text, parts)
    text = _without_title(text, parts)
    text = _without_unit(text, parts)
    parts.organization = _closed_spaces(text, parts) or None
    if parts.organization:
        _propose(parts.organization, parts)
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


def is_title(text: str) -> bool:
    """Return whether the whole text is a title."""
    found = TITLE.search(text)
    return bool(found) and found is not None and found.start() == 0


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
        if nested := _BRACKETS.match(inside):
            if not _ABSENT.match(nested["inside"]):
                break
            parts.flags.append(Flag.ABSENT)
            inside = nested["before"]
        if _ABSENT.match(inside):
            parts.flags.append(Flag.ABSENT)
        elif ROLE.fullmatch(inside) and not parts.role:
            parts.role = inside
        elif is_title(inside) and not parts.post:
            parts.post = inside
        elif _ACRONYM.match(inside):
            parts.flags.append(Flag.ABBREVIATION)
        elif PERSON_NAME.match(before) and not NAME_END.search(before) and _names_a_body(inside):
            parts.person = before
            return inside
        elif UNIT_END.search(inside) and NAME_END.search(before) and not parts.unit:
            parts.unit = inside
        else:
            parts.flags.append(Flag.BRACKET_KEPT)
            break
        text = before
    return text


def _names_a_body(text: str) -> bool:
    title = TITLE.search(text)
    body = text[: title.start()].strip() if title else text
    return bool(body) and (bool(NAME_END.search(body)) or bool(re.search(FORM, body)) or title is not None)


def _without_person(text: str, parts: Parts) -> str:
    """Take the name of a person off the end: after a title, or before an honorific."""
    if parts.person:
        return text
    bare = HONORIFIC.sub("", text)
    honoured = bare != text and not is_title(text) and " " in bare.replace("　", " ")
    tokens = bare.split() if honoured else text.split()
    for count in (2, 1):
        rest, name = tokens[:-count], " ".join(tokens[-count:])
        if not rest or not PERSON_NAME.match(name) or is_title(tokens[-1]) or UNIT_END.search(tokens[-count]):
            continue
        if NAME_END.search(name) or not (TITLE.search(rest[-1]) or (honoured and NAME_END.search(rest[-1]))):
            continue
        parts.person = name
        if honoured:
            parts.flags.append(Flag.HONORIFIC)
        return " ".join(rest)
    return text


def _without_title(text: str, parts: Parts) -> str:
    """Take the title off the end, spaced or glued to the name."""
    if parts.post:
        return text
    found = TITLE.search(text)
    if not found:
        return text
    start, title = found.start(), found.group()
    before = text[:start].rstrip()
    if not before or re.fullmatch(FORM, before):
        return text
    spaced = text[start - 1].isspace()
    if shared := SHARED_HEAD.search(text):
        head = text[: shared.end("shared")]
        if shared.start() + len(shared.group()) - start == len(title) and not NAME_END.search(before) and not spaced:
            if _is_desk(head):
                cut = _desk_start(head)
                parts.post = text[cut:].strip()
                return text[:cut].rstrip()
            if NAME_END.search(head):
                parts.flags.append(Flag.SHARED_ENDING)
                parts.post = title
                return head
    parts.post = title.strip()
    return before


def _is_desk(text: str) -> bool:
    return _desk_start(text) > 0


def _desk_start(text: str) -> int:
    """Return where the department begins that this text ends in, or 0."""
    for pattern in (_COMPANY_THEN, _SCHOOL_THEN):
        if (found := pattern.match(text)) and UNIT_END.search(found["rest"]):
            return found.start("rest")
    place = _PLACE_THEN.match(text)
    return place.start("rest") if place and _DESK.match(place["rest"]) else 0


def _without_unit(text: str, parts: Parts) -> str:
    """Take the branch or department off the end of the name."""
    tokens = text.split()
    units: list[str] = []
    while len(tokens) > 1 and UNIT_END.search(tokens[-1]) and re.search(rf"[{_CJK}]", tokens[0]):
        if re.fullmatch(FORM, tokens[-2]) or (NAME_END.search(tokens[-1]) and not _DESK.match(tokens[-1])):
            break
        units.insert(0, tokens.pop())
    text = " ".join(tokens)
    if office := _OFFICE_THEN.match(text):
        parts.flags.append(Flag.OFFICE_NAME)
        parts.candidates.append(office["place"])
        if office["rest"]:
            units.insert(0, office["rest"].strip())
        text = office["name"]
    elif cut := _unit_start(text, parts):
        units.insert(0, text[cut:].strip())
        text = text[:cut].rstrip()
    if units:
        parts.unit = " ".join([*units, *([parts.unit] if parts.unit else [])])
    return text


def _unit_start(text: str, parts: Parts) -> int:
    if company := _COMPANY_THEN.match(text):
        rest = company["rest"].strip()
        if UNIT_END.search(rest) and not re.match(FORM, rest):
            return company.start("rest")
        parts.flags.append(Flag.REST_UNREAD)
        return 0
    if desk := _desk_start(text):
        return desk
    for pattern in (REGION_BRANCH, KANJI_BRANCH):
        branch = pattern.search(text)
        if branch and branch.start() > 1 and not re.fullmatch(FORM, text[: branch.start()]):
            if pattern is KANJI_BRANCH:
                parts.flags.append(Flag.UNIT_GUESSED)
            return branch.start()
    if BRANCH_END.search(text) and re.match(FORM, text):
        parts.flags.append(Flag.REST_UNREAD)
    return 0


def _closed_spaces(text: str, parts: Parts) -> str:
    closed = _SPACE_AT_CJK.sub("", text.strip())
    if closed != text.strip():
        parts.flags.append(Flag.SPACE_REMOVED)
    return closed


def _propose(name: str, parts: Parts) -> None:
    """Add the school or bureau that stands behind its parent's name as a candidate."""
    found = _PARENT.match(name) or _BUREAU.match(name)
    if found:
        parts.flags.append(Flag.PARENT_PREFIX)
        parts.candidates.append(found["school"])
