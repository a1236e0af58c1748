"""CSV, one row a seat: for spreadsheets with Japanese headings, or raw for programs."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from musubime.errors import BadQuestion
from musubime.exports.attributes import SEPARATOR
from musubime.exports.selection import Selection, nothing_selected, select
from musubime.types.graph import Graph
from musubime.types.nodes import Seat
from musubime.types.prefectures import names_of

MEDIA_TYPE = "text/csv; charset=utf-8"
ROWS_IN_A_BLOCK = 200

HEADINGS = {
    "programme": "事業",
    "owner": "所管",
    "consortium": "会議体",
    "prefecture": "都道府県",
    "sector": "部門",
    "organization": "機関",
    "unit": "部署",
    "post": "役職",
    "person": "氏名",
    "role": "役割",
    "valid_from": "開始日",
    "valid_to": "終了日",
    "source_title": "出典",
    "source_url": "出典URL",
    "locator": "出典の箇所",
    "printed": "記載",
    "prefecture_code": "都道府県コード",
    "last_stated": "最後の記載",
    "not_stated_since": "記載がなくなった版",
    "seat_id": "席ID",
    "organization_id": "機関ID",
    "person_id": "人物ID",
    "consortium_id": "会議体ID",
    "programme_id": "事業ID",
    "graph_version": "グラフの版",
}
"""Name of each column for programs, and its heading in a spreadsheet; the first are those a roster is loaded with."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\x00")


def csv_table(
    graph: Graph,
    seats: Sequence[str],
    consortia: Sequence[str],
    graph_version: str,
    *,
    raw: bool = False,
    filters: Sequence[str] = (),
) -> Iterator[bytes]:
    """Return one row a seat in UTF-8 with CRLF line ends.

    For spreadsheets: a byte order mark, Japanese headings, and `'` before a cell that a spreadsheet could take for a
    formula. `raw`: none of the three. Raises BadQuestion where no seat is selected, before the first block.
    """
    selection = select(graph, seats, consortia, graph_version, filters=filters)
    if not selection.seats:
        raise BadQuestion(
            "選んだ会議体には構成員の記載がなく、CSV にする席がありません。GraphML か JSON で書き出してください。"
            if selection.consortia
            else nothing_selected(filters)
        )
    return _rows(selection, raw)


def safe_cell(text: str) -> str:
    """Return the text with `'` before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(selection: Selection, raw: bool) -> Iterator[bytes]:
    heading = list(HEADINGS) if raw else list(HEADINGS.values())
    yield (b"" if raw else b"\xef\xbb\xbf") + _lines([heading])
    block: list[list[str]] = []
    for seat in selection.seats:
        cells = [cell or "" for cell in _cells(selection, seat)]
        block.append(cells if raw else [safe_cell(cell) for cell in cells])
        if len(block) == ROWS_IN_A_BLOCK:
            yield _lines(block)
            block = []
    if block:
        yield _lines(block)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _cells(selection: Selection, seat: Seat) -> tuple[str | None, ...]:
    graph, person, source = selection.graph, selection.person(seat), selection.source(seat)
    consortium = graph.consortia[seat.consortium]
    programmes = selection.programmes.get(consortium.id, [])
    owners = selection.owners.get(programmes[0].id, []) if programmes else []
    latest = seat.statements[-1] if seat.statements else None
    return (
        SEPARATOR.join(programme.name for programme in programmes),
        SEPARATOR.join(owner.name for owner in owners),
        consortium.name,
        SEPARATOR.join(names_of(consortium.prefecture)),
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
        SEPARATOR.join(consortium.prefecture),
        seat.last_stated,
        seat.not_stated_since,
        seat.id,
        seat.organization,
        person.id if person else None,
        consortium.id,
        SEPARATOR.join(programme.id for programme in programmes),
        selection.graph_version,
    )
