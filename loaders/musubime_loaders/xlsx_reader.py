"""The first sheet of an XLSX workbook that holds anything, into printed rows."""

import datetime
import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import openpyxl

from musubime.errors import UnreadableFile
from musubime_loaders.printed_rows import PrintedTable
from musubime_loaders.table_shape import Shape, table_of
from musubime_loaders.xlsx_archive import Merge, check_archive


def read_xlsx(content: bytes, file: str, shape: Shape | None = None) -> tuple[PrintedTable, tuple[str, ...]]:
    """Return the table of the first sheet that is not empty, and the names of the sheets that were left unread."""
    merges = check_archive(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            for sheet in sheets:
                sheet.reset_dimensions()
                part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
                rows = list(_written_out(_rows(sheet.iter_rows(values_only=True)), merges.get(part, [])))
                if any(any(cells) for _, cells in rows):
                    others = tuple(other.title for other in book.worksheets if other is not sheet)
                    return table_of(file, rows, shape, (_title(sheet.title),)), others
    except UnreadableFile:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise UnreadableFile(
            f"Excel のブックとして読めません（{type(error).__name__}）。.xlsx で保存し直してください。", file=file
        ) from None
    raise UnreadableFile("表のあるシートがありません。1 枚目のシートに表を置いてください。", file=file)


def _rows(rows: Iterable[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        yield number, [_text(value) for value in row]


def _written_out(rows: Iterator[tuple[int, list[str]]], merges: Sequence[Merge]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the text of merged cells in each of the cells that were merged."""
    starting: dict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        starting[merge.top].append(merge)
    open_ones: list[tuple[Merge, str]] = []
    for number, cells in rows:
        for merge in starting.get(number, ()):
            text = cells[merge.left - 1] if merge.left <= len(cells) else ""
            open_ones.append((merge, text))
        open_ones = [(merge, text) for merge, text in open_ones if merge.bottom >= number]
        for merge, text in open_ones:
            for column in range(merge.left - 1, min(merge.right, len(cells)) if text else 0):
                cells[column] = text
        yield number, cells


def _title(sheet: str) -> str:
    """Return the name of a sheet, but none that the program gave it."""
    return "" if re.fullmatch(r"(?:Sheet|シート|Worksheet)[ 　]?[0-9]*", sheet, re.IGNORECASE) else sheet


def _text(value: object) -> str:
    """Return a cell as text: whole numbers without a point, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
