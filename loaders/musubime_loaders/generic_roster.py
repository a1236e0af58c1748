"""A roster anyone can type: one row is one seat, with a `roster.toml` beside it or by a proposed mapping."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from musubime.errors import BadInput
from musubime_loaders.column_content import meant_by_content
from musubime_loaders.draft import Draft
from musubime_loaders.filled_down import FillDown
from musubime_loaders.group_rows import GroupRows
from musubime_loaders.head_values import take_head
from musubime_loaders.manifest import Manifest
from musubime_loaders.printed_rows import PrintedRow, PrintedTable
from musubime_loaders.seat_columns import (
    AFTER_HEADING,
    BETWEEN,
    MANY,
    PLAIN_NOTES,
    Field,
    field_of,
    fold_heading,
    proposed_columns,
    unused_of,
)
from musubime_loaders.seat_rows import SeatRows
from musubime_loaders.seat_values import SeatRow, Unread, prefecture_at_start
from musubime_loaders.table_shape import expanded

_NAMED = re.compile(r"\{([^{}]+)\}")
WHO: frozenset[Field] = frozenset(
    {"organization", "person", "person_line", "members", "lines", "by_role", "partner", "inside"}
)
"""Columns of which a table needs one, so that its rows say who."""
_ONE_LINE: frozenset[Field] = frozenset(
    {"programme", "consortium", "inside", "region", "unit", "post", "role", "sector", "term"}
)
_TOLD: dict[Field, str] = {"by_role": AFTER_HEADING}
REPEATED_SEAT = "同じ席の行（one_seat_per）"


def add_seat_table(
    table: PrintedTable, draft: Draft, others: Mapping[str, PrintedTable], columns: Mapping[str, Field] | None = None
) -> list[Unread]:
    """Add a table with one seat a row to the draft; return what was read but made into no record.

    `others` are the files that look-ups are joined from, `columns` a mapping that replaces the known headings.
    """
    if draft.manifest.pairs:
        table = expanded(table, _there(table, draft.manifest.pairs))
    head = take_head(table, draft)
    layout = draft.manifest
    joined = [(join, _joined(join.file, join.key, others, table.file)) for join in layout.join]
    taken = tuple(heading for join in layout.join for heading in join.take.values())
    headings = (*table.headings, *(heading for heading in taken if heading not in table.headings))
    mapping = dict(columns) if columns is not None else _columns(layout, headings, table)
    known = {field: heading for heading, field in mapping.items()}
    _check(layout, headings, {*known, *head.values}, table.file)
    if not table.rows:
        raise BadInput("見出しの下に行がありません。席を一行に一つずつ書いてください。", file=table.file)
    draft.book.set_aside(table)
    rows = SeatRows(
        draft,
        table.file,
        parse_names="post" not in known and layout.identity is None,
        anonymous=layout.anonymous,
    )
    own = {heading: field for heading, field in mapping.items() if heading in table.headings}
    constant = "consortium" in layout.constants or "consortium" in head.values
    filled = FillDown(layout.fill_down, {h: f for h, f in own.items() if not (f == "consortium" and constant)})
    groups = GroupRows(known)
    seen: set[tuple[str, ...]] = set()
    names: Counter[str] = Counter()
    for row in table.rows:
        cells = dict(row.cells)
        if (label := groups.label(cells)) is not None:
            draft.book.ignore(table.file, row.number, label, " ".join(cell for cell in cells.values() if cell))
            continue
        flags = filled.fill(cells)
        for join, rows_by_key in joined:
            other = rows_by_key.get(cells[join.column])
            cells.update({to: other.cells[of] if other else "" for of, to in join.take.items()})
        if layout.one_seat_per:
            key = tuple(cells[heading] for heading in layout.one_seat_per)
            if key in seen:
                draft.book.ignore(table.file, row.number, REPEATED_SEAT, " ".join(key))
                continue
            seen.add(key)
        made = _seat_row(row, cells, layout, mapping, known, {**head.values, **groups.values}, flags)
        if layout.one_consortium_per_row:
            number_apart(made.values, names)
        rows.add(made)
    rows.finish()
    return [*head.unread, *_unread_columns(layout, table, mapping), *rows.unread]


def number_apart(values: dict[Field, str], names: Counter[str]) -> None:
    """Number the consortium of a row where an earlier row has one of the same name."""
    name = values.get("consortium", "")
    names[name] += 1
    if name and names[name] > 1:
        values["consortium"] = f"{name}（{names[name]}）"


def read_values(
    cells: Mapping[str, str], layout: Manifest, mapping: Mapping[str, Field], shared: Mapping[Field, str]
) -> dict[Field, str]:
    """Return the values of a row by column: its cells, what all rows share, then the constants; looked up last."""
    values = _cells_by_column(cells, mapping)
    for field, text in shared.items():
        if not values.get(field):
            values[field] = text
    looked_up = {field: _looked_up(layout, field, value) for field, value in values.items()}
    for field, text in layout.constants.items():
        if not looked_up.get(field):
            made = _from_template(text, values, cells)
            values[field] = made
            looked_up[field] = _looked_up(layout, field, made)
    if part := looked_up.get("part"):
        whole = looked_up.get("consortium", "")
        looked_up["inside"] = looked_up.get("inside") or whole
        looked_up["consortium"] = f"{whole} {part}".strip()
    if layout.prefecture_from and not looked_up.get("prefecture"):
        looked_up["prefecture"] = prefecture_at_start(looked_up.get(layout.prefecture_from, ""))
    return looked_up


def _cells_by_column(cells: Mapping[str, str], mapping: Mapping[str, Field]) -> dict[Field, str]:
    """Return the cells by column; several notes are joined, each with its heading where that says something."""
    values: dict[Field, str] = {}
    for heading, field in mapping.items():
        text = cells[heading]
        if field in MANY:
            told = text if not text or not _is_told(heading, field) else f"{heading}{_TOLD.get(field, ': ')}{text}"
            joiner = {"partner": "、", "by_role": BETWEEN}.get(field, "; ")
            values[field] = joiner.join(part for part in (values.get(field), told) if part)
        else:
            values[field] = one_line(text) if field in _ONE_LINE else text
    return values


def _is_told(heading: str, field: Field) -> bool:
    """Return whether the heading itself says something that the joined text must keep."""
    return field != "partner" and fold_heading(heading) not in PLAIN_NOTES


def one_line(text: str) -> str:
    """Return the text of a cell without its line breaks: closed between Japanese characters, a space otherwise.

    >>> one_line("地域産業\n創生交付金"), one_line("Regional\nCouncil")
    ('地域産業創生交付金', 'Regional Council')
    """
    closed = re.sub(r"(?<=[^\x00-\x7f])[ 　]*\n[ 　]*(?=[^\x00-\x7f])", "", text)
    return re.sub(r"\s*\n\s*", " ", closed)


def _looked_up(layout: Manifest, field: Field, value: str) -> str:
    return layout.lookups[field].get(value, value) if field in layout.lookups else value


def _seat_row(
    row: PrintedRow,
    cells: dict[str, str],
    layout: Manifest,
    mapping: Mapping[str, Field],
    known: dict[Field, str],
    shared: Mapping[Field, str],
    flags: tuple[str, ...],
) -> SeatRow:
    return SeatRow(
        number=row.number,
        values=read_values(cells, layout, mapping, shared),
        identity=(cells[layout.identity] or None) if layout.identity else None,
        consortium_key=cells[layout.consortium_key] if layout.consortium_key else "",
        headings=known,
        flags=flags,
    )


def _from_template(text: str, values: Mapping[Field, str], cells: Mapping[str, str]) -> str:
    """Return a constant with the row's own values written in; empty where it names some and all are empty."""
    named = [_value(name, values, cells) for name in _NAMED.findall(text)]
    if named and not any(named):
        return ""
    return _NAMED.sub(lambda found: _value(found[1], values, cells), text)


