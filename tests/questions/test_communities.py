"""Communities: what is found, how stable it is, and that neither the order of loading nor of asking matters."""

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import log

import networkx  # type: ignore[import-untyped]
import numpy as np
import pytest
from scipy.sparse import csr_array

from musubime.analytics.agreement import adjusted_rand, best_jaccard, mutual_information, together
from musubime.analytics.communities import Communities, barber_modularity, two_mode
from musubime.analytics.communities import communities as found_communities
from musubime.errors import BadQuestion, NotFound
from musubime.questions.communities import OF_GROUP, communities, community
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import AnyNode
from musubime.types.vocabulary import Sector
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, person, seat

Partition = list[int]


def naive_rand(a: Partition, b: Partition) -> float:
    pairs = list(combinations(range(len(a)), 2))
    both = sum(a[i] == a[j] and b[i] == b[j] for i, j in pairs)
    first, second = (sum(p[i] == p[j] for i, j in pairs) for p in (a, b))
    expected = first * second / len(pairs) if pairs else 0
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def naive_information(a: Partition, b: Partition) -> float:
    n = len(a)

    def entropy(p: list[tuple[int, ...]]) -> float:
        return -sum(p.count(x) / n * log(p.count(x) / n) for x in set(p))

    one, two = entropy([(x,) for x in a]), entropy([(x,) for x in b])
    shared = one + two - entropy(list(zip(a, b, strict=True)))
    return 1.0 if one + two == 0 else 2 * shared / (one + two)


def sets(partition: Partition) -> list[set[int]]:
    return [{i for i, x in enumerate(partition) if x == label} for label in range(max(partition) + 1)]


def naive_jaccard(a: Partition, b: Partition) -> list[float]:
    return [max(len(x & y) / len(x | y) for y in sets(b)) for x in sets(a)]


def naive_together(a: Partition, b: Partition) -> list[float | None]:
    shares: list[float | None] = []
    for i, label in enumerate(a):
        others = [j for j, x in enumerate(a) if x == label and j != i]
        shares.append(sum(b[j] == b[i] for j in others) / len(others) if others else None)
    return shares


def some_partition(rng: random.Random, nodes: int) -> Partition:
    drawn = [rng.randrange(rng.randint(1, nodes)) for _ in range(nodes)]
    places = {label: n for n, label in enumerate(sorted(set(drawn)))}
    return [places[label] for label in drawn]


def test_agreement_equals_the_definitions_on_two_hundred_pairs_of_partitions() -> None:
    rng = random.Random(7)
    for _ in range(200):
        nodes = rng.randint(1, 14)
        a, b = some_partition(rng, nodes), some_partition(rng, nodes)
        first, second = np.array(a), np.array(b)
        assert adjusted_rand(first, second) == pytest.approx(naive_rand(a, b), abs=1e-12)
        assert mutual_information(first, second) == pytest.approx(naive_information(a, b), abs=1e-9)
        assert best_jaccard(first, second).tolist() == pytest.approx(naive_jaccard(a, b), abs=1e-12)
        shares = [None if np.isnan(share) else share for share in together(first, second).tolist()]
        assert shares == [None if share is None else pytest.approx(share) for share in naive_together(a, b)]


def test_a_large_contingency_table_is_counted_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(3)
    a, b = (np.array(some_partition(rng, 60)) for _ in "ab")
    measures = (adjusted_rand, mutual_information, best_jaccard, together)
    whole = [np.asarray(measure(a, b)) for measure in measures]
    monkeypatch.setattr("musubime.analytics.agreement._DENSE", 0)
    for measure, value in zip(measures, whole, strict=True):
        np.testing.assert_array_equal(np.asarray(measure(a, b)), value)


def some_matrix(rng: random.Random) -> csr_array:
    rows, columns = rng.randint(1, 12), rng.randint(1, 8)
    ties = {(i, rng.randrange(columns)) for i in range(rows)} | {(rng.randrange(rows), k) for k in range(columns)}
    ties |= {(rng.randrange(rows), rng.randrange(columns)) for _ in range(rng.randint(0, 15))}
    ends = tuple(zip(*sorted(ties), strict=True))
    return csr_array((np.ones(len(ties), dtype=np.int32), ends), shape=(rows, columns))


def found_in(matrix: csr_array, resolution: float = 1.0, runs: int = 6) -> Communities:
    actors, consortia = ([f"{kind}{n:02}" for n in range(size)] for kind, size in zip("oc", matrix.shape, strict=True))
    return found_communities(matrix, actors, consortia, resolution=resolution, runs=runs)


