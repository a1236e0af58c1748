"""Key actors of the three-prefecture table: every value that the definitions expect."""

from itertools import combinations

import networkx  # type: ignore[import-untyped]
import pytest

from musubime.errors import BadQuestion, PersonsOff
from musubime.questions.answers_measures import KeyActorItem
from musubime.questions.key_actors import LEVELS, SORTS, Level, key_actors
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, owner, programme, seat
from tests.questions.random_graphs import SeatRow, every_roster, graph_of_seats

THREE = {"高知県", "徳島大学", "徳島県"}
TWO = {
    "高知大学", "高知工科大学", "高知県立大学", "高知工業高等専門学校", "広島大学", "広島県", "マツダ株式会社",
    "四国大学", "阿南工業高等専門学校", "徳島県中小企業団体中央会", "徳島県経済同友会", "徳島県経営者協会",
}  # fmt: skip
RAW = {
    79.333333: {"高知県"},
    60.857143: {"徳島大学", "徳島県"},
    29.166667: {"高知大学", "高知工科大学"},
    16.666667: {"高知県立大学", "高知工業高等専門学校"},
    16.0: {"広島大学", "広島県", "マツダ株式会社"},
    12.857143: {"四国大学", "阿南工業高等専門学校", "徳島県中小企業団体中央会", "徳島県経済同友会", "徳島県経営者協会"},
}
NORMALISED = {0.034034, 0.026108, 0.012513, 0.00715, 0.006864, 0.005516}


@pytest.fixture
def rows(library: Library, table: Selection) -> dict[str, KeyActorItem]:
    return {item.name: item for item in key_actors(library, table, limit=500).items}


def test_memberships_are_three_for_three_bodies_and_two_for_twelve(rows: dict[str, KeyActorItem]) -> None:
    assert {name for name, row in rows.items() if row.memberships == 3} == THREE
    assert {name for name, row in rows.items() if row.memberships == 2} == TWO
    assert sum(row.memberships for row in rows.values()) == 84
    assert len(rows) == 66


def test_connector_is_two_thirds_for_the_three_and_a_half_for_the_twelve(rows: dict[str, KeyActorItem]) -> None:
    assert {rows[name].connector for name in THREE} == {0.666667}
    assert {rows[name].connector for name in TWO} == {0.5}
    assert {row.connector for name, row in rows.items() if name not in THREE | TWO} == {None}


def test_kochi_prefecture_alone_joins_one_pair(rows: dict[str, KeyActorItem]) -> None:
    assert {name: row.sole_bridge for name, row in rows.items() if row.sole_bridge} == {"高知県": 1}
    assert rows["高知県"].reason == (
        "内閣府・文部科学省・総務省の3つの会議体（「SAWACHI型健康社会共創拠点」、"
        "「高知県Next次世代型施設園芸農業に関する産学官連携協議会」、「高知県・大学等連携協議会」）に参画。"
        "「高知県Next次世代型施設園芸農業に関する産学官連携協議会」と「高知県・大学等連携協議会」を結ぶのはここだけ。"
    )


def test_bridge_share_is_what_each_pair_is_worth(rows: dict[str, KeyActorItem]) -> None:
    assert round(rows["高知県"].bridge_share, 2) == 1.67
    assert {round(rows[name].bridge_share, 2) for name in ("徳島大学", "徳島県")} == {1.14}


def test_betweenness_is_that_of_the_two_mode_graph(rows: dict[str, KeyActorItem]) -> None:
    found: dict[float, set[str]] = {}
    for name, row in rows.items():
        assert row.betweenness_two_mode is not None
        found.setdefault(row.betweenness_two_mode, set()).add(name)
    zero = found.pop(0.0)
    assert found == RAW
    assert len(zero) == 51
    assert {row.betweenness_two_mode_norm for row in rows.values()} == NORMALISED | {0.0}


