"""Overlap of consortia: the seven pairs of the table, absence as data, and the test of chance."""

import json
from pathlib import Path

import pytest
from scipy.stats import hypergeom

from musubime.errors import BadQuestion, NotFound, TooMany
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.overlap import overlap, overlap_matrix
from musubime.questions.selection import Selection
from musubime.types.graph import Graph
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, owner, programme, seat, source

OWNERS = {"内閣府": "CAO", "文部科学省": "MEXT", "総務省": "MIC"}
EXPECTED = {
    ("34", "CAO", "MEXT"): (3, 0.20, 0.38),
    ("36", "CAO", "MEXT"): (2, 0.11, 0.40),
    ("36", "CAO", "MIC"): (7, 0.29, 0.47),
    ("36", "MEXT", "MIC"): (2, 0.11, 0.40),
    ("39", "CAO", "MEXT"): (3, 0.14, 0.33),
    ("39", "CAO", "MIC"): (1, 0.07, 0.17),
    ("39", "MEXT", "MIC"): (3, 0.17, 0.50),
}


def _cell(library: Library, id: str) -> tuple[str, str]:
    node = library.snapshot().graph.consortia[id]
    owner = library.snapshot().owner_of(id)
    assert owner is not None
    return node.prefecture[0], OWNERS[owner.name]


def test_the_seven_pairs_of_the_table_share_what_is_expected(library: Library, table: Selection) -> None:
    matrix = overlap_matrix(library, table)
    found = {}
    for pair in matrix.pairs:
        (prefecture, a), (same, b) = _cell(library, pair.a), _cell(library, pair.b)
        assert prefecture == same
        assert pair.jaccard is not None
        assert pair.overlap_coefficient is not None
        key = (prefecture, *sorted((a, b)))
        found[key] = (pair.shared, round(pair.jaccard, 2), round(pair.overlap_coefficient + 1e-9, 2))
    assert found == EXPECTED
    assert matrix.tested == 0
    assert all(pair.a < pair.b for pair in matrix.pairs)


def test_the_table_has_nine_consortia_of_which_one_is_not_reported(library: Library, table: Selection) -> None:
    rows = overlap_matrix(library, table).consortia
    assert sorted((row.reported, row.size or 0) for row in rows) == [
        ("listed", 5), ("listed", 6), ("listed", 8), ("listed", 9), ("listed", 10),
        ("listed", 15), ("listed", 15), ("listed", 16), ("not_reported", 0),
    ]  # fmt: skip
    assert [row.size for row in rows if row.reported == "not_reported"] == [None]


