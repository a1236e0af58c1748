"""The measures of every actor of one selection, worked out once for all questions about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.betweenness import EXACT_WORK, EXACT_WORK_LATER, Betweenness, estimated, exact
from musubime.analytics.bridging import bipartite_maximum, bridges, participation
from musubime.analytics.brokerage import UNKNOWN, Roles, brokerage_roles
from musubime.analytics.components import components
from musubime.analytics.folding import folded
from musubime.analytics.incidence import Incidence, incidence
from musubime.questions.library import Library
from musubime.questions.provisional import mark_provisional
from musubime.questions.selection import Selected
from musubime.types.vocabulary import Sector

Level = Literal["organization", "post", "person"]
Value = float | int | None
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
SECTORS = [sector.value for sector in Sector]
ROLES = Roles._fields
WHOLE = ("memberships", "sole_bridge", "interlocks")
"""Measures that are whole numbers."""
BETWEENNESS = ("betweenness_two_mode", "betweenness_two_mode_norm")


@dataclass(frozen=True)
class Measures:
    """Every measure of every actor of one selection, in the order of the actors' ids."""

    incidence: Incidence
    columns: Mapping[str, Floats]
    """Values of each measure at 6 decimals; nan stands for null."""
    betweenness: Betweenness
    components: int
    """Connected parts of the two-mode graph."""
    provisional: bool
    """Whether betweenness is an estimate now and will be exact."""

    def value(self, measure: str, place: int) -> Value:
        """Return the value of one actor as it is answered."""
        value: float = self.columns[measure][place].item()
        return None if isnan(value) else int(value) if measure in WHOLE else value

    @cached_property
    def values(self) -> dict[str, list[Value]]:
        """All values as they are answered, by measure."""
        return {name: [self.value(name, place) for place in range(len(c))] for name, c in self.columns.items()}


def measures(library: Library, selected: Selected, level: Level) -> Measures:
    """Return the measures of the selected seats at a level, kept for the next question about them.

    Betweenness is exact at once where that is quick. Else it is estimated now and worked out exactly beside the
    answers, which are marked provisional until then; where even that would take too long, it stays an estimate.
    """
    counted = library.kept(("counted", level, selected.key), lambda: _counted(selected, level))
    found = counted.incidence.matrix
    core = library.kept(("folded", level, selected.key), lambda: folded(found))
    name = ("betweenness", level, selected.key)
    provisional = False
    if core.work <= EXACT_WORK:
        between = library.kept(name, lambda: exact(core))
    elif core.work <= EXACT_WORK_LATER:
        between, provisional = library.bettered(name, lambda: estimated(core), lambda: exact(core))
    else:
        between = library.kept(name, lambda: estimated(core))
    if provisional:
        mark_provisional()
    return library.kept(
        ("measures", level, provisional, selected.key), lambda: _with_betweenness(counted, between, provisional)
    )


@dataclass(frozen=True)
class _Counted:
    incidence: Incidence
    columns: dict[str, Floats]
    components: int


def _counted(selected: Selected, level: Level) -> _Counted:
    found = incidence(selected.snapshot, selected.seats, level)
    degrees = found.degrees().astype(np.float64)
    sole, share = bridges(found.matrix)
    columns = {
        "memberships": degrees,
        "connector": participation(found.matrix, selected.snapshot.owner[found.consortium_places]),
        "sole_bridge": sole.astype(np.float64),
        "bridge_share": share,
        "interlocks": degrees * (degrees - 1) / 2 if level == "person" else np.full(len(degrees), np.nan),
    }
    rounded = {name: np.round(values, 6) for name, values in columns.items()}
    return _Counted(found, rounded, components(found.matrix).number)


def _with_betweenness(counted: _Counted, between: Betweenness, provisional: bool) -> Measures:
    maximum = bipartite_maximum(*counted.incidence.matrix.shape)
    norm = between.values / maximum if maximum > 0 else np.full(len(between.values), np.nan)
    both = dict(zip(BETWEENNESS, (np.round(between.values, 6), np.round(norm, 6)), strict=True))
    return Measures(counted.incidence, {**counted.columns, **both}, between, counted.components, provisional)


def roles(library: Library, selected: Selected, measured: Measures, level: Level) -> Integers:
    """Return actors × Gould–Fernandez roles of a selection."""
    found = measured.incidence

    def compute() -> Integers:
        sectors = selected.snapshot.sectors(level, inferred=selected.selection.inferred)[found.actor_places]
        return brokerage_roles(found.matrix, np.where(sectors < 0, UNKNOWN, sectors))

    return library.kept(("roles", level, selected.key), compute)


@dataclass(frozen=True)
class Ranking:
    """Actors in the order of one measure."""

    order: list[int]
    """Places of the actors, the highest value first; null last, then by name and id."""
    ranks: Integers
    """Rank of each actor in the order of the ids; equal values share it, 0 stands for null."""


def ranking(library: Library, selected: Selected, measured: Measures, level: Level, sort: str) -> Ranking:
    """Return the actors by a measure, or by `brokerage_roles.` and a role."""

    def compute() -> Ranking:
        return _ranked(_sorted_by(library, selected, measured, level, sort), _names(selected, measured, level))

    provisional = measured.provisional and sort in BETWEENNESS
    return library.kept(("ranked", level, sort, provisional, selected.key), compute)


def _sorted_by(library: Library, selected: Selected, measured: Measures, level: Level, sort: str) -> Floats:
    if sort.startswith("brokerage_roles."):
        role = ROLES.index(sort.partition(".")[2])
        return roles(library, selected, measured, level)[:, role].astype(np.float64)
    return measured.columns[sort]


def _names(selected: Selected, measured: Measures, level: Level) -> NDArray[np.int32]:
    return selected.snapshot.name_order(level)[measured.incidence.actor_places]


def _ranked(values: Floats, names: NDArray[np.integer]) -> Ranking:
    """Return the order of values and their ranks.

    >>> _ranked(np.array([1.0, 2.0, np.nan, 2.0]), np.arange(4)).ranks.tolist()
    [3, 1, 0, 1]
    """
    down = np.where(np.isnan(values), np.inf, -values)
    order = np.lexsort((names, down))
    first = np.append(True, down[order][1:] != down[order][:-1])[: len(order)]
    ranks = np.zeros(len(values), dtype=np.int64)
    ranks[order] = np.maximum.accumulate(np.where(first, np.arange(1, len(order) + 1), 0))
    ranks[np.isnan(values)] = 0
    return Ranking(order.tolist(), ranks)
