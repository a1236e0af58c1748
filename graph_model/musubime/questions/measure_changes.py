"""What a change did to every measure: actor by actor, and of the graph as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musubime.analytics.components import components
from musubime.errors import BadQuestion
from musubime.questions.answers_compare import Change, MeasureRow, WholeChange
from musubime.questions.key_actors import Measures, Value
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


def change(left: Value, right: Value) -> Change:
    """Return two values with their difference at 6 decimals.

    >>> change(1, None).difference is None, change(0.5, 0.25).difference
    (True, -0.25)
    """
    difference = None if left is None or right is None else right - left
    return Change(
        left=left, right=right, difference=round(difference, 6) if isinstance(difference, float) else difference
    )


@dataclass(frozen=True)
class Sides:
    """The measures of two selections, with the place of each actor in both."""

    left: Measures
    right: Measures
    left_place: Mapping[str, int]
    right_place: Mapping[str, int]

    @classmethod
    def of(cls, left: Measures, right: Measures) -> "Sides":
        """Return two measured selections side by side."""
        places = [{id: n for n, id in enumerate(side.incidence.actors)} for side in (left, right)]
        return cls(left, right, *places)

    def actors(self) -> list[str]:
        """Return the ids of the actors of either side."""
        return sorted(self.left_place.keys() | self.right_place.keys())

    def change(self, measure: str, actor: str) -> Change:
        """Return a measure of an actor on both sides; null on a side where it is no actor."""
        return change(
            _value(self.left, self.left_place, measure, actor), _value(self.right, self.right_place, measure, actor)
        )


def _value(measures: Measures, places: Mapping[str, int], measure: str, actor: str) -> Value:
    place = places.get(actor)
    return None if place is None else measures.values[measure][place]


def ranked_changes(sides: Sides, sort: str, name: Mapping[str, str]) -> list[tuple[int | None, str]]:
    """Return rank and id of every actor, the largest change of a measure first.

    Equal sizes share a rank, a change that is null comes last without one; within a rank by name, then id. Raises
    BadQuestion for a measure that there is not.
    """
    if sort not in MEASURES:
        raise BadQuestion(f"sort「{sort[:80]}」はありません。使えるのは {'、'.join(MEASURES)}。", field="sort")
    return ranked_by_size({actor: sides.change(sort, actor).difference for actor in sides.actors()}, name)


def ranked_by_size(differences: Mapping[str, Value], name: Mapping[str, str]) -> list[tuple[int | None, str]]:
    """Return rank and id by the size of a difference, whatever its sign; equal sizes share a rank, null comes last.

    >>> ranked_by_size({"a": 1, "b": -2, "c": None, "d": -1}, {"a": "", "b": "", "c": "", "d": ""})
    [(1, 'b'), (2, 'a'), (2, 'd'), (None, 'c')]
    """
    sizes = {id: None if value is None else abs(value) for id, value in differences.items()}
    order = sorted(sizes, key=lambda id: (sizes[id] is None, -(sizes[id] or 0), name[id], id))
    ranked: list[tuple[int | None, str]] = []
    for place, id in enumerate(order, start=1):
        same = place > 1 and sizes[order[place - 2]] == sizes[id]
        ranked.append((None if sizes[id] is None else ranked[-1][0] if same else place, id))
    return ranked


def measure_rows(
    right: Selected, sides: Sides, ranked: Sequence[tuple[int | None, str]], level: str
) -> tuple[MeasureRow, ...]:
    """Return actors with all their measures on both sides."""
    snapshot, inferred = right.snapshot, right.selection.inferred
    return tuple(
        MeasureRow.model_validate(
            {
                **{measure: sides.change(measure, id) for measure in MEASURES},
                "rank": rank,
                "id": id,
                "name": snapshot.name(id),
                "sector": snapshot.sector(id, inferred=inferred),
                "seats": seats_path(level, id),
            }
        )
        for rank, id in ranked
    )


def whole_change(left: Measures, right: Measures) -> WholeChange:
    """Return what changed in the two-mode graph of the level as a whole."""
    first, second = _whole(left), _whole(right)
    return WholeChange.model_validate({name: change(first[name], second[name]) for name in first})


def _whole(measured: Measures) -> dict[str, Value]:
    matrix = measured.incidence.matrix
    actors, consortia = matrix.shape
    cells = actors * consortia
    sole = measured.values["sole_bridge"]
    return {
        "actors": actors,
        "consortia": consortia,
        "memberships": int(matrix.nnz),
        "components": components(matrix).number,
        "density": round(matrix.nnz / cells, 6) if cells else None,
        "mean_roster_size": round(matrix.nnz / consortia, 6) if consortia else None,
        "sole_bridges": sum(int(value) for value in sole if value is not None),
    }
