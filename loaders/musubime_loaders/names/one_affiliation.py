"""Where somebody belongs, `機関 部署 役職`, as organization, unit and post."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_endings import Parts
from musubime_loaders.name_lexicon import FORM, TITLE_HEAD, ends_name, find_title
from musubime_loaders.name_parts import closed_letters, closed_spaces, propose
from musubime_loaders.names.endings import has_body_ending, is_title
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.peeling import peeled
from musubime_loaders.names.state_bodies import raise_bureau, read_cabinet, without_ministry
from musubime_loaders.names.words import CONCURRENT, FORMER, LATIN, is_post

_TAIL = re.compile(r"^(?P<before>.+?)[\s　]*(?P<all>[（(](?P<inside>[^（）()]*)[）)])$")
_TITLE_NOTE = re.compile(r"担当$|^[A-Z]{2,5}$|^(?:非?常勤|代表権|社外|特任|兼任|専任|代行|外部|学術|研究|教育|総務)")
_GRADUATE = re.compile(r"(?<=大学院)[\s　]+(?=\S+(?:研究科|学府|研究院|学院))")
INSTITUTE = re.compile(
    r"^(?P<school>(?:国立大学法人)?[^\s]{2,10}?大学)"
    r"(?P<unit>(?!院大学|校|附属|付属)[^\s]{2,}(?:研究所|研究センター|研究機構))$"
)
_NOBODY = re.compile(
    r"^(?:個人|個人事業主|自営業|市民|県民|住民|公募|学生|主婦|無職|フリーランス|農業|会社員|団体職員)$"
)
"""What stands for a body where a person has none."""
_PLACE_THEN = re.compile(
    r"^(?P<body>北海道|東京都|(?:京都|大阪)府|.{2,3}県|[^\s]{1,4}?市)(?P<rest>(?!役所|役場|庁)[A-Za-z一-鿿・]{1,12})$"
)
_PLACE_AND_OFFICE = re.compile(r"^(?P<body>.+?[都道府県市区町村])(?:役所|役場|庁)$")


def read_affiliation(text: str, printed: str) -> Reading:
    """Return organization, unit and post of one affiliation; what is no organization stays None."""
    reading = Reading(printed)
    text = text.strip(" 　、，,・")
    if (head := TITLE_HEAD.match(text)) and is_post(head.group()):
        reading.post = text
        return reading
    text, note = _without_notes(text, reading)
    text, flags = closed_letters(text)
    reading.flags += flags
    text, ministry = without_ministry(text)
    if is_title(text) or text.endswith("大臣") or _NOBODY.match(text):
        reading.post = text
        reading.flags += [Flag.FORMER] if FORMER.match(text) else []
    elif not read_cabinet(text, reading):
        _read(text, reading)
        if ministry and reading.organization:
            reading.flags.append(Flag.PARENT_PREFIX)
            reading.candidates.insert(0, ministry + reading.organization)
    if note:
        reading.post = f"{reading.post}{note}" if reading.post else note.strip("()（）")
    return reading


def _without_notes(text: str, reading: Reading) -> tuple[str, str]:
    """Return the text without brackets at its end, and what of them belongs to the post."""
    note = ""
    while found := _TAIL.match(text):
        before, inside = found["before"], found["inside"].strip()
        titled = find_title(before) is not None
        if CONCURRENT.match(inside):
            reading.flags.append(Flag.CONCURRENT)
        elif is_post(inside) or _TITLE_NOTE.search(inside):
            note = found["all"] if titled or not is_post(inside) else inside
        elif LATIN.match(inside):
            reading.flags.append(Flag.ABBREVIATION)
        else:
            if ends_name(inside) and not re.fullmatch(FORM, found["all"]):
                reading.flags.append(Flag.BRACKET_KEPT)
            break
        text = before
    return text, note


def _read(text: str, reading: Reading) -> None:
    parts = Parts()
    name, _ = closed_spaces(peeled(text, parts))
    reading.organization, reading.unit, reading.post = name or None, parts.unit, parts.post
    reading.flags += parts.flags
    reading.candidates += parts.candidates
    if reading.unit:
        reading.unit = _GRADUATE.sub("", reading.unit)
    if not name or _is_former(text, reading) or raise_bureau(reading):
        return
    if reading.post and (inner := INSTITUTE.match(name)):
        reading.organization, unit = inner["school"], " ".join(filter(None, (inner["unit"], reading.unit)))
        reading.candidates.append(name)
        if Flag.SHARED_ENDING in reading.flags:
            reading.post = unit + reading.post[1:]
            reading.flags.remove(Flag.SHARED_ENDING)
        else:
            reading.unit = unit
        return
    if reading.post and not has_body_ending(name) and (place := _PLACE_THEN.match(name)):
        reading.organization, reading.post = place["body"], place["rest"] + reading.post
        reading.flags.append(Flag.UNIT_GUESSED)
        return
    _put_parent_behind(name, reading)
    if not has_body_ending(reading.organization or ""):
        reading.flags.append(Flag.ORGANIZATION_GUESSED)


def _is_former(text: str, reading: Reading) -> bool:
    """Flag a former post; return whether the body is former too, as in 前三鷹市長, and no more than a candidate."""
    if reading.post and FORMER.match(reading.post) and is_post(reading.post[1:]):
        reading.flags.append(Flag.FORMER)
    name = (reading.organization or "")[1:]
    if not FORMER.match(text) or not reading.post or text[1 : 1 + len(name)] != name or not has_body_ending(name):
        return False
    reading.organization, reading.unit, reading.post = None, None, text
    reading.candidates.append(name)
    reading.flags.append(Flag.FORMER)
    return True


def _put_parent_behind(name: str, reading: Reading) -> None:
    """Make the school behind its parent, and the place of an office, the organization; the print is a candidate."""
    shown = Parts()
    propose(name, shown)
    reading.flags += shown.flags
    reading.candidates += shown.candidates
    if Flag.OFFICE_NAME in reading.flags and (office := _PLACE_AND_OFFICE.match(name)):
        reading.organization, reading.candidates = office["body"], [name]
    elif Flag.PARENT_PREFIX in shown.flags and reading.candidates:
        reading.organization, reading.candidates = reading.candidates[-1], [name]
