"""Where a printed table begins and ends: titles above the headings, notes and totals below, none of them a row."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from musubime.errors import BadInput, UnreadableFile
from musubime_loaders.printed_rows import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    ROW_LIMIT,
    PrintedRow,
    PrintedTable,
    SetAside,
    checked,
)
from musubime_loaders.seat_columns import is_known_heading

TITLE = "表の上の題名"
UPPER = "見出しの上の段"
TOTAL = "合計の行"
NOTE = "表の外の注記"
REPEATED = "見出しの繰り返し"
_LOOKED_AT = 40
_TOTAL = re.compile(
    r"^(?:合|小|総)?計(?:[:： 　]*[0-9,]+[ 　]*(?:名|人|機関|団体|社|校|者|件|席)?)?$|^総数$|^(?:sub)?total$", re.I
)
_NUMBER = re.compile(r"^[0-9,]+[ 　]*(?:名|人|機関|団体|社|校|者|件|席)?$")
_NOTE = re.compile(
    r"^(?:[※＊*]+[ 　]*[0-9０-９]*.{3,}"
    r"|[(（【\[]?(?:注|注記|備考|凡例|出典|資料|資料出所|参考)[0-9０-９]*[)）】\]]?[ 　]*[:：)）].+"
    r"|[(（]?注[0-9０-９]*[)）][ 　]*.+|[(（【]?(?:敬称略|順不同|五十音順|50音順|以下余白|以上)"
    r"(?:[、,，・ 　]*(?:敬称略|順不同|五十音順|50音順))*[)）】]?)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a `roster.toml` says of the table's shape."""

    headings: tuple[str, ...] = ()
    """Names of the columns of a file that has no row of headings."""
    heading_row: int | None = None
    """Number of the row that holds the headings, where it cannot be seen."""
    named: frozenset[str] = frozenset()
    """Headings that the roster.toml speaks of."""

    def knows(self, cell: str) -> bool:
        """Return whether a cell is a heading, by the roster.toml or by the known words."""
        return cell in self.named or is_known_heading(cell)


def table_of(
    file: str, rows: Iterable[tuple[int, Sequence[str]]], shape: Shape | None = None, titles: Sequence[str] = ()
) -> PrintedTable:
    """Return the table in these rows, with titles, totals and notes set aside; limits and controls are checked here.

    A short row is filled with empty cells; a row with more cells than headings is refused.
    `titles` are texts that stand outside the rows, such as a caption or the name of a sheet.
    """
    shape = shape or Shape()
    every = iter(rows)
    if shape.headings:
        places = tuple(range(len(shape.headings)))
        return _table(file, shape.headings, places, _cleaned(file, every, shape.headings), [], titles)
    seen, first = _first_rows(every)
    if not first:
        raise UnreadableFile("見出しの行がありません。1 行目に列の名前を書いてください。", file=file)
    at = _heading_at(first, shape, file)
    number, cells = first[at]
    cells = [checked(cell, file, number, place) for place, cell in enumerate(cells)]
    printed = next(len(raw) for row, raw in seen if row == number)
    cells += [""] * (printed - len(cells) if printed <= COLUMN_LIMIT else 0)
    columns, headings = _headings(cells, [row for _, row in first[at + 1 :]], file, number)
    named = [""] * (max(columns) + 1)
    for place, heading in zip(columns, headings, strict=True):
        named[place] = heading
    above = _cleaned(file, (row for row in seen if row[0] < number), tuple(named))
    aside = [SetAside(row, _joined(texts), UPPER if _is_upper(texts, headings) else TITLE) for row, texts in above]
    below = chain((row for row in seen if row[0] > number), every)
    return _table(file, headings, columns, _cleaned(file, below, tuple(named)), aside, titles)


