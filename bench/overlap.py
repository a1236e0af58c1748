"""Overlap beside plain Python and scipy: all pairs, the test of chance, the top of one consortium; then answers."""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control, hypergeom

from bench import overlap_answers
from bench import two_mode_graphs as graphs
from bench.measuring import Row, cpu_once, median_cpu, peak_megabytes
from musubime.analytics.chance_families import Hypergeometric, families
from musubime.analytics.degree_model import degree_model
from musubime.analytics.overlapping import blocks, coefficients, pairs_sharing, shared_with

TOP = 20
ASKED = 1_000
SHARES = (0.25, 0.5, 0.75, 1.0)
Pair = tuple[int, int]


def rows() -> Iterator[Row]:
    """Yield the rows of goals 3, 4 and 5, of the second null model, and the cost of answers."""
    year, strata = graphs.rs()
    yield from _all_pairs(year, "RS", "≥ 25×")
    yield from _all_pairs(graphs.h2020(), "H2020", "≥ 45×")
    yield _growth(graphs.h2020(), "H2020")
    yield _at_least_two(graphs.large())
    yield _growth(graphs.large(), "large")
    yield _tests(year, strata)
    yield _tests_with_degrees(year, strata)
    yield _top(year, "RS", "mean ≤ 1 ms")
    yield _top(graphs.million(), "1 M seats", "≥ 6×, mean ≤ 1 ms")
    yield from overlap_answers.rows()


def _counted(matrix: csr_array) -> int:
    """Count all pairs with their four coefficients, block by block, as a caller who keeps none."""
    found = 0
    for block in blocks(matrix):
        coefficients(block.shared, block.sizes[block.a], block.sizes[block.b])
        found += len(block.a)
    return found


def _all_pairs(matrix: csr_array, name: str, goal: str) -> Iterator[Row]:
    members = _members(matrix)
    plain, _, shared = cpu_once(lambda: _plain_pairs(members))
    if len(shared) != _counted(matrix):
        raise RuntimeError("the two ways find other pairs")
    rosters = csr_array(matrix.T)
    product = median_cpu(lambda: rosters @ matrix, repeats=3)
    yield Row(
        f"overlap of all pairs, four coefficients: {name}",
        graphs.size(matrix),
        median_cpu(lambda: _counted(matrix)),
        plain,
        "plain Python",
        goal,
        f"{len(shared):,} pairs; the bare product of scipy {product * 1e3:.1f} ms",
    )


def _members(matrix: csr_array) -> list[list[int]]:
    return [matrix.indices[start:stop].tolist() for start, stop in zip(matrix.indptr, matrix.indptr[1:], strict=False)]


def _plain_pairs(members: list[list[int]]) -> dict[Pair, tuple[int, float, float, float, float]]:
    """Return what every pair shares, found from the actors, since most pairs share nobody."""
    shared: Counter[Pair] = Counter()
    sizes: Counter[int] = Counter()
    for consortia in members:
        sizes.update(consortia)
        shared.update(combinations(consortia, 2))
    return {
        (a, b): (n, n / (sizes[a] + sizes[b] - n), n / min(sizes[a], sizes[b]), n / sizes[a], n / sizes[b])
        for (a, b), n in shared.items()
    }


def _growth(matrix: csr_array, name: str) -> Row:
    parts = [graphs.part(matrix, share) for share in SHARES]
    seconds = [median_cpu(lambda part=part: _counted(part), repeats=3) for part in parts]  # type: ignore[misc]
    work = [float(graphs.expansions(part)) for part in parts]
    per = ", ".join(f"{s * 1e3:.0f} ms at {w / 1e6:.1f} M" for s, w in zip(seconds, work, strict=True))
    return Row(
        f"growth of all pairs with expansions: {name}",
        graphs.size(matrix),
        seconds[-1],
        goal="exponent ≤ 1.1",
        note=f"exponent {graphs.exponent(work, seconds):.2f} over nested parts: {per}",
    )


def _at_least_two(matrix: csr_array) -> Row:
    seconds, _, found = cpu_once(lambda: pairs_sharing(matrix, least=2))
    peak = peak_megabytes(lambda: pairs_sharing(matrix, least=2))
    return Row(
        "pairs with shared ≥ 2: large",
        graphs.size(matrix),
        seconds,
        goal="≤ 250 MB",
        note=f"peak {peak:.0f} MB, {len(found.a):,} pairs",
    )


