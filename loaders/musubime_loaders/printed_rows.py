"""A table as printed: headings and rows of text, each row with its place, and the limits that every reader keeps."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from musubime.errors import BadInput, UnreadableFile

FILE_LIMIT = 64 * 1024 * 1024
ROW_LIMIT = 200_000
COLUMN_LIMIT = 200
CELL_LIMIT = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row: its number in the file, counted from 1 with the headings, and its cells in the headings' order."""

    number: int
    headings: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def cells(self) -> dict[str, str]:
        """The cells by heading."""
        return dict(zip(self.headings, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table of a file."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[PrintedRow, ...]


def read_bytes(path: Path, file: str) -> bytes:
    """Return the bytes of a file that is a file, not empty and not over the limit; nothing is read otherwise."""
    try:
        if not path.is_file():
            raise UnreadableFile("ファイルではありません。ファイルを選び直してください。", file=file)
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise UnreadableFile(
                f"大きすぎます（{size // 1024 // 1024} MB）。{FILE_LIMIT // 1024 // 1024} MB までに分けてください。",
                file=file,
            )
        if size == 0:
            raise UnreadableFile("空のファイルです。中身のあるファイルを選んでください。", file=file)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"読めません（{error.strerror}）。権限と場所を確かめてください。", file=file) from None


def table_of(file: str, rows: Iterable[tuple[int, Sequence[str]]]) -> PrintedTable:
    """Return the table whose first row that is not blank holds the headings; limits and controls are checked here.

    A short row is filled with empty cells; a row with more cells than headings is refused.
    """
    headings: tuple[str, ...] = ()
    kept: list[PrintedRow] = []
    for number, raw in rows:
        cells = [checked(cell, file, number, at, headings) for at, cell in enumerate(raw)]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if not headings:
            headings = _headings(cells, file, number)
            continue
        if len(cells) > len(headings):
            raise BadInput(
                f"見出しは {len(headings)} 列なのに {len(cells)} 列あります。区切りと引用符を直してください。",
                file=file,
                row=number,
                value=cells[len(headings)],
            )
        if len(kept) >= ROW_LIMIT:
            raise UnreadableFile(f"行が多すぎます。{ROW_LIMIT:,} 行までに分けてください。", file=file, row=number)
        cells += [""] * (len(headings) - len(cells))
        kept.append(PrintedRow(number, headings, tuple(cells)))
    if not headings:
        raise UnreadableFile("見出しの行がありません。1 行目に列の名前を書いてください。", file=file)
    return PrintedTable(file, headings, tuple(kept))


def checked(cell: str, file: str, row: int, column: int, headings: tuple[str, ...] = ()) -> str:
    """Return a cell without outer spaces; BadInput where it holds a control character or is too long."""
    if len(cell) > CELL_LIMIT:
        raise BadInput(
            f"長すぎます（{len(cell):,} 文字）。{CELL_LIMIT:,} 文字までにしてください。",
            file=file,
            row=row,
            field=_column(column, headings),
        )
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(cell):
        raise BadInput(
            f"制御文字 U+{ord(found.group()):04X} が入っています。取り除いてください。",
            file=file,
            row=row,
            field=_column(column, headings),
            value=_CONTROL.sub("\ufffd", cell),
        )
    return cell.strip()


def _column(index: int, headings: tuple[str, ...]) -> str:
    return headings[index] if index < len(headings) else f"{index + 1} 列目"


def _headings(cells: list[str], file: str, row: int) -> tuple[str, ...]:
    if len(cells) > COLUMN_LIMIT:
        raise UnreadableFile(f"列が多すぎます。{COLUMN_LIMIT} 列までにしてください。", file=file, row=row)
    for index, cell in enumerate(cells):
        if not cell:
            raise BadInput(
                "列の名前がありません。見出しの行に書き足してください。", file=file, row=row, field=f"{index + 1} 列目"
            )
        if cell in cells[:index]:
            raise BadInput("同じ列の名前が二度あります。片方を直してください。", file=file, row=row, value=cell)
    return tuple(cells)