def test_equal_values_share_a_rank(library: Library, table: Selection) -> None:
    answer = key_actors(library, table, limit=500)
    ranks = [item.rank for item in answer.items]
    assert ranks == [1] * 3 + [4] * 12 + [16] * 51
    assert [item.name for item in answer.items[:3]] == ["徳島大学", "徳島県", "高知県"]
    assert (answer.total, answer.actors, answer.consortia, answer.left_out) == (66, 66, 8, 0)
    assert answer.components == 3, "one a prefecture"
    assert (answer.betweenness, answer.betweenness_error) == ("exact", None)


def test_null_sorts_last_without_a_rank(library: Library, table: Selection) -> None:
    items = key_actors(library, table, sort="connector", limit=500).items
    assert [item.rank for item in items] == [1] * 3 + [4] * 12 + [None] * 51
    names = [item.name for item in items[15:]]
    assert names == sorted(names)


def test_brokerage_counts_open_triads_by_sector(rows: dict[str, KeyActorItem]) -> None:
    assert rows["高知県"].brokerage_roles.model_dump() == {
        "coordinator": 0, "itinerant": 51, "gatekeeper_representative": 9, "liaison": 66, "unclassified": 0,
    }  # fmt: skip
    assert rows["マツダ株式会社"].brokerage_roles.model_dump() == {
        "coordinator": 15, "itinerant": 2, "gatekeeper_representative": 16, "liaison": 2, "unclassified": 0,
    }  # fmt: skip


@pytest.mark.parametrize("sort", SORTS)
def test_every_measure_sorts(library: Library, table: Selection, sort: str) -> None:
    items = key_actors(library, table, sort=sort, limit=500).items
    assert len(items) == 66
    ranks = [item.rank for item in items if item.rank is not None]
    assert ranks == sorted(ranks)


def test_a_filter_of_bodies_lists_fewer_and_keeps_their_rank(library: Library, table: Selection) -> None:
    companies = key_actors(library, table.model_copy(update={"sector": ("産",)}), limit=500)
    assert companies.items[0].name == "マツダ株式会社"
    assert companies.items[0].rank == 4
    assert {item.sector for item in companies.items} == {"産"}
    located = key_actors(library, table.model_copy(update={"located_in": ("高知県",), "q": "高知"}), limit=500)
    assert {code for item in located.items for code in item.prefecture} == {"39"}


def test_posts_rank_by_organization_and_title(library: Library, table: Selection) -> None:
    answer = key_actors(library, table, level="post", limit=500)
    assert answer.left_out == 84 - sum(item.memberships for item in answer.items)
    assert "マツダ株式会社 代表取締役会長" in [item.name for item in answer.items]
    assert all(item.id.startswith("post:") and item.organization is not None for item in answer.items)
    assert {item.interlocks for item in answer.items} == {None}