def _is_upper(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Return whether a row above the headings is their upper part, whose cells stand in them."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and sum(cell in headings for cell in filled) * 2 >= len(filled)


def _first_rows(
    rows: Iterator[tuple[int, Sequence[str]]],
) -> tuple[list[tuple[int, Sequence[str]]], list[tuple[int, list[str]]]]:
    """Return the first rows as they are, and those of them that hold anything, trimmed."""
    seen: list[tuple[int, Sequence[str]]] = []
    filled: list[tuple[int, list[str]]] = []
    for number, raw in rows:
        seen.append((number, raw))
        cells = [cell[:CELL_LIMIT].strip() for cell in raw]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            filled.append((number, cells))
        if len(filled) >= _LOOKED_AT or len(seen) >= _LOOKED_AT * 10:
            break
    return seen, filled


def expanded(table: PrintedTable, heading: str) -> PrintedTable:
    """Return the table with the `key=value; key=value` cells of one column as columns of their own."""
    pairs = [_pairs(row, heading, table.file) for row in table.rows]
    left = tuple(one for one in table.headings if one != heading)
    found = tuple(dict.fromkeys(key for cells in pairs for key in cells))
    for key in found:
        if key in left:
            raise BadInput(
                "「項目=値」の項目が列の名前と同じです。どちらかを直してください。", file=table.file, field=key
            )
    headings = (*left, *found)
    rows = tuple(
        PrintedRow(row.number, headings, (*(row.cells[one] for one in left), *(cells.get(key, "") for key in found)))
        for row, cells in zip(table.rows, pairs, strict=True)
    )
    return PrintedTable(table.file, headings, rows, table.aside, table.titles, table.head)


def _pairs(row: PrintedRow, heading: str, file: str) -> dict[str, str]:
    cells: dict[str, str] = {}
    for part in re.split(r"[;；]\s*(?=[^=;；\s]{1,30}=)", row.cells[heading]):
        if not part.strip():
            continue
        key, equals, value = part.partition("=")
        if not equals or not key.strip() or key.strip() in cells:
            raise BadInput(
                "「項目=値; 項目=値」の形ではありません。書き方を直してください。",
                file=file,
                row=row.number,
                field=heading,
                value=part,
            )
        cells[key.strip()] = value.strip()
    return cells


def _cleaned(
    file: str, rows: Iterable[tuple[int, Sequence[str]]], headings: tuple[str, ...]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, their cells checked and without empty cells at the end."""
    for number, raw in rows:
        cells = [checked(cell, file, number, at, headings) for at, cell in enumerate(raw)]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _heading_at(rows: list[tuple[int, list[str]]], shape: Shape, file: str) -> int:
    """Return which of the first rows holds the headings."""
    if shape.heading_row is not None:
        for at, (number, _) in enumerate(rows):
            if number == shape.heading_row:
                return at
        raise BadInput(
            "heading_row の行に見出しがありません。行の番号を直してください。", file=file, row=shape.heading_row
        )
    width = max(len([cell for cell in cells if cell]) for _, cells in rows)
    wide = 1 if width == 1 else 2
    for at, (_, cells) in enumerate(rows):
        filled = [cell for cell in cells if cell]
        known = sum(1 for cell in filled if shape.knows(cell))
        if len(set(filled)) >= wide and known >= 1 and known * 2 >= len(filled):
            return _under(rows, at, shape)
    for at, (_, cells) in enumerate(rows):
        if len({cell for cell in cells if cell}) >= wide and not is_note(cells):
            return at
    return 0


def _under(rows: list[tuple[int, list[str]]], at: int, shape: Shape) -> int:
    """Return the lower of two rows of headings, with what only the upper one names written into it."""
    if at + 1 >= len(rows):
        return at
    upper, (number, lower) = rows[at][1], rows[at + 1]
    filled = [cell for cell in lower if cell]
    if len(filled) < 2 or not all(cell in upper or shape.knows(cell) for cell in filled):
        return at
    width = max(len(upper), len(lower))
    padded = [[*cells, *[""] * (width - len(cells))] for cells in (upper, lower)]
    rows[at + 1] = (number, [low or high for high, low in zip(*padded, strict=True)])
    return at + 1


def _headings(cells: list[str], below: list[list[str]], file: str, row: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the places and names of the columns; one without a name that is empty as far as seen is left out."""
    if len(cells) > COLUMN_LIMIT:
        raise UnreadableFile(f"列が多すぎます。{COLUMN_LIMIT} 列までにしてください。", file=file, row=row)
    columns: list[int] = []
    named = len(cells)
    width = max([len(cells), *(len(other) for other in below)])
    cells = _parted([*cells, *[""] * (width - len(cells))], below) if width <= COLUMN_LIMIT else cells
    for index, cell in enumerate(cells):
        if not cell:
            texts = [other[index] for other in below if len(other) > index and other[index]]
            if index < named and texts:
                columns.append(index)
                cells[index] = _unnamed(index, texts, cells)
            continue
        if cell in cells[:index]:
            raise BadInput("同じ列の名前が二度あります。片方を直してください。", file=file, row=row, value=cell)
        columns.append(index)
    return tuple(columns), tuple(cells[index] for index in columns)


def _unnamed(index: int, texts: list[str], cells: list[str]) -> str:
    """Return the name of a column without a heading: a running number, or its place for somebody to explain."""
    folded = [unicodedata.normalize("NFKC", text).strip("().") for text in texts]
    if all(text.isdigit() for text in folded) and "番号" not in cells:
        return "番号"
    return f"{index + 1} 列目（見出しなし）"


def _parted(cells: list[str], below: list[list[str]]) -> list[str]:
    """Return the headings with one such as 所属・役職, printed over two columns, parted into a name for each."""
    parted = list(cells)
    for index in range(1, len(cells)):
        over_two = not cells[index] or cells[index] == cells[index - 1]
        names = [part for part in re.split(r"[・、,／/]|及び|および", cells[index - 1]) if part]
        if over_two and len(names) == 2 and any(len(other) > index and other[index] for other in below):
            parted[index - 1 : index + 1] = names
    return parted


def _table(
    file: str,
    headings: tuple[str, ...],
    columns: tuple[int, ...],
    rows: Iterable[tuple[int, list[str]]],
    aside: list[SetAside],
    titles: Sequence[str],
) -> PrintedTable:
    kept: list[PrintedRow] = []
    places = set(columns)
    for number, cells in rows:
        if reason := _beside_the_table(cells, headings):
            aside.append(SetAside(number, _joined(cells), reason))
            continue
        strange = next((cell for at, cell in enumerate(cells) if cell and at not in places), None)
        if strange is not None:
            raise BadInput(
                f"見出しは {len(headings)} 列なのに {len(cells)} 列あります。区切りと引用符を直してください。",
                file=file,
                row=number,
                value=strange,
            )
        if len(kept) >= ROW_LIMIT:
            raise UnreadableFile(f"行が多すぎます。{ROW_LIMIT:,} 行までに分けてください。", file=file, row=number)
        values = tuple(cells[at] if at < len(cells) else "" for at in columns)
        kept.append(PrintedRow(number, headings, values))
    above = tuple(one.printed for one in aside if one.reason == TITLE)
    return PrintedTable(file, headings, tuple(kept), tuple(aside), (*above, *(title for title in titles if title)))


def _beside_the_table(cells: list[str], headings: tuple[str, ...]) -> str | None:
    """Return why these cells are no row of the table, or None where they are one."""
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    if tuple(filled) == headings and len(headings) > 1:
        return REPEATED
    if len(headings) > 1 and is_note(cells):
        return NOTE
    first = unicodedata.normalize("NFKC", filled[0]).replace(" ", "")
    numbers = all(_NUMBER.match(unicodedata.normalize("NFKC", cell)) for cell in filled[1:])
    return TOTAL if _TOTAL.match(first) and numbers and len(headings) > 1 else None


def is_note(cells: Sequence[str]) -> bool:
    """Return whether a row holds only a note such as ※ 敬称略."""
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    return len(filled) == 1 and bool(_NOTE.match(filled[0]))


def _joined(cells: Sequence[str]) -> str:
    """Return the cells as one text; a cell written over several columns stands once."""
    return " ".join(dict.fromkeys(cell for cell in cells if cell))
