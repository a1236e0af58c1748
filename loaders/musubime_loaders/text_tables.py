"""Text whose lines are cells: which delimiter parts them, told by the line of known headings."""

import re
from collections.abc import Callable, Iterator

from musubime_loaders.printed_rows import CELL_LIMIT
from musubime_loaders.seat_columns import is_known_heading

_LOOKED_AT = 30
_RULE = re.compile(r"^[\s|:：+\-‐－ー―=]+$")


def _piped(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"[|｜]", line.strip().strip("|｜"))]


def _spaced(line: str) -> list[str]:
    return re.split(r"[ 　]{2,}|　", line.strip())


_SPLITTERS: tuple[Callable[[str], list[str]], ...] = (
    lambda line: line.split("\t"),
    _piped,
    lambda line: re.split(r"[,，]", line),
    lambda line: line.split(";"),
    _spaced,
)


def rows_in(text: str) -> Iterator[tuple[int, list[str]]] | None:
    """Return the (number, cells) of the lines where one of the first is a row of known headings, or None."""
    lines = text.replace("\r\n", "\n").split("\n")
    for line in lines[:_LOOKED_AT]:
        for split in _SPLITTERS:
            cells = [cell.strip() for cell in split(line[:CELL_LIMIT])]
            if len(cells) > 1 and all(is_known_heading(cell) for cell in cells):
                return _rows(lines, split)
    return None


def _rows(lines: list[str], split: Callable[[str], list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines, start=1):
        if line.strip() and not _RULE.match(line):
            yield number, split(line)
