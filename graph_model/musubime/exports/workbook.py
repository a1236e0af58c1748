"""XLSX: seats, bodies, consortia, programmes and sources as sheets, and a sheet that says what they are.

Written row by row into a temporary file, which is then handed out piece by piece; the same selection makes the same
bytes, for no clock is written. openpyxl makes the workbook, its sheets and their headings; the rows are put in here,
which takes a tenth of its time.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from math import ceil
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder
from openpyxl.writer.excel import ExcelWriter

from musubime.exports.about import about
from musubime.exports.attributes import (
    CONSORTIUM_ATTRIBUTES,
    ORGANIZATION_ATTRIBUTES,
    PERSON_ATTRIBUTES,
    PROGRAMME_ATTRIBUTES,
    SOURCE_ATTRIBUTES,
    Attribute,
    Flat,
    Value,
    consortium_row,
    holder_attributes,
    programme_row,
    source_row,
)
from musubime.exports.selection import Selection
from musubime.exports.table import SEAT_COLUMNS, safe_cell, seat_cells
from musubime.exports.writing import number, xml_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = 32_767
"""Characters that a cell of Excel holds."""
ROWS = 1_000_000
"""Rows of one sheet; Excel holds 1,048,576. More go on in a further sheet."""
PIECE = 1 << 16
_WIDE = {"name": 34, "summary": 60, "printed": 40, "citation": 60, "consortium": 34, "organization": 34, "url": 34}
_SETTLED = (1980, 1, 1, 0, 0, 0)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LETTERS = [get_column_letter(place) for place in range(1, 100)]
Cells = Iterable[Value | None]


class Sheet(NamedTuple):
    """One sheet: its title, its columns, how many rows there are at most, and the rows."""

    title: str
    columns: Sequence[Attribute]
    size: int
    rows: Iterator[Cells]


class Heading(str):
    """A text that is written as headings are."""

    __slots__ = ()


def workbook(selection: Selection) -> Iterator[bytes]:
    """Return the workbook piece by piece."""
    with tempfile.TemporaryFile() as file:
        _write(selection, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def sheets(selection: Selection) -> list[Sheet]:
    """Return the sheets of a selection; one of persons only where seats name some."""
    bodies = list(selection.bodies())
    persons = list(selection.named_persons())
    programmes, consortia, sources = selection.listed_programmes, selection.consortium_ids, selection.sources
    seats = (seat_cells(selection, seat) for seat in selection.seats)

    def sheet(title: str, columns: Sequence[Attribute], size: int, flats: Iterable[Flat]) -> Sheet:
        return Sheet(title, columns, size, ([flat.get(column.name) for column in columns] for flat in flats))

    named: Iterator[Flat] = ({"id": one.id, "name": one.name} for one in persons)
    return [
        Sheet("席", SEAT_COLUMNS, len(selection.seat_ids), seats),
        sheet("機関", ORGANIZATION_ATTRIBUTES, len(bodies), (holder_attributes(selection, one) for one in bodies)),
        *([sheet("人", PERSON_ATTRIBUTES, len(persons), named)] if persons else []),
        sheet(
            *("会議体", CONSORTIUM_ATTRIBUTES, len(consortia)),
            (consortium_row(selection, body) for body in selection.consortia),
        ),
        sheet("事業", PROGRAMME_ATTRIBUTES, len(programmes), (programme_row(selection, one) for one in programmes)),
        sheet("出典", SOURCE_ATTRIBUTES, len(sources), map(source_row, sources)),
    ]


def _write(selection: Selection, file: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    book.properties.creator = "Musubime 結び目"
    book.properties.created = book.properties.modified = datetime(*_SETTLED)
    listed = sheets(selection)
    archive = _Archive(file)
    for sheet in listed:
        for part in range(max(1, ceil(sheet.size / ROWS))):
            title = f"{sheet.title} {part + 1}" if part else sheet.title
            page = _page(book, title, [_WIDE.get(column.name, 18) for column in sheet.columns])
            archive.style = _heading(page, [column.title for column in sheet.columns])
            archive.rows.append((len(sheet.columns), islice(sheet.rows, ROWS)))
    _heading(_page(book, "説明", (24, 24, 60, 14, 60)), ["この表について", "内容"])
    archive.rows.append((0, _explained(selection, listed, archive)))
    ExcelWriter(book, archive).save()


def _page(book: Workbook, title: str, widths: Iterable[int]) -> WriteOnlyWorksheet:
    page: WriteOnlyWorksheet = book.create_sheet(title)
    dimensions: DimensionHolder[str, ColumnDimension] = page.column_dimensions  # type: ignore[attr-defined]
    for place, width in enumerate(widths, 1):
        dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    return page


def _heading(page: WriteOnlyWorksheet, texts: Sequence[str]) -> int:
    """Write the heading of a sheet and return the number of its style."""
    cells: list[Cell] = [WriteOnlyCell(page, text) for text in texts]
    for cell in cells:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8F1FE")
    page.append(cells)
    return int(cells[0].style_id)


def _explained(selection: Selection, listed: Sequence[Sheet], archive: "_Archive") -> Iterator[Cells]:
    """Yield what the file is, and what each column of each sheet says; asked for when all other sheets are written."""
    yield from about(selection).lines()
    yield "式の防止", "= + - @ で始まる値は、先頭に ' を付けた文字列にしてあります。"
    if archive.cut:
        note = f"{archive.cut:,}（1つのセルに入る {CELL:,} 字を超えるもの。全文は JSONL にあります）"
        yield "途中で切ったセル", note
    yield ()
    yield map(Heading, ("シート", "列", "列名（機械用）", "型", "意味"))
    for sheet in listed:
        for column in sheet.columns:
            yield sheet.title, column.title, column.name, column.type, column.meaning


class _Archive(ZipFile):
    """The file in the making: openpyxl writes all parts of the format, and the rows go straight into its sheets.

    Its entries all carry one date: a file says the same whenever it is made.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, allowZip64=True)
        self.rows: list[tuple[int, Iterable[Cells]]] = []
        """Of each sheet in their order, how many columns a reader can filter, and the rows."""
        self.style = 0
        self.cut = 0

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: str | bytes, *_: int | None) -> None:  # type: ignore[override]
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: str, arcname: str | None = None, *_: int | None) -> None:  # type: ignore[override]
        """Write a sheet that has a heading alone, with its rows behind the heading."""
        before, end, after = Path(filename).read_text("utf-8").partition("</sheetData>")
        columns, rows = self.rows.pop(0)
        last = 1
        with self.open(_entry(arcname or filename), "w", force_zip64=True) as target:
            target.write(before.encode())
            for last, row in enumerate(rows, 2):
                target.write(self._row(last, row).encode())
            choosing = f'<autoFilter ref="A1:{get_column_letter(columns)}{last}"/>' if columns else ""
            target.write(f"{end}{choosing}{after}".encode())

    def _row(self, place: int, row: Cells) -> str:
        filled = ((letter, value) for letter, value in zip(_LETTERS, row, strict=False) if value is not None)
        return f'<row r="{place}">{"".join(self._cell(f"{letter}{place}", value) for letter, value in filled)}</row>'

    def _cell(self, place: str, value: Value) -> str:
        """Return a cell: text is text whatever it begins with, and no longer than a cell can be."""
        if not isinstance(value, str):
            return f'<c r="{place}"><v>{number(value)}</v></c>'
        text = safe_cell(value)
        if "_x" in text:
            text = _ESCAPE.sub("_x005F_", text)
        if len(text) > CELL:
            self.cut += 1
            text = text[: CELL - 1] + "…"
        style = f' s="{self.style}"' if isinstance(value, Heading) else ""
        kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
        return f'<c r="{place}"{style} t="inlineStr"><is><t{kept}>{xml_text(text)}</t></is></c>'


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _SETTLED)
    entry.compress_type = ZIP_DEFLATED
    return entry
