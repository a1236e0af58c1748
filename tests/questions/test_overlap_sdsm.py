"""The stochastic degree sequence model: probabilities that give the degrees, tails as by enumeration."""

from itertools import combinations, product

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics import degree_model as degree_models
from musubime.analytics.chance_families import families
from musubime.analytics.degree_model import DegreeModel, NotFitted, degree_model
from musubime.questions.library import Library
from musubime.questions.overlap import overlap, overlap_matrix
from musubime.questions.overlap_top import overlap_top
from musubime.questions.selection import Selection
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, seat
from tests.questions.random_graphs import every_graph, matrix_of

NESTED = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]]
TIGHT = [[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]]
"""No actor sits on everything, yet the first two must sit on the first two: the chances of that block tend to 1."""


def whole(model: DegreeModel, matrix: csr_array) -> NDArray[np.float64]:
    """Return the probability of every actor and consortium."""
    cells = matrix.toarray()
    rows = np.searchsorted(model.degrees, cells.sum(axis=1))
    columns = np.searchsorted(model.sizes, cells.sum(axis=0))
    return model.probability[np.ix_(rows, columns)]


@every_graph
def test_probabilities_reproduce_the_degrees(matrix: csr_array) -> None:
    chances, cells = whole(degree_model(matrix), matrix), matrix.toarray()
    assert chances.sum(axis=1) == pytest.approx(cells.sum(axis=1), abs=1e-6)
    assert chances.sum(axis=0) == pytest.approx(cells.sum(axis=0), abs=1e-6)
    assert ((chances >= 0) & (chances <= 1)).all()


@every_graph
def test_odds_are_a_factor_of_the_actor_times_one_of_the_consortium(matrix: csr_array) -> None:
    chances = whole(degree_model(matrix), matrix)
    for (i, j), (k, other) in product(combinations(range(len(chances)), 2), combinations(range(matrix.shape[1]), 2)):
        block = chances[np.ix_([i, j], [k, other])]
        if ((block > 1e-4) & (block < 1 - 1e-4)).all():
            odds = block / (1 - block)
            assert odds[0, 0] * odds[1, 1] == pytest.approx(odds[0, 1] * odds[1, 0], rel=1e-6)


@pytest.mark.parametrize("cells", [NESTED, TIGHT], ids=["nested", "tight"])
def test_seats_that_the_degrees_make_certain_are_certain(cells: list[list[int]]) -> None:
    matrix = matrix_of(cells)
    chances = whole(degree_model(matrix), matrix)
    if cells is NESTED:
        assert chances == pytest.approx(np.array(cells), abs=1e-12)
    else:
        assert chances[:2, :2] == pytest.approx(1, abs=1e-6)
        assert chances[2:, 2:] == pytest.approx(0, abs=1e-6)
        assert chances[:2, 2:] == pytest.approx(0.5, abs=1e-6)


def enumerated(chances: NDArray[np.float64]) -> list[float]:
    """Return P(T ≥ t) for t = 0, 1, 2 … by going through every set of actors that could be shared."""
    terms = [0.0] * (len(chances) + 1)
    for drawn in product((False, True), repeat=len(chances)):
        terms[sum(drawn)] += float(np.prod(np.where(drawn, chances, 1 - chances)))
    return [sum(terms[t:]) for t in range(len(terms))]


@pytest.mark.parametrize("seed", range(6))
def test_tails_are_those_of_enumeration(seed: int) -> None:
    random = np.random.default_rng(seed)
    cells = random.random((9, 6)) < random.uniform(0.1, 0.9, 9)[:, None]
    matrix = matrix_of(cells.astype(int).tolist())
    model, sizes = degree_model(matrix), np.asarray(matrix.sum(axis=0))
    chances = whole(model, matrix)
    for k, other in combinations(range(matrix.shape[1]), 2):
        expected = enumerated(chances[:, k] * chances[:, other])
        t = np.arange(len(expected))
        both = (np.full_like(t, sizes[k]), np.full_like(t, sizes[other]))
        assert model.tail(t, *both) == pytest.approx(expected, rel=1e-9, abs=1e-300)
        small = min(sizes[k], sizes[other])
        assert model.attainable(*(each[:1] for each in both))[0] == pytest.approx(expected[small], rel=1e-9)


