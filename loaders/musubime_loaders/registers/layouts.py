"""Which register a file is, told by what stands in it."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Protocol

from musubime.errors import BadInput, UnreadableFile
from musubime.registers.rows import Row
from musubime_loaders.registers import (
    corporate_number_slice,
    edinet_codes,
    joined_register,
    research_organizations,
    school_codes,
)
from musubime_loaders.registers.containers import Part
from musubime_loaders.registers.corporate_number_slice import CorporateNumberSlice
from musubime_loaders.registers.corporate_numbers import CorporateNumbers, is_row
from musubime_loaders.registers.edinet_codes import EdinetCodes
from musubime_loaders.registers.headed import headings_at
from musubime_loaders.registers.joined_register import JoinedRegister
from musubime_loaders.registers.records import LINE_LIMIT, Text, encoding_of
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.research_organizations import ResearchOrganizations

_FIRST_ROWS = 10
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")


class Layout(Protocol):
    """One file of a register, ready to be read."""

    file: str

    def rows(self, report: Report, progress: Callable[[str, int, int], None]) -> Iterator[Row]:
        """Yield its rows."""


def layout_of(part: Part) -> Layout | None:
    """Return the register that a part is; None where it is none that is known.

    Raises UnreadableFile and BadInput for a register with broken bytes or rows.
    """
    head = part.head()
    if head.startswith(b"PK"):
        return school_codes.of_workbook(part)
    if head.startswith(_NOT_TEXT) or (b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))):
        return None
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"[", b"{"):
        return _of_json(part)
    return None if start in (b"<", b"") else _of_text(part, head)


def unknown(files: str) -> BadInput:
    """Return the error for files that are no register that is known, to be raised."""
    return BadInput(
        "知っている登録簿ではありません。法人番号（全件・差分）、EDINET コードリスト、学校コード一覧、ROR、"
        "結合した登録簿のどれかを、配布されたままの CSV・XLSX・JSON・ZIP・GZ で指定してください。",
        file=files,
    )


def _of_json(part: Part) -> Layout | None:
    try:
        _, first = next(research_organizations.objects(part))
    except (StopIteration, UnreadableFile):
        return None
    return ResearchOrganizations(part) if research_organizations.is_organization(first) else None


def _of_text(part: Part, head: bytes) -> Layout | None:
    rows, delimiter = _first_rows(head)
    if not rows:
        return None
    if is_row(rows[0]):
        return CorporateNumbers(Text(part, encoding_of(part), delimiter))
    for needed, layout in (
        (joined_register.NEEDED, JoinedRegister),
        (corporate_number_slice.NEEDED, CorporateNumberSlice),
        (edinet_codes.NEEDED, EdinetCodes),
        (edinet_codes.NEEDED_ENGLISH, EdinetCodes),
        (school_codes.NEEDED, school_codes.of_text),
    ):
        if headings_at(rows, needed) is not None:
            return layout(Text(part, encoding_of(part), delimiter))
    return None


def _first_rows(head: bytes) -> tuple[list[list[str]], str]:
    """Return the first rows that are not blank, read leniently, and their delimiter."""
    csv.field_size_limit(LINE_LIMIT)
    for encoding in _encodings(head):
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError as error:
            # the head may end within a character
            if error.start < len(head) - 4:
                continue
            text = head[: error.start].decode(encoding)
        line = text.partition("\n")[0]
        delimiter = "\t" if line.count("\t") > line.count(",") else ","
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text), delimiter=delimiter):
                if any(cell.strip() for cell in row):
                    rows.append(row)
                if len(rows) == _FIRST_ROWS:
                    break
        except csv.Error:
            continue
        return rows, delimiter
    return [], ","


def _encodings(head: bytes) -> tuple[str, ...]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "cp932")
