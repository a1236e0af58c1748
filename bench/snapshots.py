"""The snapshot: from rows already read, up to a million seats, and its matrix from codes beside networkx."""

import gc
from collections.abc import Iterator
from functools import partial

import networkx  # type: ignore[import-untyped]
import numpy as np
import psutil  # type: ignore[import-untyped]
from numpy.typing import NDArray

from bench import two_mode_graphs as graphs
from bench.loading import rs_edition
from bench.measuring import Row, cpu_once, median_cpu, peak_megabytes
from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.snapshot import Snapshot
from musubime.resolution.resolve import resolve
from musubime.types.evidence import Statement
from musubime.types.graph import Graph
from musubime.types.nodes import Consortium, Organization, Seat
from musubime.types.vocabulary import ConsortiumForm, Reported

SIZES = ((60_000, 24_000, 5_000), (250_000, 60_000, 30_000), (1_000_000, 250_000, 120_000))
ARRAYS = ("organization", "person", "post", "consortium", "first_edition", "starts", "ends", "gone")


def rows() -> Iterator[Row]:
    """Yield a real year, then made graphs of rising size, then the matrix from codes."""
    year = resolve([rs_edition()], [], [])
    yield _built("RS", year)
    seats, seconds = [], []
    for size in SIZES:
        before = _resident()
        made = _made(*size)
        held = _resident() - before
        row = _built("made", made, f"rows in memory {held / len(made.seats):,.0f} bytes a seat")
        seats.append(float(len(made.seats)))
        seconds.append(row.ours)
        if size == SIZES[-1]:
            row = row._replace(note=f"{row.note}; grows as n^{graphs.exponent(seats, seconds):.2f}")
        yield row
        del made
    yield _from_codes(Snapshot(year, "g0"))


def _resident() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def _built(name: str, graph: Graph, note: str = "") -> Row:
    gc.collect()
    gc.freeze()
    try:
        once, _, snapshot = cpu_once(lambda: Snapshot(graph, "g0"))
        seconds = min(once, *(cpu_once(lambda: Snapshot(graph, "g0"))[0] for _ in range(2)))
    finally:
        gc.unfreeze()
    seats = len(snapshot.seat_ids)
    arrays = sum(getattr(snapshot, array).nbytes for array in ARRAYS)
    notes = [f"{seconds / seats * 1e6:.2f} µs a seat; arrays {arrays / seats:.0f} bytes a seat", note]
    size = f"{name}: {seats:,} seats, {len(graph.organizations):,} × {len(graph.consortia):,}"
    return Row(
        "snapshot from rows already read", size, seconds, goal="≤ 2 µs a seat", note="; ".join(filter(None, notes))
    )


def _made(seats: int, organizations: int, consortia: int) -> Graph:
    """Return a made graph of rows as a store gives them; who sits where is drawn by a fixed seed."""
    random = np.random.default_rng(graphs.SEED)
    holder = random.zipf(1.6, seats) % organizations
    body = random.integers(0, consortia, seats)
    graph = Graph()
    for n in range(organizations):
        id = f"org:{n:020x}"
        graph.organizations[id] = Organization.model_construct(id=id, name=f"機関{n}", mentions=(id,))
    for n in range(consortia):
        id = f"consortium:{n:020x}"
        graph.consortia[id] = Consortium.model_construct(
            id=id, name=f"会議体{n}", form=ConsortiumForm.COUNCIL, reported=Reported.LISTED, mentions=(id,)
        )
    for n, (of, on) in enumerate(zip(holder.tolist(), body.tolist(), strict=True)):
        id = f"seat:{n:020x}"
        statement = Statement.model_construct(
            source="source:1", locator=f"{n} 行", printed=f"機関{of}", roster="r", series="r", edition_date="2024-04"
        )
        graph.seats[id] = Seat.model_construct(
            id=id,
            organization=f"org:{of:020x}",
            consortium=f"consortium:{on:020x}",
            mentions=(id,),
            statements=(statement,),
        )
    return graph


def _from_codes(snapshot: Snapshot) -> Row:
    every = np.arange(len(snapshot.seat_ids))
    pairs = list(zip(snapshot.organization.tolist(), (-1 - snapshot.consortium).tolist(), strict=True))
    ours, theirs = partial(_matrix, snapshot, every), partial(_networkx, pairs)
    peak, wide = peak_megabytes(ours), peak_megabytes(theirs)
    return Row(
        "matrix from codes",
        f"{len(every):,} seats",
        median_cpu(ours),
        median_cpu(theirs, repeats=3),
        "networkx",
        "≥ 80×, memory ≤ 1/8",
        f"peak {peak:.1f} MB against {wide:.0f} MB, 1/{wide / peak:.0f}",
    )


def _matrix(snapshot: Snapshot, seats: NDArray[np.intp]) -> Incidence:
    return incidence(snapshot, seats, "organization")


def _networkx(pairs: list[tuple[int, int]]) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from((actor for actor, _ in pairs), bipartite=0)
    graph.add_nodes_from((body for _, body in pairs), bipartite=1)
    graph.add_edges_from(pairs)
    return graph
