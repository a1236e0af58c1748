"""A roster anyone can type: one row is one seat, with a `roster.toml` beside it or by a proposed mapping."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musubime.errors import BadInput
from musubime_loaders.draft import Draft
from musubime_loaders.manifest import Manifest
from musubime_loaders.printed_rows import PrintedRow, PrintedTable
from musubime_loaders.seat_columns import Field, proposed_columns
from musubime_loaders.seat_rows import SeatRows
from musubime_loaders.seat_values import SeatRow, Unread

_NAMED = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a table without `roster.toml` would be read: heading → column, and the headings that are not known."""

    roster: str
    columns: dict[str, Field]
    unknown: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every heading is known and the table says which consortium and who."""
        return not self.unknown and not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """What no heading gives, in the words of a heading."""
        given = set(self.columns.values())
        wanted = [] if "consortium" in given else ["会議体"]
        return (*wanted, *(() if given & {"organization", "person", "members"} else ("機関",)))


def propose(table: PrintedTable) -> Proposal:
    """Return the mapping that the headings of a table suggest."""
    columns, unknown = proposed_columns(table.headings)
    return Proposal(roster=safe_id(table.file), columns=columns, unknown=unknown)


def safe_id(file: str) -> str:
    """Return the name of a file without suffix, in the letters of an id.

    >>> safe_id("my roster 2024.csv"), safe_id("名簿.xlsx")
    ('my-roster-2024', 'u540d.u7c3f')
    """
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", file.replace("\\", "/").rpartition("/")[2])
    if re.search(r"[^\x00-\x7f]", stem):
        stem = ".".join(f"u{ord(letter):04x}" if not letter.isascii() else letter for letter in stem)
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", stem).strip("-.") or "roster"


def add_seat_table(
    table: PrintedTable, draft: Draft, others: Mapping[str, PrintedTable], columns: Mapping[str, Field] | None = None
) -> list[Unread]:
    """Add a table with one seat a row to the draft; return what was read but made into no record.

    `others` are the files that look-ups are joined from, `columns` a mapping that replaces the known headings.
    """
    layout = draft.manifest
    joined = [(join, _joined(join.file, join.key, others, table.file)) for join in layout.join]
    taken = tuple(heading for join in layout.join for heading in join.take.values())
    headings = (*table.headings, *(heading for heading in taken if heading not in table.headings))
    mapping = dict(columns) if columns is not None else _columns(layout, headings, table.file)
    known = {field: heading for heading, field in mapping.items()}
    _check(layout, headings, known, table.file)
    if not table.rows:
        raise BadInput("見出しの下に行がありません。席を一行に一つずつ書いてください。", file=table.file)
    rows = SeatRows(
        draft,
        table.file,
        parse_names="post" not in known and layout.identity is None,
        anonymous=layout.anonymous,
    )
    seen: set[tuple[str, ...]] = set()
    for row in table.rows:
        cells = dict(row.cells)
        for join, rows_by_key in joined:
            other = rows_by_key.get(cells[join.column])
            cells.update({to: other.cells[of] if other else "" for of, to in join.take.items()})
        if layout.one_seat_per:
            key = tuple(cells[heading] for heading in layout.one_seat_per)
            if key in seen:
                continue
            seen.add(key)
        rows.add(_seat_row(row, cells, layout, mapping, known))
    rows.finish()
    return rows.unread


def _seat_row(
    row: PrintedRow, cells: dict[str, str], layout: Manifest, mapping: Mapping[str, Field], known: dict[Field, str]
) -> SeatRow:
    values: dict[Field, str] = {}
    for heading, field in mapping.items():
        cell = cells[heading]
        values[field] = layout.lookups[field].get(cell, cell) if field in layout.lookups else cell
    for field, text in layout.constants.items():
        if not values.get(field):
            values[field] = _NAMED.sub(lambda found: _value(found[1], values, cells), text)
    return SeatRow(
        number=row.number,
        values=values,
        identity=(cells[layout.identity] or None) if layout.identity else None,
        consortium_key=cells[layout.consortium_key] if layout.consortium_key else "",
        headings=known,
    )


def _value(name: str, values: Mapping[Field, str], cells: Mapping[str, str]) -> str:
    """Return the row's value of a column or heading; empty where the row has none."""
    by_column = {str(field): value for field, value in values.items()}
    return by_column.get(name) or cells.get(name, "")


def _columns(layout: Manifest, headings: Sequence[str], file: str) -> dict[str, Field]:
    """Return heading → column; the manifest's own mapping first, then the known headings; unknown ones are refused."""
    for heading in (*layout.columns, *layout.ignore):
        if heading not in headings:
            raise BadInput(
                "roster.toml に書かれた列がありません。見出しを直してください。", file=file, row=1, field=heading
            )
    keys = {layout.identity, layout.consortium_key, *layout.one_seat_per, *(join.column for join in layout.join)}
    left = tuple(h for h in headings if h not in layout.columns and h not in layout.ignore)
    proposed, unknown = proposed_columns(left)
    columns = {**layout.columns, **{h: f for h, f in proposed.items() if f not in layout.columns.values()}}
    strange = [*(h for h in unknown if h not in keys), *(h for h in proposed if h not in columns and h not in keys)]
    if strange:
        raise BadInput(
            "知らない列です。roster.toml の [columns] に読み方を書くか、ignore に加えてください。",
            file=file,
            row=1,
            field=strange[0],
        )
    return columns


def _check(layout: Manifest, headings: Sequence[str], known: dict[Field, str], file: str) -> None:
    for heading in (layout.identity, layout.consortium_key, *layout.one_seat_per, *(j.column for j in layout.join)):
        if heading and heading not in headings:
            raise BadInput(
                "roster.toml に書かれた列がありません。見出しを直してください。", file=file, row=1, field=heading
            )
    if "consortium" not in known and "consortium" not in layout.constants:
        raise BadInput("会議体の列がありません。見出しに「会議体」の列を加えてください。", file=file, row=1)
    if not set(known) & {"organization", "person", "members"}:
        raise BadInput("機関・氏名・構成員の列がありません。どれかの列を加えてください。", file=file, row=1)


def _joined(name: str, key: str, others: Mapping[str, PrintedTable], file: str) -> dict[str, PrintedRow]:
    if name not in others:
        raise BadInput(
            "roster.toml の join に書かれたファイルがありません。一緒に渡してください。", file=file, value=name
        )
    table = others[name]
    if key not in table.headings:
        raise BadInput("join の鍵の列がありません。", file=name, row=1, field=key)
    rows: dict[str, PrintedRow] = {}
    for row in table.rows:
        if rows.setdefault(row.cells[key], row) is not row:
            raise BadInput("join の鍵が二度あります。", file=name, row=row.number, field=key, value=row.cells[key])
    return rows
