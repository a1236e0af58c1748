"""Which parts of the graph fall apart or come together when something is taken away or put in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.components import Components, components
from musubime.analytics.supposing import Supposed
from musubime.questions.answers import Ref
from musubime.questions.answers_what_if import Part, PartsRow, PartsSection
from musubime.questions.sections import Pages
from musubime.questions.selection import Selected
from musubime.questions.suppositions import Frame

NAMED = 20


@dataclass(frozen=True)
class Piece:
    """One connected part: how many actors, and which consortia (columns)."""

    actors: int
    columns: tuple[int, ...]

    @property
    def size(self) -> tuple[int, int]:
        """What parts are ordered by: consortia, then actors."""
        return (len(self.columns), self.actors)


@dataclass(frozen=True)
class Broken:
    """A part of before and after together, as it was and as it becomes, the largest pieces first."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def detached(self) -> int:
        """Consortia outside of the largest rest of a part that falls into more pieces than before."""
        more = len(self.after) > len(self.before)
        return sum(len(piece.columns) for piece in self.after[1:]) if more else 0


@dataclass(frozen=True)
class Falling:
    """What a change does to the connected parts."""

    number_before: int
    number_after: int
    broken: tuple[Broken, ...]
    """Parts whose number of pieces changes, the largest first."""
    emptied: tuple[int, ...]
    """Columns that have an actor before and none after."""
    unseated: tuple[int, ...]
    """Rows that have a consortium before and none after."""

    @property
    def detached(self) -> int:
        """Consortia that no longer hang together with the largest rest of their part."""
        return sum(one.detached for one in self.broken)


def falling(change: Supposed, both: Components) -> Falling:
    """Return what a change does to the connected parts; `both` are those of before and after together."""
    sides = [_Side(matrix) for matrix in (change.before, change.after)]
    touched = np.unique(both.actor[change.rows]).tolist()
    broken = []
    for part in touched:
        rows, columns = np.flatnonzero(both.actor == part), np.flatnonzero(both.consortium == part)
        before, after = (side.pieces(rows, columns) for side in sides)
        if len(before) != len(after):
            broken.append(Broken(before, after))
    broken.sort(key=lambda one: max((piece.size for piece in (*one.before, *one.after)), default=(0, 0)), reverse=True)
    before_side, after_side = sides
    return Falling(
        number_before=before_side.number,
        number_after=after_side.number,
        broken=tuple(broken),
        emptied=tuple(np.flatnonzero(before_side.columns & ~after_side.columns).tolist()),
        unseated=tuple(np.flatnonzero(before_side.rows & ~after_side.rows).tolist()),
    )


class _Side:
    """The connected parts of one side; rows and columns without an entry belong to none."""

    def __init__(self, matrix: csr_array) -> None:
        self.rows: NDArray[np.bool_] = np.diff(matrix.indptr) > 0
        self.columns: NDArray[np.bool_] = np.bincount(matrix.indices, minlength=matrix.shape[1]) > 0
        self.parts = components(matrix)
        self.number = len(np.unique(self.parts.actor[self.rows]))

    def pieces(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> tuple[Piece, ...]:
        """Return the parts that these rows and columns form, the largest first, then by their first column."""
        actors: defaultdict[int, int] = defaultdict(int)
        bodies: defaultdict[int, list[int]] = defaultdict(list)
        for label in self.parts.actor[rows[self.rows[rows]]].tolist():
            actors[label] += 1
        there = columns[self.columns[columns]]
        for column, label in zip(there.tolist(), self.parts.consortium[there].tolist(), strict=True):
            bodies[label].append(column)
        pieces = [Piece(number, tuple(bodies[label])) for label, number in actors.items()]
        return tuple(sorted(pieces, key=lambda piece: (-len(piece.columns), -piece.actors, piece.columns)))


def parts_section(pages: Pages, selected: Selected, frame: Frame, fallen: Falling) -> PartsSection:
    """Return a page of what falls apart or comes together."""
    rows = [_row(selected, frame, one) for one in _ids(frame, fallen.broken)]
    page, following = pages.page("parts", rows, lambda row: row.id, ranked_in=selected.snapshot.version)
    return PartsSection(total=len(rows), next=following, items=tuple(page))


def _ids(frame: Frame, broken: Sequence[Broken]) -> list[tuple[str, Broken]]:
    return [
        (min(frame.consortia[column] for piece in (*one.before, *one.after) for column in piece.columns), one)
        for one in broken
    ]


def _row(selected: Selected, frame: Frame, one: tuple[str, Broken]) -> PartsRow:
    id, broken = one
    return PartsRow(
        id=id,
        before=tuple(_part(selected, frame, piece) for piece in broken.before[:NAMED]),
        after=tuple(_part(selected, frame, piece) for piece in broken.after[:NAMED]),
        before_total=len(broken.before),
        after_total=len(broken.after),
    )


def _part(selected: Selected, frame: Frame, piece: Piece) -> Part:
    consortia = selected.snapshot.graph.consortia
    columns = np.array(piece.columns, dtype=np.int64)
    order = np.argsort(selected.snapshot.consortium_name_order[frame.places[columns]])
    ids = [frame.consortia[column] for column in columns[order[:NAMED]].tolist()]
    return Part(
        organizations=piece.actors,
        consortia=len(columns),
        named=tuple(Ref(id=id, name=consortia[id].name) for id in ids),
        more=max(0, len(columns) - NAMED),
    )
