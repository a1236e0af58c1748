"""A row of a table: `|構成員|平井 伸治|鳥取県知事|`, or cells parted by tabs."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Sector
from musubime_loaders.name_endings import Parts, without_title
from musubime_loaders.name_lexicon import NOT_REPORTED, SECTOR_OF, ends_unit, find_title
from musubime_loaders.names.affiliation import read_affiliations
from musubime_loaders.names.endings import has_body_ending
from musubime_loaders.names.entry import SECTORS, Reading
from musubime_loaders.names.name_place import named
from musubime_loaders.names.person_line import NOTHING_ABOVE, Heading, read_person_line
from musubime_loaders.names.persons import Evidence, is_person, person_evidence
from musubime_loaders.names.remarks import without_honorific, without_readings, without_remarks
from musubime_loaders.names.words import ABSENT, MARKS, READING, TABLE_HEADINGS, is_post, is_role

_RULE = re.compile(r"^[\s|:+\-―－=]+$")
_CELLS = re.compile(r"[|｜]|\t+")
_BLANK = re.compile(
    r"^(?:[※＊*○×〇✓✔●◎△－―ー-]|[0-9０-９]{1,3}[.．]?|[0-9]{4}[./年-].{0,12}|(?:新|再)任|オンライン|会場|Web|WEB)$"
)
_SEPARATOR = re.compile("[／/、]")
_IN_BODY = re.compile(
    r"(?:座長|委員|構成員|オブザーバー?|委員長|主査|幹事|事務局|メンバー|顧問|部会長|分科会長)(?:代理)?$"
)


def read_table_row(text: str, heading: Heading = NOTHING_ABOVE) -> list[Reading]:
    """Return the readings of every row of a printed table; headings and rules give none."""
    found: list[Reading] = []
    last: Reading | None = heading.organization
    for line in text.splitlines():
        if not line.strip() or _RULE.match(line):
            continue
        readings = _row(line, heading, last)
        last = readings[-1] if readings else last
        found += readings
    return found


def _row(line: str, heading: Heading, last: Reading | None) -> list[Reading]:
    cells = [re.sub(r"[\s　]*<br ?/?>[\s　]*", "／", cell).strip() for cell in _CELLS.split(line)]
    cells = [cell for cell in cells if cell]
    if not cells or all(re.sub(r"[\s　]", "", cell) in TABLE_HEADINGS for cell in cells):
        return []
    if last is not None and last.role:
        cells = [f"{last.role}代理" if cell in ("同代理", "同　代理") else cell for cell in cells]
    cells = [without_readings(cell, []) for cell in cells]
    if len(cells) == 1:
        return read_person_line(cells[0], heading)
    base = Reading(line.strip())
    sector: Sector | None = None
    kept: list[str] = []
    for cell in cells:
        if cell in SECTOR_OF and sector is None:
            sector = SECTORS[SECTOR_OF[cell]]
        elif ABSENT.match(cell):
            base.flags.append(Flag.ABSENT)
        elif (
            not _BLANK.match(cell)
            and not NOT_REPORTED.match(cell)
            and not (kept and READING.match(cell) and re.search("[ぁ-ゖ]{2}", cell))
        ):
            kept.append(cell)
    readings = _kept(kept, base, heading, last)
    for reading in readings:
        reading.sector = sector
    return readings


def _kept(cells: list[str], base: Reading, heading: Heading, last: Reading | None) -> list[Reading]:
    person = _person_cell(cells)
    role = _role_cell(cells, person)
    base.role = MARKS.sub("", cells[role]).strip("※＊* 　") if role is not None else heading.role
    if person is not None:
        name = without_remarks(without_honorific(cells[person], base), base)
        base.person = named(name, base)
    rest = [cell for at, cell in enumerate(cells) if at not in (person, role)]
    if not rest:
        return [base]
    if person is None and len(rest) == 1:
        return read_person_line(rest[0], Heading(base.role, last))
    held = _held(rest, base.printed)
    readings: list[Reading] = []
    for each in held:
        reading = base.copy()
        reading.organization, reading.unit, reading.post = each.organization, each.unit, each.post
        reading.candidates, reading.flags = each.candidates, [*base.flags, *each.flags]
        readings.append(reading)
    return readings


def _person_cell(cells: list[str]) -> int | None:
    """Return which cell names the person: the one that most speaks for, the first of equals."""
    best, at = Evidence.NONE, None
    for number, cell in enumerate(cells):
        bare = re.sub(r"[\s　]*(?:氏|様)?[\s　]*(?:[（(][^（）()]*[）)])?[※＊*]*$", "", cell)
        evidence = person_evidence(bare)
        if evidence > best and not has_body_ending(bare.replace(" ", "")[-2:] if evidence < Evidence.KNOWN else ""):
            best, at = evidence, number
    return at


def _role_cell(cells: list[str], person: int | None) -> int | None:
    """Return which cell is the role in the body: one before the person, or one that cannot be a post elsewhere."""
    plain = [MARKS.sub("", cell).strip("※＊* 　") for cell in cells]
    roles = [at for at, cell in enumerate(plain) if at != person and is_role(cell)]
    for at in roles:
        if (person is None or at < person) and (at == 0 or not has_body_ending(plain[at - 1])):
            return at
    for at in roles:
        if _IN_BODY.search(plain[at]) and not is_post(plain[at]):
            return at
    return next((at for at in roles if at == len(cells) - 1 and any(find_title(cell) for cell in cells[:at])), None)


def _held(cells: list[str], printed: str) -> list[Reading]:
    """Return organizations with unit and post; a cell after the organization is its post or unit as a whole."""
    held = read_affiliations(cells[0], printed)
    rest = " ".join(cells[1:])
    if not rest or not held:
        return held
    last = held[-1]
    inside = last.organization and last.post is None and (find_title(rest) or ends_unit(rest))
    if _SEPARATOR.search(rest) or not (is_post(rest) or inside):
        return held if is_person(rest) else read_affiliations(" ".join(cells), printed)
    parts = Parts()
    unit = without_title(rest, parts)
    if is_post(rest):
        last.post = rest
    elif parts.post is None:
        last.unit = " ".join(filter(None, (last.unit, rest)))
    elif unit and ends_unit(unit) and Flag.SHARED_ENDING not in parts.flags:
        last.unit, last.post = " ".join(filter(None, (last.unit, unit))), parts.post
    else:
        last.post = rest
    return held
