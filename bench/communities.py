"""Communities beside networkx' Louvain on a real year: one partition, and the whole answer with its stability."""

from collections.abc import Iterator

import networkx  # type: ignore[import-untyped]
import numpy as np
from scipy.sparse import csr_array

from bench.loading import rs_edition
from bench.measuring import Row, cpu_once, median_cpu
from bench.seed import three_prefectures
from musubime.analytics.communities import RUNS, Communities, Labels, communities, one_run
from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.snapshot import Snapshot
from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph


def rows() -> Iterator[Row]:
    """Yield one run against one run of networkx, whose modularities stand beside it, then all runs with stability."""
    found = _holders(resolve([rs_edition()], [], []))
    drawn = _two_mode(found.matrix)
    plain, _, theirs = cpu_once(lambda: networkx.community.louvain_communities(drawn, seed=1))
    once = one_run(found.matrix, found.actors, found.consortia)
    qualities = networkx.community.modularity(drawn, _sets(once)), networkx.community.modularity(drawn, theirs)
    yield Row(
        "communities, one run",
        _size(found),
        median_cpu(lambda: one_run(found.matrix, found.actors, found.consortia)),
        plain,
        "networkx Louvain",
        "≥ 30×, modularity within .005",
        "modularity {:.4f} against {:.4f}, {:+.4f}".format(*qualities, qualities[0] - qualities[1]),
    )
    whole = _found(found)
    every = _sets(np.concatenate([whole.actors, whole.consortia]))
    yield Row(
        f"communities, {RUNS} runs with stability",
        _size(found),
        median_cpu(lambda: _found(found), repeats=3),
        plain,
        "networkx Louvain, once, no stability",
        note=f"modularity {networkx.community.modularity(drawn, every):.4f}, "
        f"adjusted Rand between runs {whole.adjusted_rand:.2f}, "
        f"{int((whole.stability >= 0.75).sum())} of {len(whole.stability)} stable",
    )
    seed = _holders(three_prefectures())
    yield Row(f"communities, {RUNS} runs with stability", _size(seed), median_cpu(lambda: _found(seed)))


def _holders(graph: Graph) -> Incidence:
    return incidence(Snapshot(graph, "g0"), np.arange(len(graph.seats)), "holder")


def _found(found: Incidence) -> Communities:
    return communities(found.matrix, found.actors, found.consortia)


def _two_mode(matrix: csr_array) -> networkx.Graph:
    coo = matrix.tocoo()
    drawn = networkx.Graph()
    drawn.add_edges_from(zip(coo.row.tolist(), (coo.col + matrix.shape[0]).tolist(), strict=True))
    return drawn


def _sets(labels: Labels) -> list[set[int]]:
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order])) + 1
    return [set(nodes.tolist()) for nodes in np.split(order, starts)]


def _size(found: Incidence) -> str:
    actors, bodies = found.matrix.shape
    return f"{actors:,} × {bodies:,}, {found.matrix.nnz:,} memberships"
