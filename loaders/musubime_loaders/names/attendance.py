"""The head of minutes: `白井(主査)、秋元、石川`, `門永委員長、高橋(和)委員`, `縣公一郎、浅羽隆史の各臨時委員`."""

import re

from musubime.errors import BadInput
from musubime.types.base import NAME_LIMIT
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import AND_OTHERS, OTHERS_ONLY, find_title
from musubime_loaders.names.brackets import outer
from musubime_loaders.names.endings import has_body_ending
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.person_line import read_person_line
from musubime_loaders.names.persons import Evidence, closed, is_person, is_surname_only, name_before, person_evidence
from musubime_loaders.names.remarks import leading
from musubime_loaders.names.surnames import is_surname, surname_length
from musubime_loaders.names.words import (
    ABSENT,
    ATTENDING,
    BODY_WORD,
    HEADING,
    MARK_AFTER,
    PRESENT,
    REMARK,
    ROLE_AT_END,
    is_role,
)

_EACH = re.compile(r"(?:の)?各(?P<role>[^、，\s　各]{2,12})$")
_TAIL = re.compile(r"^(?P<before>.+?)[\s　]*[（(](?P<inside>[^（）()]*)[）)]$")
_INITIAL = re.compile(r"^[一-鿿々ぁ-ゖァ-ヺA-Za-z]$")
_SHORT_NAME = re.compile(r"^[一-鿿々ヶケノ﨑]{1,3}$")
_HEADED = re.compile(
    r"^[\s　]*[（(【［\[<＜]?(?P<word>[^、，（）()【】：:]{1,12})(?:[）)】］\]>＞][\s　]*[:：]?|[:：])[\s　]*(?=\S)"
)
_JOINED = re.compile(r"[、，][\s　]*\n")
_ABSENT_APART = re.compile(r"[（(](?:ご|御)?欠席[：:](?P<names>[^（）()]*)[)）]")
_PROXY = re.compile(r"^[（(]代理(?:出席)?[:：\s　].*[)）]$")
_GROUPS = re.compile(
    r"[\s　]+(?=[（(【［\[](?:副|臨時|専門|特別)?(?:委員長?|主査|座長|会長|事務局|オブザーバー|構成員|幹事)"
    r"[）)】］\]]\S)"
)
_SHARED_ROLE = re.compile(
    r"(?:委員|構成員|オブザーバー?|事務局|会員|顧問|幹事|理事|監事|評議員|メンバー|アドバイザー)$"
)
_ASSUMED = "委員"


def read_attendance(text: str) -> list[Reading]:
    """Return one reading for each person, with the role printed on, before or after the name; 委員 where none is."""
    found: list[Reading] = []
    default, absent = _ASSUMED, False
    apart = _ABSENT_APART.sub(r"\n欠席者：\g<names>\n出席者：", _JOINED.sub("、", text))
    for raw in re.split(r"[\n；;。]", apart):
        line = raw.strip()
        if not line or REMARK.match(line):
            continue
        heading = HEADING.match(line)
        if heading and (heading["word"] in ATTENDING or (is_role(heading["word"]) and not is_person(line))):
            default, absent = ATTENDING.get(heading["word"], heading["word"]) or _ASSUMED, "欠席" in heading["word"]
            continue
        headed = _HEADED.match(line)
        if headed and headed["word"].strip() in ATTENDING:
            word = headed["word"].strip()
            default, absent = ATTENDING[word] or _ASSUMED, "欠席" in word
            line = line[headed.end() :]
        for group in _GROUPS.split(line):
            found += _line(group, default, absent=absent)
    return found


def _line(line: str, default: str, *, absent: bool) -> list[Reading]:
    line, body = _without_body(line)
    items = [item for item in _items(line) if not (OTHERS_ONLY.match(item) or REMARK.match(item))]
    found: list[Reading] = []
    for group, shared in _shared_roles(items):
        found += _group(group, shared, default, body, absent=absent)
    return found


def _shared_roles(items: list[str]) -> list[tuple[list[str], str | None]]:
    """Return the items in groups, each with the role that `の各委員` at its end gives to all of the group."""
    groups: list[tuple[list[str], str | None]] = [([], None)]
    for item in items:
        each = _EACH.search(item)
        shared = each["role"] if each and is_role(each["role"]) else None
        groups[-1][0].append(item[: each.start()] if each and shared else item)
        if shared:
            groups[-1:] = [(groups[-1][0], shared), ([], None)]
    return [group for group in groups if group[0]]


def _group(items: list[str], shared: str | None, default: str, body: str | None, *, absent: bool) -> list[Reading]:
    readings: list[Reading] = []
    said: str | None = None
    for item in items:
        if readings and _PROXY.match(item):
            readings[-1].flags.append(Flag.PROXY)
            continue
        before = _HEADED.match(item)
        if before and is_role(before["word"].strip()):
            said = before["word"].strip()
        for reading in _item(item):
            if said and shared is None and _is_bare(reading) and _SHARED_ROLE.search(said):
                reading.role = said
            readings.append(reading)
    start = next((at + 1 for at in range(len(readings) - 1, -1, -1) if readings[at].role), 0)
    for at, reading in enumerate(readings):
        if absent:
            reading.flags.append(Flag.ABSENT)
        if body is not None and reading.organization is None:
            reading.organization = body
            reading.flags.append(Flag.INHERITED)
        _give_role(reading, shared if at >= start else None, default)
    return readings