def _tests(matrix: csr_array, strata: list[np.ndarray]) -> Row:
    models = _drawn(matrix, strata)
    counts = median_cpu(lambda: _counted(matrix))
    ours = median_cpu(lambda: families(matrix, strata, models))
    plain, _, expected = cpu_once(lambda: _plain_tests(matrix, strata, models))
    for family, q in zip(families(matrix, strata, models), expected, strict=True):
        first, second = np.triu_indices(family.consortia, k=1)
        if not np.allclose(family.of(first, second)[1], q, rtol=1e-9):
            raise RuntimeError("the two ways find other q")
    pairs = sum(len(stratum) * (len(stratum) - 1) // 2 for stratum in strata)
    return Row(
        "test of chance, ministry as stratum, with BH: RS",
        f"{len(strata)} strata, {pairs:,} pairs",
        ours,
        plain,
        "scipy.stats",
        "≤ 4 times the counts",
        f"{ours / counts:.1f} times the counts of all pairs ({counts * 1e3:.1f} ms)",
    )


def _drawn(matrix: csr_array, strata: list[np.ndarray]) -> list[Hypergeometric]:
    return [Hypergeometric(int((np.diff(csr_array(matrix[:, columns]).indptr) > 0).sum())) for columns in strata]


def _plain_tests(matrix: csr_array, strata: list[np.ndarray], models: list[Hypergeometric]) -> list[np.ndarray]:
    found = []
    for columns, model in zip(strata, models, strict=True):
        part = csr_array(matrix[:, columns])
        common = (part.T @ part).toarray()
        first, second = np.triu_indices(len(columns), k=1)
        sizes, shared = np.diagonal(common), common[first, second]
        p = np.ones(len(first))
        some = np.flatnonzero(shared)
        p[some] = hypergeom.sf(shared[some] - 1, model.population, sizes[first[some]], sizes[second[some]])
        found.append(false_discovery_control(p, method="bh"))
    return found


def _tests_with_degrees(matrix: csr_array, strata: list[np.ndarray]) -> Row:
    parts = [csr_array(part[np.diff(part.indptr) > 0]) for part in (csr_array(matrix[:, c]) for c in strata)]
    fitting = median_cpu(lambda: [degree_model(part) for part in parts], repeats=3)
    models = [degree_model(part) for part in parts]
    ours = median_cpu(lambda: families(matrix, strata, models), repeats=3)
    drawn = families(matrix, strata, _drawn(matrix, strata))
    kept = families(matrix, strata, models)
    significant = [sum(int((family.q <= 0.05).sum()) for family in each) for each in (drawn, kept)]
    return Row(
        "the same under SDSM (exact tails): RS",
        f"{len(strata)} strata",
        fitting + ours,
        note=f"fit {fitting * 1e3:.0f} ms; q ≤ .05 for {significant[1]:,} pairs, hypergeometric {significant[0]:,}",
    )


def _top(matrix: csr_array, name: str, goal: str) -> Row:
    rosters = csr_array(matrix.T)
    members, on = _members(matrix), _members(rosters)
    asked = np.random.default_rng(graphs.SEED).choice(matrix.shape[1], ASKED, replace=False).tolist()

    def ours(consortium: int) -> list[Pair]:
        others, shared = shared_with(matrix, rosters, consortium)
        first = np.lexsort((others, -shared))[:TOP]
        return list(zip(others[first].tolist(), shared[first].tolist(), strict=True))

    def plain(consortium: int) -> list[Pair]:
        shared: Counter[int] = Counter()
        for actor in on[consortium]:
            shared.update(members[actor])
        del shared[consortium]
        return sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]

    if [ours(one) for one in asked[:50]] != [plain(one) for one in asked[:50]]:
        raise RuntimeError("the two ways find another order")
    each = _seconds_of(ours, asked)
    return Row(
        f"top {TOP} overlaps of one consortium: {name}",
        graphs.size(matrix),
        statistics.mean(each),
        statistics.mean(_seconds_of(plain, asked)),
        "plain Python",
        goal,
        f"mean over {ASKED:,} consortia; 99th percentile {sorted(each)[int(0.99 * ASKED)] * 1e3:.2f} ms",
    )


def _seconds_of(ask: Callable[[int], object], asked: list[int]) -> list[float]:
    taken = []
    for one in asked:
        start = time.process_time()
        ask(one)
        taken.append(time.process_time() - start)
    return taken
