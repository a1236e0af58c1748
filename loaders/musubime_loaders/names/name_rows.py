"""A sheet of names to compare or to link: one row a question, every other column passed through as it is."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from musubime.errors import BadInput, UnreadableFile
from musubime.resolution.names.comparison import NamedBody
from musubime.types.base import NAME_LIMIT
from musubime.types.prefectures import BY_CODE, PREFECTURES
from musubime_loaders.csv_reader import decoded
from musubime_loaders.printed_dates import iso_date

if TYPE_CHECKING:
    from _csv import Reader

_CELL_LIMIT = 1_000_000
_CODES = {p.name: p.code for p in PREFECTURES} | {p.name[:-1]: p.code for p in PREFECTURES if p.code != "01"}


class NameSheet(NamedTuple):
    """The headings of a sheet and its rows: number of the line in the file and the cells, by heading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_name_sheet(content: bytes, file: str, needed: Sequence[str]) -> NameSheet:
    """Return the rows of a CSV file in UTF-8 (with or without a mark), UTF-16 or CP932.

    Raises BadInput, naming the column or the row, where a needed column is missing or a row has other cells than the
    headings, and UnreadableFile where the bytes are no CSV.
    """
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(io.StringIO(decoded(content, file), newline=""), strict=True)
    records = _records(reader, file)
    _, headings = next(records, (0, []))
    columns = tuple(heading.strip() for heading in headings)
    for column in needed:
        if column not in columns:
            shown = "、".join(filter(None, columns))[:200] or "なし"
            raise BadInput(f"列「{column}」がありません。見出しを確かめてください。あるのは {shown} です。", file=file)
    for column in columns:
        if columns.count(column) > 1:
            raise BadInput(f"列「{column}」が二つあります。見出しを一つにしてください。", file=file)
    return NameSheet(columns, tuple((row, _cells(columns, cells, file, row)) for row, cells in records))


def _records(reader: "Reader", file: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        raise UnreadableFile(
            "CSV として読めません（引用符の使い方）。表計算ソフトで保存し直してください。",
            file=file,
            row=reader.line_num,
        ) from None


def _cells(columns: tuple[str, ...], cells: list[str], file: str, row: int) -> Mapping[str, str]:
    if len(cells) != len(columns):
        raise BadInput(
            f"セルが {len(cells)} 個あります。見出しと同じ {len(columns)} 個にしてください。", file=file, row=row
        )
    return dict(zip(columns, cells, strict=True))


def named_body(cells: Mapping[str, str], suffix: str, file: str | None, row: int) -> NamedBody:
    """Return what the cells say of one name: `name`, `prefecture` and `date`, each with a suffix (`_a`, `_b` or none).

    A prefecture is a code, a name or several with `;` between; raises BadInput for what is none of these, for a date
    that is none, and for an empty name.
    """
    name = cells.get(f"name{suffix}", "")
    if not name.strip():
        raise BadInput("名称が空です。名称を書くか、行を消してください。", file=file, row=row, field=f"name{suffix}")
    if len(name) > NAME_LIMIT:
        raise BadInput(
            f"名称が長すぎます。{NAME_LIMIT:,} 文字までにしてください。", file=file, row=row, field=f"name{suffix}"
        )
    printed = cells.get(f"prefecture{suffix}", "").replace("；", ";").split(";")
    prefectures = tuple(_code(text.strip(), file, row, f"prefecture{suffix}") for text in printed if text.strip())
    return NamedBody(name, prefectures, _date(cells.get(f"date{suffix}", "").strip(), file, row, f"date{suffix}"))


def _code(text: str, file: str | None, row: int, field: str) -> str:
    code = _CODES.get(text) or (text.zfill(2) if text.zfill(2) in BY_CODE else None)
    if code is None:
        raise BadInput(
            "都道府県ではありません。「徳島県」か「36」のように書いてください。",
            file=file,
            row=row,
            field=field,
            value=text,
        )
    return code


def _date(text: str, file: str | None, row: int, field: str) -> str | None:
    if not text:
        return None
    date = iso_date(text)
    if date is None:
        raise BadInput(
            "日付として読めません。2024-04-01 のように書いてください。", file=file, row=row, field=field, value=text
        )
    return date
