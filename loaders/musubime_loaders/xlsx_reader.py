"""The first sheet of an XLSX workbook that holds anything, into printed rows."""

import datetime
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence

import openpyxl

from musubime.errors import UnreadableFile
from musubime_loaders.printed_rows import PrintedTable, table_of
from musubime_loaders.xlsx_archive import check_archive


def read_xlsx(content: bytes, file: str) -> tuple[PrintedTable, tuple[str, ...]]:
    """Return the table of the first sheet that is not empty, and the names of the sheets that were left unread."""
    check_archive(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            for sheet in sheets:
                sheet.reset_dimensions()
                rows = list(_rows(sheet.iter_rows(values_only=True)))
                if any(any(cells) for _, cells in rows):
                    others = tuple(other.title for other in book.worksheets if other is not sheet)
                    return table_of(file, rows), others
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
