"""CSV, one row a seat: for spreadsheets with Japanese headings, or raw for programs.

The table is pure: a line of comment would break every reader, so the graph version is a column of each row and what
else a file says of itself stands in the file name and in `/exports/dictionary`; XLSX, JSON and the others carry it all.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from musubime.errors import BadQuestion
from musubime.exports.attributes import Attribute, joined, prefectures
from musubime.exports.projection import Projection, co_memberships
from musubime.exports.selection import Selection, no_seats
from musubime.types.nodes import Seat

MEDIA_TYPE = "text/csv; charset=utf-8"
ROWS_IN_A_BLOCK = 200

SEAT_COLUMNS = (
    Attribute("programme", "string", "事業", "Programmes of the consortium, joined by ;"),
    Attribute("owner", "string", "所管", "Owners of the first programme, joined by ;"),
    Attribute("consortium", "string", "会議体", "Name of the consortium"),
    Attribute("prefecture", "string", "都道府県", "Prefectures of the consortium, joined by ;"),
    Attribute("sector", "string", "部門", "Sector as printed: 学, 官, 産, 金 or 民"),
    Attribute("organization", "string", "機関", "Name of the organization"),
    Attribute("unit", "string", "部署", "Branch or department as printed"),
    Attribute("post", "string", "役職", "Title held in the organization"),
    Attribute("person", "string", "氏名", "Person named on the seat"),
    Attribute("role", "string", "役割", "Role in the consortium"),
    Attribute("valid_from", "string", "開始日", "First day, only where printed; may stop at year or month"),
    Attribute("valid_to", "string", "終了日", "Last day, only where printed; may stop at year or month"),
    Attribute("source_title", "string", "出典", "Title of the document that states it last"),
    Attribute("source_url", "string", "出典URL", "Address of that document"),
    Attribute("locator", "string", "出典の箇所", "Place in that document"),
    Attribute("printed", "string", "記載", "The text exactly as printed"),
    Attribute("prefecture_code", "string", "都道府県コード", "JIS X 0401 codes, joined by ;"),
    Attribute("last_stated", "string", "最後の記載", "Date of the newest edition that states it"),
    Attribute(
        "not_stated_since", "string", "記載がなくなった版", "Date of the first later complete edition without it"
    ),
    Attribute("seat_id", "string", "席ID", "Id of the seat"),
    Attribute("organization_id", "string", "機関ID", "Id of the organization"),
    Attribute("person_id", "string", "人物ID", "Id of the person"),
    Attribute("consortium_id", "string", "会議体ID", "Id of the consortium"),
    Attribute("programme_id", "string", "事業ID", "Ids of the programmes, joined by ;"),
    Attribute("graph_version", "string", "グラフの版", "Content hash of the graph that the row is taken from"),
)
"""Columns of a table of seats: names for programs, titles for spreadsheets; a roster is loaded with the first."""
PAIR_COLUMNS = (
    Attribute("a", "string", "機関A", "Name of one holder"),
    Attribute("b", "string", "機関B", "Name of the other"),
    Attribute(
        "weight", "double", "重み", "Σ 1/(m−1) over shared consortia of m members (newman), or their number (count)"
    ),
    Attribute("shared", "int", "共有する会議体の数", "Number of consortia that both have a seat on"),
    Attribute("consortia", "string", "会議体ID", "Ids of the shared consortia, joined by ;"),
    Attribute("a_id", "string", "機関AのID", "Id of one holder"),
    Attribute("b_id", "string", "機関BのID", "Id of the other"),
    Attribute("graph_version", "string", "グラフの版", "Content hash of the graph that the row is taken from"),
)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\x00")


def csv_table(selection: Selection, *, raw: bool = False) -> Iterator[bytes]:
    """Return one row a seat in UTF-8 with CRLF line ends.

    For spreadsheets: a byte order mark, Japanese headings, and `'` before a cell that a spreadsheet could take for a
    formula. `raw`: none of the three. Raises BadQuestion where no seat is selected, before the first block.
    """
    if not selection.seat_ids:
        raise BadQuestion(no_seats(selection, "CSV"))
    return csv_of(SEAT_COLUMNS, (seat_cells(selection, seat) for seat in selection.seats), raw=raw)


def csv_projection(selection: Selection, projection: Projection, *, raw: bool = False) -> Iterator[bytes]:
    """Return one row for each pair of holders that share a consortium.

    Raises BadQuestion where no seat is selected and TooMany over the bound, before the first block.
    """
    if not selection.seat_ids:
        raise BadQuestion(no_seats(selection, "CSV"))
    names = {holder.id: holder.name for holder in selection.holders()}
    ties = co_memberships(selection, projection)
    rows = (
        (
            *(names[tie.a], names[tie.b], repr(tie.weight), str(len(tie.consortia)), joined(tie.consortia)),
            *(tie.a, tie.b, selection.graph_version),
        )
        for tie in ties
    )
    return csv_of(PAIR_COLUMNS, rows, raw=raw)


def csv_of(columns: Sequence[Attribute], rows: Iterable[Sequence[str | None]], *, raw: bool) -> Iterator[bytes]:
    """Yield a table with its heading, some hundred rows a block."""
    heading = [column.name if raw else column.title for column in columns]
    yield (b"" if raw else b"\xef\xbb\xbf") + _lines([heading])
    block: list[list[str]] = []
    for row in rows:
        cells = [cell or "" for cell in row]
        block.append(cells if raw else [safe_cell(cell) for cell in cells])
        if len(block) == ROWS_IN_A_BLOCK:
            yield _lines(block)
            block = []
    if block:
        yield _lines(block)


def safe_cell(text: str) -> str:
    """Return the text with `'` before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def seat_cells(selection: Selection, seat: Seat) -> tuple[str | None, ...]:
    """Return the cells of a seat, in the order of `SEAT_COLUMNS`."""
    graph, person, source = selection.graph, selection.person(seat), selection.source(seat)
    consortium = graph.consortia[seat.consortium]
    programmes = selection.programmes.get(consortium.id, [])
    owners = selection.owners.get(programmes[0].id, []) if programmes else []
    latest = seat.statements[-1] if seat.statements else None
    return (
        joined(programme.name for programme in programmes),
        joined(owner.name for owner in owners),
        consortium.name,
        prefectures(consortium.prefecture),
        seat.sector,
        graph.organizations[seat.organization].name if seat.organization else None,
        seat.unit,
        seat.post,
        person.name if person else None,
        seat.role,
        seat.valid_from,
        seat.valid_to,
        source.name if source else None,
        source.url if source else None,
        latest.locator if latest else None,
        latest.printed if latest else None,
        joined(consortium.prefecture),
        seat.last_stated,
        seat.not_stated_since,
        seat.id,
        seat.organization,
        person.id if person else None,
        consortium.id,
        joined(programme.id for programme in programmes),
        selection.graph_version,
    )