def test_names_in_two_networks_are_those_of_the_gold_list(library: Library, table: Selection, reference: Path) -> None:
    gold = json.loads((reference / "gold" / "seed_overlap_expected.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, set[str]]] = {}
    for pair in overlap_matrix(library, table).pairs:
        (prefecture, a), (_, b) = _cell(library, pair.a), _cell(library, pair.b)
        name = {"34": "広島県", "36": "徳島県", "39": "高知県"}[prefecture]
        for member in pair.members:
            found.setdefault(name, {}).setdefault(member.name, set()).update((a, b))
    expected = {p: {name: set(of) for name, of in rows.items()} for p, rows in gold["overlap_by_prefecture"].items()}
    assert found == expected


def test_members_come_by_sector_then_name_with_their_seats(library: Library, table: Selection) -> None:
    matrix = overlap_matrix(library, table)
    pair = next(pair for pair in matrix.pairs if pair.shared == 7)
    assert [(m.sector, m.name) for m in pair.members] == [
        ("学", "四国大学"), ("学", "徳島大学"), ("学", "阿南工業高等専門学校"), ("官", "徳島県"),
        ("産", "徳島県中小企業団体中央会"), ("産", "徳島県経営者協会"), ("産", "徳島県経済同友会"),
    ]  # fmt: skip
    seats = library.snapshot().graph.seats
    for member in pair.members:
        assert {seats[id].consortium for id in member.seats_a} == {pair.a}
        assert {seats[id].consortium for id in member.seats_b} == {pair.b}


def test_overlap_of_two_is_their_cell_of_the_matrix(library: Library, table: Selection) -> None:
    for pair in overlap_matrix(library, table).pairs:
        two = overlap(library, table, pair.a, pair.b)
        assert {name: getattr(two, name) for name in type(pair).model_fields} == pair.model_dump() | {
            "members": pair.members,
            "test": pair.test,
        }
        turned = overlap(library, table, pair.b, pair.a)
        assert (turned.shared, turned.containment_a, turned.containment_b) == (
            pair.shared,
            pair.containment_b,
            pair.containment_a,
        )


def test_a_council_that_is_not_reported_overlaps_null_not_zero(library: Library, table: Selection) -> None:
    rows = overlap_matrix(library, table).consortia
    missing = next(row.id for row in rows if row.reported == "not_reported")
    beside = next(row.id for row in rows if row.prefecture == ("34",) and row.id != missing)
    answer = overlap(library, table, missing, beside)
    assert (answer.shared, answer.jaccard, answer.overlap_coefficient, answer.members) == (None, None, None, ())
    assert answer.test.reason == "fewer_than_10_consortia"


def test_pairs_that_cannot_be_tested_say_why(library: Library, table: Selection) -> None:
    matrix = overlap_matrix(library, table)
    assert {pair.test.reason for pair in matrix.pairs} == {"fewer_than_10_consortia"}
    by_prefecture = {row.prefecture: row.id for row in matrix.consortia if row.reported == "listed"}
    across = overlap(library, table, by_prefecture["34",], by_prefecture["36",])
    assert (across.shared, across.test.applicable, across.test.reason) == (0, False, "different_strata")


def test_wrong_pairs_are_refused(library: Library, table: Selection) -> None:
    rows = overlap_matrix(library, table).consortia
    first, second = rows[0].id, rows[1].id
    with pytest.raises(BadQuestion, match="別の会議体"):
        overlap(library, table, first, first)
    with pytest.raises(NotFound):
        overlap(library, table, first, "consortium:none")
    with pytest.raises(BadQuestion, match="条件（prefecture=47）に合いません"):
        overlap(library, Selection(prefecture=("47",)), first, second)
    with pytest.raises(BadQuestion, match="sector"):
        overlap_matrix(library, Selection(sector=("学",)))


def test_by_programme_the_rosters_of_its_consortia_count_together(library: Library, table: Selection) -> None:
    matrix = overlap_matrix(library, table, by="programme")
    sizes = {row.name: (row.size, row.reported) for row in matrix.consortia}
    assert sizes == {
        "共創の場形成支援プログラム": (30, "listed"),
        "地方大学・地域産業創生交付金": (33, "listed"),
        "都道府県・指定都市における「産学官連携」の推進体制等に係る調査": (21, "partial"),
    }
    assert sorted(pair.shared or 0 for pair in matrix.pairs) == [5, 8, 8]


def _stratum(count: int, reported: str = "listed") -> Graph:
    """Return `count` consortia of one prefecture; the first two share three of their four members."""
    names = [f"機関{n:02}" for n in range(30)]
    nodes: list[Made] = [organization(name) for name in names]
    for n in range(count):
        nodes += consortium(f"会議{n:02}", "36", reported=reported if n == 1 else "listed")
    for n in range(count):
        members = [0, 1, 2, 3 + n] if n < 2 else [(7 * n + step) % 30 for step in range(4)]
        nodes += [seat(f"会議{n:02}", organization=names[member]) for member in members]
    return made(nodes)


def test_ten_consortia_of_one_stratum_are_tested_against_chance() -> None:
    library = Library(FakeStore(_stratum(12)))
    answer = overlap(library, Selection(), "c:会議00", "c:会議01")
    assert answer.shared == 3
    assert answer.test.applicable
    assert answer.test.stratum is not None
    assert (answer.test.stratum.name, answer.test.population, answer.test.tested) == ("徳島県", 28, 66)
    assert answer.test.p == pytest.approx(hypergeom.sf(2, 28, 4, 4), rel=1e-5)
    assert answer.test.p is not None
    assert answer.test.q is not None
    assert answer.test.p <= answer.test.q <= 1
    assert overlap_matrix(library, Selection()).tested == 66


def test_nine_consortia_are_too_few_and_a_partial_roster_is_a_lower_bound() -> None:
    few = overlap(Library(FakeStore(_stratum(9))), Selection(), "c:会議00", "c:会議01")
    assert (few.test.applicable, few.test.reason, few.test.tested) == (False, "fewer_than_10_consortia", None)
    partial = overlap(Library(FakeStore(_stratum(12, "partial"))), Selection(), "c:会議00", "c:会議01")
    assert (partial.shared, partial.lower_bound, partial.test.reason) == (3, True, "members_not_fully_listed")


def test_a_pair_too_small_to_be_significant_stays_in_the_family() -> None:
    nodes: list[Made] = [organization(f"機関{n:02}") for n in range(12)]
    nodes += [each for n in range(11) for each in consortium(f"会議{n:02}", "36")]
    nodes += [seat(f"会議{n:02}", organization=f"機関{member:02}") for n in range(10) for member in (n, n + 1)]
    nodes += [seat("会議10", organization="機関00")]
    library = Library(FakeStore(made(nodes)))
    answer = overlap(library, Selection(), "c:会議00", "c:会議10")
    assert (answer.shared, answer.test.reason, answer.test.tested) == (1, "attainable_p_over_0.05", 55)
    assert (answer.test.p, answer.test.q) == (None, None)


def test_without_prefecture_the_owner_is_the_stratum_and_without_owner_there_is_none() -> None:
    graph = made(
        [
            organization("省"), organization("機関"), programme("事業"),
            *owner("省", "事業"),
            consortium("甲", programme="事業"), consortium("乙", programme="事業"), consortium("丙"),
            seat("甲", organization="機関"), seat("乙", organization="機関"), seat("丙", organization="機関"),
        ]
    )  # fmt: skip
    library = Library(FakeStore(graph))
    same = overlap(library, Selection(), "c:甲", "c:乙").test
    assert same.stratum is not None
    assert (same.stratum.name, same.reason) == ("省", "fewer_than_10_consortia")
    assert overlap(library, Selection(), "c:甲", "c:丙").test.reason == "no_stratum"


def test_more_than_200_consortia_name_the_filters_that_would_do() -> None:
    library = Library(FakeStore(made([consortium(f"会議{n}", "36") for n in range(201)])))
    with pytest.raises(TooMany, match=r"収められるのは consortium です。.*/overlap/top") as refused:
        overlap_matrix(library, Selection())
    assert "prefecture・programme・owner・consortium・roster" in str(refused.value)
    assert len(overlap_matrix(library, Selection(consortium=("会議0", "会議1"))).consortia) == 2


def test_a_filter_of_which_no_value_is_small_enough_is_not_named() -> None:
    """One ministry owns all, under two programmes, of which one has 200 consortia; two rosters name all."""
    nodes: list[Made | list[Made]] = [organization("省"), *(source(name, name) for name in ("一", "二"))]
    nodes += [programme("大"), programme("小"), *owner("省", "大"), *owner("省", "小")]
    nodes += [
        consortium(f"会議{n}", "36", programme="小" if n < 200 else "大", named_by=("一", "二")) for n in range(401)
    ]
    library = Library(FakeStore(made(nodes)))
    with pytest.raises(TooMany, match=r"401 件.*収められるのは programme・consortium です"):
        overlap_matrix(library, Selection(prefecture=("36",), owner=("省",)))
    assert len(overlap_matrix(library, Selection(programme=("小",))).consortia) == 200


def test_more_than_200_programmes_are_too_many_as_well() -> None:
    nodes: list[Made | list[Made]] = [programme(f"事業{n}") for n in range(201)]
    nodes += [consortium(f"会議{n}", "36" if n else "39", programme=f"事業{n}") for n in range(201)]
    with pytest.raises(TooMany, match=r"事業が 201 件.*収められるのは prefecture・programme・consortium です"):
        overlap_matrix(Library(FakeStore(made(nodes))), Selection(), by="programme")


def test_a_merged_id_is_moved() -> None:
    nodes = [consortium("甲", mentions=("c:甲", "c:旧")), consortium("乙")]
    library = Library(FakeStore(made(nodes)))
    with pytest.raises(Moved) as moved:
        overlap(library, Selection(), "c:旧", "c:乙")
    assert (moved.value.kind, moved.value.id, moved.value.kept) == ("consortium", "c:旧", "c:甲")
