"""The ranking of partners: how high it puts the bodies that took hidden seats, and what it costs.

`partner_protocol.md` says what is hidden and what counts; this prints the reporting half.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import networkx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, csr_matrix
from sknetwork.ranking import PageRank  # type: ignore[import-untyped]

from bench.loading import rs_edition
from bench.measuring import Row, cpu_once, median_cpu
from bench.partner_baselines import USUAL, Baselines, pagerank
from bench.partner_evaluation import HELD_OUT, METRICS, SEEDS, TESTS, Score, Scoring, horizon, over_seeds
from musubime.analytics.incidence import incidence
from musubime.analytics.partner_ranking import PartnerGraph, partner_graph, ranking
from musubime.analytics.snapshot import Snapshot
from musubime.resolution.resolve import resolve

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
OURS = "ours"
ASKED, HUBS = 200, 10
TUNED = (0.7, 0.3, 0.7)
"""Chances to walk on of personalised PageRank that are best on the tuning half, by metric: `bench.partner_tuning`."""
GOAL = "AUC and hits@10 ≥ the best of the others"


def rows() -> Iterator[Row]:
    """Yield the evaluation by method, then the cost of one ranking on both graphs."""
    whole = horizon().matrix()
    yield from _evaluation(whole)
    yield from _costs("Horizon 2020", whole)
    year = resolve([rs_edition()], [], [])
    yield from _costs("RS 2024", incidence(Snapshot(year, "g0"), np.arange(len(year.seats)), "organization").matrix)


def scoring(training: csr_array) -> Scoring:
    """Return the scores of every method on one training graph."""
    baselines, graph = Baselines(training, sorted({*TUNED, USUAL})), partner_graph(training)

    def scores(askers: Indices) -> Mapping[str, Floats]:
        return {**baselines.scores(askers), OURS: np.stack([_ours(graph, each) for each in askers.tolist()])}

    return scores


def _ours(graph: PartnerGraph, asker: int) -> Floats:
    found = ranking(graph, asker)
    scores = np.zeros(graph.matrix.shape[0])
    scores[found.candidates] = found.scores
    return scores


def _evaluation(whole: csr_array) -> Iterator[Row]:
    """Yield what each method reaches on the reporting half; tuned PageRank is the best chance for each metric apart."""
    left_out: list[int] = []
    found = over_seeds("reporting", scoring, left_out=left_out)
    size = f"Horizon 2020, {len(SEEDS)} seeds × {TESTS:,} pairs"
    costs = _cost_by_method(whole)
    for name in ("popularity", "common neighbours", "Adamic–Adar", pagerank(USUAL)):
        yield Row(f"partners: {name}", size, costs[name], note=_told(found[name]))
    tuned = [Score(*(found[pagerank(alpha)][n][at] for at, alpha in enumerate(TUNED))) for n in range(len(SEEDS))]
    chances = ", ".join(f"{metric} α = {alpha}" for metric, alpha in zip(METRICS, TUNED, strict=True))
    yield Row(
        "partners: personalised PageRank, tuned", size, costs[pagerank(USUAL)], note=f"{_told(tuned)} ({chances})"
    )
    yield Row("partners: ours", size, costs[OURS], goal=GOAL, note=f"{_told(found[OURS])}; {_said(left_out)}")


def _said(left_out: Sequence[int]) -> str:
    hidden = int(len(horizon().body) * HELD_OUT)
    return f"of {hidden:,} hidden seats a seed {min(left_out):,} to {max(left_out):,} cannot be asked for"


def _told(scores: Sequence[Score]) -> str:
    mean, spread = np.mean(scores, axis=0), np.std(scores, axis=0, ddof=1)
    return ", ".join(f"{name} {m:.4f} ± {s:.4f}" for name, m, s in zip(METRICS, mean, spread, strict=True))


def _cost_by_method(whole: csr_array) -> dict[str, float]:
    """Return the median CPU seconds of one asker, by method."""
    baselines, graph = Baselines(whole, [USUAL]), partner_graph(whole)
    one = _askers(whole)[:1]
    ways: dict[str, Callable[[], object]] = {name: partial(score, one) for name, score in baselines.counting().items()}
    ways[pagerank(USUAL)] = lambda: baselines.walks(one)
    ways[OURS] = lambda: ranking(graph, int(one[0]))
    return {name: median_cpu(way, repeats=3) for name, way in ways.items()}


def _askers(matrix: csr_array) -> Indices:
    return np.random.default_rng(SEEDS[0]).choice(matrix.shape[0], size=ASKED, replace=False)


def _costs(name: str, matrix: csr_array) -> Iterator[Row]:
    """Yield what all rankings share, and one ranking beside personalised PageRank of networkx and scikit-network."""
    bodies, projects = matrix.shape
    size = f"{name}: {bodies:,} × {projects:,}, {matrix.nnz:,} memberships"
    shared, _, graph = cpu_once(lambda: partner_graph(matrix))
    yield Row("partners: what rankings share, once a selection", size, shared)
    taken = [cpu_once(partial(ranking, graph, each))[0] for each in _askers(matrix).tolist()]
    largest = np.argsort(np.diff(matrix.indptr), kind="stable")[-HUBS:].tolist()
    hubs = [cpu_once(partial(ranking, graph, each))[0] for each in largest]
    asker = int(_askers(matrix)[0])
    plain, _, _ = cpu_once(lambda: _networkx(matrix, asker))
    known = csr_matrix(matrix)
    other = median_cpu(lambda: PageRank(damping_factor=USUAL).fit_predict(known, weights={asker: 1}), repeats=3)
    note = (
        f"95 % under {np.quantile(taken, 0.95) * 1e3:.1f} ms; the {HUBS} largest bodies {np.median(hubs) * 1e3:.0f} ms"
        f" (most {max(hubs) * 1e3:.0f}); scikit-network's PageRank alone {other * 1e3:.1f} ms"
    )
    yield Row(
        "partners: one ranking, median of bodies",
        size,
        float(np.median(taken)),
        plain,
        "networkx PageRank",
        "≤ 20 ms",
        note,
    )


def _networkx(matrix: csr_array, asker: int) -> object:
    """Return personalised PageRank of networkx, the graph already made."""
    coo = matrix.tocoo()
    graph = networkx.Graph()
    graph.add_edges_from(zip(coo.row.tolist(), (coo.col + matrix.shape[0]).tolist(), strict=True))
    return networkx.pagerank(graph, alpha=USUAL, personalization={asker: 1})
