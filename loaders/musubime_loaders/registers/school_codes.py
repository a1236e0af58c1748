"""MEXT 学校コード一覧: one row a school, as CSV or on the sheets of a workbook."""

import datetime
import io
import re
import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl

from musubime.errors import UnreadableFile
from musubime.registers.rows import Number, Registered, Row
from musubime.types.prefectures import BY_CODE
from musubime_loaders.registers.containers import Part
from musubime_loaders.registers.headed import HEADINGS_WITHIN, Cells, headings_at, under_headings
from musubime_loaders.registers.records import Record, Text
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.values import date_of, name_of
from musubime_loaders.xlsx_archive import check_archive

NEEDED = ("学校コード", "学校種", "学校名")
_CODE = re.compile(r"^[A-Z][0-9]{12}$")
_LABELLED = re.compile(r"^[A-Z0-9]+[（(](.+)[）)]$")
_KINDS = {
    "A1": "幼稚園",
    "A2": "幼保連携型認定こども園",
    "B1": "小学校",
    "C1": "中学校",
    "C2": "義務教育学校",
    "D1": "高等学校",
    "D2": "中等教育学校",
    "E1": "特別支援学校",
    "F1": "大学",
    "F2": "短期大学",
    "G1": "高等専門学校",
    "H1": "専修学校",
    "H2": "各種学校",
}
_BAD_CODE = "学校コードの形ではないので読まない"
_STEP = 10_000
WORKBOOK_LIMIT = 64 << 20


class SchoolCodes:
    """One list."""

    def __init__(self, tables: Callable[[], Iterator[Iterator[Record]]], file: str) -> None:
        self._tables, self.file = tables, file
        self._prefectures: set[str] = set()

    @staticmethod
    def complete_together(files: Sequence["SchoolCodes"]) -> bool:
        """Return whether lists that were read hold schools of all prefectures: then they hold all of their kinds."""
        return set(BY_CODE) <= set[str]().union(*(file._prefectures for file in files))

    def rows(self, report: Report, progress: Callable[[str, int, int], None]) -> Iterator[Row]:
        """Yield the schools."""
        done = 0
        for table in self._tables():
            for cells in under_headings(table, NEEDED, self.file):
                if done % _STEP == 0:
                    progress("学校コードを読んでいます", done, 0)
                done += 1
                code = cells["学校コード"].upper()
                if not _CODE.match(code):
                    report.note(_BAD_CODE, self.file, cells.row, "学校コード", code)
                    continue
                yield self._school(cells, code)

    def _school(self, cells: Cells, code: str) -> Registered:
        prefecture = code[2:4] if code[2:4] in BY_CODE else ""
        self._prefectures.add(prefecture)
        labelled = _LABELLED.match(cells["学校種"])
        successor = cells["移行後の学校コード"].upper()
        return Registered(
            key=f"mext:{code}",
            name=name_of(cells["学校名"], file=self.file, row=cells.row, field="学校名"),
            numbers=(Number("school", code),),
            kind=name_of(
                labelled[1] if labelled else _KINDS.get(code[:2], cells["学校種"]),
                file=self.file,
                row=cells.row,
                field="学校種",
                needed=False,
            ),
            prefecture=prefecture,
            closed=date_of(cells["属性情報廃止年月日"], file=self.file, row=cells.row, field="属性情報廃止年月日"),
            successor=f"mext:{successor}" if _CODE.match(successor) else "",
        )


def of_text(text: Text) -> SchoolCodes:
    """Return the list of a CSV file."""
    return SchoolCodes(lambda: iter([text.records()]), text.part.name)


def of_workbook(part: Part) -> SchoolCodes | None:
    """Return the list of a workbook; None where no sheet has its headings. Raises UnreadableFile."""
    with part.opened() as stream:
        content = stream.read(WORKBOOK_LIMIT)
        more = stream.read(1)
    if more:
        raise UnreadableFile(
            f"Excel のブックは {WORKBOOK_LIMIT >> 20} MB までです。CSV で保存し直してください。", file=part.name
        )
    check_archive(content, part.name)
    listing = [
        nth for nth, sheet in enumerate(_sheets(content, part.name)) if headings_at(_first(sheet), NEEDED) is not None
    ]
    if not listing:
        return None

    def tables() -> Iterator[Iterator[Record]]:
        return (sheet for nth, sheet in enumerate(_sheets(content, part.name)) if nth in listing)

    return SchoolCodes(tables, part.name)


def _first(rows: Iterator[Record]) -> list[list[str]]:
    return [cells for _, (_, cells) in zip(range(HEADINGS_WITHIN), rows, strict=False)]


def _sheets(content: bytes, file: str) -> Iterator[Iterator[Record]]:
    """Yield the rows of each sheet of a workbook."""
    with _told(file), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        yield _rows(sheet.iter_rows(values_only=True), file)


@contextmanager
def _told(file: str) -> Iterator[None]:
    """Turn what the library raises on broken workbooks into one sentence."""
    try:
        yield
    except (
        KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, RuntimeError, OSError, EOFError,
        ParseError, BadZipFile, zlib.error,
    ) as error:  # fmt: skip
        raise UnreadableFile(
            f"Excel のブックとして読めません（{type(error).__name__}）。CSV で保存し直してください。", file=file
        ) from None


def _rows(rows: Iterator[tuple[object, ...]], file: str) -> Iterator[Record]:
    """Yield the rows that are not blank, all as wide as the widest so far."""
    width = number = 0
    while True:
        with _told(file):
            row = next(rows, None)
        if row is None:
            return
        number += 1
        cells = [_text(value) for value in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            width = max(width, len(cells))
            yield number, cells + [""] * (width - len(cells))


def _text(value: object) -> str:
    """Return a cell as text: codes and dates as they are printed."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)
