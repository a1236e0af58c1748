"""A line about persons, such as `座長 受田 浩之（高知大学副学長）` or `高知県知事 濵田 省司 氏`."""

import re
import unicodedata
from dataclasses import dataclass

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import FORM, REGION, TITLE, UNIT_END
from musubime_loaders.names.affiliation import has_body_ending, read_affiliations
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.persons import Evidence, closed, is_person, is_surname_only, person_evidence
from musubime_loaders.names.surnames import ends_as_given_name, is_surname
from musubime_loaders.names.words import (
    ABSENT,
    ABSENT_AFTER,
    BARE_NUMBER,
    BEFORE,
    CONCURRENT,
    FORMER,
    HONORIFICS,
    MARK_AFTER,
    MARKS,
    NUMBER,
    PRESENT,
    PROXY,
    ROLE_AT_END,
    SAME,
    is_post,
    is_role,
)

_OPEN, _CLOSE = "（(「『【［[〔〈《", "）)」』】］]〕〉》"
_BRACKETS = re.compile(
    r"^(?P<before>.*?)[\s　]*[（(［\[〔](?P<inside>(?:[^（）()［］\[\]〔〕]|[（(［\[][^（）()［］\[\]]*[）)］\]])*)[）)］\]〕]$"
)
_ROLE_HEAD = re.compile(
    r"^[\s　]*(?:[【［\[〔<＜(（](?P<inside>[^】］\]〕>＞)）]{1,20})[】］\]〕>＞)）][\s　:：]*|(?P<before>[^\s　:：（(]{1,20})[\s　]*[:：][\s　]*)(?=\S)"
)
_READINGS = re.compile(r"(?<=[一-鿿々])[\s　]*[（(][ぁ-ゖー\s　]{2,20}[)）]")
_KATAKANA_READING = re.compile(r"^[ァ-ヺー]+[\s　]+[ァ-ヺー]+$")
_KATAKANA = re.compile(r"^[ァ-ヺー・]+$")
_FORM = re.compile(FORM)
_BODY_BEGINS = re.compile(rf"{FORM}|{REGION.pattern.removesuffix('$')}|国立|公立|県立|市立")
_STARS = re.compile(r"[※＊*]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What lines above say for this one."""

    role: str | None = None
    organization: Reading | None = None


def read_person_line(text: str, heading: Heading = Heading()) -> list[Reading]:
    """Return one reading for each person and affiliation of the line; persons after the first inherit what they lack."""
    flags: list[Flag] = []
    text, readings = _READINGS.subn("", text.strip())
    role, text = leading(text, flags)
    if readings:
        flags.append(Flag.READING)
    found: list[Reading] = []
    for piece in people(text):
        last = found[-1] if found else heading.organization
        readings = _one(piece, last)
        for reading in readings:
            reading.flags = [*flags, *reading.flags]
            reading.role = reading.role or role or heading.role
        found += readings
        flags = []
    return found


def leading(text: str, flags: list[Flag]) -> tuple[str | None, str]:
    """Return the role that stands before everything else, and the text without marks, numbers and that role."""
    role: str | None = None
    for _ in range(4):
        before = text
        for pattern in (MARKS, NUMBER, BARE_NUMBER):
            unmarked = pattern.sub("", text)
            if unmarked != text and unmarked:
                flags.append(Flag.MARK)
                text = unmarked
        if (remark := BEFORE.match(text)) and (flag := _remark(remark["inside"] or remark["bare"])) is not None:
            flags.extend(flag)
            text = text[remark.end() :]
        found = _ROLE_HEAD.match(text)
        word = re.sub(r"[\s　※＊*]", "", found["inside"] or found["before"]) if found else ""
        if found and role is None and is_role(word):
            role, text = word, text[found.end() :]
        if text == before:
            break
    return role, text


def _remark(word: str) -> list[Flag] | None:
    """Return the flags of a remark in brackets, or None where it is no remark."""
    if ABSENT.match(word):
        return [Flag.ABSENT]
    if PROXY.match(word) and not is_role(word):
        return [Flag.PROXY]
    if CONCURRENT.match(word):
        return [Flag.CONCURRENT]
    return [] if PRESENT.match(word) else None


def people(text: str) -> list[str]:
    """Return the pieces of a line that hold one person each: cut after honorifics, and at commas between persons."""
    pieces: list[str] = []
    start = 0
    for found in HONORIFICS.finditer(text):
        if text[: found.start()].count("（") + text[: found.start()].count("(") > text[: found.start()].count(
            "）"
        ) + text[: found.start()].count(")"):
            continue
        if is_post(text[start : found.end()].strip()):
            continue
        end = found.end()
        if closing := re.match(r"[\s　]*[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]", text[end:]):
            end += closing.end()
        pieces.append(text[start:end])
        start = end + len(re.match(r"[\s　、，,・／/]*", text[end:]).group())  # type: ignore[union-attr]
    if start < len(text):
        pieces.append(text[start:])
    return [part for piece in pieces for part in _at_commas(piece)]


def _at_commas(piece: str) -> list[str]:
    cuts = outer(piece, "、，;；")
    if len(cuts) < 2:
        return [piece]
    holds = [_holds_person(part) for part in cuts]
    if sum(holds) < 2:
        return [piece]
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


def outer(text: str, delimiters: str) -> list[str]:
    """Return the parts between delimiters that stand outside of brackets."""
    parts: list[str] = []
    depth, start = 0, 0
    for index, letter in enumerate(text):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and letter in delimiters:
            parts.append(text[start:index].strip())
            start = index + 1
    return [part for part in [*parts, text[start:].strip()] if part]


def _holds_person(part: str) -> bool:
    if found := _BRACKETS.match(part):
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


def without_honorific(text: str, base: Reading) -> str:
    bare = re.sub(r"(?<=\S)[ 　]*(?:氏|様|殿|さま|さん|先生)$", "", text)
    if bare != text and not is_post(text) and (len(bare) > 1):
        base.flags.append(Flag.HONORIFIC)
        return bare
    return text


def without_remarks(text: str, base: Reading) -> str:
    """Take marks, absences, readings and roles in brackets off the end."""
    while True:
        if (unmarked := MARK_AFTER.sub("", text)) != text and unmarked:
            base.flags.append(Flag.MARK)
            text = unmarked
            continue
        if (present := ABSENT_AFTER.sub("", text)) != text and present:
            base.flags.append(Flag.ABSENT)
            text = present
            continue
        found = _BRACKETS.match(text)
        if not found or not found["before"]:
            return text
        before, inside = found["before"], found["inside"].strip()
        if (flags := _remark(inside)) is not None:
            base.flags += flags
        elif _KATAKANA_READING.match(inside) and is_person(before, Evidence.LIKELY):
            base.flags.append(Flag.READING)
        elif FORMER.match(inside) and TITLE.search(inside) and not is_person(before):
            base.flags.append(Flag.FORMER)
        elif is_role(inside) and not base.role and not (is_person(before) and TITLE.search(inside)):
            base.role = inside
        else:
            return text
        text = before


def _parted(text: str, base: Reading, last: Reading | None) -> tuple[str | None, str]:
    """Return (name of the person, affiliation)."""
    if (found := _BRACKETS.match(text)) and not re.fullmatch(FORM, text[len(found["before"]) :].strip()):
        before, inside = found["before"].strip(), found["inside"].strip()
        parted = _bracketed(before, inside, base)
        if parted is not None:
            return parted
    words = text.split()
    if len(words) > 1 and (starred := _STARS.sub("", words[0])) != words[0]:
        base.flags.append(Flag.MARK)
        words[0] = starred
    role_after = is_role(words[-1]) if len(words) > 1 else False
    if role_after and _is_name(words[:-1]):
        base.role = words[-1]
        return " ".join(words[:-1]), ""
    leads = len(words) > 1 and is_role(words[0])
    if leads and (at := name_at(words[1:])) is not None:
        inner, affiliation = at
        if affiliation or not (is_post(words[0]) and last is not None and last.organization):
            base.role = base.role or words[0]
            return inner, affiliation
    at = name_at(words)
    if at is not None:
        return at
    if leads and has_body_ending(words[1]):
        base.role = base.role or words[0]
        return None, " ".join(words[1:])
    sure = base.role or Flag.HONORIFIC in base.flags
    if len(words) == 1 and is_person(text) and not has_body_ending(text) and (sure or not _KATAKANA.match(text)):
        return text, ""
    if len(words) == 1 and (role := ROLE_AT_END.search(text)) and is_person(text[: role.start()]):
        base.role = role.group()
        return text[: role.start()], ""
    return _glued(text, base) or (None, " ".join(words))


def _glued(text: str, base: Reading) -> tuple[str, str] | None:
    """Return (person, affiliation) of 山田太郎・東京大学教授, 東京大学の山田太郎教授, 山田太郎東京大学教授 and 山田総長."""
    title = TITLE.search(text)
    if title is None or not title.start() or " " in text.strip():
        return None
    before = text[: title.start()]
    if is_surname(before):
        return before, title.group()
    name, dot, rest = before.partition("・")
    if dot and is_person(name, Evidence.LIKELY) and has_body_ending(rest):
        return name, rest + title.group()
    body, of, name = before.rpartition("の")
    if of and has_body_ending(body) and is_person(name, Evidence.LIKELY):
        return name, body + title.group()
    for size in (4, 3, 5):
        rest = before[size:]
        if _BODY_BEGINS.match(rest) and has_body_ending(rest) and is_person(before[:size], Evidence.LIKELY):
            base.flags.append(Flag.NAME_GUESSED)
            return before[:size], rest + title.group()
    return None


def _bracketed(before: str, inside: str, base: Reading) -> tuple[str | None, str] | None:
    """Return (person, affiliation) of `before（inside）`, or None where the brackets belong to the affiliation."""
    if (nested := _BRACKETS.match(inside)) and ABSENT.match(nested["inside"]):
        base.flags.append(Flag.ABSENT)
        inside = nested["before"]
    role, name = None, before
    words = before.split()
    if len(words) > 1 and is_role(words[0]) and is_person(" ".join(words[1:])):
        role, name = words[0], " ".join(words[1:])
    elif (glued := _glued_role(before)) is not None:
        role, name = glued
    foreign = unicodedata.normalize("NFKC", inside).isascii() and person_evidence(name) == Evidence.SHAPE
    if name.isascii() and re.search("University|Institute|Professor|Inc|Ltd|Corp|Ministry|Center|Centre|School|College", inside):
        return name, inside
    if (name.isascii() or foreign) and not TITLE.search(inside) and not has_body_ending(inside):
        return None
    if is_person(name, Evidence.KNOWN) and is_person(inside, Evidence.KNOWN):
        base.flags.append(Flag.BRACKET_KEPT)
        return name, ""
    if is_person(name) and (not has_body_ending(name) or is_person(name, Evidence.KNOWN)):
        if is_role(inside) and not has_body_ending(inside.removesuffix("会")):
            base.role = base.role or inside
            return name, ""
        base.role = base.role or role
        return name, inside
    spaced = len(inside.split()) > 1
    given = is_person(inside, Evidence.KNOWN) and len(inside) > 2 and ends_as_given_name(inside)
    if ((spaced and is_person(inside, Evidence.LIKELY)) or given) and has_body_ending(before):
        return inside, before
    if (at := name_at(inside.split())) is not None and at[1] and has_body_ending(before):
        return at[0], f"{before} {at[1]}".strip()
    return None


def _glued_role(text: str) -> tuple[str, str] | None:
    """Return (role, name) of a print such as 座長村井純."""
    for size in range(2, min(len(text) - 1, 8)):
        if is_role(text[:size]) and is_person(text[size:], Evidence.KNOWN):
            return text[:size], text[size:]
    return None


def _is_name(words: list[str]) -> bool:
    return 0 < len(words) <= 6 and is_person(" ".join(words), Evidence.SHAPE if len(words) > 1 else Evidence.SHAPE)


def name_at(words: list[str]) -> tuple[str, str] | None:
    """Return (name, affiliation) where a person stands at one end of the words, or None."""
    if not words:
        return None
    if _spread(words) and is_person(" ".join(words)) and not " ".join(words).isascii():
        return " ".join(words), ""
    ends_held = (
        is_post(words[-1])
        or bool(TITLE.search(words[-1]))
        or has_body_ending(words[-1])
        or bool(UNIT_END.search(words[-1]))
    )
    if ends_held and not is_person(" ".join(words[-2:]), Evidence.KNOWN):
        return _at_start(words) or _at_end(words)
    return _at_end(words) or _at_start(words)


def _spread(words: list[str]) -> bool:
    """Return whether all words are parts of one name, by their lengths."""
    return 1 <= len(words) <= 6 and sum(len(word) > 1 for word in words) <= (2 if len(words) == 2 else 1)


def _at_end(words: list[str]) -> tuple[str, str] | None:
    for count in range(min(6, len(words) - 1), 0, -1):
        name = words[-count:]
        if not _spread(name) or any(is_post(word) and len(word) > 1 for word in name):
            continue
        least = Evidence.LIKELY if count > 1 else Evidence.KNOWN if not TITLE.search(words[-2]) else Evidence.SHAPE
        if (
            count == 1
            and len(name[0]) < 3
            and not (TITLE.search(words[-2]) and len(name[0]) == 2 and is_surname(name[0]))
        ):
            continue
        rest = " ".join(words[:-count])
        if words[-count - 1] and " ".join(name).isascii() and TITLE.search(words[-count - 1]):
            least = Evidence.SHAPE
        if is_person(" ".join(name), least) and not _FORM.fullmatch(rest):
            return " ".join(name), rest
    return _glued_at_end(words)


def _glued_at_end(words: list[str]) -> tuple[str, str] | None:
    """Part a title from the name glued to it: `CEO細谷 敏幸`, `副学長受田浩之`."""
    if len(words) > 1 and len(words[-1]) <= 3:
        token, given = words[-2], f" {words[-1]}"
    else:
        token, given = words[-1], ""
    best: tuple[Evidence, str, str] | None = None
    for size in (2, 1, 3) if given else (4, 3, 5, 2):
        title, name = token[:-size], token[-size:]
        if len(name) != size or not title or not _ends_in_title(title, token):
            continue
        evidence = person_evidence(name + given)
        if evidence >= Evidence.LIKELY and (best is None or evidence > best[0]):
            kept = words[: -2 if given else -1]
            best = evidence, name + given, " ".join([*kept, title])
    return best[1:] if best else None


def _ends_in_title(title: str, token: str) -> bool:
    """Return whether a title stands at the end, and not the 社 of 株式会社 with what follows."""
    found = TITLE.search(title)
    return found is not None and not any(form.start() <= found.start() < form.end() for form in _FORM.finditer(token))


def _at_start(words: list[str]) -> tuple[str, str] | None:
    for count in range(min(6, len(words) - 1), 0, -1):
        name = words[:count]
        if not _spread(name):
            continue
        rest = " ".join(words[count:])
        if is_person(" ".join(name), Evidence.LIKELY if count > 1 else Evidence.KNOWN) and not _FORM.fullmatch(rest):
            return " ".join(name), rest
    if len(words) > 1 and 2 < len(words[0]) <= 5:
        rest = " ".join(words[1:])
        if is_person(words[0], Evidence.LIKELY) or (is_person(words[0]) and _holds_post(rest)):
            return words[0], rest
    return None


def _holds_post(text: str) -> bool:
    """Return whether the text is a body followed by a title."""
    title = TITLE.search(text)
    return title is not None and has_body_ending(text[: title.start()].rstrip())


def named(name: str, base: Reading) -> str:
    """Return the name closed, with the flags that it deserves."""
    if len(name.split()) > 2:
        base.flags.append(Flag.SPACED_LETTERS)
    shown = closed(name)
    if is_surname_only(name):
        base.flags.append(Flag.SURNAME_ONLY)
    elif " " not in name and person_evidence(name) < Evidence.KNOWN and not _ends_a_word(name, base):
        base.flags.append(Flag.NAME_GUESSED)
    return shown


def _ends_a_word(name: str, base: Reading) -> bool:
    """Return whether the print itself shows where the name begins."""
    at = base.printed.find(name)
    return at == 0 or (at > 0 and not base.printed[at - 1].isalnum())
