"""The measures of key actors beside networkx, plain Python and igraph, at four sizes, and how they grow."""

import statistics
import time
from collections.abc import Iterator
from functools import partial

import igraph  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import kendalltau

from bench import naive
from bench import two_mode_graphs as graphs
from bench.measuring import Row, cpu_once, median_cpu, peak_megabytes
from bench.seed import three_prefectures
from musubime.analytics.betweenness import Betweenness, betweenness, estimated, exact
from musubime.analytics.bridging import bridges, participation
from musubime.analytics.brokerage import UNKNOWN, brokerage_roles
from musubime.analytics.components import components
from musubime.analytics.folding import folded
from musubime.analytics.incidence import incidence
from musubime.analytics.snapshot import Snapshot

PART_NODES, SEEDS, TOP, GROUPS = 10_000, 5, 50, 20
BYTES_AN_EXPANSION = 12
NESTED = (0.15, 0.25, 0.4, 0.65, 1.0)


def rows() -> Iterator[Row]:
    """Yield every measure at seed size, then the goals of each measure at the sizes that they name."""
    yield from _seed()
    yield from _tables()
    yield from _growth()
    yield from _brokerage()
    yield from _betweenness()


def _seed() -> Iterator[Row]:
    snapshot = Snapshot(three_prefectures(), "g0")
    found = incidence(snapshot, np.arange(len(snapshot.seat_ids)), "organization")
    sectors = snapshot.sectors("organization")[found.actor_places]
    known = np.where(sectors < 0, UNKNOWN, sectors).astype(np.int64)
    made = naive.graph_of(found.matrix)
    for what, ours, plain in (
        ("key-actor table", partial(_table, found.matrix), partial(naive.key_actor_table, made, _groups(found.matrix))),
        ("betweenness", partial(betweenness, found.matrix), partial(naive.betweenness, made)),
        (
            "Gould–Fernandez",
            partial(brokerage_roles, found.matrix, known),
            partial(naive.brokerage, made, known.tolist()),
        ),
        ("components", partial(components, found.matrix), partial(naive.components, made)),
    ):
        yield Row(what, graphs.size(found.matrix), median_cpu(ours), median_cpu(plain), "networkx", "≤ 3 ms")


def _groups(matrix: csr_array) -> NDArray[np.int64]:
    return np.arange(matrix.shape[1]) % GROUPS


def _table(matrix: csr_array) -> tuple[object, ...]:
    """Return memberships, connector, sole bridge and bridge share."""
    return np.diff(matrix.indptr), participation(matrix, _groups(matrix)), *bridges(matrix)


def _tables() -> Iterator[Row]:
    for matrix, goal in (
        (graphs.rs()[0], "≥ 50×, memory ≤ 1/50"),
        (graphs.h2020(), "≥ 120×, memory ≤ 1/50"),
    ):
        made = naive.graph_of(matrix)
        theirs = partial(naive.key_actor_table, made, _groups(matrix))
        ours = median_cpu(partial(_table, matrix))
        plain, _, expected = cpu_once(theirs)
        assert bridges(matrix)[0].tolist() == list(expected["sole"].values())
        del expected
        peak, wide = peak_megabytes(partial(_table, matrix)), peak_megabytes(theirs)
        note = f"peak {peak:.1f} MB against {wide:,.0f} MB, 1/{wide / peak:.0f}"
        yield Row("key-actor table", graphs.size(matrix), ours, plain, "networkx", goal, note)
    for matrix, goal in ((graphs.large(), "≤ 1.5 s"), (graphs.million(), "≤ 5 s")):
        ours = median_cpu(partial(_table, matrix), repeats=3)
        note = f"peak {peak_megabytes(partial(_table, matrix)):.0f} MB"
        yield Row("key-actor table", graphs.size(matrix), ours, goal=goal, note=note)


def _growth() -> Iterator[Row]:
    for name, whole in (("H2020", graphs.h2020()), ("the large graph", graphs.large())):
        parts = [graphs.part(whole, share) for share in NESTED]
        seconds = [median_cpu(partial(_table, part), repeats=3) for part in parts]
        sizes = [float(graphs.expansions(part)) for part in parts]
        bandwidth = _bandwidth()
        limit = sizes[-1] * BYTES_AN_EXPANSION / bandwidth
        yield Row(
            "key-actor table, growth",
            f"{len(parts)} nested parts of {name}, {sizes[0]:,.0f} to {sizes[-1]:,.0f} expansions",
            seconds[-1],
            goal="n^1.1 in expansions; ≤ 20× the streaming limit",
            note=f"n^{graphs.exponent(sizes, seconds):.2f}; {seconds[-1] / sizes[-1] * 1e9:.1f} ns an expansion, "
            f"{seconds[-1] / limit:.0f}× the limit at {bandwidth / 1e9:.1f} GB/s",
        )


