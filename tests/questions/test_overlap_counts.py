"""Counts of all pairs and of one consortium, beside plain counting over sets."""

from itertools import combinations

import numpy as np
import pytest
from scipy.sparse import csr_array

from musubime.analytics import overlapping
from musubime.analytics.overlapping import coefficients, pairs_sharing, shared_with, shares
from tests.questions.random_graphs import every_graph


def rosters_of(matrix: csr_array) -> list[set[int]]:
    cells = matrix.toarray()
    return [set(np.flatnonzero(cells[:, k]).tolist()) for k in range(matrix.shape[1])]


@pytest.mark.parametrize(("block", "least"), [(3, 1), (400_000, 1), (3, 2)])
def test_pairs_are_those_of_plain_counting_whatever_the_blocks(
    block: int, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlapping, "BLOCK", block)

    @every_graph
    def run(matrix: csr_array) -> None:
        rosters = rosters_of(matrix)
        found = pairs_sharing(matrix, least)
        rows = zip(found.a.tolist(), found.b.tolist(), found.shared.tolist(), strict=True)
        expected = [(k, n, len(rosters[k] & rosters[n])) for k, n in combinations(range(len(rosters)), 2)]
        assert sorted(rows) == [row for row in expected if row[2] >= least]
        assert found.sizes.tolist() == [len(roster) for roster in rosters]

    run()


@every_graph
def test_coefficients_are_those_of_sets(matrix: csr_array) -> None:
    rosters = rosters_of(matrix)
    found = pairs_sharing(matrix)
    values = coefficients(found.shared, found.sizes[found.a], found.sizes[found.b])
    for n, (k, other) in enumerate(zip(found.a.tolist(), found.b.tolist(), strict=True)):
        a, b = rosters[k], rosters[other]
        both = len(a & b)
        expected = (both / len(a | b), both / min(len(a), len(b)), both / len(a), both / len(b))
        each = (values.jaccard, values.overlap_coefficient, values.containment_a, values.containment_b)
        assert tuple(column[n] for column in each) == pytest.approx(expected, abs=1e-12)
        rounded = shares(both, len(a), len(b))
        assert (rounded.jaccard, rounded.overlap_coefficient) == (round(expected[0], 6), round(expected[1], 6))


@every_graph
def test_who_shares_with_one_is_its_row_of_all_pairs(matrix: csr_array) -> None:
    rosters, transposed = rosters_of(matrix), csr_array(matrix.T)
    for column, roster in enumerate(rosters):
        others, shared = shared_with(matrix, transposed, column)
        expected = {k: len(roster & other) for k, other in enumerate(rosters) if k != column and roster & other}
        assert dict(zip(others.tolist(), shared.tolist(), strict=True)) == expected
        assert others.tolist() == sorted(expected)


def test_three_hundred_shared_do_not_wrap_round() -> None:
    matrix = csr_array(np.ones((300, 3), dtype=np.int32))
    assert pairs_sharing(matrix).shared.tolist() == [300, 300, 300]
