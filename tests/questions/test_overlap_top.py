"""Which consortia share most with one: ranks, ties, pages, and the same numbers as the pair has."""

import pytest

from musubime.errors import BadQuestion, NotFound
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.overlap import overlap, overlap_matrix
from musubime.questions.overlap_top import SORTS, largest, overlap_top
from musubime.questions.selection import Selection
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, seat
from tests.questions.random_graphs import SeatRow, every_roster, graph_of_seats

MEMBERS = {
    "中心": "あいうえお",
    "丙": "あい",
    "甲": "あいかき",
    "乙": "あくけ",
    "丁": "う",
    "戊": "かき",
    "一部": "うえか",
}


def made_library() -> Library:
    names = sorted({name for members in MEMBERS.values() for name in members})
    nodes: list[Made | list[Made]] = [organization(name) for name in names]
    for name, members in MEMBERS.items():
        nodes.append(
            consortium(name, "36" if name != "丁" else "39", reported="partial" if name == "一部" else "listed")
        )
        nodes += [seat(name, organization=member) for member in members]
    nodes.append(consortium("不明", "36", reported="members_not_stated"))
    nodes.append(consortium("旧名", mentions=("c:旧名", "c:古い")))
    return Library(FakeStore(made(nodes)))


def ranked(library: Library, sort: str) -> list[tuple[int, str, object]]:
    answer = overlap_top(library, Selection(), "c:中心", sort=sort)
    return [(item.rank, item.name, getattr(item, sort)) for item in answer.items]


def test_equal_numbers_share_a_rank_and_come_by_name() -> None:
    library = made_library()
    assert ranked(library, "shared") == [
        (1, "一部", 2), (1, "丙", 2), (1, "甲", 2), (4, "丁", 1), (4, "乙", 1),
    ]  # fmt: skip
    assert ranked(library, "jaccard") == [
        (1, "丙", 0.4), (2, "一部", 0.333333), (3, "甲", 0.285714), (4, "丁", 0.2), (5, "乙", 0.142857),
    ]  # fmt: skip
    assert ranked(library, "overlap_coefficient") == [
        (1, "丁", 1.0), (1, "丙", 1.0), (3, "一部", 0.666667), (4, "甲", 0.5), (5, "乙", 0.333333),
    ]  # fmt: skip
    assert ranked(library, "size")[0] == (1, "甲", 4)


def test_what_cannot_be_compared_is_counted_and_a_partial_roster_is_a_lower_bound() -> None:
    answer = overlap_top(made_library(), Selection(), "c:中心")
    assert (answer.total, answer.compared, answer.not_stated, answer.next) == (5, 6, 2, None)
    assert [item.name for item in answer.items if item.lower_bound] == ["一部"]
    assert (answer.consortium.name, answer.consortium.size, answer.sort) == ("中心", 5, "shared")


def test_a_consortium_without_stated_members_has_no_ranking() -> None:
    answer = overlap_top(made_library(), Selection(), "c:不明")
    assert (answer.total, answer.items, answer.consortium.size) == (0, (), None)


def test_pages_follow_one_another() -> None:
    library = made_library()
    first = overlap_top(library, Selection(), "c:中心", limit=2)
    second = overlap_top(library, Selection(), "c:中心", limit=2, cursor=first.next)
    last = overlap_top(library, Selection(), "c:中心", limit=2, cursor=second.next)
    names = [[item.name for item in page.items] for page in (first, second, last)]
    assert names == [["一部", "丙"], ["甲", "丁"], ["乙"]]
    assert [page.total for page in (first, second, last)] == [5, 5, 5]
    assert last.next is None


def test_filters_apply_and_refuse_to_leave_the_one_out() -> None:
    library = made_library()
    answer = overlap_top(library, Selection(prefecture=("徳島県",)), "c:中心")
    assert [item.name for item in answer.items] == ["一部", "丙", "甲", "乙"]
    pair = answer.items[0].pair
    assert pair.startswith("/api/v1/overlap?a=c:%E4%B8%AD%E5%BF%83&b=")
    assert pair.endswith("&prefecture=%E5%BE%B3%E5%B3%B6%E7%9C%8C")
    with pytest.raises(BadQuestion, match="条件（prefecture=39）に合いません"):
        overlap_top(library, Selection(prefecture=("39",)), "c:中心")
    with pytest.raises(BadQuestion, match="sector"):
        overlap_top(library, Selection(sector=("学",)), "c:中心")


def test_a_name_does_as_well_as_an_id() -> None:
    library = made_library()
    assert overlap_top(library, Selection(), "中心") == overlap_top(library, Selection(), "c:中心")
    with pytest.raises(NotFound):
        overlap_top(library, Selection(), "どこにもない会議")
    with pytest.raises(Moved) as moved:
        overlap_top(library, Selection(), "c:古い")
    assert moved.value.kept == "c:旧名"


def test_a_name_of_two_asks_for_the_id() -> None:
    twins = [[part.model_copy(update={"name": "双子"}) for part in consortium(name)] for name in ("右", "左")]
    with pytest.raises(BadQuestion, match="2 件あります。ID で指定してください：c:右、c:左"):
        overlap_top(Library(FakeStore(made(twins))), Selection(), "双子")


def test_unknown_sorts_and_models_are_refused() -> None:
    with pytest.raises(BadQuestion, match="使えるのは shared、jaccard"):
        overlap_top(made_library(), Selection(), "c:中心", sort="members")
    with pytest.raises(BadQuestion, match="hypergeometric か sdsm"):
        overlap_top(made_library(), Selection(), "c:中心", null_model="binomial")  # type: ignore[arg-type]


@every_roster
def test_every_row_is_its_pair_and_every_pair_a_row(rows: list[SeatRow]) -> None:
    library = Library(FakeStore(graph_of_seats(rows)))
    matrix = overlap_matrix(library, Selection())
    shared = {frozenset((pair.a, pair.b)) for pair in matrix.pairs}
    for body in matrix.consortia:
        for sort in SORTS:
            answer = overlap_top(library, Selection(), body.id, sort=sort)
            values = [getattr(item, sort) for item in answer.items]
            assert values == sorted(values, reverse=True)
            assert [item.rank for item in answer.items] == [
                1 + sum(other > value for other in values) for value in values
            ]
        assert {frozenset((body.id, item.id)) for item in answer.items} == {p for p in shared if body.id in p}
        for item in answer.items:
            two = overlap(library, Selection(), body.id, item.id)
            same = ("shared", "jaccard", "overlap_coefficient", "containment_a", "containment_b", "lower_bound")
            assert [getattr(item, name) for name in (*same, "members", "test")] == [
                getattr(two, name) for name in (*same, "members", "test")
            ]


def test_the_largest_are_offered_first() -> None:
    assert [(one.name, one.size) for one in largest(made_library(), Selection(), 3)] == [
        ("中心", 5), ("甲", 4), ("一部", 3),
    ]  # fmt: skip
