"""The measures of key actors beside plain Python and networkx: three-prefecture table and a real year."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import networkx  # type: ignore[import-untyped]
import numpy as np

from bench.loading import rs_edition
from bench.measuring import Row, cpu_once, median_cpu
from bench.seed import three_prefectures
from musubime.analytics.betweenness import betweenness
from musubime.analytics.bridging import bridges
from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.overlapping import shared_counts
from musubime.analytics.snapshot import Snapshot
from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph


def rows() -> Iterator[Row]:
    """Yield counts, bridges and betweenness at both sizes; the plain way of the large one only where it ends."""
    seed = three_prefectures()
    found = _incidence(seed)
    yield Row(
        "memberships, bridges, betweenness",
        _size(found),
        median_cpu(lambda: (found.degrees(), bridges(found.matrix), betweenness(found.matrix))),
        median_cpu(lambda: (_plain_bridges(seed), _plain_betweenness(seed))),
        "networkx, plain Python",
        "≤ 3 ms",
    )
    year = resolve([rs_edition()], [], [])
    found = _incidence(year)
    plain, _, _ = cpu_once(lambda: _plain_bridges(year))
    yield Row(
        "memberships and bridges",
        _size(found),
        median_cpu(lambda: (found.degrees(), bridges(found.matrix)), repeats=3),
        plain,
        "plain Python",
    )
    plain, _, _ = cpu_once(lambda: _plain_overlaps(year))
    yield Row(
        "overlap of all pairs",
        _size(found),
        median_cpu(lambda: shared_counts(found.matrix), repeats=3),
        plain,
        "plain Python",
        "≥ 25×",
    )


def _incidence(graph: Graph) -> Incidence:
    return incidence(Snapshot(graph, "g0"), np.arange(len(graph.seats)), "organization")


def _size(found: Incidence) -> str:
    actors, bodies = found.matrix.shape
    return f"{actors:,} × {bodies:,}, {found.matrix.nnz:,} memberships"


def _rosters(graph: Graph) -> dict[str, set[str]]:
    rosters: dict[str, set[str]] = {}
    for seat in graph.seats.values():
        if seat.organization:
            rosters.setdefault(seat.consortium, set()).add(seat.organization)
    return rosters


def _plain_overlaps(graph: Graph) -> dict[tuple[str, str], list[str]]:
    """Return who ties each pair of consortia, found from the actors, since most pairs share nobody."""
    of_actor: defaultdict[str, list[str]] = defaultdict(list)
    for consortium, roster in sorted(_rosters(graph).items()):
        for actor in roster:
            of_actor[actor].append(consortium)
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for actor, bodies in of_actor.items():
        for pair in combinations(bodies, 2):
            shared[pair].append(actor)
    return shared


def _plain_bridges(graph: Graph) -> tuple[dict[str, int], dict[str, float]]:
    sole: defaultdict[str, int] = defaultdict(int)
    share: defaultdict[str, float] = defaultdict(float)
    for actors in _plain_overlaps(graph).values():
        for actor in actors:
            share[actor] += 1 / len(actors)
            sole[actor] += len(actors) == 1
    return dict(sole), dict(share)


def _plain_betweenness(graph: Graph) -> dict[str, float]:
    two_mode = networkx.Graph()
    for consortium, roster in _rosters(graph).items():
        two_mode.add_edges_from((actor, consortium) for actor in roster)
    found: dict[str, float] = networkx.betweenness_centrality(two_mode, normalized=False)
    return found
