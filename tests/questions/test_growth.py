"""What stands as of each edition or year, beside a plain count of the same seats."""

import pytest

from musubime.errors import BadQuestion
from musubime.questions.growth import growth
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, seat, source
from tests.questions.test_compare import dated_graph, plain_standing


@pytest.mark.parametrize("seed", range(20))
def test_each_year_counts_what_stands_in_it(seed: int) -> None:
    graph = dated_graph(seed)
    found = growth(Library(FakeStore(graph)), Selection(), "year")
    editions = {s.edition_date for one in graph.seats.values() for s in one.statements if s.edition_date}
    starts = {
        begin[:4]
        for one in graph.seats.values()
        for begin in (one.valid_from, *(s.as_stated.valid_from for s in one.statements if s.as_stated))
        if begin
    }
    first = min(editions | starts, default=None) if editions else None
    years = [str(year) for year in range(int(first), int(max(editions)) + 1)] if first else []
    assert [point.date for point in found.items] == years
    before: set[str] = set()
    for point in found.items:
        standing = plain_standing(graph, point.date).keys()
        seats = [graph.seats[id] for id in standing]
        assert point.seats == len(standing)
        assert point.organizations == len({one.organization for one in seats})
        assert point.consortia == len({one.consortium for one in seats})
        assert point.ties == len({(one.organization, one.consortium) for one in seats})
        assert (point.added, point.ended) == (len(standing - before), len(before - standing))
        before = set(standing)


def test_editions_are_points_in_order_and_the_undated_are_counted_apart() -> None:
    parts: list[Made | list[Made]] = [
        consortium("甲"),
        [organization("県"), organization("市"), organization("町")],
        seat("甲", organization="県", stated=[("r", "2013-04")], not_stated_since="2015"),
        seat("甲", organization="市", stated=[("r", "2015")]),
        seat("甲", organization="町"),
    ]
    library = Library(FakeStore(made([*parts, source("r", "r")])))
    found = growth(library, Selection())
    shown = [(p.date, p.seats, p.added, p.ended, p.undated, p.not_yet_stated, p.path) for p in found.items]
    assert (found.undated, found.total, shown) == (
        1,
        2,
        [
            ("2013-04", 2, 2, 0, 1, 1, "/api/v1/seats?as_of=2013-04"),
            ("2015", 2, 1, 1, 1, 0, "/api/v1/seats?as_of=2015"),
        ],
    )
    first = growth(library, Selection(), limit=1)
    second = growth(library, Selection(), limit=1, cursor=first.next)
    assert (first.items, second.items, second.next) == (found.items[:1], found.items[1:], None)


def test_without_any_date_there_is_no_point_and_a_date_cannot_be_asked_for() -> None:
    library = Library(FakeStore(made([consortium("甲"), organization("県"), seat("甲", organization="県")])))
    assert (growth(library, Selection()).items, growth(library, Selection(), "year").undated) == ((), 1)
    with pytest.raises(BadQuestion, match="条件 as_of はここでは使えません"):
        growth(library, Selection(as_of="2013-01-01"))
    with pytest.raises(BadQuestion, match="step は edition か year です"):
        growth(library, Selection(), "month")  # type: ignore[arg-type]