def test_modularity_and_connectedness_hold_on_a_hundred_random_two_mode_graphs() -> None:
    rng = random.Random(11)
    for _ in range(100):
        matrix, resolution = some_matrix(rng), rng.choice([0.3, 1.0, 2.5])
        found = found_in(matrix, resolution)
        labels = [*found.actors.tolist(), *found.consortia.tolist()]
        drawn = networkx.Graph((int(i), int(matrix.shape[0] + k)) for i, k in zip(*matrix.nonzero(), strict=True))
        ties, degree = drawn.number_of_edges(), dict(drawn.degree)
        quality = 0.0
        for i in range(matrix.shape[0]):
            for k in range(matrix.shape[0], sum(matrix.shape)):
                if labels[i] == labels[k]:
                    quality += drawn.has_edge(i, k) / ties - resolution * degree[i] * degree[k] / ties**2
        assert found.modularity == pytest.approx(quality, abs=1e-9)
        for group in sets(labels):
            assert networkx.is_connected(drawn.subgraph(group))
        assert found.components.max() + 1 == networkx.number_connected_components(drawn)
        assert len(found.stability) == max(labels) + 1
        assert ((found.stability > 0) & (found.stability <= 1)).all()
        for one, other in combinations(sets(labels), 2):
            joined = np.array([labels[min(one)] if node in other else label for node, label in enumerate(labels)])
            if networkx.is_connected(drawn.subgraph(one | other)):
                assert barber_modularity(two_mode(matrix), joined, resolution) < found.modularity


def test_our_modularity_is_never_far_below_that_of_networkx() -> None:
    rng = random.Random(5)
    for _ in range(20):
        matrix = some_matrix(rng)
        drawn = networkx.Graph((int(i), int(matrix.shape[0] + k)) for i, k in zip(*matrix.nonzero(), strict=True))
        theirs = np.zeros(sum(matrix.shape), dtype=np.int64)
        for label, nodes in enumerate(networkx.community.louvain_communities(drawn, seed=1)):
            theirs[list(nodes)] = label
        assert found_in(matrix, runs=20).modularity >= barber_modularity(two_mode(matrix), theirs) - 0.005


def named(answer: Communities, actors: list[str], consortia: list[str]) -> set[frozenset[str]]:
    by: defaultdict[int, set[str]] = defaultdict(set)
    for id, label in zip([*actors, *consortia], [*answer.actors.tolist(), *answer.consortia.tolist()], strict=True):
        by[label].add(id)
    return {frozenset(ids) for ids in by.values()}


def test_rows_and_columns_in_another_order_give_the_same_communities_and_the_same_stability() -> None:
    rng = random.Random(2)
    for _ in range(30):
        matrix = some_matrix(rng)
        actors, consortia = ([f"{kind}{n}" for n in range(size)] for kind, size in zip("oc", matrix.shape, strict=True))
        rows, columns = (rng.sample(range(size), size) for size in matrix.shape)
        one = found_communities(matrix, actors, consortia, runs=8)
        other = found_communities(
            csr_array(matrix[rows][:, columns]), [actors[i] for i in rows], [consortia[k] for k in columns], runs=8
        )
        assert named(one, actors, consortia) == named(other, [actors[i] for i in rows], [consortia[k] for k in columns])
        assert other.modularity == pytest.approx(one.modularity, abs=1e-12)
        assert other.adjusted_rand == pytest.approx(one.adjusted_rand, abs=1e-12)
        np.testing.assert_allclose(sorted(other.stability), sorted(one.stability))


