"""A line about persons, such as `座長 受田 浩之（高知大学副学長）` or `高知県知事 濵田 省司 氏`."""

import re
import unicodedata
from dataclasses import dataclass

from musubime.errors import BadInput
from musubime.types.base import NAME_LIMIT
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import FORM, find_title
from musubime_loaders.names.affiliation import read_affiliations
from musubime_loaders.names.brackets import AT_END, depths, outer
from musubime_loaders.names.endings import has_body_ending
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.name_place import dotted_name, glued_name, name_after_body, name_at, named
from musubime_loaders.names.persons import Evidence, is_person, person_evidence
from musubime_loaders.names.remarks import (
    leading,
    remark_flags,
    without_honorific,
    without_readings,
    without_remarks,
)
from musubime_loaders.names.surnames import ends_as_given_name
from musubime_loaders.names.words import HONORIFICS, ROLE_AT_END, SAME, VACANT, is_post, is_role

_KATAKANA = re.compile(r"^[ァ-ヺー・]+$")
_STARS = re.compile(r"[※＊*]+$")
_BETWEEN = re.compile(r"[\s　、，,・／/]*")
_BRACKETS_NEXT = re.compile(r"[\s　]*[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]")
_LATIN_BODY = re.compile(r"University|Institute|Professor|Inc|Ltd|Corp|Ministry|Cent(?:er|re)|School|College")


@dataclass(frozen=True, slots=True)
class Heading:
    """What lines above say for this one."""

    role: str | None = None
    organization: Reading | None = None


NOTHING_ABOVE = Heading()


def read_person_line(text: str, heading: Heading = NOTHING_ABOVE) -> list[Reading]:
    """Return one reading for each person and affiliation of the line.

    Persons after the first inherit the body, and the unit, that they do not name. BadInput where a part is too long.
    """
    flags: list[Flag] = []
    role, text = leading(without_readings(text.strip(), flags), flags)
    found: list[Reading] = []
    for piece in people(text):
        if VACANT.match(piece.strip()):
            continue
        if len(piece) > NAME_LIMIT:
            raise BadInput(f"一人分の記載が {NAME_LIMIT:,} 文字を超えます。区切りを入れてください。", value=piece)
        last = found[-1] if found else heading.organization
        readings = _one(piece, last)
        for reading in readings:
            reading.flags = [*flags, *reading.flags]
            reading.role = reading.role or role or heading.role
        found += readings
        flags = []
    return found


def people(text: str) -> list[str]:
    """Return the pieces of a line that hold one person each: cut after honorifics, and at commas between persons."""
    pieces: list[str] = []
    start = 0
    honoured = list(HONORIFICS.finditer(text))
    depth = depths(text) if honoured else []
    for found in honoured:
        if depth[found.start()] or is_post(text[start : found.end()].strip()):
            continue
        end = found.end()
        if closing := _BRACKETS_NEXT.match(text, end):
            end = closing.end()
        pieces.append(text[start:end])
        between = _BETWEEN.match(text, end)
        start = between.end() if between else end
    if start < len(text):
        pieces.append(text[start:])
    return [part for piece in pieces for part in _at_commas(piece)]


def _at_commas(piece: str) -> list[str]:
    cuts = outer(piece, "、，;；")
    if len(cuts) < 2:
        return [piece]
    holds = [_holds_person(part) for part in cuts]
    if sum(holds) < 2:
        return [_person_and_rest(cuts) or piece]
    grouped: list[str] = []
    waiting = ""
    for part, holder in zip(cuts, holds, strict=True):
        if not holder and not grouped:
            waiting += part + "、"
        elif not holder:
            grouped[-1] += "、" + part
        else:
            grouped.append(waiting + part)
            waiting = ""
    return grouped


