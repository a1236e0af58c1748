"""Tables of an HTML page into printed rows; merged cells are written out."""

import re
import warnings
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from musubime.errors import UnreadableFile
from musubime_loaders.csv_reader import decoded
from musubime_loaders.pasted_cell import read_pasted_text
from musubime_loaders.printed_rows import COLUMN_LIMIT, ROW_LIMIT, PrintedTable
from musubime_loaders.table_shape import Shape, table_of

HTML_LIMIT = 8 * 1024 * 1024
DEPTH_LIMIT = 200
_SPAN_LIMIT = 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_OPEN_ENDED = {"p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "html", "body"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_CP932 = {"shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932", "ms932"}


def read_html(content: bytes, file: str, shape: Shape | None = None) -> tuple[PrintedTable, int]:
    """Return the table with the most rows, and how many other tables were left unread.

    A page without tables is read by its list, as text pasted under the heading of the list.
    """
    if len(content) > HTML_LIMIT:
        raise UnreadableFile(f"HTML が大きすぎます。{HTML_LIMIT // 1024 // 1024} MB までにしてください。", file=file)
    text = _decoded(content, file)
    _check_depth(text, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        page = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    tables = [(table, rows) for table in page.iter("table") if (rows := list(_rows(table, file)))]
    if not tables and (listed := _listed(page)):
        return read_pasted_text(listed, file), 0
    if not tables:
        raise UnreadableFile(
            "表（table 要素）も一覧（li 要素）もありません。名簿のあるページを保存してください。", file=file
        )
    table, rows = max(tables, key=lambda one: len(one[1]))
    return table_of(file, rows, shape, _titles(page, table)), len(tables) - 1


def _listed(page: Element) -> str | None:
    """Return the heading over the longest list and its items, a line each; None where no list has two."""
    heading, best, longest = "", "", 1
    for element in page.iter():
        if element.tag in _HEADINGS:
            heading = _text(element) or heading
        elif element.tag in ("ul", "ol", "dl"):
            items = [_text(item).replace("\n", " ") for item in element if item.tag in ("li", "dt", "dd")]
            items = [item for item in items if item]
            if len(items) > longest:
                best, longest = "\n".join([heading, "", *items]), len(items)
    return best.lstrip() or None


def _titles(page: Element, table: Element) -> list[str]:
    """Return what stands over a table: the nearest heading before it, then its caption."""
    heading = ""
    for element in page.iter():
        if element is table:
            break
        if element.tag in _HEADINGS:
            heading = _text(element) or heading
    return [heading, *(_text(child) for child in table if child.tag == "caption")]


def _decoded(content: bytes, file: str) -> str:
    declared = _CHARSET.search(content[:2048])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    encoding = "cp932" if encoding in _CP932 else encoding
    if encoding not in ("cp932", "euc-jp", "iso-2022-jp"):
        return decoded(content, file)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"文字コードが壊れています（{encoding} として {error.start + 1:,} バイト目が読めません）。"
            "保存し直してください。",
            file=file,
            row=content.count(b"\n", 0, error.start) + 1,
        ) from None


def _check_depth(text: str, file: str) -> None:
    """Refuse elements nested deeper than any page needs, before a parser walks them."""
    depth = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _VOID or name in _OPEN_ENDED:
            continue
        depth += -1 if tag[1] else 1
        if depth > DEPTH_LIMIT:
            raise UnreadableFile(
                "HTML の入れ子が深すぎます。表だけを残して保存してください。",
                file=file,
                row=text.count("\n", 0, tag.start()) + 1,
            )
        depth = max(depth, 0)


def _rows(table: Element, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (number, cells) of the rows of one table; a cell over several rows or columns is repeated in each."""
    below: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(_own_rows(table), start=1):
        if number > ROW_LIMIT:
            raise UnreadableFile(f"行が多すぎます。{ROW_LIMIT:,} 行までに分けてください。", file=file, row=number)
        cells: list[str] = []
        for cell in (child for child in row if child.tag in ("td", "th")):
            _fill(cells, below)
            text, down = _text(cell), _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    below[len(cells)] = (down - 1, text)
                cells.append(text)
            if len(cells) > COLUMN_LIMIT:
                raise UnreadableFile(f"列が多すぎます。{COLUMN_LIMIT} 列までにしてください。", file=file, row=number)
        _fill(cells, below)
        yield number, cells


def _own_rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _fill(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Write the cells that reach down from rows above, up to the next free column."""
    while len(cells) in below:
        left, text = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Element, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return min(max(int(written), 1), _SPAN_LIMIT) if written.isascii() and written.isdigit() else 1


def _text(cell: Element) -> str:
    """Return the text of a cell: spaces as a browser shows them, <br> as a line break."""
    parts: list[str] = []
    for element in cell.iter():
        if element.tag == "br":
            parts.append("\n")
        if isinstance(element.tag, str) and element.tag not in ("script", "style") and element.text:
            parts.append(re.sub(r"[ \t\r\n]+", " ", element.text))
        if element is not cell and element.tail:
            parts.append(re.sub(r"[ \t\r\n]+", " ", element.tail))
    return re.sub(r" *\n *", "\n", "".join(parts)).strip()