def _bandwidth() -> float:
    """Return the bytes a second that one processor reads and writes when it copies 400 MB."""
    block = np.ones(50_000_000)
    room = np.empty_like(block)
    taken = []
    for _ in range(5):
        start = time.process_time()
        np.copyto(room, block)
        taken.append(time.process_time() - start)
    return 2 * block.nbytes / statistics.median(taken)


def _sectors(matrix: csr_array) -> NDArray[np.int64]:
    return np.random.default_rng(6).integers(0, UNKNOWN + 1, matrix.shape[0])


def _brokerage() -> Iterator[Row]:
    year, projects = graphs.rs()[0], graphs.h2020()
    for matrix in (year, projects):
        hub = np.array([np.diff(matrix.indptr).argmax()])
        one = median_cpu(partial(brokerage_roles, matrix, _sectors(matrix), hub), repeats=3)
        note = f"{int(np.diff(matrix.indptr)[hub[0]]):,} memberships"
        yield Row("Gould–Fernandez of the largest hub", graphs.size(matrix), one, goal="≤ 20 ms", note=note)
    every = median_cpu(partial(brokerage_roles, projects, _sectors(projects)), repeats=3)
    yield Row("Gould–Fernandez of all", graphs.size(projects), every, goal="≤ 6 s")
    sectors, made = _sectors(year), naive.graph_of(year)
    ours = median_cpu(partial(brokerage_roles, year, sectors), repeats=3)
    plain, _, expected = cpu_once(partial(naive.brokerage, made, sectors.tolist()))
    assert brokerage_roles(year, sectors).tolist() == [list(roles) for roles in expected]
    yield Row("Gould–Fernandez of all", graphs.size(year), ours, plain, "networkx", "≥ 80×")


def _betweenness() -> Iterator[Row]:
    year = graphs.rs()[0]
    shares = np.arange(0.1, 1, 0.01).tolist()
    part = next(part for part in (graphs.part(year, share) for share in shares) if sum(part.shape) >= PART_NODES)
    yardstick, actors = _igraph(part), range(part.shape[0])
    ours = median_cpu(lambda: exact(folded(part)), repeats=3)
    plain, _, expected = cpu_once(lambda: yardstick.betweenness(actors, directed=False))
    assert np.allclose(exact(folded(part)).values, expected)
    yield Row("betweenness, exact", graphs.size(part), ours, plain, "igraph", "≥ 8×")
    core = folded(year)
    seconds, _, whole = cpu_once(lambda: exact(core))
    yield Row("betweenness, exact", graphs.size(year), seconds)
    top = np.argsort(-whole.values, kind="stable")[:TOP]
    agreement, costs, errors = [], [], []
    for seed in range(SEEDS):
        cost, _, guess = cpu_once(partial(estimated, core, seed=seed))
        costs.append(cost)
        errors.append(float(np.abs(guess.values - whole.values).max() / whole.values.max()))
        agreement.append(float(kendalltau(whole.values[top], guess.values[top]).statistic))
    note = (
        f"τ of the top {TOP}: median {statistics.median(agreement):.3f}, least {min(agreement):.3f} of {SEEDS} seeds; "
        f"largest error {statistics.median(errors):.1%}, stated {estimated(core).error or 0:.1%}"
    )
    yield Row("betweenness, estimated", graphs.size(year), statistics.median(costs), goal="τ ≥ .90, ≤ 2 s", note=note)
    for matrix in (graphs.h2020(), graphs.million()):
        cost, _, guess = cpu_once(partial(_estimate, matrix))
        note = f"stated error {guess.error or 0:.1%}"
        yield Row("betweenness, estimated", graphs.size(matrix), cost, note=note)


def _estimate(matrix: csr_array) -> Betweenness:
    return estimated(folded(matrix))


def _igraph(matrix: csr_array) -> igraph.Graph:
    entries = matrix.tocoo()
    edges = np.stack((entries.row, entries.col + matrix.shape[0]), axis=1)
    return igraph.Graph(sum(matrix.shape), edges.tolist())