def _person_and_rest(cuts: list[str]) -> str | None:
    """Return `濵田省司，高知県知事` with a space for the comma beside the name; None where no name stands alone."""
    if is_person(cuts[0], Evidence.LIKELY) and not has_body_ending(cuts[0]):
        return f"{cuts[0]} {'、'.join(cuts[1:])}"
    if is_person(cuts[-1], Evidence.LIKELY) and not has_body_ending(cuts[-1]):
        return f"{'、'.join(cuts[:-1])} {cuts[-1]}"
    return None


def _holds_person(part: str) -> bool:
    if found := AT_END.match(part):
        return is_person(found["before"]) or is_person(found["inside"], Evidence.LIKELY)
    words = HONORIFICS.sub(r"\g<name>", part).split()
    return bool(words) and name_at(words) is not None


def _one(piece: str, last: Reading | None) -> list[Reading]:
    """Return the readings of a piece with one person: several where the person has several affiliations."""
    base = Reading(piece.strip())
    text = without_honorific(piece.strip(), base)
    text = without_remarks(text, base)
    text = without_honorific(text, base)
    name, rest = _parted(text, base, last)
    if name is not None:
        base.person = named(name, base)
    inherits = SAME.match(rest) if rest else None
    if inherits and last and last.organization:
        rest = rest[inherits.end() :]
    if not rest:
        return [_inherited(base, last) if inherits or (base.post and last) else base]
    readings: list[Reading] = []
    for held in read_affiliations(rest, base.printed):
        reading = base.copy()
        reading.organization, reading.unit = held.organization, held.unit
        reading.post = " ".join(part for part in (held.post, base.post) if part) or None
        reading.candidates, reading.flags = held.candidates, [*base.flags, *held.flags]
        readings.append(_inherited(reading, last) if held.organization is None else reading)
    return readings


def _inherited(reading: Reading, last: Reading | None) -> Reading:
    """Give a reading without an organization that of the person before, and the unit where it names none."""
    if last is None or last.organization is None or Flag.FORMER in reading.flags:
        return reading
    reading.organization = last.organization
    reading.unit = reading.unit or last.unit
    reading.candidates = list(last.candidates)
    reading.flags.append(Flag.INHERITED)
    return reading


def _parted(text: str, base: Reading, last: Reading | None) -> tuple[str | None, str]:
    """Return (name of the person, affiliation)."""
    name, colon, rest = re.sub("：", ":", text, count=1).partition(":")
    if colon and rest.strip() and is_person(name.strip(), Evidence.LIKELY):
        return name.strip(), rest.strip()
    if (found := AT_END.match(text)) and not re.fullmatch(FORM, text[len(found["before"]) :].strip()):
        before, inside = without_honorific(found["before"].strip(), base), found["inside"].strip()
        parted = _bracketed(before, inside, base)
        if parted is not None:
            return parted
    return _by_words(text, base, last)


def _by_words(text: str, base: Reading, last: Reading | None) -> tuple[str | None, str]:
    words = text.split()
    if len(words) > 1 and (starred := _STARS.sub("", words[0])) != words[0]:
        base.flags.append(Flag.MARK)
        words[0] = starred
    at: tuple[str | None, str] | None
    if len(words) == 1:
        at = _of_one_word(text, base)
    elif is_role(words[-1]) and is_person(" ".join(words[:-1])):
        base.role = words[-1]
        at = " ".join(words[:-1]), ""
    else:
        whole = " ".join(words)
        at = _after_role(words, base, last) or dotted_name(whole) or name_at(words) or name_after_body(whole, base)
    if at is None and len(words) > 1 and is_role(words[0]) and has_body_ending(words[1]):
        base.role = base.role or words[0]
        at = None, " ".join(words[1:])
    return at or (None, " ".join(words))


