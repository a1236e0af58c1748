"""What a change did to every measure: actor by actor, and of the graph as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan

import numpy as np
from numpy.typing import NDArray

from musubime.errors import BadQuestion
from musubime.questions.answers_compare import Change, MeasureRow, WholeChange
from musubime.questions.measuring import WHOLE, Level, Measures, Value
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected

MEASURES = (
    "memberships",
    "connector",
    "sole_bridge",
    "bridge_share",
    "betweenness_two_mode",
    "betweenness_two_mode_norm",
    "interlocks",
)
Floats = NDArray[np.float64]


def change(left: Value, right: Value) -> Change:
    """Return two values with their difference at 6 decimals.

    >>> change(1, None).difference is None, change(0.5, 0.25).difference
    (True, -0.25)
    """
    difference = None if left is None or right is None else round(right - left, 6)
    return Change(left=left, right=right, difference=difference)


@dataclass(frozen=True)
class Sides:
    """The measures of two selections of one snapshot, on the actors of either."""

    left: Measures
    right: Measures

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """Places of the actors in the snapshot's list of the level, which is the order of their ids."""
        sides = (self.left.incidence.actor_places, self.right.incidence.actor_places)
        return np.union1d(*sides).astype(np.int64)

    @cached_property
    def actors(self) -> list[str]:
        """Ids of the actors."""
        ids = {*self.left.incidence.actors, *self.right.incidence.actors}
        return sorted(ids)

    def values(self, measure: str) -> tuple[Floats, Floats]:
        """Return a measure on both sides; nan stands for null, also where somebody is no actor of a side."""
        return self._spread(self.left, measure), self._spread(self.right, measure)

    def _spread(self, side: Measures, measure: str) -> Floats:
        values = np.full(len(self.places), np.nan)
        values[np.searchsorted(self.places, side.incidence.actor_places)] = side.columns[measure]
        return values


def ranked_by_size(differences: Floats, names: NDArray[np.integer]) -> tuple[NDArray[np.intp], list[int | None]]:
    """Return an order by the size of a difference, whatever its sign, and the rank of each place in that order.

    Equal sizes at 6 decimals share a rank; nan comes last without one; within a rank by `names`.

    >>> order, ranks = ranked_by_size(np.array([1.0, -2.0, np.nan, -1.0]), np.array([3, 2, 1, 0]))
    >>> order.tolist(), ranks
    ([1, 3, 0, 2], [1, 2, 2, None])
    """
    down = np.where(np.isnan(differences), np.inf, -np.round(np.abs(differences), 6))
    order = np.lexsort((names, down))
    ordered = down[order]
    first = np.append(True, ordered[1:] != ordered[:-1])[: len(order)]
    ranks = np.maximum.accumulate(np.where(first, np.arange(1, len(order) + 1), 0)) if len(order) else order
    none = np.isinf(ordered)
    return order, [None if missing else rank for rank, missing in zip(ranks.tolist(), none.tolist(), strict=True)]


def ranked_changes(right: Selected, sides: Sides, level: Level, sort: str) -> list[tuple[int | None, int]]:
    """Return rank and place among the actors of everybody, the largest change of a measure first.

    Raises BadQuestion for a measure that there is not.
    """
    if sort not in MEASURES:
        raise BadQuestion(f"sort「{sort[:80]}」はありません。使えるのは {'、'.join(MEASURES)}。", field="sort")
    before, after = sides.values(sort)
    order, ranks = ranked_by_size(after - before, right.snapshot.name_order(level)[sides.places])
    return list(zip(ranks, order.tolist(), strict=True))


def measure_rows(
    right: Selected, sides: Sides, ranked: Sequence[tuple[int | None, int]], level: Level
) -> tuple[MeasureRow, ...]:
    """Return actors with all their measures on both sides."""
    snapshot, inferred = right.snapshot, right.selection.inferred
    values = {measure: sides.values(measure) for measure in MEASURES} if ranked else {}
    return tuple(
        MeasureRow.model_validate(
            {
                **{name: change(*(answered(name, side[place]) for side in both)) for name, both in values.items()},
                "rank": rank,
                "id": (id := sides.actors[place]),
                "name": snapshot.name(id),
                "sector": snapshot.sector(id, inferred=inferred),
                "seats": seats_path(level, id),
            }
        )
        for rank, place in ranked
    )


def answered(measure: str, value: float) -> Value:
    """Return a value of an array as it is answered: null for nan, a whole number where the measure counts."""
    plain = float(value)
    return None if isnan(plain) else int(plain) if measure in WHOLE else plain


def whole_change(left: Measures, right: Measures) -> WholeChange:
    """Return what changed in the two-mode graph of the level as a whole."""
    first, second = _whole(left), _whole(right)
    return WholeChange.model_validate({name: change(first[name], second[name]) for name in first})


def _whole(measured: Measures) -> dict[str, Value]:
    matrix = measured.incidence.matrix
    actors, consortia = matrix.shape
    cells = actors * consortia
    return {
        "actors": actors,
        "consortia": consortia,
        "memberships": int(matrix.nnz),
        "components": measured.components,
        "density": round(matrix.nnz / cells, 6) if cells else None,
        "mean_roster_size": round(matrix.nnz / consortia, 6) if consortia else None,
        "sole_bridges": int(measured.columns["sole_bridge"].sum()),
    }
