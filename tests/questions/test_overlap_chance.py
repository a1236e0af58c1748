"""The test of overlap beside scipy's distribution and a naive correction, and every rule of who is tested with whom."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control, hypergeom

from musubime.analytics.chance_families import Family, Hypergeometric, families, upper_tail
from musubime.questions import chance
from musubime.questions.answers_measures import OverlapTest
from musubime.questions.library import Library
from musubime.questions.overlap import overlap, overlap_matrix
from musubime.questions.selection import Selection
from musubime.types.graph import Graph
from musubime.types.nodes import Consortium
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, owner, person, programme, seat
from tests.questions.random_graphs import SeatRow, every_graph, every_roster, graph_of_seats


def naive_q(p: list[float]) -> list[float]:
    """Return Benjamini–Hochberg q by its definition."""
    return [min(1.0, *(len(p) * one / sum(other <= one for other in p) for one in p if one >= own)) for own in p]


def in_full(family: Family) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    first, second = np.triu_indices(family.consortia, k=1)
    return family.of(first, second)


@every_graph
def test_p_and_q_of_a_stratum_are_those_of_scipy(matrix: csr_array) -> None:
    columns, population = np.arange(matrix.shape[1]), matrix.shape[0]
    family = families(matrix, [columns], [Hypergeometric(population)])[0]
    rosters = [set(np.flatnonzero(column)) for column in matrix.toarray().T]
    p, best = [], []
    for a, b in combinations(rosters, 2):
        p.append(hypergeom.sf(len(a & b) - 1, population, len(a), len(b)))
        best.append(hypergeom.sf(min(len(a), len(b)) - 1, population, len(a), len(b)))
    found_p, found_q = in_full(family)
    assert found_p == pytest.approx(p, rel=1e-9)
    assert found_q == pytest.approx(naive_q(p), rel=1e-9)
    powered = family.powered(*np.triu_indices(family.consortia, k=1))
    assert powered.tolist() == [one <= 0.05 + 1e-12 for one in best]
    assert family.tested == len(p)


def test_tiny_and_sure_tails_keep_their_digits() -> None:
    cases = [(50, 60, 70, 4000), (1, 60, 70, 4000), (2, 900, 950, 1000), (850, 900, 950, 1000), (30, 30, 30, 100_000)]
    shared, a, b, n = (np.array(column, dtype=np.int64) for column in zip(*cases, strict=True))
    assert upper_tail(shared, a, b, n) == pytest.approx(hypergeom.sf(shared - 1, n, a, b), rel=1e-9)
    assert upper_tail(shared, a, b, n)[[2, 3]].tolist() == [1.0, 1.0]


@pytest.fixture(scope="module")
def ministries(reference: Path) -> tuple[csr_array, dict[str, NDArray[np.intp]]]:
    """Return organizations × projects of the year 2024 and the columns of each ministry, read without the product."""
    with (reference / "bench" / "rs_projects_2024.csv").open(encoding="utf-8-sig", newline="") as file:
        of_project = {row["project_id"]: row["ministry"] for row in csv.DictReader(file)}
    with (reference / "bench" / "rs_org_project_edges_2024.csv").open(encoding="utf-8-sig", newline="") as file:
        seats = {(row["org_key"], row["project_id"]) for row in csv.DictReader(file)}
    rows = {key: n for n, key in enumerate(sorted({key for key, _ in seats}))}
    columns = {key: n for n, key in enumerate(sorted({key for _, key in seats}))}
    places = np.array(sorted((rows[a], columns[k]) for a, k in seats))
    matrix = csr_array((np.ones(len(places), dtype=np.int32), places.T), shape=(len(rows), len(columns)))
    of = np.array([of_project[key] for key in columns])
    return matrix, {ministry: np.flatnonzero(of == ministry) for ministry in sorted(set(of))}


@pytest.mark.parametrize("ministry", ["復興庁", "文部科学省"])
def test_a_ministry_of_a_real_year_is_tested_as_scipy_does(
    ministry: str, ministries: tuple[csr_array, dict[str, NDArray[np.intp]]]
) -> None:
    matrix, columns = ministries
    part = matrix[:, columns[ministry]].toarray()
    population = int(part.any(axis=1).sum())
    family = families(matrix, [columns[ministry]], [Hypergeometric(population)])[0]
    common = (part.T.astype(np.float32) @ part.astype(np.float32)).astype(np.int64)
    first, second = np.triu_indices(len(common), k=1)
    sizes = np.diagonal(common)
    # scipy needs microseconds for each case, and most of half a million pairs share nobody
    some = np.flatnonzero(common[first, second])
    p = np.ones(len(first))
    p[some] = hypergeom.sf(common[first, second][some] - 1, population, sizes[first[some]], sizes[second[some]])
    found_p, found_q = in_full(family)
    assert found_p == pytest.approx(p, rel=1e-9)
    assert found_q == pytest.approx(false_discovery_control(p, method="bh"), rel=1e-9)
    assert {"復興庁": (151, 1327), "文部科学省": (416, 2351)}[ministry] == (len(common), population)


def expected_tests(graph: Graph, least: int) -> dict[tuple[str, str], dict[str, object]]:
    """Return what the definition says about every pair, over sets and one pair after the other."""
    rosters: defaultdict[str, set[str]] = defaultdict(set)
    for each in graph.seats.values():
        if (holder := each.organization or each.person) is not None:
            rosters[each.consortium].add(holder)
    owners = {tie.to_id: tie.from_id for tie in graph.ties.values() if tie.type.name == "OWNS"}
    under = {tie.from_id: tie.to_id for tie in graph.ties.values() if tie.type.name == "UNDER"}
    strata = {id: "".join(k.prefecture) or owners.get(under.get(id, ""), "") for id, k in graph.consortia.items()}
    listed: defaultdict[str, list[str]] = defaultdict(list)
    population: defaultdict[str, set[str]] = defaultdict(set)
    for id, stratum in sorted(strata.items()):
        population[stratum] |= rosters[id]
        if graph.consortia[id].reported.value == "listed" and rosters[id]:
            listed[stratum].append(id)
    tests: dict[tuple[str, str], dict[str, object]] = {}
    for stratum, members in listed.items():
        n, pairs = len(population[stratum]), list(combinations(members, 2))
        p = [hypergeom.sf(len(rosters[a] & rosters[b]) - 1, n, len(rosters[a]), len(rosters[b])) for a, b in pairs]
        for (a, b), one, q in zip(pairs, p, naive_q(p) if p else [], strict=True):
            smaller = min(len(rosters[a]), len(rosters[b]))
            power = hypergeom.sf(smaller - 1, n, len(rosters[a]), len(rosters[b])) <= 0.05 + 1e-12
            tests[a, b] = {"p": one if power else None, "q": q if power else None, "tested": len(pairs)}
            tests[a, b] |= {"reason": None if power else "attainable_p_over_0.05", "population": n}
    found: dict[tuple[str, str], dict[str, object]] = {}
    for a, b in combinations(sorted(graph.consortia), 2):
        stratum = strata[a]
        if not stratum or not strata[b]:
            found[a, b] = {"reason": "no_stratum"}
        elif stratum != strata[b]:
            found[a, b] = {"reason": "different_strata"}
        elif len(listed[stratum]) < least:
            found[a, b] = {"reason": "fewer_than_10_consortia", "population": len(population[stratum])}
        else:
            partly: dict[str, object] = {"reason": "members_not_fully_listed", "population": len(population[stratum])}
            found[a, b] = tests.get((a, b), partly)
    return found


def agrees(test: OverlapTest, expected: dict[str, object]) -> bool:
    numbers = {name: expected.get(name) for name in ("p", "q")}
    return (
        (test.reason, test.population, test.tested)
        == tuple(expected.get(name) for name in ("reason", "population", "tested"))
        and test.applicable is (test.reason is None)
        and all(
            getattr(test, name) == (None if value is None else pytest.approx(value, rel=1e-5))
            for name, value in numbers.items()
        )
    )


def test_every_pair_of_random_rosters_is_tested_by_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chance, "LEAST_CONSORTIA", 2)
    reasons: set[str | None] = set()

    @every_roster
    def run(rows: list[SeatRow]) -> None:
        graph = graph_of_seats(rows)
        library = Library(FakeStore(graph))
        for (a, b), expected in expected_tests(graph, 2).items():
            test = overlap(library, Selection(), a, b).test
            assert agrees(test, expected), (a, b, test, expected)
            reasons.add(test.reason)

    run()
    untested = {"no_stratum", "different_strata", "fewer_than_10_consortia", "members_not_fully_listed"}
    assert reasons == {*untested, "attainable_p_over_0.05", None}


def twelve(extra: list[Made | list[Made]]) -> Library:
    """Return twelve consortia of 徳島県 that share two neighbours each, and whatever is added."""
    nodes: list[Made | list[Made]] = [organization(f"機関{n:02}") for n in range(30)]
    nodes += [consortium(f"会議{n:02}", "36") for n in range(12)]
    for n in range(12):
        nodes += [seat(f"会議{n:02}", organization=f"機関{(2 * n + step) % 30:02}") for step in range(4)]
    return Library(FakeStore(made([*nodes, *extra])))


def test_a_person_seated_without_an_organization_is_drawn_from_too() -> None:
    extra: list[Made | list[Made]] = [person("人"), *(seat(f"会議{n:02}", person="人") for n in (0, 6))]
    test = overlap(twelve(extra), Selection(), "c:会議00", "c:会議06").test
    assert (test.applicable, test.population, test.tested) == (True, 27, 66)
    assert test.p == pytest.approx(hypergeom.sf(0, 27, 5, 5), rel=1e-5)


def test_a_partial_roster_is_drawn_from_but_not_tested() -> None:
    extra: list[Made | list[Made]] = [
        consortium("一部", "36", reported="partial"),
        organization("ほか"),
        seat("一部", organization="ほか"),
    ]
    library = twelve(extra)
    test = overlap(library, Selection(), "c:会議00", "c:会議01").test
    assert (test.population, test.tested) == (27, 66)
    assert overlap_matrix(library, Selection()).tested == 66


def test_two_prefectures_are_a_stratum_of_their_own() -> None:
    both: list[Made] = [
        part.model_copy(update={"prefecture": ("36", "39")})
        for part in consortium("二県")
        if isinstance(part, Consortium)
    ]
    test = overlap(twelve([both, seat("二県", organization="機関00")]), Selection(), "c:会議00", "c:二県").test
    assert (test.applicable, test.reason, test.population) == (False, "different_strata", None)


def test_the_family_is_that_of_the_selection() -> None:
    eleven = Selection(consortium=tuple(f"c:会議{n:02}" for n in range(11)))
    library = twelve([])
    found = overlap(library, eleven, "c:会議00", "c:会議01").test
    assert (found.population, found.tested) == (24, 55)
    assert found.p == pytest.approx(hypergeom.sf(1, 24, 4, 4), rel=1e-5)
    assert overlap(library, Selection(), "c:会議00", "c:会議01").test.population == 26


def test_the_ministry_of_the_first_programme_is_the_stratum_without_a_prefecture() -> None:
    nodes: list[Made | list[Made]] = [organization(name) for name in ("甲省", "乙省", *(f"機関{n}" for n in range(20)))]
    nodes += [programme("甲"), programme("乙"), *owner("甲省", "甲"), *owner("乙省", "乙")]
    nodes += [consortium(f"会議{n:02}", programme="甲" if n < 10 else "乙") for n in range(15)]
    for n in range(15):
        nodes += [seat(f"会議{n:02}", organization=f"機関{(n + step) % 20}") for step in range(3)]
    library = Library(FakeStore(made(nodes)))
    test = overlap(library, Selection(), "c:会議00", "c:会議01").test
    assert test.stratum is not None
    assert (test.stratum.name, test.population, test.tested, test.applicable) == ("甲省", 12, 45, True)
    few = overlap(library, Selection(), "c:会議10", "c:会議11").test
    assert (few.reason, few.population, few.tested) == ("fewer_than_10_consortia", 7, None)
    assert overlap_matrix(library, Selection()).tested == 45
