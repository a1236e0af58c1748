"""The heat-map of overlaps as rows of cells, ready for a table; colour steps are classes, not styles."""

from collections.abc import Sequence
from math import ceil
from typing import Literal, NamedTuple, Protocol

from musubime_api.pages.rendering import Page, percent

STEPS = 5
SMALL = 20
"""Up to this many consortia are all shown; beyond it only those that overlap with another, unless all are asked for."""


class Body(Protocol):
    """A row and column of the matrix: what the answer gives of a consortium or programme."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int | None: ...
    @property
    def reported(self) -> str | None: ...


class Pair(Protocol):
    """Two bodies that share at least one member."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def shared(self) -> int | None: ...
    @property
    def overlap_coefficient(self) -> float | None: ...


class Head(NamedTuple):
    """A heading of a row or column."""

    name: str
    under: str
    href: str
    reported: str | None = None


class Cell(NamedTuple):
    """One cell: a body's own size, what two share, nothing shared, or not stated."""

    state: Literal["own", "shared", "none", "absent"]
    label: str
    text: str = ""
    under: str = ""
    level: int = 0
    href: str = ""


class Row(NamedTuple):
    """One row of the table."""

    head: Head
    cells: list[Cell]


class Step(NamedTuple):
    """One step of the key to the colours."""

    level: int
    text: str


class MatrixView(NamedTuple):
    """What the table shows; `absent` bodies state no members, `hidden` counts those left out for want of overlap."""

    heads: list[Head]
    rows: list[Row]
    absent: list[Head]
    key: list[Step]
    pairs: int
    hidden: int
    all_href: str


def matrix_view(
    page: Page,
    bodies: Sequence[Body],
    pairs: Sequence[Pair],
    heads: dict[str, Head],
    *,
    everything: bool = False,
    by: str = "consortium",
) -> MatrixView:
    """Return the table of these bodies; `heads` gives the heading of each by id."""
    shared = {(pair.a, pair.b): pair for pair in pairs} | {(pair.b, pair.a): pair for pair in pairs}
    stated = [body for body in bodies if body.size]
    overlapping = {pair.a for pair in pairs} | {pair.b for pair in pairs}
    shown = stated if everything or len(stated) <= SMALL else [body for body in stated if body.id in overlapping]
    most = max((pair.shared or 0 for pair in pairs), default=0)
    rows = [
        Row(heads[body.id], [_cell(page, body, other, shared.get((body.id, other.id)), most, heads, by) for other in shown])
        for body in shown
    ]
    return MatrixView(
        heads=[heads[body.id] for body in shown],
        rows=rows if len(shown) > 1 else [],
        absent=[heads[body.id] for body in bodies if not body.size],
        key=_key(most),
        pairs=len(pairs),
        hidden=len(stated) - len(shown),
        all_href=page.links.here(all="1"),
    )


def heat_level(shared: int, most: int) -> int:
    """Return the colour step 1–5 of a count among counts up to `most`; 0 for none.

    >>> [heat_level(n, 7) for n in (0, 1, 2, 3, 7)]
    [0, 1, 2, 3, 5]
    """
    return min(STEPS, ceil(STEPS * shared / most)) if shared and most else 0


def _cell(page: Page, row: Body, column: Body, pair: Pair | None, most: int, heads: dict[str, Head], by: str) -> Cell:
    t = page.words
    if row.id == column.id:
        size = f"{row.size}+" if row.reported == "partial" else f"{row.size}"
        return Cell("own", t("overlap.own", name=row.name, size=size), size, href=heads[row.id].href)
    if pair is None or not pair.shared:
        return Cell("none", t("overlap.zero", a=row.name, b=column.name))
    share = percent(pair.overlap_coefficient)
    label = t("overlap.cell", a=row.name, b=column.name, shared=pair.shared, share=share)
    extra = {"by": "programme"} if by == "programme" else {}
    href = page.links.filtered("/overlap", a=min(row.id, column.id), b=max(row.id, column.id), **extra)
    return Cell("shared", label, str(pair.shared), share, heat_level(pair.shared, most), href)


def _key(most: int) -> list[Step]:
    """Return each colour step with the counts that fall on it."""
    counts: dict[int, list[int]] = {}
    for count in range(1, most + 1):
        counts.setdefault(heat_level(count, most), []).append(count)
    return [
        Step(level, str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}")
        for level, numbers in sorted(counts.items())
    ]