def test_drawn_graphs_share_as_often_as_the_model_says() -> None:
    random = np.random.default_rng(7)
    cells = random.random((40, 12)) < random.beta(0.4, 1.5, 40)[:, None]
    cells[np.arange(40), random.integers(0, 12, 40)] = True
    matrix = matrix_of(cells.astype(int).tolist())
    model, sizes = degree_model(matrix), np.asarray(matrix.sum(axis=0)).astype(np.int64)
    chances, draws = whole(model, matrix), 20_000
    drawn = (random.random((draws, *chances.shape)) < chances)[:, :, :3].astype(np.int64)
    for k, other in ((0, 1), (0, 2), (1, 2)):
        shared = (drawn[:, :, k] * drawn[:, :, other]).sum(axis=1)
        for t in range(1, 8):
            p = model.tail(np.array([t]), sizes[[k]], sizes[[other]])[0]
            assert (shared >= t).mean() == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / draws) + 1e-4)


def test_a_far_tail_keeps_its_digits() -> None:
    """200 actors of one degree on 20 consortia of 10: every one shares with chance (1/20)², which is a binomial."""
    random = np.random.default_rng(0)
    places = np.concatenate([random.permutation(200)])
    matrix = csr_array((np.ones(200, dtype=np.int32), (places, np.arange(200) % 20)), shape=(200, 20))
    from scipy.stats import binom

    t = np.arange(11)
    ten = np.full(11, 10)
    assert degree_model(matrix).tail(t, ten, ten) == pytest.approx(binom.sf(t - 1, 200, 1 / 400), rel=1e-9)


def test_a_model_that_is_not_found_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(degree_models, "STEPS", 1)
    with pytest.raises(NotFitted):
        degree_model(matrix_of([[1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 0, 0]]))
    test = overlap(uneven(), Selection(), "c:会議00", "c:会議01", null_model="sdsm").test
    assert (test.applicable, test.reason, test.null_model, test.p) == (False, "null_model_not_fitted", "sdsm", None)
    assert test.population == 42


def uneven() -> Library:
    """Return twelve consortia of one prefecture: one body sits on all, five on most, the others on one each."""
    nodes: list[Made | list[Made]] = [organization(f"機関{n:02}") for n in range(42)]
    nodes += [consortium(f"会議{n:02}", "36") for n in range(12)]
    for n in range(12):
        busy = [0, *(m for m in range(1, 6) if (n + m) % 6)]
        alone = [6 + 3 * n + step for step in range(3)]
        nodes += [seat(f"会議{n:02}", organization=f"機関{m:02}") for m in (*busy, *alone)]
    return Library(FakeStore(made(nodes)))


def test_busy_bodies_alone_are_no_surprise_under_sdsm() -> None:
    library = uneven()
    drawn = overlap(library, Selection(), "c:会議00", "c:会議06")
    kept = overlap(library, Selection(), "c:会議00", "c:会議06", null_model="sdsm")
    assert (drawn.shared, drawn.test.null_model, kept.test.null_model) == (6, "hypergeometric", "sdsm")
    assert drawn.test.q is not None
    assert kept.test.q is not None
    assert drawn.test.q < 0.05 < kept.test.q
    assert (kept.test.population, kept.test.tested) == (drawn.test.population, drawn.test.tested) == (42, 66)


def test_pair_matrix_and_ranking_agree_under_each_model() -> None:
    library = uneven()
    matrix = overlap_matrix(library, Selection(), null_model="sdsm")
    top = overlap_top(library, Selection(), "c:会議00", null_model="sdsm")
    of_top = {item.id: item.test for item in top.items}
    for pair in matrix.pairs:
        assert overlap(library, Selection(), pair.a, pair.b, null_model="sdsm").test == pair.test
        if pair.a == "c:会議00":
            assert of_top[pair.b] == pair.test
    assert len(of_top) == 11


def test_the_family_of_the_model_is_corrected_as_the_other_one() -> None:
    cells = np.random.default_rng(2).random((30, 12)) < 0.3
    matrix = matrix_of(cells.astype(int).tolist())
    family = families(matrix, [np.arange(12)], [degree_model(matrix)])[0]
    first, second = np.triu_indices(12, k=1)
    p, q = family.of(first, second)
    scaled = [min(1.0, *(66 * one / sum(p <= one) for one in p if one >= own)) for own in p]
    assert q == pytest.approx(scaled, rel=1e-9)
