"""Two dates, regions or programmes side by side: hand-checked lists, and plain set arithmetic on made graphs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from musubime.errors import BadQuestion
from musubime.questions.answers_compare import Change, CompareAnswer, SeatChangeRow, SeatSection
from musubime.questions.comparing import SECTIONS, compare
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from musubime.resolution.resolve import resolve
from musubime.types.evidence import AsStated
from musubime.types.graph import Graph
from tests.layouts.layouts import read_layout
from tests.layouts.test_working_group import ADDED_2015, ADDED_2020, ENDED_2015, ENDED_2020, LAYOUTS
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, person, programme, seat, source

KEPT_2015 = {
    ("アークデータ研究所", "木股信男"), ("安藤ハザマ", "梅村美孝"), ("構造計画研究所", "鈴木壮"),
    ("構造システム", "松本憲英"), ("構造ソフト", "高洪"), ("コミュニケーションシステム", "堀岡昇"),
    ("清水建設", "大津聡"), ("竹中工務店", "鹿島孝"), ("ユニオンシステム", "奥平裕信"),
}  # fmt: skip
KEPT_2020 = {
    ("アークデータ研究所", "木股信男"), ("構造計画研究所", "宇佐美祐人"), ("構造計画研究所", "鈴木壮"),
    ("構造システム", "松本憲英"), ("構造ソフト", "高洪"), ("コミュニケーションシステム", "堀岡昇"),
    ("清水建設", "大津聡"), ("竹中工務店", "鹿島孝"),
}  # fmt: skip
"""Read off the three printed rosters by hand."""


@pytest.fixture(scope="module")
def working_group(reference: Path) -> Library:
    read = [read_layout(reference, layout).edition for layout in LAYOUTS]
    return Library(FakeStore(resolve([edition for edition in read if edition is not None], [], [])))


def people(section: SeatSection) -> set[tuple[str | None, str | None]]:
    assert (section.next, section.total) == (None, len(section.items))
    found = [_person(row) for row in section.items]
    assert len(set(found)) == len(found)
    return set(found)


def _person(row: SeatChangeRow) -> tuple[str | None, str | None]:
    stated = row.right or row.left
    assert stated is not None
    return (row.organization.name if row.organization else None, stated.person.name if stated.person else None)


@pytest.mark.reference
def test_between_2013_and_2015_the_working_group_changed_as_the_print_says(working_group: Library) -> None:
    found = compare(working_group, Selection(), "2013-04", "2015-04")
    assert found.seats is not None
    assert (found.kind, found.left.seats, found.right.seats) == ("date", 23, 15)
    assert people(found.seats.kept) == KEPT_2015
    assert people(found.seats.added) == ADDED_2015
    assert people(found.seats.ended) == ENDED_2015
    assert {(row.reason, row.date) for row in found.seats.ended.items} == {("not_stated_since", "2015-04")}
    assert (found.seats.changed_holder.total, found.seats.not_restated) == (0, 0)
    changed = [
        (side.person.name, side.role, side.edition_date, side.printed)
        for row in found.seats.changed.items
        for side in (row.left, row.right)
        if side is not None and side.person is not None
    ]
    assert sorted(changed) == [
        ("千葉貴史", "リーダー", "2013-04", "建築ピボット 千葉貴史 リーダー"),
        ("千葉貴史", "委員", "2015-04", "建築ピボット 千葉貴史 委員"),
        ("宇佐美祐人", "リーダー", "2015-04", "構造計画研究所 宇佐美祐人 リーダー"),
        ("宇佐美祐人", "委員", "2013-04", "構造計画研究所 宇佐美祐人 委員"),
    ]
    assert found.summary == (
        "2013-04から2015-04までに、9席は変わらず、4席が加わり、12席が終わり、2席は役職・役割が変わりました。"
    )
    assert [(b.name, b.seats_left, b.seats_right) for b in found.organizations.ended.items] == [
        ("ソフトウェアセンター", 1, 0)
    ]
    assert (found.organizations.kept.total, found.organizations.added.total) == (12, 0)


@pytest.mark.reference
def test_between_2015_and_2020_the_working_group_changed_as_the_print_says(working_group: Library) -> None:
    found = compare(working_group, Selection(), "2015-04", "2020-12", lang="en")
    assert found.seats is not None
    assert people(found.seats.kept) == KEPT_2020
    assert people(found.seats.added) == ADDED_2020
    assert people(found.seats.ended) == ENDED_2020
    assert (found.seats.changed.total, found.seats.changed_holder.total) == (0, 0)
    assert found.summary == "From 2015-04 to 2020-12, 8 seats stayed, 2 seats came, 7 seats ended."
    assert {row.name for row in found.organizations.ended.items} == {
        "安藤ハザマ", "NTTファシリティーズ総合研究所", "建築ピボット",
        "マイダスアイティジャパン", "ユニオンシステム",
    }  # fmt: skip
    assert [row.name for row in found.organizations.added.items] == ["日本設計"]


@pytest.mark.reference
def test_before_its_first_edition_nobody_of_the_working_group_had_a_seat(working_group: Library) -> None:
    found = compare(working_group, Selection(), "2012", "2013")
    assert found.seats is not None
    assert (found.left.seats, found.left.not_yet_stated, found.seats.added.total) == (0, 29, 23)
    assert (found.whole.density, found.whole.components) == (
        Change(left=None, right=1.0, difference=None),
        Change(left=0, right=1, difference=1),
    )
    assert {row.rank for row in found.measures.items} == {None}


def series(*parts: Made | Sequence[Made]) -> Library:
    return Library(FakeStore(made([*parts, source("r", "r")])))


def test_absence_ends_nobody_and_only_a_printed_day_or_a_complete_edition_does() -> None:
    library = series(
        consortium("甲"),
        [organization(name) for name in ("残る県", "任期の県", "消えた県", "無日付県", "新しい県")],
        seat("甲", organization="残る県", stated=[("r", "2013")]),
        seat("甲", organization="任期の県", stated=[("r", "2013")], valid_to="2014-03"),
        seat("甲", organization="消えた県", stated=[("r", "2013")], not_stated_since="2015-04"),
        seat("甲", organization="無日付県"),
        seat("甲", organization="新しい県", stated=[("r", "2015-04")]),
    )
    found = compare(library, Selection(), "2013", "2015-04")
    assert found.seats is not None
    ended = {row.organization.name: (row.reason, row.date) for row in found.seats.ended.items if row.organization}
    assert ended == {"任期の県": ("printed_end", "2014-03"), "消えた県": ("not_stated_since", "2015-04")}
    assert {row.organization.name for row in found.seats.kept.items if row.organization} == {"残る県", "無日付県"}
    assert (found.seats.not_restated, found.right.undated) == (2, 1)
    assert found.summary.endswith(
        "続いている席のうち2席は、その間の版に記載がなく、終わったとも書かれていません（日付のない席1を含む）。"
    )


def test_a_seat_passes_on_where_one_of_an_organization_and_role_ended_and_one_came() -> None:
    library = series(
        consortium("甲"),
        [organization("県"), organization("市"), *(person(name) for name in ("前任", "後任", "甲野", "乙野", "丙野"))],
        seat("甲", organization="県", person="前任", stated=[("r", "2013")], not_stated_since="2015"),
        seat("甲", organization="県", person="後任", stated=[("r", "2015")]),
        seat("甲", organization="市", person="甲野", stated=[("r", "2013")], not_stated_since="2015"),
        seat("甲", organization="市", person="乙野", stated=[("r", "2013")], not_stated_since="2015"),
        seat("甲", organization="市", person="丙野", stated=[("r", "2015")]),
    )
    found = compare(library, Selection(), "2013", "2015")
    assert found.seats is not None
    (passed,) = found.seats.changed_holder.items
    assert passed.left is not None
    assert passed.right is not None
    assert passed.left.person is not None
    assert passed.right.person is not None
    assert (passed.left.person.name, passed.right.person.name, passed.reason) == ("前任", "後任", "not_stated_since")
    assert (found.seats.ended.total, found.seats.added.total) == (2, 1)


def test_a_term_that_a_later_edition_renews_does_not_undo_the_earlier_one() -> None:
    first = AsStated(role="委員", post="部長", valid_from="2021-04", valid_to="2023-03")
    one = seat("甲", organization="県", stated=[("r", "2021-04"), ("r", "2023-04")], valid_from="2023-04", post="局長")
    told = one.statements[0].model_copy(update={"as_stated": first})
    renewed = one.model_copy(update={"role": "座長", "statements": (told, one.statements[1])})
    library = series(consortium("甲"), organization("県"), renewed)
    found = compare(library, Selection(), "2022", "2024")
    assert found.seats is not None
    (row,) = found.seats.changed.items
    assert row.left is not None
    assert row.right is not None
    assert [(side.role, side.post, side.edition_date) for side in (row.left, row.right)] == [
        ("委員", "部長", "2021-04"),
        ("座長", "局長", "2023-04"),
    ]
    posts = [
        [item.name for item in key_actors(library, Selection(as_of=day), level="post").items]
        for day in ("2022-01-01", "2024-01-01")
    ]
    assert posts == [["県 部長"], ["県 局長"]]
    assert [item.role for item in seats(library, Selection(as_of="2022")).items] == ["委員"]


def test_two_programmes_of_the_table_share_the_bodies_that_their_pairs_share(
    library: Library, table: Selection
) -> None:
    found = compare(library, table, "地方大学・地域産業創生交付金", "共創の場形成支援プログラム")
    # 3 in Hiroshima, 2 in Tokushima, 3 in Kochi: measures.md, overlap of two consortia
    assert (found.kind, found.organizations.kept.total, found.seats) == ("programme", 8, None)
    assert found.left.organizations == 8 + found.organizations.ended.total
    assert found.right.organizations == 8 + found.organizations.added.total
    assert (found.left.consortia, found.right.consortia, found.consortia.kept.total) == (3, 3, 0)
    assert (found.whole.components.left, found.whole.components.right) == (3, 3)


def test_measures_stand_beside_each_other_as_key_actors_gives_them(library: Library, table: Selection) -> None:
    found = compare(library, table, "36", "高知県", limit=500)
    sides = [
        {
            item.id: item
            for item in key_actors(library, table.model_copy(update={"prefecture": (code,)}), limit=500).items
        }
        for code in ("36", "39")
    ]
    assert {row.id for row in found.measures.items} == sides[0].keys() | sides[1].keys()
    for row in found.measures.items:
        for name in ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode"):
            values = [getattr(side[row.id], name) if row.id in side else None for side in sides]
            assert getattr(row, name) == Change(left=values[0], right=values[1], difference=None), (row.name, name)
    assert found.whole.sole_bridges == Change(left=0, right=1, difference=1)
    assert found.whole.memberships == Change(left=36, right=30, difference=-6)


def test_changes_are_ranked_by_their_size_and_equal_ones_share_a_rank() -> None:
    parts: list[Made | list[Made]] = [consortium(name) for name in "甲乙丙"]
    parts += [[organization(name) for name in ("増える", "減る", "同じ")]]
    parts += [seat("甲", organization=name, stated=[("r", "2013")]) for name in ("増える", "減る", "同じ")]
    parts += [seat("乙", organization="増える", stated=[("r", "2015")])]
    parts += [seat("丙", organization="減る", stated=[("r", "2013")], not_stated_since="2015")]
    found = compare(series(*parts), Selection(), "2013", "2015").measures
    assert [(row.rank, row.name, row.memberships) for row in found.items] == [
        (1, "増える", Change(left=1, right=2, difference=1)),
        (1, "減る", Change(left=2, right=1, difference=-1)),
        (3, "同じ", Change(left=1, right=1, difference=0)),
    ]


def dated_graph(seed: int) -> Graph:
    """Return a graph of seats with random editions and printed terms; some are renewed in another role."""
    rng = np.random.default_rng(seed)
    years = [str(2010 + n) for n in range(6)]
    parts: list[Made | list[Made]] = [consortium(f"会議{n}") for n in range(3)]
    parts += [organization(f"機関{n}") for n in range(5)]
    for n in range(int(rng.integers(0, 25))):
        stated = [("r", year) for year in sorted(set(rng.choice(years, rng.integers(0, 3)).tolist()))]
        gone = rng.choice(years) if stated and rng.random() < 0.4 else None
        one = seat(
            f"会議{rng.integers(3)}",
            organization=f"機関{rng.integers(5)}",
            stated=stated or [("r", None)],
            valid_from=f"{rng.choice(years)}-04" if rng.random() < 0.2 else None,
            valid_to=f"{rng.choice(years)}-09" if rng.random() < 0.2 else None,
            not_stated_since=gone if gone is not None and gone > stated[-1][1] else None,
        )
        said = [s.model_copy(update={"as_stated": AsStated(role="旧")}) for s in one.statements[:-1]]
        one = one.model_copy(update={"id": f"t:{n:03}", "role": "新", "statements": (*said, one.statements[-1])})
        parts.append(one)
    return made([*parts, source("r", "r")])


def plain_standing(graph: Graph, year: str) -> dict[str, str | None]:
    """Return the seats that stand in a year, with their roles: the definition of design.md, seat by seat."""
    found = {}
    for one in graph.seats.values():
        dates = [s.edition_date for s in one.statements if s.edition_date is not None]
        known = [s for s in one.statements if s.edition_date is None or s.edition_date <= year]
        said = (known or one.statements[:1])[-1].as_stated
        begin, end = (said.valid_from, said.valid_to) if said else (one.valid_from, one.valid_to)
        if dates and min(dates) > year:
            continue
        if (begin and begin[:4] > year) or (end and end[:4] < year):
            continue
        if one.not_stated_since is not None and one.not_stated_since <= year:
            continue
        found[one.id] = said.role if said else one.role
    return found


@pytest.mark.parametrize("seed", range(40))
def test_on_made_graphs_the_lists_are_those_of_plain_set_arithmetic(seed: int) -> None:
    graph = dated_graph(seed)
    library = Library(FakeStore(graph))
    left, right = sorted(str(2010 + n) for n in np.random.default_rng(seed + 1000).integers(0, 6, 2))
    before, after = plain_standing(graph, left), plain_standing(graph, right)
    found = compare(library, Selection(), left, right, limit=500)
    assert found.seats is not None
    both = before.keys() & after.keys()
    passed = {side.id for row in found.seats.changed_holder.items for side in (row.left, row.right) if side}
    assert ids(found.seats.kept) == {id for id in both if before[id] == after[id]}
    assert ids(found.seats.changed) == {id for id in both if before[id] != after[id]}
    assert ids(found.seats.ended) == before.keys() - after.keys() - passed
    assert ids(found.seats.added) == after.keys() - before.keys() - passed
    assert passed <= before.keys() ^ after.keys()
    for row in (*found.seats.kept.items, *found.seats.changed.items):
        assert row.left is not None
        assert row.right is not None
        assert (row.left.role, row.right.role) == (before[row.id], after[row.id])
    for name in ("organization", "consortium"):
        sides = [{getattr(graph.seats[id], name) for id in side} for side in (before, after)]
        bodies = found.organizations if name == "organization" else found.consortia
        assert {row.id for row in bodies.kept.items} == sides[0] & sides[1]
        assert {row.id for row in bodies.ended.items} == sides[0] - sides[1]
        assert {row.id for row in bodies.added.items} == sides[1] - sides[0]
    assert all(row.reason is not None for row in found.seats.ended.items)


def ids(section: SeatSection) -> set[str]:
    return {row.id for row in section.items}


def lists(found: CompareAnswer) -> Iterator[tuple[str, int, list[str], str | None]]:
    for name in SECTIONS:
        part = found
        for step in name.split("."):
            part = getattr(part, step)
        yield name, part.total, [row.id for row in part.items], part.next  # type: ignore[attr-defined]


def test_every_list_goes_on_page_by_page_and_gives_each_row_once() -> None:
    graph = dated_graph(3)
    library = Library(FakeStore(graph))
    whole = {
        name: (total, rows) for name, total, rows, _ in lists(compare(library, Selection(), "2011", "2014", limit=500))
    }
    assert sum(total for total, _ in whole.values()) > 20
    for section in SECTIONS:
        cursor, rows = None, list[str]()
        while True:
            page = compare(library, Selection(), "2011", "2014", section=section, limit=2, cursor=cursor)
            others = {name: (total, listed, following) for name, total, listed, following in lists(page)}
            total, listed, cursor = others.pop(section)
            assert total == whole[section][0]
            assert {(tuple(given), following) for _, given, following in others.values()} == {((), None)}
            rows += listed
            if cursor is None:
                break
        assert rows == whole[section][1], section


@pytest.mark.parametrize(
    ("left", "right", "more", "sentence"),
    [
        ("36", "2013", {}, "left は都道府県、right は日付です。同じ種類の二つ"),
        ("2013-13", "2014", {}, "日付「2013-13」はありません。"),
        ("2015", "2013", {}, "left（2015）が right（2013）より後です。"),
        ("徳島", "39", {}, "「徳島」は都道府県（コードか名称）、事業（IDか名称）、日付"),
        ("36", "39", {"prefecture": ("36",)}, "条件 prefecture は使えません。"),
        ("2013", "2015", {"as_of": "2014"}, "条件 as_of は使えません。"),
    ],
)
def test_two_that_cannot_be_compared_are_refused_in_plain_words(
    library: Library, left: str, right: str, more: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadQuestion, match=sentence):
        compare(library, Selection.model_validate(more), left, right)


def test_a_merged_programme_leads_to_the_kept_one() -> None:
    kept = programme("事業").model_copy(update={"mentions": ("g:kept", "g:old"), "id": "g:kept"})
    library = series(kept, programme("他"))
    with pytest.raises(Moved) as moved:
        compare(library, Selection(), "g:old", "他")
    assert (moved.value.id, moved.value.kept) == ("g:old", "g:kept")


def test_a_cursor_needs_its_list_and_a_list_has_to_be_there(library: Library) -> None:
    for given in ({"cursor": "abc"}, {"section": "seats"}, {"limit": 501}, {"sort": "degree"}, {"level": "holder"}):
        with pytest.raises(BadQuestion):
            compare(library, Selection(), "36", "39", **given)


def test_without_persons_no_name_of_one_is_in_a_comparison(unnamed: Library, graph: Graph) -> None:
    found = compare(unnamed, Selection(), "2010", "2026", limit=500)
    text = found.model_dump_json()
    assert (found.left.persons, found.right.persons) == (None, None)
    assert [person.name for person in graph.persons.values() if person.name in text] == []
    assert [id for id in graph.persons if id in text] == []
