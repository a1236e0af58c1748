"""A table as printed: headings and rows of text, each row with its place, and the limits that every reader keeps."""

import re
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
class SetAside:
    """One row beside the table: a title above it, a total or a note below it."""

    number: int
    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table of a file."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    aside: tuple[SetAside, ...] = ()
    titles: tuple[str, ...] = ()
    """What stands above the table or names its sheet, the nearest text last among the rows."""
    head: tuple[tuple[str, str], ...] = ()
    """Lines above the table that say something of the whole roster: (key, value)."""


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