def _of_one_word(word: str, base: Reading) -> tuple[str, str] | None:
    """Return (person, affiliation) of a text without spaces, or None where it names no person."""
    if (at := name_at([word])) is not None and at[1]:
        return at
    sure = base.role or Flag.HONORIFIC in base.flags
    if is_person(word) and not has_body_ending(word) and (sure or not _KATAKANA.match(word)):
        return word, ""
    if (role := ROLE_AT_END.search(word)) and is_person(word[: role.start()]):
        base.role = role.group()
        return word[: role.start()], ""
    return glued_name(word, base)


def _after_role(words: list[str], base: Reading, last: Reading | None) -> tuple[str, str] | None:
    """Return (person, affiliation) after a role; a title whose body the person before has is a post there instead."""
    if not is_role(words[0]) or (at := name_at(words[1:])) is None:
        return None
    if not at[1] and is_post(words[0]) and last is not None and last.organization:
        return None
    base.role = base.role or words[0]
    return at


def _bracketed(before: str, inside: str, base: Reading) -> tuple[str | None, str] | None:
    """Return (person, affiliation) of `before（inside）`, or None where the brackets belong to the affiliation."""
    if (nested := AT_END.match(inside)) and (said := remark_flags(nested["inside"].strip())) is not None:
        base.flags += said
        inside = nested["before"]
    role, name = _role_beside(before)
    foreign = name.isascii() or (
        unicodedata.normalize("NFKC", inside).isascii() and person_evidence(name) == Evidence.SHAPE
    )
    if foreign and not (find_title(inside) or has_body_ending(inside) or _LATIN_BODY.search(inside)):
        return None
    base.post, name = _post_beside(name)
    if VACANT.match(name):
        return None, inside
    known = is_person(name, Evidence.KNOWN)
    if known and is_person(inside, Evidence.KNOWN):
        base.flags.append(Flag.BRACKET_KEPT)
        return name, ""
    if not known and (has_body_ending(name) or not is_person(name)):
        return _person_inside(before, inside)
    if is_role(inside) and not has_body_ending(inside.removesuffix("会")):
        role, inside = inside, ""
    base.role = base.role or role
    return name, inside


def _role_beside(text: str) -> tuple[str | None, str]:
    """Return (role, name) of a print such as 座長 村井純, 座長村井純 or 村井純 座長; no role where there is none."""
    words = text.split()
    if len(words) > 1 and is_role(words[0]) and is_person(" ".join(words[1:])):
        return words[0], " ".join(words[1:])
    if len(words) > 1 and is_role(words[-1]) and is_person(" ".join(words[:-1]), Evidence.LIKELY):
        return words[-1], " ".join(words[:-1])
    for size in range(2, min(len(text) - 1, 8)):
        if is_role(text[:size]) and is_person(text[size:], Evidence.KNOWN):
            return text[:size], text[size:]
    after = ROLE_AT_END.search(text)
    if after and is_person(text[: after.start()].strip(), Evidence.LIKELY):
        return after.group(), text[: after.start()].strip()
    return None, text


def _post_beside(text: str) -> tuple[str | None, str]:
    """Return (post, name) of 学長 越智 光夫 or 越智 光夫 学長; no post where there is none."""
    words = text.split()
    if len(words) > 1 and is_post(words[0]) and is_person(" ".join(words[1:])):
        return words[0], " ".join(words[1:])
    if len(words) > 1 and is_post(words[-1]) and is_person(" ".join(words[:-1]), Evidence.LIKELY):
        return words[-1], " ".join(words[:-1])
    return None, text


def _person_inside(before: str, inside: str) -> tuple[str, str] | None:
    """Return (person, affiliation) of 高知大学（学長 櫻井克年）, or None where no person stands in the brackets."""
    if not has_body_ending(before):
        return None
    spaced = len(inside.split()) > 1 and is_person(inside, Evidence.LIKELY)
    if spaced or (is_person(inside, Evidence.KNOWN) and len(inside) > 2 and ends_as_given_name(inside)):
        return inside, before
    at = name_at(inside.split())
    return (at[0], f"{before} {at[1]}".strip()) if at is not None and at[1] else None