def _without_body(line: str) -> tuple[str, str | None]:
    """Return the line without the body in brackets that heads its officials, and the body."""
    headed = _HEADED.match(line)
    word = headed["word"].strip() if headed else ""
    if headed and not is_role(word) and has_body_ending(word):
        return line[headed.end() :], word
    return line, None


def _items(line: str) -> list[str]:
    """Return what stands between commas, or between spaces where every word ends in a role."""
    items = outer(line, "、，,")
    words = line.split()
    if len(items) == 1 and len(words) > 1 and all(len(word) > 2 for word in words):
        return words if sum(bool(ROLE_AT_END.search(word)) for word in words) > 1 else items
    if len(items) == 1 and len(words) > 2:
        bare = [re.sub(r"[（(].*", "", word) for word in words]
        return words if sum(map(is_surname, bare)) > 0.6 * len(words) else items
    return items


def _is_bare(reading: Reading) -> bool:
    return reading.role is None and reading.post is None and reading.organization is None


def _give_role(reading: Reading, shared: str | None, default: str) -> None:
    """Give a reading without a role that of its group, or the one that the list assumes."""
    if reading.role or (not _is_bare(reading) and default == _ASSUMED):
        return
    if shared is None:
        reading.flags.append(Flag.ROLE_ASSUMED)
    reading.role = shared or default


def _item(item: str) -> list[Reading]:
    if len(item) > NAME_LIMIT:
        raise BadInput(f"一人分の記載が {NAME_LIMIT:,} 文字を超えます。区切りを入れてください。", value=item)
    reading = Reading(item)
    reading.role, text = leading(item, reading.flags)
    text, initial = _without_brackets(text, reading)
    others = AND_OTHERS.search(text)
    if others and others.start() > 1:
        text = text[: others.start()].strip()
        reading.flags.append(Flag.AND_OTHERS)
    if initial is None and has_body_ending(text.split()[0] if text.split() else "") and not ROLE_AT_END.search(text):
        return read_person_line(item)
    found = None if reading.role and is_person(text) else ROLE_AT_END.search(text)
    before = text[: found.start()].strip() if found else text
    if found and before:
        reading.role = found.group()
        text = before
    elif (title := find_title(text)) and title.start() and not is_person(text):
        return [_official(text, reading)]
    words = text.split()
    if found and len(words) > 1 and is_role(words[-1] + found.group()) and is_person(" ".join(words[:-1])):
        reading.role = words.pop() + found.group()
    name = " ".join(words)
    if (len(words) == 1 and len(name) > 4 and person_evidence(name) < Evidence.LIKELY) and found:
        size = name_before(name)
        if 0 < size < len(name):
            reading.role = name[size:] + found.group()
            name = name[:size]
            if not surname_length(name):
                reading.flags.append(Flag.NAME_GUESSED)
    short = len(words) == 1 and (len(name) == 1 or found is not None) and _SHORT_NAME.match(name)
    if not name or (not is_person(name) and initial is None and not short):
        return read_person_line(item) if name else []
    reading.person = closed(name) + (initial or "")
    if initial or is_surname_only(name):
        reading.flags.append(Flag.SURNAME_ONLY)
    return [reading]


def _without_brackets(text: str, reading: Reading) -> tuple[str, str | None]:
    """Return the text without brackets at its end, and the initial that tells two of one surname apart."""
    initial: str | None = None
    role = ROLE_AT_END.search(text)
    if role and (inner := _TAIL.match(text[: role.start()].strip())) and _INITIAL.match(inner["inside"]):
        initial = text[len(inner["before"]) : role.start()].strip()
        return inner["before"] + role.group(), initial
    while True:
        if (unmarked := MARK_AFTER.sub("", text)) != text and unmarked:
            reading.flags.append(Flag.MARK)
            text = unmarked
            continue
        found = _TAIL.match(text)
        if not found:
            return text, initial
        inside = found["inside"].strip()
        if ABSENT.match(inside):
            reading.flags.append(Flag.ABSENT)
        elif is_role(inside):
            reading.role = inside
        elif _INITIAL.match(inside):
            return found["before"], text[len(found["before"]) :].strip()
        elif not PRESENT.match(inside):
            return text, initial
        text = found["before"]


def _official(text: str, reading: Reading) -> Reading:
    """Part `磯田研究振興局長` and `磯田文雄研究振興局長` where the post begins with a word of offices."""
    sizes = [size for size in range(1, 6) if BODY_WORD.match(text[size:])]
    surname = surname_length(text)
    size = next((size for size in sizes if size >= surname), 0) or surname
    if not size:
        title = find_title(text)
        size = title.start() if title and title.start() <= 5 else 0
    reading.flags.append(Flag.NAME_GUESSED)
    reading.person, reading.post = (text[:size].strip() or None), text[size:].strip()
    if reading.person and (size == surname or size <= 2):
        reading.flags.append(Flag.SURNAME_ONLY)
    return reading
