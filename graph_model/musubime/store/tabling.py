"""The answer to a user's own query, as plain values in rows."""

import re
from collections.abc import Iterable, Sequence

from musubime.errors import QueryRefused
from musubime.store.port import Scalar, Table

_VALUES = "値を返すクエリにしてください。ノードや関係ではなく、RETURN n.name のように属性を書きます。"
_PATH = re.compile(r"\(#\d+:\d+\)[-<]")
"""How the embedded engine prints a path."""


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], limit: int) -> Table:
    """Return at most `limit` rows of scalars and lists of scalars; raises QueryRefused for nodes, maps and paths."""
    kept: list[tuple[Scalar | list[Scalar], ...]] = []
    cut = False
    for row in rows:
        if len(kept) == limit:
            cut = True
            break
        kept.append(tuple(_plain(cell) for cell in row))
    return Table(columns=tuple(columns), rows=tuple(kept), cut=cut)


def _plain(cell: object) -> Scalar | list[Scalar]:
    if isinstance(cell, list | tuple):
        return [_scalar(item) for item in cell]
    return _scalar(cell)


def _scalar(cell: object) -> Scalar:
    if isinstance(cell, str) and _PATH.match(cell):
        raise QueryRefused(_VALUES)
    if cell is None or isinstance(cell, str | int | float | bool):
        return cell
    iso_format = getattr(cell, "iso_format", None) or getattr(cell, "isoformat", None)
    if iso_format is not None:
        return str(iso_format())
    raise QueryRefused(_VALUES)
