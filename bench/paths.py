"""Ways through a real year (行政事業レビュー 2024): one, all with their seats, to everybody, and between many."""

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import igraph  # type: ignore[import-untyped]
import networkx  # type: ignore[import-untyped]

from bench.loading import rs_edition
from bench.measuring import Row, cpu_once, median_cpu
from musubime.analytics.shortest_paths import layers_from, shortest_ways
from musubime.questions.chance import members_of
from musubime.questions.distances import distances
from musubime.questions.introductions import introductions
from musubime.questions.library import Library
from musubime.questions.paths import paths
from musubime.questions.selection import Selection
from musubime.questions.ways import GOAL, START, WayGraph, ways_of
from musubime.resolution.resolve import resolve
from tests.questions.fake_store import FakeStore

PAIRS, FEW = 200, 20
SEED = 20240401
REGION = "復興庁"
Pair = tuple[str, str]


@cache
def _library() -> Library:
    return Library(FakeStore(resolve([rs_edition()], [], [])))


def _pairs(graph: WayGraph) -> list[Pair]:
    """Return pairs of different organizations that a way joins, drawn with a fixed seed."""
    draw = random.Random(SEED)
    labels = graph.two_mode.components
    found: list[Pair] = []
    while len(found) < PAIRS:
        a, b = draw.randrange(graph.two_mode.actors), draw.randrange(graph.two_mode.actors)
        if a != b and labels[a] == labels[b]:
            found.append((graph.ids[a], graph.ids[b]))
    return found


def _each(pairs: Sequence[Pair], ask: Callable[[str, str], object]) -> tuple[float, float]:
    """Return median and largest CPU seconds of one question over the pairs."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for a, b in pairs:
            start = time.process_time()
            ask(a, b)
            taken.append(time.process_time() - start)
    finally:
        gc.enable()
    return statistics.median(taken), max(taken)


def rows() -> Iterator[Row]:
    """Yield building the graph, one way, all with their seats, everybody's steps, and introductions of a ministry."""
    library = _library()
    selected = Selection().resolve(library.snapshot())
    found = members_of(library, selected)
    graph = ways_of(library, selected)
    size = f"{len(found.actors):,} × {len(found.consortia):,}, {found.matrix.nnz:,} memberships"
    plain, theirs, number = _elsewhere(graph)
    yield Row("RS: graph of ways", size, median_cpu(lambda: WayGraph(selected, found), 3))
    pairs = _pairs(graph)

    def one(a: str, b: str) -> list[int]:
        ways = shortest_ways(graph.two_mode, graph.end(a, START), graph.end(b, GOAL))
        assert ways is not None
        return next(ways.listed(graph.order))

    size = f"{PAIRS} random pairs of one component"
    ours, worst = _each(pairs, one)
    note = f"slowest {worst * 1e3:.2f} ms"
    yield Row(
        "RS: one shortest path",
        size,
        ours,
        _each(pairs, lambda a, b: networkx.shortest_path(plain, a, b))[0],
        "networkx",
        "≤ .5 ms",
        note,
    )
    yield Row(
        "RS: one shortest path",
        size,
        ours,
        _each(pairs, lambda a, b: theirs.get_shortest_path(number[a], number[b]))[0],
        "igraph",
        "",
        note,
    )
    everything = Selection()
    lengths = [paths(library, everything, a, b).total for a, b in pairs]
    ours, worst = _each(pairs, lambda a, b: paths(library, everything, a, b, limit=500))
    note = f"slowest {worst * 1e3:.1f} ms; {statistics.median(lengths):.0f} paths, at most {max(lengths):,}, 500 listed"
    yield Row(
        "RS: all shortest paths with their seats",
        size,
        ours,
        _each(pairs, lambda a, b: list(networkx.all_shortest_paths(plain, a, b)))[0],
        "networkx, no seats",
        "≤ 10 ms",
        note,
    )
    # igraph looks at the whole component for each pair
    few = pairs[:FEW]
    ours, worst = _each(few, lambda a, b: paths(library, everything, a, b, limit=500))
    yield Row(
        "RS: all shortest paths with their seats",
        f"{FEW} of these pairs",
        ours,
        _each(few, lambda a, b: theirs.get_all_shortest_paths(number[a], number[b]))[0],
        "igraph, no seats",
        "",
        f"slowest {worst * 1e3:.1f} ms",
    )
    yield from _afar(library, graph, plain, pairs)


def _afar(library: Library, graph: WayGraph, plain: networkx.Graph, pairs: Sequence[Pair]) -> Iterator[Row]:
    few = pairs[:FEW]
    ours, _ = _each(few, lambda a, _: layers_from(graph.two_mode, graph.end(a, START)))
    there, _ = _each(few, lambda a, _: networkx.single_source_shortest_path_length(plain, a))
    whole, _ = _each(few, lambda a, _: distances(library, Selection(), a))
    note = f"{whole * 1e3:.0f} ms as an answer, sorted by name"
    yield Row("RS: steps to everybody", f"{FEW} organizations", ours, there, "networkx", note=note)
    ministry = Selection(owner=(REGION,))
    ours, _, answer = cpu_once(lambda: introductions(library, ministry))
    again = median_cpu(lambda: introductions(library, ministry, cursor=answer.next), 3)
    size = f"{REGION}: {answer.untied + answer.tied:,} pairs, {answer.untied:,} not tied"
    yield Row("RS: introductions, 50 pairs", size, ours, note=f"{again * 1e3:.0f} ms for the next page")
    ours, _, answer = cpu_once(lambda: introductions(library, ministry, through="all"))
    again = median_cpu(lambda: introductions(library, ministry, through="all", cursor=answer.next), 3)
    size = f"{size}, through all seats"
    yield Row("RS: introductions, 50 pairs", size, ours, note=f"{again * 1e3:.0f} ms for the next page")


def _elsewhere(graph: WayGraph) -> tuple[networkx.Graph, igraph.Graph, dict[str, int]]:
    """Return the same graph as networkx and igraph have it, and igraph's number of each id."""
    edges = [(a, b) for a in range(graph.two_mode.actors) for b in graph.two_mode.neighbours[a]]
    plain = networkx.Graph([(graph.ids[a], graph.ids[b]) for a, b in edges])
    return plain, igraph.Graph(n=graph.two_mode.size, edges=edges), {id: n for n, id in enumerate(graph.ids)}