def _value(name: str, values: Mapping[Field, str], cells: Mapping[str, str]) -> str:
    """Return the row's value of a column or heading; empty where the row has none."""
    by_column = {str(field): value for field, value in values.items()}
    return by_column.get(name) or cells.get(name, "")


def _columns(layout: Manifest, headings: Sequence[str], table: PrintedTable) -> dict[str, Field]:
    """Return heading → column; the manifest's own mapping first, then the known headings; unknown ones are refused."""
    for heading in layout.columns:
        _there(table, heading, headings)
    in_the_head = {key for key, _ in table.head}
    for heading in layout.ignore:
        if heading not in in_the_head:
            _there(table, heading, headings)
    keys = {layout.identity, layout.consortium_key, *layout.one_seat_per, *(join.column for join in layout.join)}
    used = {name for text in layout.constants.values() for name in _NAMED.findall(text)}
    left = tuple(h for h in headings if h not in layout.columns and h not in layout.ignore)
    proposed, unknown = proposed_columns(left)
    proposed = meant_by_content(table, proposed)
    columns = {**layout.columns, **{h: f for h, f in proposed.items() if f not in layout.columns.values() or f in MANY}}
    known = {*keys, *used}
    strange = [*(h for h in unknown if h not in known), *(h for h in proposed if h not in columns and h not in known)]
    if strange:
        raise BadInput(
            "知らない列です。roster.toml の [columns] に読み方を書くか、ignore に加えてください。",
            file=table.file,
            row=1,
            field=strange[0],
        )
    return columns


def _unread_columns(layout: Manifest, table: PrintedTable, mapping: Mapping[str, Field]) -> list[Unread]:
    """Return the columns that are left unread, each with the reason."""
    left: list[Unread] = []
    for heading in table.headings:
        reason = layout.ignore.get(heading) or (
            unused_of(heading) if heading not in mapping and field_of(heading) is None else None
        )
        if reason:
            left.append(Unread(table.file, None, heading, "", reason))
    return left


def _check(layout: Manifest, headings: Sequence[str], known: set[Field], file: str) -> None:
    for heading in (
        layout.identity,
        layout.consortium_key,
        *layout.one_seat_per,
        *layout.fill_down,
        *(j.column for j in layout.join),
    ):
        if heading and heading not in headings:
            raise BadInput(
                "roster.toml に書かれた列がありません。見出しを直してください。", file=file, row=1, field=heading
            )
    if "consortium" not in known and "consortium" not in layout.constants:
        raise BadInput("会議体の列がありません。見出しに「会議体」の列を加えてください。", file=file, row=1)
    if not known & WHO and not set(layout.constants) & WHO:
        raise BadInput("機関・氏名・構成員の列がありません。どれかの列を加えてください。", file=file, row=1)


def _there(table: PrintedTable, heading: str, headings: Sequence[str] | None = None) -> str:
    if heading not in (headings if headings is not None else table.headings):
        raise BadInput(
            "roster.toml に書かれた列がありません。見出しを直してください。", file=table.file, row=1, field=heading
        )
    return heading


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
