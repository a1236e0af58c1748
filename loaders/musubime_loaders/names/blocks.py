"""Several lines of a list or a page: headings, bodies, and the persons below them."""

import re

from musubime.errors import BadInput
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Sector
from musubime_loaders.name_lexicon import SECTOR_OF
from musubime_loaders.names.affiliation import is_inside, put_inside
from musubime_loaders.names.attendance import read_attendance
from musubime_loaders.names.entry import SECTORS, Reading
from musubime_loaders.names.name_place import named
from musubime_loaders.names.one_affiliation import read_affiliation
from musubime_loaders.names.person_line import Heading, read_person_line
from musubime_loaders.names.persons import Evidence, is_person, person_evidence
from musubime_loaders.names.remarks import leading
from musubime_loaders.names.table_row import read_table_row
from musubime_loaders.names.words import ATTENDING, HEADING, LEGEND, NUMBER, REMARK, TABLE_HEADINGS, is_post, is_role

_PAGE = re.compile(r"^[\s　\-–—0-9０-９/／.．頁ページPp]+$")
_TITLE_LINE = re.compile(r"(?:名簿|委員一覧|一覧|委員構成|構成員|メンバー|出席者)[\s　]*(?:[（(].*[）)])?$")
_SHARED_ROLE = re.compile(r"(?:委員|構成員|オブザーバー?|会員|顧問|幹事|理事|監事|評議員|メンバー|アドバイザー)$")
_ROLES_LISTED = re.compile(
    r"^[^（(、，\s　]{1,6}(?:委員長|委員|主査|座長|会長|構成員)(?:代理)?[、，][^（(、，]{1,6}(?:委員|主査|座長|構成員)"
)
_LINE_LIMIT = 4_000
_CHUNKS = re.compile(r"[\s　]{2,}|\t|、|，")


class _Block:
    """The lines read so far, and what the headings above hold for the next."""

    def __init__(self, marks: dict[str, str]) -> None:
        self.marks = marks
        self.found: list[Reading] = []
        self.role: str | None = None
        self.sector: Sector | None = None
        self.absent = False
        self.shared_role: str | None = None
        self.body: Reading | None = None
        self.under = 0
        self.names_first: bool | None = None

    def heading(self, line: str) -> bool:
        """Take a line that only heads what follows; return whether it was one."""
        if REMARK.match(line) or _PAGE.match(line) or (LEGEND.search(line) and len(line) < 40):
            return True
        if len(line.split()) > 1 and all(word in TABLE_HEADINGS for word in line.split()):
            return True
        bare = NUMBER.sub("", line)
        found = HEADING.match(bare)
        word = found["word"] if found else ""
        if word in SECTOR_OF and line != word:
            self.sector, self.role = SECTORS[SECTOR_OF[word]], None
        elif word in ATTENDING:
            self.role, self.absent = ATTENDING[word], "欠席" in word
        elif word and is_role(word) and not is_person(bare):
            self.role = word
        elif not (_TITLE_LINE.search(line) and not is_person(line)):
            return False
        self.close()
        return True

    def close(self) -> None:
        """End a body: one without persons below is an entry of its own."""
        if self.body is not None and not self.under:
            self._keep(self.body)
        self.body, self.under = None, 0

    def open(self, body: Reading) -> None:
        """Begin a body."""
        self.close()
        self.body = body

    def person(self, name: str) -> None:
        """Take a name; the body above is its organization."""
        reading = Reading(name.strip())
        if name.strip()[:1] in self.marks:
            reading.role = self.marks[name.strip()[0]]
        _, text = leading(name.strip(), reading.flags)
        reading.person = named(text, reading)
        if self.body is not None:
            first = not self.under
            reading.organization, reading.candidates = self.body.organization, list(self.body.candidates)
            reading.unit = self.body.unit
            reading.post = self.body.post if first else None
            reading.flags += [*self.body.flags, Flag.INHERITED]
        self.under += 1
        self._keep(reading)

    def attach(self, line: str) -> None:
        """Give the affiliation on this line to the person on the line above."""
        person = self.found[-1]
        held = read_affiliation(line, line)
        person.organization, person.unit, person.post = held.organization, held.unit, held.post
        person.candidates, person.flags = held.candidates, [*person.flags, *held.flags]
        person.printed += "\n" + line

    def line(self, line: str, *, indented: bool) -> None:
        """Read a line that says more than a name."""
        mark = self.marks.get(line[:1])
        last = self.found[-1] if self.found else None
        readings = read_person_line(line, Heading(mark or self.role, self.body or last))
        for reading in readings:
            if self.body is not None and reading.person is not None:
                if is_inside(reading):
                    put_inside(reading, self.body)
                elif reading.organization is None and Flag.FORMER not in reading.flags:
                    reading.organization = self.body.organization
                    reading.flags += [*self.body.flags, Flag.INHERITED]
                self.under += reading.organization == self.body.organization
            if indented and reading.role is None and self.role is None and self.shared_role:
                reading.role = self.shared_role
                reading.flags.append(Flag.ROLE_ASSUMED)
            self._keep(reading)
        if readings and readings[-1].role and not indented:
            self.shared_role = readings[-1].role if _SHARED_ROLE.search(readings[-1].role) else None

    def listed(self, line: str) -> None:
        """Read a line such as 北山委員長、市川委員."""
        for reading in read_attendance(line):
            if Flag.ROLE_ASSUMED in reading.flags and self.role:
                reading.role = self.role
                reading.flags.remove(Flag.ROLE_ASSUMED)
            self._keep(reading)

    def _keep(self, reading: Reading) -> None:
        reading.role = reading.role or self.role
        reading.sector = reading.sector or self.sector
        if self.absent and Flag.ABSENT not in reading.flags:
            reading.flags.append(Flag.ABSENT)
        self.found.append(reading)


