"""The heat-map of overlaps as rows of cells, ready for a table; colour steps are classes, not styles."""

from collections.abc import Sequence
from math import ceil
from typing import Literal, NamedTuple

from musubime.questions.answers_measures import MatrixConsortium, OverlapMatrix, OverlapPair
from musubime_api.pages.rendering import Page, percent

STEPS = 5
SMALL = 20
"""Up to this many consortia are all shown; beyond it only those that overlap with another, unless all are asked for."""


class Head(NamedTuple):
    """A heading of a row or column."""

    name: str
    under: str
    href: str
    reported: str | None = None
    place: str = ""


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


def matrix_view(page: Page, matrix: OverlapMatrix, *, everything: bool = False) -> MatrixView:
    """Return the table of a matrix; many bodies without any overlap are left out unless `everything` is asked for."""
    heads = heads_of(page, matrix.consortia, matrix.by)
    pairs = {(pair.a, pair.b): pair for pair in matrix.pairs} | {(pair.b, pair.a): pair for pair in matrix.pairs}
    stated = [body for body in matrix.consortia if body.size]
    overlapping = {id for pair in matrix.pairs for id in (pair.a, pair.b)}
    shown = stated if everything or len(stated) <= SMALL else [body for body in stated if body.id in overlapping]
    most = max((pair.shared or 0 for pair in matrix.pairs), default=0)
    table = _Table(page, pairs, heads, most, matrix.by)
    return MatrixView(
        heads=[heads[body.id] for body in shown],
        rows=[Row(heads[body.id], [table.cell(body, other) for other in shown]) for body in shown]
        if len(shown) > 1
        else [],
        absent=[heads[body.id] for body in matrix.consortia if not body.size],
        key=_key(most),
        pairs=len(matrix.pairs),
        hidden=len(stated) - len(shown),
        all_href=page.links.here(all="1"),
    )


def heads_of(page: Page, bodies: Sequence[MatrixConsortium], by: str = "consortium") -> dict[str, Head]:
    """Return the heading of each consortium or programme by id."""
    several = len({body.prefecture for body in bodies}) > 1
    return {
        body.id: Head(
            name=body.name,
            under=body.programme.name if body.programme and body.programme.id != body.id else "",
            href=page.links.record(by, body.id),
            reported=body.reported,
            place=page.labels.prefectures(body.prefecture) if several else "",
        )
        for body in bodies
    }


def heat_level(shared: int, most: int) -> int:
    """Return the colour step 1–5 of a count among counts up to `most`; 0 for none.

    >>> [heat_level(n, 7) for n in (0, 1, 2, 3, 7)]
    [0, 1, 2, 3, 5]
    """
    return min(STEPS, ceil(STEPS * shared / most)) if shared and most else 0


class _Table:
    def __init__(
        self,
        page: Page,
        pairs: dict[tuple[str, str], OverlapPair],
        heads: dict[str, Head],
        most: int,
        by: str,
    ) -> None:
        self.page, self.pairs, self.heads, self.most, self.by = page, pairs, heads, most, by

    def cell(self, row: MatrixConsortium, column: MatrixConsortium) -> Cell:
        """Return the cell of two bodies."""
        t = self.page.words
        if row.id == column.id:
            size = f"{row.size}+" if row.reported == "partial" else f"{row.size}"
            return Cell("own", t("overlap.own", name=row.name, size=size), size, href=self.heads[row.id].href)
        pair = self.pairs.get((row.id, column.id))
        if pair is None or not pair.shared:
            return Cell("none", t("overlap.zero", a=row.name, b=column.name))
        share = percent(pair.overlap_coefficient)
        label = t("overlap.cell", a=row.name, b=column.name, shared=pair.shared, share=share)
        text = f"{pair.shared}+" if pair.lower_bound else str(pair.shared)
        return Cell("shared", label, text, share, heat_level(pair.shared, self.most), self._href(pair))

    def _href(self, pair: OverlapPair) -> str:
        """Return where a number opens: the members that two share, or the consortia of two programmes."""
        if self.by == "programme":
            return self.page.links.filtered("/overlap", programme=(pair.a, pair.b))
        return self.page.links.filtered("/overlap", a=pair.a, b=pair.b)


def _key(most: int) -> list[Step]:
    """Return each colour step with the counts that fall on it."""
    counts: dict[int, list[int]] = {}
    for count in range(1, most + 1):
        counts.setdefault(heat_level(count, most), []).append(count)
    return [
        Step(level, str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}")
        for level, numbers in sorted(counts.items())
    ]
