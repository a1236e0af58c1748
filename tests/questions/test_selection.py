"""What filters select: places, schemes, rosters, dates, and the body's own sector."""

import datetime

import pytest

from musubime.errors import BadQuestion
from musubime.questions.library import Library
from musubime.questions.lists import consortia, organizations, programmes, sources
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import consortium, inside, made, organization, owner, programme, seat, source


def _total(library: Library, **filters: object) -> int:
    return seats(library, Selection.model_validate(filters), limit=1).total


def test_the_table_has_84_seats_of_66_organizations(library: Library, table: Selection) -> None:
    assert seats(library, table).total == 84
    assert organizations(library, table).total == 66
    assert consortia(library, table).total == 9
    assert [source.roster for source in sources(library, table).items] == ["three-prefecture-table"]


def test_different_filters_mean_and_repeats_mean_or(library: Library) -> None:
    table = ("three-prefecture-table",)
    assert _total(library, roster=table, prefecture=("36",)) == 36
    assert _total(library, roster=table, prefecture=("徳島県", "39")) == 66
    assert _total(library, roster=table, prefecture=("36",), owner=("総務省",)) == 15
    assert _total(library, roster=table, programme=("地方大学・地域産業創生交付金",)) == 33


def test_a_programme_owner_or_consortium_is_named_by_id_or_exact_name(library: Library, table: Selection) -> None:
    snapshot = library.snapshot()
    programme = next(p for p in snapshot.graph.programmes.values() if p.name == "共創の場形成支援プログラム")
    ministry = next(o for o in snapshot.graph.organizations.values() if o.name == "文部科学省")
    council = next(c for c in snapshot.graph.consortia.values() if c.name == "SAWACHI型健康社会共創拠点")
    for field, node in (("programme", programme), ("owner", ministry), ("consortium", council)):
        by_id, by_name = (table.model_copy(update={field: (text,)}) for text in (node.id, node.name))
        assert seats(library, by_id).total == seats(library, by_name).total > 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("prefecture", "48"), ("prefecture", "徳島"), ("programme", "ない事業"), ("owner", "徳島大学"),
        ("consortium", "ない会議"), ("roster", "no-roster"), ("as_of", "2021-13"), ("as_of", "きのう"),
        ("sector", "宙"), ("located_in", "99"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_by_its_field(library: Library, field: str, value: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        seats(library, Selection.model_validate({field: value if field == "as_of" else (value,)}))
    assert refused.value.field == field
    assert str(refused.value).endswith("。")


def test_sector_place_and_name_look_at_the_holder(library: Library, table: Selection) -> None:
    academia = seats(library, table.model_copy(update={"sector": ("学",)}), limit=500)
    assert {row.sector for row in academia.items} == {"学"}
    named = seats(library, table.model_copy(update={"q": "徳島大"}), limit=500)
    assert {row.holder.name for row in named.items if row.holder} == {"徳島大学"}
    english = organizations(library, table.model_copy(update={"q": "tokushima univ"}))
    assert "徳島大学" in [item.name for item in english.items]
    here = organizations(library, Selection(located_in=("徳島県",)), limit=500)
    assert here.total > 0
    assert all("36" in item.prefecture for item in here.items)


def test_unknown_is_a_sector_too(library: Library) -> None:
    unknown = organizations(library, Selection(sector=("unknown",)), limit=500)
    assert unknown.total > 0
    assert {item.sector for item in unknown.items} == {None}


def test_the_inferred_sector_switches_filters_and_answers_together(library: Library) -> None:
    answer = organizations(library, Selection(sector=("学",), sector_basis="inferred"), limit=500)
    graph = library.snapshot().graph
    rules = {graph.organizations[item.id].sector_inferred for item in answer.items}
    assert {rule.value for rule in rules if rule} == {"学"}
    assert {item.sector for item in answer.items} == {"学"}


def test_without_a_filter_bodies_without_seats_are_listed_too(library: Library) -> None:
    graph = library.snapshot().graph
    assert organizations(library, Selection()).total == len(graph.organizations)
    assert programmes(library, Selection()).total == len(graph.programmes)
    assert consortia(library, Selection()).total == len(graph.consortia)


def _dated() -> Library:
    """Return seats with every kind of date on one council, with a source of each roster."""
    return Library(
        FakeStore(
            made(
                [
                    *(organization(name) for name in ("無日付", "古い", "新しい", "終わった", "印刷", "任期")),
                    consortium("会議", "36"),
                    source("r", "r"),
                    seat("会議", organization="無日付"),
                    seat("会議", organization="古い", stated=[("r", "2015-04"), ("r", "2020-12")]),
                    seat("会議", organization="新しい", stated=[("r", "2020-12")]),
                    seat("会議", organization="終わった", stated=[("r", "2013-04")], not_stated_since="2015-04"),
                    seat("会議", organization="印刷", valid_from="2018"),
                    seat("会議", organization="任期", stated=[("r", "2013-04")], valid_to="2016-03"),
                ]
            )
        )
    )


@pytest.mark.parametrize(
    ("as_of", "standing", "undated", "not_yet_stated"),
    [
        ("2013-04-01", {"無日付", "終わった", "任期"}, 1, 2),
        ("2015-03-31", {"無日付", "終わった", "任期"}, 1, 2),
        ("2015-04-01", {"無日付", "古い", "任期"}, 1, 1),
        ("2016-03-31", {"無日付", "古い", "任期"}, 1, 1),
        ("2016-04-01", {"無日付", "古い"}, 1, 1),
        ("2018-01-01", {"無日付", "古い", "印刷"}, 1, 1),
        ("2021-01-01", {"無日付", "古い", "印刷", "新しい"}, 1, 0),
        ("2016", {"無日付", "古い", "任期"}, 1, 1),
    ],
)
def test_a_date_selects_the_seats_that_stand_on_it(
    as_of: str, standing: set[str], undated: int, not_yet_stated: int
) -> None:
    answer = seats(_dated(), Selection(as_of=as_of))
    assert {row.holder.name for row in answer.items if row.holder} == standing
    assert (answer.as_of, answer.undated, answer.not_yet_stated) == (as_of, undated, not_yet_stated)


def test_without_a_date_it_is_the_newest_edition() -> None:
    answer = seats(_dated(), Selection())
    assert answer.as_of == "2020-12"
    assert {row.holder.name for row in answer.items if row.holder} == {"無日付", "古い", "印刷", "新しい"}
    assert Selection.model_validate({"as_of": datetime.date(2020, 12, 1)}).as_of == "2020-12-01"


def _named_by() -> Library:
    """Return councils that rosters name alone, together, or only by seats."""
    return Library(
        FakeStore(
            made(
                [
                    organization("機関"), source("r", "r"), source("q", "q"),
                    consortium("席なし", named_by=["r"], reported="not_reported"),
                    consortium("両方が名指す", named_by=["r", "q"], reported="members_not_stated"),
                    consortium("両方の席", named_by=["r", "q"]),
                    consortium("qだけ", named_by=["q"]),
                    seat("両方の席", organization="機関", stated=[("r", None)]),
                    seat("両方の席", organization="機関", stated=[("q", None)]),
                ]
            )
        )
    )  # fmt: skip


def test_a_consortium_that_only_the_roster_names_belongs_to_it_without_a_seat() -> None:
    library = _named_by()
    listed = {
        roster: [c.name for c in consortia(library, Selection(roster=roster)).items] for roster in [("r",), ("q",)]
    }
    assert listed == {("r",): ["両方の席", "席なし"], ("q",): ["qだけ", "両方の席"]}
    both = consortia(library, Selection(roster=("r", "q")))
    assert [item.name for item in both.items] == ["qだけ", "両方が名指す", "両方の席", "席なし"]
    assert _total(library, roster=("r",)) == 1


def test_filters_follow_what_is_inside_only_when_asked() -> None:
    library = Library(
        FakeStore(
            made(
                [
                    organization("省"), organization("機関"), programme("事業"), *owner("省", "事業"),
                    consortium("全体", programme="事業"), consortium("部会"), inside("部会", "全体"),
                    seat("全体", organization="機関"), seat("部会", organization="機関"),
                ]
            )
        )
    )  # fmt: skip
    assert _total(library, consortium=("全体",)) == 1
    assert _total(library, consortium=("全体",), within=True) == 2
    assert _total(library, owner=("省",)) == 1
    with pytest.raises(BadQuestion, match="所管する"):
        seats(library, Selection(owner=("機関",)))