def test_two_firm_circles_joined_by_one_body_are_two_stable_communities() -> None:
    parts: list[Made | Sequence[Made]] = []
    for circle in "甲乙":
        names = [f"{circle}{n}" for n in range(5)]
        parts += [organization(name, Sector.INDUSTRY) for name in names]
        for council in (f"{circle}の会議", f"{circle}の拠点"):
            parts += [
                consortium(council, "36" if circle == "甲" else None),
                *[seat(council, organization=n) for n in names],
            ]
    joined = [*parts, organization("橋渡し", Sector.ACADEMIA), seat("甲の会議", organization="橋渡し")]
    joined += [seat("乙の会議", organization="橋渡し"), consortium("名簿のない会議", reported="members_not_stated")]
    library = Library(FakeStore(made(joined)))
    answer = communities(library, Selection())
    shown = {name: value for name, value in answer if name not in {"items", "graph_version", "modularity"}}
    assert shown == {
        "total": 2,
        "next": None,
        "as_of": None,
        "undated": 21 + 1,
        "not_yet_stated": 0,
        "method": "louvain",
        "objective": "barber_modularity",
        "resolution": 1.0,
        "runs": 20,
        "adjusted_rand": answer.adjusted_rand,
        "mutual_information": answer.mutual_information,
        "verdict": "stable",
        "communities": 2,
        "components": 1,
        "single_consortium": 0,
        "organizations": 11,
        "consortia": 4,
        "consortia_left_out": 1,
        "left_out": 0,
    }
    assert [(i.rank, i.size, i.ties_inside, i.ties_outside, i.extent, i.verdict) for i in answer.items] == [
        (1, 8, 11, 1, "part", "stable"),
        (2, 7, 10, 1, "part", "stable"),
    ]
    assert sorted(i.id for i in answer.items) == ["community:c:乙の会議", "community:c:甲の会議"]
    first = community(library, Selection(), answer.items[0].id, limit=3)
    assert first.total == 8
    rest = community(library, Selection(), answer.items[0].id, limit=500, cursor=first.next)
    listed = [*first.items, *rest.items]
    assert [m.kind for m in listed] == ["consortium"] * 2 + ["organization"] * 6
    assert {m.id for m in listed} == {m.id for m in (*answer.items[0].consortia, *answer.items[0].organizations)}
    bridge = next(m for m in listed if m.name == "橋渡し")
    assert bridge.ties_outside == 1
    assert bridge.stability is not None
    assert bridge.stability < OF_GROUP[0]
    assert min(i.stability for i in answer.items) > 0.9


def test_the_bodies_of_the_only_consortium_stand_together_though_no_partition_is_better_than_another() -> None:
    found = found_in(csr_array(np.ones((7, 1), dtype=np.int32)))
    assert (found.actors.tolist(), found.consortia.tolist(), found.modularity) == ([0] * 7, [0], 0.0)
    assert (found.stability.tolist(), found.member_stability.tolist()) == ([1.0], [1.0] * 8)


def test_a_consortium_without_shared_members_is_a_community_of_its_own_and_said_so() -> None:
    graph = made(
        [
            organization("甲", Sector.ACADEMIA),
            organization("乙"),
            person("丙"),
            consortium("ひとつ", "36"),
            consortium("ふたつ"),
            seat("ひとつ", organization="甲"),
            seat("ひとつ", organization="乙"),
            seat("ふたつ", person="丙"),
        ]
    )
    answer = communities(Library(FakeStore(graph)), Selection())
    assert (answer.components, answer.single_consortium, answer.verdict) == (2, 2, "stable")
    assert (answer.adjusted_rand, answer.mutual_information) == (1.0, 1.0)
    one, two = answer.items
    assert one.model_dump() == {
        "id": "community:c:ひとつ",
        "rank": 1,
        "name": "ひとつ",
        "prefecture": ("36",),
        "prefecture_names": ("徳島県",),
        "size": 3,
        "organizations_total": 2,
        "consortia_total": 1,
        "extent": "single_consortium",
        "stability": 1.0,
        "verdict": "stable",
        "ties_inside": 2,
        "ties_outside": 0,
        "sectors": ({"sector": "学", "organizations": 1}, {"sector": None, "organizations": 1}),
        "prefectures": ({"code": "36", "name": "徳島県", "consortia": 1},),
        "wide": 0,
        "consortia": (member("c:ひとつ", "ひとつ", "consortium", None, 2),),
        "consortia_rest": 0,
        "organizations": (
            member("o:乙", "乙", "organization", None, 1),
            member("o:甲", "甲", "organization", "学", 1),
        ),
        "organizations_rest": 0,
        "members": "/api/v1/communities/community:c:%E3%81%B2%E3%81%A8%E3%81%A4",
    }
    assert [(m.id, m.kind) for m in two.organizations] == [("p:丙", "person")]
    assert (two.rank, two.wide, two.prefectures) == (2, 1, ())


def member(id: str, name: str, kind: str, sector: str | None, ties: int) -> dict[str, object]:
    from musubime.questions.rows import seats_path

    return {
        "id": id,
        "name": name,
        "kind": kind,
        "sector": sector,
        "ties_inside": ties,
        "ties_outside": 0,
        "stability": 1.0,
        "seats": seats_path(kind, id),
    }


