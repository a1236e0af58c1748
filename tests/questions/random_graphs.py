"""Random two-mode graphs for hypothesis: as matrices, as networkx graphs, and as graphs of seats with everything on.

`every_graph` runs a test on 200 of them and on the shapes that must not be missed; the same ones on every machine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import networkx  # type: ignore[import-untyped]
import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.types.graph import Graph
from musubime.types.vocabulary import Sector
from tests.questions.made_graph import Made, consortium, made, organization, owner, person, programme, seat, source

GRAPHS = 200
T = TypeVar("T")
RANDOMLY = settings(
    max_examples=GRAPHS,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
"""The profile of every random test: no clock, no memory between runs."""
SHAPES: dict[str, list[list[int]]] = {
    "empty": [],
    "single": [[1]],
    "one actor on all": [[1, 1, 1, 1]],
    "one consortium of all": [[1], [1], [1]],
    "two that never meet": [[1, 0], [0, 1]],
    "disconnected": [[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]],
    "all shared": [[1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1]],
    "a chain": [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]],
    "a ring": [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]],
}


def matrix_of(cells: list[list[int]]) -> csr_array:
    """Return actors × consortia of these cells, int32; the empty list is a matrix of nothing."""
    rows = np.array(cells, dtype=np.int32).reshape(len(cells), len(cells[0]) if cells else 0)
    rows = rows[rows.any(axis=1)]
    return csr_array(rows[:, rows.any(axis=0)])


@st.composite
def two_mode_matrices(draw: st.DrawFn, actors: int = 14, consortia: int = 8) -> csr_array:
    """Return a matrix of at most so many actors and consortia; as in `Incidence`, no row or column is empty."""
    width = draw(st.integers(1, consortia))
    row = st.integers(0, 2**width - 1)
    # the conjunction of two rows is sparse, and sparse graphs fall into parts
    sparse = st.tuples(row, row).map(lambda pair: pair[0] & pair[1])
    rows = draw(st.lists(draw(st.sampled_from([row, sparse])), min_size=draw(st.integers(0, actors)), max_size=actors))
    return matrix_of([[number >> place & 1 for place in range(width)] for number in rows])


def every_graph(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test with `matrix`: 200 random ones and all SHAPES."""
    for cells in SHAPES.values():
        test = example(matrix=matrix_of(cells))(test)
    return RANDOMLY(given(matrix=two_mode_matrices())(test))


def networkx_of(matrix: csr_array) -> tuple[networkx.Graph, list[str], list[str]]:
    """Return a matrix as a graph, with its actors `a0…` and consortia `k0…` in the order of the matrix."""
    actors, consortia = ([f"{mode}{n}" for n in range(size)] for mode, size in zip("ak", matrix.shape, strict=True))
    graph = networkx.Graph()
    graph.add_nodes_from(actors, bipartite=0)
    graph.add_nodes_from(consortia, bipartite=1)
    rows, columns = matrix.nonzero()
    graph.add_edges_from((actors[i], consortia[k]) for i, k in zip(rows.tolist(), columns.tolist(), strict=True))
    return graph, actors, consortia


def groups_of(matrix: csr_array, groups: int) -> NDArray[np.int64]:
    """Return a group of each actor that follows from the matrix, so that a graph that fails fails again."""
    seed = int(np.asarray(matrix.indices, dtype=np.int64).sum()) + 31 * matrix.nnz + matrix.shape[0]
    return np.random.default_rng(seed).integers(0, groups, matrix.shape[0])


@dataclass(frozen=True)
class SeatRow:
    """What one made seat says; numbers name organizations, persons, titles and consortia."""

    consortium: int
    organization: int | None
    person: int | None
    post: int | None


SECTORS = (*Sector, None)
PREFECTURES = ("36", "39", None)
REPORTED = ("listed", "listed", "partial")


@st.composite
def seat_rows(draw: st.DrawFn, seats: int = 24, bodies: int = 9, consortia: int = 6) -> list[SeatRow]:
    """Return seats with and without organization, person and post; one body may hold several seats on a consortium."""
    number = st.integers(0, bodies - 1)
    some = st.one_of(st.none(), number)
    row = st.builds(SeatRow, st.integers(0, consortia - 1), some, some, some)
    return draw(st.lists(row, min_size=draw(st.integers(0, seats)), max_size=seats))


def graph_of_seats(rows: list[SeatRow]) -> Graph:
    """Return the graph of these seats: owners, prefectures, sectors and reporting follow from the numbers.

    Consortium 0 has no programme, and programme 1 no owner; one consortium has no seat at all.
    """
    bodies = 1 + max((n for row in rows for n in (row.organization, row.person) if n is not None), default=0)
    last = 1 + max((row.consortium for row in rows), default=0)
    parts: list[Made | list[Made]] = [source("r", "r")]
    parts += [organization(f"機関{n}", SECTORS[n % len(SECTORS)]) for n in range(bodies)]
    parts += [person(f"人{n}") for n in range(bodies)]
    parts += [organization(f"省{n}", Sector.GOVERNMENT) for n in range(3)]
    parts += [programme(f"事業{n}") for n in range(4)]
    parts += [list(owner(f"省{n}", f"事業{n + 1 if n else n}")) for n in range(3)]
    for k in range(last + 1):
        where, how = PREFECTURES[k % len(PREFECTURES)], REPORTED[k % len(REPORTED)]
        parts.append(consortium(f"会議{k}", where, programme=f"事業{k % 4}" if k else None, reported=how))
    for number, row in enumerate(rows):
        made_seat = seat(
            f"会議{row.consortium}",
            organization=None if row.organization is None else f"機関{row.organization}",
            person=None if row.person is None else f"人{row.person}",
            post=None if row.post is None else f"役職{row.post % 2}",
        )
        parts.append(made_seat.model_copy(update={"id": f"t:{number:04}"}))
    return made(parts)


def every_roster(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test with `rows`: the seats of 200 random graphs, none, and one that nobody holds."""
    for rows in ([], [SeatRow(0, None, None, None)], [SeatRow(0, 0, 0, 0), SeatRow(1, 0, None, 0)]):
        test = example(rows=rows)(test)
    return RANDOMLY(given(rows=seat_rows())(test))
