"""Text with lines `# key: value` at its head and rows of cells below, into a printed table."""

import csv
import re
from collections.abc import Iterator

from musubime.errors import BadInput, UnreadableFile
from musubime_loaders.csv_reader import decoded
from musubime_loaders.printed_rows import PrintedTable, checked
from musubime_loaders.table_shape import Shape, expanded, table_of

COLUMNS = ("役割", "氏名", "機関", "役職", "その他")
"""Names of the columns of a file that names none."""
PAIRS = "その他"
_HEAD = re.compile(r"^#[ 　]*(?P<key>[^:：]{1,60}?)[ 　]*[:：](?P<value>.*)$")
_NEXT = re.compile(r"(?:^|[ 　]{2,}|\t)(?P<key>[A-Za-z_]{2,30}|[一-鿿ぁ-んァ-ヶー]{2,12})[:：](?=[ 　]|$)")


def is_head_lines(content: bytes) -> bool:
    """Return whether a file begins with such a line, without reading it whole."""
    first = content[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\x00").partition(b"\n")[0]
    return first.startswith(b"#") and b":" in first.replace("：".encode(), b":")


def read_head_lines(content: bytes, file: str, shape: Shape | None = None) -> PrintedTable:
    """Return the rows, and what the head says; a last column of `key=value; …` becomes columns of its own.

    A row of known headings names the columns; otherwise they are those of the shape, or `COLUMNS`.
    """
    lines = decoded(content, file).replace("\r\n", "\n").split("\n")
    head: list[tuple[str, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.startswith("#"):
            continue
        for key, value in _pairs(checked(line, file, number, 0), file, number):
            if key in dict(head):
                raise BadInput("同じ見出しが二度あります。一つにしてください。", file=file, row=number, field=key)
            head.append((key, value))
    rows = _rows([(number, line) for number, line in enumerate(lines, start=1) if line[:1] != "#"], file)
    shape = shape or Shape()
    if not shape.headings and not _named(rows, shape):
        shape = Shape(COLUMNS, None, shape.named)
    table = table_of(file, rows, shape)
    if PAIRS in table.headings:
        table = expanded(table, PAIRS)
    return PrintedTable(file, table.headings, table.rows, table.aside, table.titles, tuple(head))


def _rows(lines: list[tuple[int, str]], file: str) -> list[tuple[int, list[str]]]:
    """Return the cells of the lines: parted by tabs, or by commas where no line has a tab."""
    if any("\t" in line for _, line in lines):
        return [(number, line.split("\t")) for number, line in lines]
    found = []
    for number, line in lines:
        try:
            found.append((number, next(csv.reader([line], strict=True), [])))
        except csv.Error:
            raise UnreadableFile("引用符の使い方が正しくありません。直してください。", file=file, row=number) from None
    return found


def _named(rows: list[tuple[int, list[str]]], shape: Shape) -> bool:
    """Return whether the first row holds headings."""
    first = next(([cell.strip() for cell in cells if cell.strip()] for _, cells in rows if any(cells)), [])
    return shape.heading_row is not None or (len(first) > 1 and all(shape.knows(cell) for cell in first))


def _pairs(line: str, file: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield what one line of the head says; a further key stands behind two spaces."""
    found = _HEAD.match(line)
    if found is None:
        raise BadInput("「# 項目: 値」の形ではありません。書き方を直してください。", file=file, row=number, value=line)
    key, text = found["key"].strip(), found["value"]
    while True:
        further = _NEXT.search(text)
        if further is None:
            yield key, text.strip()
            return
        yield key, text[: further.start()].strip()
        key, text = further["key"], text[further.end() :]