def read_block(text: str) -> list[Reading]:
    """Return the readings of all lines, in printed order."""
    raw = [line for line in text.splitlines() if line.strip()]
    for line in raw:
        if len(line) > _LINE_LIMIT:
            raise BadInput(f"一行が {_LINE_LIMIT:,} 文字を超えます。行を分けてください。", value=line)
    lines = [line.strip(" 　") for line in raw]
    marks = {
        found["mark"]: found["role"] for line in lines for found in LEGEND.finditer(line) if is_role(found["role"])
    }
    block = _Block(marks)
    for at, line in enumerate(lines):
        if "|" in line or ("\t" in line.strip() and not all(is_person(part) for part in line.strip().split("\t"))):
            block.found += read_table_row(line, Heading(block.role, block.body))
            continue
        if block.heading(line):
            continue
        if _ROLES_LISTED.search(line):
            block.listed(line)
            continue
        names = _names(line)
        if names and _is_names_line(line, names, lines[at + 1 : at + 2], block):
            for name in names:
                block.person(name)
            block.names_first = len(block.found) == len(names) if block.names_first is None else block.names_first
        elif (body := _body_on(line)) is not None:
            if block.names_first and block.found and block.found[-1].organization is None:
                block.attach(line)
            else:
                block.names_first = False
                block.open(body)
        else:
            block.line(line, indented=bool(re.match(r"[\s　]{2,}", raw[at])))
    block.close()
    return block.found


def _names(line: str) -> list[str]:
    """Return the names on a line that holds nothing but names, or nothing."""
    chunks = [chunk for chunk in _CHUNKS.split(line) if chunk]
    if len(chunks) == 2 and all(len(chunk) <= 3 for chunk in chunks) and is_person(" ".join(chunks), Evidence.LIKELY):
        chunks = [" ".join(chunks)]
    words = line.split()
    if len(words) > 1 and all(len(word) > 2 and is_person(word, Evidence.KNOWN) for word in words):
        return words
    flags: list[Flag] = []
    bare = [leading(chunk, flags)[1] for chunk in chunks]
    if all(is_person(chunk) for chunk in bare):
        return chunks
    if len(words) > 1 and all(is_person(word, Evidence.LIKELY) and len(word) > 2 for word in words):
        return words
    return []


def _is_names_line(line: str, names: list[str], after: list[str], block: _Block) -> bool:
    """Return whether the line names persons, though a short word might as well be a body."""
    evidence = min(person_evidence(leading(name, [])[1]) for name in names)
    if evidence >= Evidence.LIKELY or len(names) > 1:
        return True
    if line[:1] in "○◎●・" or block.role:
        return True
    if block.body is None:
        return False
    follows = bool(after) and is_person(after[0], Evidence.LIKELY)
    return not (follows and block.under) and len(names[0]) > 2 and not re.fullmatch("[ァ-ヺー]+", names[0])


def _body_on(line: str) -> Reading | None:
    """Return the body of a line that names one, with unit, post and role or without, and no person; None otherwise."""
    readings = read_person_line(line)
    if len(readings) != 1 or readings[0].person or not readings[0].organization or is_post(line):
        return None
    return readings[0]