def test_persons_interlock_bodies(library: Library) -> None:
    answer = key_actors(library, Selection(), level="person", limit=500)
    assert answer.items
    assert all(item.interlocks == item.memberships * (item.memberships - 1) // 2 for item in answer.items)


def test_english_reasons_are_english(library: Library, table: Selection) -> None:
    item = next(i for i in key_actors(library, table, lang="en").items if i.name == "高知県")
    assert item.reason.startswith("Sits on 3 consortia under 内閣府, 文部科学省, 総務省: ")
    assert " The only one who joins " in item.reason


def test_an_unknown_measure_or_level_is_refused(library: Library, unnamed: Library, table: Selection) -> None:
    with pytest.raises(BadQuestion):
        key_actors(library, table, sort="pagerank")
    with pytest.raises(BadQuestion):
        key_actors(library, table, level="town")  # type: ignore[arg-type]
    with pytest.raises(PersonsOff):
        key_actors(unnamed, table, level="person")


def _actor(row: SeatRow, level: Level) -> str | None:
    if level == "person":
        return None if row.person is None else f"人{row.person}"
    if row.organization is None or (level == "post" and row.post is None):
        return None
    return f"機関{row.organization}" + (f" 役職{(row.post or 0) % 2}" if level == "post" else "")


def _owner(consortium: int) -> str | None:
    """Return the owner that `graph_of_seats` gives the programme of a consortium."""
    return {0: None, 1: None, 2: "省1", 3: "省2"}[consortium % 4] if consortium % 4 or not consortium else "省0"


def _plain(rows: list[SeatRow], level: Level) -> dict[str, dict[str, object]]:
    """Return the measures of every actor, counted with sets and networkx."""
    seated: dict[str, set[int]] = {}
    for row in rows:
        if (actor := _actor(row, level)) is not None:
            seated.setdefault(actor, set()).add(row.consortium)
    members = {k: {a for a, of in seated.items() if k in of} for of in seated.values() for k in of}
    graph = networkx.Graph((actor, k) for actor, of in seated.items() for k in of)
    between = networkx.betweenness_centrality(graph, normalized=False) if graph else {}
    found: dict[str, dict[str, object]] = {}
    for actor, of in seated.items():
        ties = [len(members[a] & members[b]) for a, b in combinations(sorted(of), 2)]
        owners = [name for name in map(_owner, sorted(of)) if name is not None]
        squares = sum((owners.count(name) / len(owners)) ** 2 for name in set(owners))
        found[actor] = {
            "memberships": len(of),
            "connector": round(1 - squares, 6) if len(owners) > 1 else None,
            "sole_bridge": ties.count(1),
            "bridge_share": round(sum(1 / shared for shared in ties), 6),
            "betweenness_two_mode": round(between[actor], 6),
            "interlocks": len(of) * (len(of) - 1) // 2 if level == "person" else None,
        }
    return found


@every_roster
def test_every_level_is_that_of_plain_counting(rows: list[SeatRow]) -> None:
    level = LEVELS[len(rows) % len(LEVELS)]
    answer = key_actors(Library(FakeStore(graph_of_seats(rows))), Selection(), level=level, limit=500)
    expected = _plain(rows, level)
    found = {item.name: item.model_dump(include=set(next(iter(expected.values()), ()))) for item in answer.items}
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        assert found[name] == pytest.approx(values, abs=2e-6)
    assert answer.left_out == sum(_actor(row, level) is None for row in rows)
    assert answer.consortia == len({row.consortium for row in rows if _actor(row, level) is not None})
    order = sorted(answer.items, key=lambda item: (-item.memberships, item.name, item.id))
    assert list(answer.items) == order
    better = [sum(other.memberships > item.memberships for other in order) for item in order]
    assert [item.rank for item in order] == [1 + count for count in better]


def _joined(names: dict[str, str]) -> Library:
    """Return one body on consortia of these names, each with the owner that stands beside it."""
    parts: list[Made | list[Made]] = [organization("結び目")]
    for name, ministry in names.items():
        parts += [organization(ministry), programme(f"{ministry}の事業"), list(owner(ministry, f"{ministry}の事業"))]
        parts += [consortium(name, programme=f"{ministry}の事業"), seat(name, organization="結び目")]
    return Library(FakeStore(made(parts)))


def test_a_reason_names_the_owners_of_the_most_consortia_and_counts_the_rest() -> None:
    names = {f"会議{n:02}": "乙省" for n in range(9)} | {"協定": "甲省", "研究会「港」": "丙省", "連盟": "丁省"}
    library = _joined(names)
    assert key_actors(library, Selection()).items[0].reason == (
        "乙省・丁省・丙省などの12の会議体（「会議00」、「会議01」、「会議02」ほか9件）に参画。"
        "「会議00」と「会議01」など66組を結ぶのはここだけ。"
    )
    assert key_actors(library, Selection(), lang="en").items[0].reason == (
        "Sits on 12 consortia under 乙省, 丁省, 丙省 and others: 会議00, 会議01, 会議02 and 9 more. "
        "The only one who joins 会議00 and 会議01 (and 65 more pairs)."
    )


def test_a_name_with_brackets_stands_in_double_ones() -> None:
    item = key_actors(_joined({"研究会「港」": "甲省", "会議": "甲省"}), Selection()).items[0]
    assert item.reason == (
        "2つの会議体（「会議」、『研究会「港」』）に参画。「会議」と『研究会「港」』を結ぶのはここだけ。"
    )