def test_nothing_selected_has_no_communities_and_no_invented_stability() -> None:
    graph = made([consortium("名簿のない会議", reported="members_not_stated")])
    answer = communities(Library(FakeStore(graph)), Selection())
    assert (answer.items, answer.communities, answer.components, answer.consortia_left_out) == ((), 0, 0, 1)
    assert (answer.modularity, answer.adjusted_rand, answer.mutual_information, answer.verdict) == (None,) * 4


def test_what_cannot_be_asked_is_refused() -> None:
    library = Library(FakeStore(made([])))
    with pytest.raises(BadQuestion, match=r"resolution は 0\.1 から 10 までです"):
        communities(library, Selection(), resolution=0)
    with pytest.raises(BadQuestion, match="条件 sector はここでは使えません"):
        communities(library, Selection(sector=("学",)))
    with pytest.raises(NotFound):
        community(library, Selection(), "community:c:none")


def test_the_path_of_a_community_keeps_the_filters_it_was_asked_with(library: Library, table: Selection) -> None:
    one = communities(library, table).items[0]
    narrowed = table.model_copy(update={"prefecture": ("34", "36", "39")})
    other = communities(library, narrowed).items[0]
    assert (one.id, one.size) == (other.id, other.size)
    assert one.members == f"/api/v1/communities/{one.id}?roster=three-prefecture-table"
    assert other.members == (
        f"/api/v1/communities/{one.id}?prefecture=34&prefecture=36&prefecture=39&roster=three-prefecture-table"
    )


def test_the_order_of_loading_changes_no_answer(graph: Graph, library: Library) -> None:
    rng = random.Random(1)
    nodes: list[AnyNode] = [
        *graph.organizations.values(),
        *graph.persons.values(),
        *graph.programmes.values(),
        *graph.consortia.values(),
        *graph.seats.values(),
        *graph.sources.values(),
    ]
    ties = list(graph.ties.values())
    rng.shuffle(nodes)
    rng.shuffle(ties)
    shuffled = Library(FakeStore(graph_of(nodes, ties)))
    assert communities(shuffled, Selection(), limit=500) == communities(library, Selection(), limit=500)


def test_the_communities_of_the_three_prefecture_table(library: Library, table: Selection) -> None:
    answer = communities(library, table)
    shown = {name: value for name, value in answer if name not in {"items", "graph_version", "as_of"}}
    assert shown == {
        "total": 6,
        "next": None,
        "undated": 84,
        "not_yet_stated": 0,
        "method": "louvain",
        "objective": "barber_modularity",
        "resolution": 1.0,
        "runs": 20,
        "modularity": 0.673895,
        "adjusted_rand": 1.0,
        "mutual_information": 1.0,
        "verdict": "stable",
        "communities": 6,
        "components": 3,
        "single_consortium": 0,
        "organizations": 66,
        "consortia": 8,
        "consortia_left_out": 1,
        "left_out": 0,
    }
    assert [
        (i.rank, i.prefecture_names, i.organizations_total, [c.name for c in i.consortia], i.extent, i.ties_outside)
        for i in answer.items
    ] == [
        (1, ("高知県",), 16, ["SAWACHI型健康社会共創拠点", "高知県・大学等連携協議会"], "part", 3),
        (
            2,
            ("広島県",),
            15,
            [
                "広島から世界最先端のバイオエコノミー社会を実現するBio×Digital Transformation (バイオDX) 産学共創拠点",
                "広島県地方大学・地域産業創生事業推進特別委員会",
            ],
            "component",
            0,
        ),
        (3, ("徳島県",), 13, ["とくしま産学官連携プラットフォーム"], "part", 7),
        (4, ("徳島県",), 9, ["とくしま大学振興・若者雇用創出推進会議"], "part", 7),
        (5, ("高知県",), 8, ["高知県Next次世代型施設園芸農業に関する産学官連携協議会"], "part", 3),
        (6, ("徳島県",), 5, ["ネオ・ディスタンス社会を創造する次世代「光」共創拠点"], "part", 4),
    ]
    assert {i.stability for i in answer.items} == {1.0}
    coarse = communities(library, table, resolution=0.3)
    assert [(i.prefecture_names, i.size, i.extent) for i in coarse.items] == [
        (("徳島県",), 30, "component"),
        (("高知県",), 27, "component"),
        (("広島県",), 17, "component"),
    ]


def test_a_very_large_graph_is_looked_at_fewer_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musubime.analytics.communities.MANY", 3)
    matrix = csr_array(np.ones((2, 2), dtype=np.int32))
    assert found_communities(matrix, ["o1", "o2"], ["c1", "c2"]).runs == 8
    with pytest.raises(ValueError, match="stability needs two runs"):
        found_in(matrix, runs=1)
