"""Rows under headings: cells by the name of their column, whatever order the columns have."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from musubime.errors import BadInput
from musubime_loaders.registers.records import Record

HEADINGS_WITHIN = 10
"""Among how many rows the headings are looked for: titles and dates of download may stand above them."""


def heading(cell: str) -> str:
    """Return a heading as it is compared: width folded, without spaces."""
    return "".join(unicodedata.normalize("NFKC", cell).split())


def headings_at(rows: Sequence[Sequence[str]], needed: Sequence[str]) -> int | None:
    """Return the index of the row that has all needed headings; None where there is none among the first rows."""
    wanted = {heading(name) for name in needed}
    for index, row in enumerate(rows[:HEADINGS_WITHIN]):
        if wanted <= {heading(cell) for cell in row}:
            return index
    return None


class Cells:
    """One row under its headings."""

    def __init__(self, file: str, row: int, columns: Mapping[str, int], cells: Sequence[str]) -> None:
        self.file, self.row, self._columns, self._cells = file, row, columns, cells

    def __getitem__(self, name: str) -> str:
        """Return the cell of a column without outer spaces; empty where the file has no such column."""
        column = self._columns.get(name)
        return self._cells[column].strip() if column is not None else ""


def under_headings(
    records: Iterator[Record], needed: Sequence[str], file: str, *, renamed: Mapping[str, str] | None = None
) -> Iterator[Cells]:
    """Yield the rows below the headings; BadInput for a row with another number of cells.

    `renamed` gives the name of a column whose heading is written otherwise.
    """
    names = {heading(one): name for one, name in (renamed or {}).items()}
    wanted = {heading(name) for name in needed}
    headings: list[str] = []
    columns: dict[str, int] = {}
    for row, cells in records:
        if not headings:
            found = [names.get(heading(cell), heading(cell)) for cell in cells]
            if wanted <= set(found):
                while found and not found[-1]:
                    found.pop()
                headings = found
                columns = {name: column for column, name in reversed(list(enumerate(found)))}
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
            raise _wrong_width(headings, cells, file, row)
        if len(cells) < len(headings):
            raise _wrong_width(headings, cells, file, row)
        yield Cells(file, row, columns, cells)


def _wrong_width(headings: Sequence[str], cells: Sequence[str], file: str, row: int) -> BadInput:
    short = len(cells) < len(headings)
    return BadInput(
        f"見出しは {len(headings)} 列なのに {len(cells)} 列あります。ファイルを取り直してください。",
        file=file,
        row=row,
        field=headings[len(cells)] if short else f"{len(headings) + 1} 列目",
    )
