"""Several affiliations after one another, and those that belong to a body named before."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import FORM, LIST_NAME_END, ends_unit, find_title, has_form
from musubime_loaders.names.brackets import CLOSE, OPEN
from musubime_loaders.names.endings import INNER_BODY, OWN_HEAD, is_title
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.one_affiliation import read_affiliation
from musubime_loaders.names.words import FORMER, is_post

_SCHOOL = re.compile(r"(?:大学|大学院大学|高等専門学校|短期大学部?)$")
_DELIMITER = re.compile("[、，,；;/／]")
_MAY_JOIN = re.compile(r"[\s　・兼]|及び|および|並びに")
_AND = re.compile(r"[\s　]*(?:兼|及び|および|並びに)[\s　]*")
_DESK_HEAD = re.compile(r"^[一-鿿々ァ-ヶー・A-Z]{2,16}(?:本部|部門|部|室|課|局)長$")
"""The head of a department that names no body: it is one of the body before, as in 執行役員、経営企画部長."""
_FORM_ONLY = re.compile(rf"(?:{FORM})$")
_LATIN_FORM = re.compile(r",[\s]*(?:Inc|Ltd|LLC|Co|Corp|LLP|S\.A|B\.V|GmbH)")


def read_affiliations(text: str, printed: str) -> list[Reading]:
    """Return what each affiliation in the text says; a further title of the same body stays in the post before it."""
    found: list[Reading] = []
    for before, piece in _pieces(text):
        if found and _continues(piece, found[-1]):
            last = found[-1]
            last.post = f"{last.post}{_joint(before)}{piece}" if last.post else piece
            continue
        reading = read_affiliation(piece, printed)
        if found and _is_post_of(reading, found[-1]):
            found[-1].unit, found[-1].post = reading.unit, reading.post
            continue
        if found and found[-1].post and Flag.ORGANIZATION_GUESSED in reading.flags and _DESK_HEAD.match(piece):
            found[-1].post += _joint(before) + piece
            continue
        if found and _belongs_to(reading, found[-1]):
            reading.unit, reading.organization = (
                " ".join(part for part in (reading.organization, reading.unit) if part),
                found[-1].organization,
            )
            reading.flags.append(Flag.INHERITED)
        found.append(reading)
    return found


def _joint(delimiter: str) -> str:
    return f" {delimiter} " if delimiter in "/／" else delimiter


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return (delimiter before, piece), cut at slashes, commas and 兼 that stand outside of brackets."""
    if not _DELIMITER.search(text):
        return _at_and("", text.strip()) if text.strip() else []
    pieces: list[tuple[str, str]] = []
    depth, start, before = 0, 0, ""
    for index, letter in enumerate(text):
        if letter in OPEN:
            depth += 1
        elif letter in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (letter in "、，；;/／" or (letter == "," and not text[index + 1 : index + 2].isdigit())):
            if letter in "/／," and _inside_latin(text, index):
                continue
            pieces.append((before, text[start:index].strip()))
            before, start = letter, index + 1
    pieces.append((before, text[start:].strip()))
    return [pair for whole in pieces if whole[1] for pair in _at_and(*whole)]


def _at_and(before: str, piece: str) -> list[tuple[str, str]]:
    """Part `A社長兼B協会会長` and `A教授・前B市長`; `社長兼CEO` stays one."""
    if not _MAY_JOIN.search(piece):
        return [(before, piece)]
    for found in re.finditer(r"・(?=[元前])", piece):
        if find_title(piece[: found.start()]) and find_title(piece):
            return [(before, piece[: found.start()]), ("・", piece[found.end() :])]
    for found in re.finditer(r"[\s　]+(?=(\S+))", piece):
        if find_title(piece[: found.start()]) and has_form(found.group(1)) and not _FORM_ONLY.match(found.group(1)):
            return [(before, piece[: found.start()]), ("、", piece[found.end() :])]
    for found in _AND.finditer(piece):
        left, right = piece[: found.start()], piece[found.end() :]
        title = find_title(right)
        name = right[: title.start()].rstrip() if title else right
        if find_title(left) and name and has_form(name) and LIST_NAME_END.search(name):
            return [(before, left), (found.group().strip(), right)]
        if find_title(left) and title and re.match(FORM, name):
            return [(before, left), (found.group().strip(), right)]
    return [(before, piece)]


def _inside_latin(text: str, index: int) -> bool:
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    if text[index] == ",":
        return bool(_LATIN_FORM.match(text, index))
    return bool(re.fullmatch(r"[A-Za-z0-9]{2}", around))


def _continues(piece: str, last: Reading) -> bool:
    return bool(last.organization) and (is_title(piece) or bool(FORMER.match(piece) and is_post(piece[1:])))


def _is_post_of(reading: Reading, last: Reading) -> bool:
    """Return whether a piece is the post in the body before it, 文部科学省／技術移転推進室長, and make it one."""
    if not last.organization or last.post or last.unit or not reading.post:
        return False
    if reading.organization is None:
        return Flag.FORMER not in reading.flags
    if not is_inside(reading) or re.match("[A-Za-zァ-ヺ]", reading.organization):
        return False
    put_inside(reading, last)
    return True


def _belongs_to(reading: Reading, last: Reading) -> bool:
    """Return whether an inner body of a school stands after the school: 東京大学教授、先端研究センター長."""
    name, school = reading.organization, last.organization
    return bool(name and school and _SCHOOL.search(school) and INNER_BODY.search(name) and not OWN_HEAD.match(name))


def put_inside(reading: Reading, body: Reading) -> None:
    """Make what was read as a body of its own the unit or post that it is inside of the body above."""
    name, post = reading.organization or "", reading.post or ""
    if Flag.SHARED_ENDING in reading.flags:
        reading.post, reading.unit = f"{name}長", reading.unit
    elif ends_unit(name) and not reading.unit:
        reading.unit = name
    elif reading.unit:
        reading.unit = f"{name} {reading.unit}"
    else:
        reading.post = name + post
    reading.organization = body.organization
    doubts = {Flag.ORGANIZATION_GUESSED, Flag.SHARED_ENDING, Flag.UNIT_GUESSED}
    reading.flags = [flag for flag in reading.flags if flag not in doubts]
    reading.flags += [*body.flags, Flag.INHERITED]
    if reading.post and FORMER.match(reading.post):
        reading.flags.append(Flag.FORMER)


def is_inside(reading: Reading) -> bool:
    """Return whether what was read as a body is more likely a part of the body above it."""
    name = reading.organization
    if not name or Flag.INHERITED in reading.flags or OWN_HEAD.match(name):
        return False
    return Flag.ORGANIZATION_GUESSED in reading.flags or bool(INNER_BODY.search(name))
