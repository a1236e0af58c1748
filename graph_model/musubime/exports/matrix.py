"""The incidence matrix of organizations × consortia: a bounded table, or Matrix Market without a bound.

A network researcher reads the table in R or a spreadsheet where it is small, and the sparse one with scipy, R's Matrix
or Julia where it is large; the labels stand beside it in two lists in the order of rows and columns.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

import numpy as np
from scipy.io import mmwrite
from scipy.sparse import coo_array

from musubime.errors import BadQuestion, TooMany
from musubime.exports.about import about
from musubime.exports.attributes import (
    CONSORTIUM_ATTRIBUTES,
    ORGANIZATION_ATTRIBUTES,
    Attribute,
    Flat,
    consortium_row,
    holder_attributes,
)
from musubime.exports.selection import Selection, no_seats
from musubime.exports.table import csv_of
from musubime.types.nodes import Organization

CSV_TYPE = "text/csv; charset=utf-8"
ZIP_TYPE = "application/zip"
CELLS = 2_000_000
"""Cells of a table at most."""
COLUMNS = 16_000
"""Consortia of a table at most: Excel holds 16,384 columns."""
PIECE = 1 << 16
_SETTLED = (1980, 1, 1, 0, 0, 0)


def incidence_table(selection: Selection, *, raw: bool = False) -> Iterator[bytes]:
    """Return one row a holder and one column a consortium, 1 where it has a seat and 0 where not.

    Columns of consortia that state no members are empty: nothing is known of them. The first three columns are id,
    name and sector. Raises BadQuestion without seats and TooMany over the bound, before the first block.
    """
    if not selection.memberships:
        raise BadQuestion(no_seats(selection, "表"))
    rows, columns = len(selection.memberships), len(selection.consortium_ids)
    if rows * columns > CELLS or columns > COLUMNS:
        raise TooMany(
            f"表が {rows:,} 行 × {columns:,} 列になり、上限（{CELLS:,} マス、{COLUMNS:,} 列）を超えます。prefecture、"
            "programme、owner、consortium、roster のどれかで絞るか、上限のない matrix-market で書き出してください。",
            field="format",
            value="incidence",
        )
    heading = (
        Attribute("id", "string", "機関ID", "Id of the holder"),
        Attribute("name", "string", "機関", "Name of the holder"),
        Attribute("sector", "string", "部門", "Sector as printed on most seats"),
        *(Attribute(body.id, "int", body.name, "1 where the holder has a seat") for body in selection.consortia),
    )
    return csv_of(heading, _rows(selection), raw=raw)


def _rows(selection: Selection) -> Iterator[list[str | None]]:
    place = {id: number for number, id in enumerate(selection.consortium_ids)}
    seated: dict[str, set[int]] = {}
    for seat, id in selection.drawn:
        seated.setdefault(id, set()).add(place[seat.consortium])
    nothing = ["0" if id in selection.members else None for id in selection.consortium_ids]
    for holder in selection.holders():
        cells = list(nothing)
        for column in seated[holder.id]:
            cells[column] = "1"
        sector = holder.sector if isinstance(holder, Organization) else None
        yield [holder.id, holder.name, sector, *cells]


def matrix_market(selection: Selection) -> Iterator[bytes]:
    """Return a zip of `incidence.mtx`, `organizations.csv`, `consortia.csv` and `about.txt`.

    Row i of the matrix is line i of the first list, column j line j of the second. Raises BadQuestion without seats.
    """
    if not selection.memberships:
        raise BadQuestion(no_seats(selection, "行列"))
    return _pieces(selection)


def _pieces(selection: Selection) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _write(selection, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(selection: Selection, file: IO[bytes]) -> None:
    said = about(selection)
    holders = list(selection.holders())
    row = {holder.id: number for number, holder in enumerate(holders)}
    column = {id: number for number, id in enumerate(selection.consortium_ids)}
    pairs = np.array(sorted({(row[h], column[seat.consortium]) for seat, h in selection.drawn}), dtype=np.int32)
    matrix = coo_array(
        (np.ones(len(pairs), dtype=np.int32), (pairs[:, 0], pairs[:, 1])), shape=(len(holders), len(column))
    )
    text = io.BytesIO()
    comment = "\n".join(f"{name}: {' '.join(str(value).split())}" for name, value in said.flat().items())
    mmwrite(text, matrix, comment=comment, field="integer", symmetry="general")
    bodies: Iterator[Flat] = (holder_attributes(selection, holder) for holder in holders)
    consortia: Iterator[Flat] = (consortium_row(selection, body) for body in selection.consortia)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("incidence.mtx"), text.getvalue())
        archive.writestr(_entry("organizations.csv"), _list(ORGANIZATION_ATTRIBUTES, bodies))
        archive.writestr(_entry("consortia.csv"), _list(CONSORTIUM_ATTRIBUTES, consortia))
        archive.writestr(_entry("about.txt"), "\n".join(f"{title}: {value}" for title, value in said.lines()) + "\n")


def _list(columns: tuple[Attribute, ...], flats: Iterator[Flat]) -> bytes:
    def cell(flat: Flat, name: str) -> str | None:
        value = flat.get(name)
        return None if value is None else str(value)

    return b"".join(csv_of(columns, ([cell(flat, c.name) for c in columns] for flat in flats), raw=True))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _SETTLED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
