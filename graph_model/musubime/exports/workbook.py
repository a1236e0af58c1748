"""XLSX: seats, bodies, consortia, programmes and sources as sheets, and a sheet that says what they are.

Written row by row through openpyxl's write-only mode into a temporary file, which is then handed out piece by piece.
The same selection makes the same bytes: no clock is written.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
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

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = 32_767
"""Characters that a cell of Excel holds."""
ROWS = 1_000_000
"""Rows of one sheet; Excel holds 1,048,576. More go on in a further sheet."""
PIECE = 1 << 16
_WIDE = {"name": 34, "summary": 60, "printed": 40, "citation": 60, "consortium": 34, "organization": 34, "url": 34}
_SETTLED = (1980, 1, 1, 0, 0, 0)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
Cells = Iterable[Value | None]


class Sheet(NamedTuple):
    """One sheet: its title, its columns and its rows."""

    title: str
    columns: Sequence[Attribute]
    rows: Iterator[Cells]


def workbook(selection: Selection) -> Iterator[bytes]:
    """Return the workbook piece by piece."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when the last piece is handed out
    try:
        _write(selection, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
    finally:
        file.close()


def sheets(selection: Selection) -> list[Sheet]:
    """Return the sheets of a selection; one of persons only where seats name some."""
    listed = [
        Sheet("席", SEAT_COLUMNS, (seat_cells(selection, seat) for seat in selection.seats)),
        Sheet(
            "機関",
            ORGANIZATION_ATTRIBUTES,
            _rows(ORGANIZATION_ATTRIBUTES, (holder_attributes(selection, body) for body in selection.bodies())),
        ),
        Sheet(
            "会議体",
            CONSORTIUM_ATTRIBUTES,
            _rows(CONSORTIUM_ATTRIBUTES, (consortium_row(selection, body) for body in selection.consortia)),
        ),
        Sheet(
            "事業",
            PROGRAMME_ATTRIBUTES,
            _rows(PROGRAMME_ATTRIBUTES, (programme_row(selection, one) for one in selection.listed_programmes)),
        ),
        Sheet("出典", SOURCE_ATTRIBUTES, _rows(SOURCE_ATTRIBUTES, map(source_row, selection.sources))),
    ]
    if any(seat.person for seat in selection.seats):
        named: Iterator[Flat] = ({"id": one.id, "name": one.name} for one in selection.named_persons())
        listed.insert(2, Sheet("人", PERSON_ATTRIBUTES, _rows(PERSON_ATTRIBUTES, named)))
    return listed


def _rows(columns: Sequence[Attribute], flats: Iterable[Flat]) -> Iterator[Cells]:
    return ((flat.get(column.name) for column in columns) for flat in flats)


def _write(selection: Selection, file: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    book.properties.creator = "Musubime 結び目"
    book.properties.created = book.properties.modified = datetime(*_SETTLED)
    listed = sheets(selection)
    cut = sum(_fill(book, sheet) for sheet in listed)
    _explain(book, selection, listed, cut)
    ExcelWriter(book, _Settled(file, "w", ZIP_DEFLATED, allowZip64=True)).save()


class _Settled(ZipFile):
    """An archive whose entries all carry one date: a file says the same whenever it is made."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: str | bytes, *_: int | None) -> None:  # type: ignore[override]
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: str, arcname: str | None = None, *_: int | None) -> None:  # type: ignore[override]
        with open(filename, "rb") as source, self.open(_entry(arcname or filename), "w", force_zip64=True) as target:
            while piece := source.read(PIECE):
                target.write(piece)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _SETTLED)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _fill(book: Workbook, sheet: Sheet) -> int:
    """Write the rows of a sheet, on further sheets where one is full, and return how many cells were cut."""
    cut = 0
    page: WriteOnlyWorksheet | None = None
    for number, row in enumerate(sheet.rows):
        if page is None or number % ROWS == 0:
            page = _headed(book, f"{sheet.title} {number // ROWS + 1}" if number else sheet.title, sheet.columns)
        cells = [_cell(value) for value in row]
        cut += sum(type(cell) is str and len(cell) == CELL for cell in cells)
        page.append(cells)
    if page is None:
        _headed(book, sheet.title, sheet.columns)
    return cut


def _sheet(book: Workbook, title: str, widths: Iterable[int]) -> WriteOnlyWorksheet:
    page: WriteOnlyWorksheet = book.create_sheet(title)
    dimensions: DimensionHolder[str, ColumnDimension] = page.column_dimensions  # type: ignore[attr-defined]
    for number, width in enumerate(widths, 1):
        dimensions[get_column_letter(number)].width = width
    return page


def _headed(book: Workbook, title: str, columns: Sequence[Attribute]) -> WriteOnlyWorksheet:
    page = _sheet(book, title, [_WIDE.get(column.name, 18) for column in columns])
    page.freeze_panes = "A2"
    page.append([_heading(page, column.title) for column in columns])
    return page


def _heading(page: WriteOnlyWorksheet, text: str) -> Cell:
    cell: Cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E8F1FE")
    return cell


def _cell(value: Value | None) -> Value | None:
    """Return a value as a cell holds it: text is text whatever it begins with, and no longer than a cell can be."""
    if not isinstance(value, str):
        return value
    text = safe_cell(_NO_XML.sub("\ufffd", value))
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    return text if len(text) < CELL else text[: CELL - 1] + "…"


def _explain(book: Workbook, selection: Selection, listed: Sequence[Sheet], cut: int) -> None:
    """Write what the file is, and what each column of each sheet says."""
    page = _sheet(book, "説明", (24, 24, 60, 14, 60))
    page.append([_heading(page, text) for text in ("この表について", "内容")])
    lines = about(selection).lines()
    if cut:
        lines.append(("途中で切ったセル", f"{cut:,}（セルに入る {CELL:,} 字を超えるもの。全文は JSONL にあります）"))
    for title, value in [*lines, ("式の防止", "= + - @ で始まる値は先頭に ' を付けた文字列にしてあります")]:
        page.append([title, _cell(value)])
    page.append([])
    page.append([_heading(page, text) for text in ("シート", "列", "列名（機械用）", "型", "意味")])
    for sheet in listed:
        for column in sheet.columns:
            page.append([sheet.title, column.title, column.name, column.type, _cell(column.meaning)])
