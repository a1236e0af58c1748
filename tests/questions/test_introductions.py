"""Who ties two consortia, who could introduce those that are not tied, and whom to turn to."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import networkx  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings

from musubime.errors import BadQuestion, TooMany
from musubime.questions.answers_introductions import IntroductionItem
from musubime.questions.introductions import introductions
from musubime.questions.library import Library
from musubime.questions.paths import paths
from musubime.questions.selection import Selection
from musubime.types.graph import Graph
from musubime.types.key_roles import KeyRole, key_role
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, person, same_body, seat, source
from tests.questions.random_graphs import RANDOMLY, SeatRow, graph_of_seats, seat_rows

SAWACHI = "SAWACHI型健康社会共創拠点"
GREENHOUSE = "高知県Next次世代型施設園芸農業に関する産学官連携協議会"
COUNCIL = "高知県・大学等連携協議会"


def short(item: IntroductionItem) -> tuple[str, str, bool | None, list[str]]:
    """Return the names of a pair, whether it is tied, and by whom."""
    a, b = (one.name for one in item.consortia)
    return (a, b, item.tied, [member.name for member in item.shared])


def test_the_three_networks_of_kochi_are_all_tied(library: Library, table: Selection) -> None:
    answer = introductions(library, table.model_copy(update={"prefecture": ("高知県",)}))
    assert (answer.total, answer.tied, answer.untied, answer.no_way, answer.unknown) == (3, 3, 0, 0, 0)
    pairs = {frozenset(short(item)[:2]): short(item)[2:] for item in answer.items}
    assert pairs == {
        frozenset((GREENHOUSE, COUNCIL)): (True, ["高知県"]),
        frozenset((SAWACHI, COUNCIL)): (True, ["高知工業高等専門学校", "高知県立大学", "高知県"]),
        frozenset((SAWACHI, GREENHOUSE)): (True, ["高知大学", "高知工科大学", "高知県"]),
    }
    # the weakest tie first
    assert [item.shared_count for item in answer.items] == [1, 3, 3]
    first = answer.items[0]
    assert (first.distance, first.ways, first.introducers, first.lower_bound) == (2, (), (), False)
    assert [seat.sector for seat in first.shared] == ["官"]
    a, b = (one.name for one in first.consortia)
    assert first.sentence == f"「{a}」と「{b}」は、高知県が両方に席を持ち、つながっています。"


def test_a_council_that_is_not_reported_is_neither_tied_nor_untied(library: Library, table: Selection) -> None:
    answer = introductions(library, table.model_copy(update={"prefecture": ("34",)}))
    assert (answer.total, answer.tied, answer.untied, answer.unknown) == (3, 1, 0, 2)
    tied, *unknown = answer.items
    assert short(tied)[3] == ["広島大学", "広島県", "マツダ株式会社"]
    for item in unknown:
        assert (item.tied, item.shared_count, item.distance, item.ways, item.introducers) == (None, None, None, (), ())
        assert "「（総務省調査・広島県：記載なし）」は構成員の記載がないため" in item.sentence


def test_inside_the_table_no_way_joins_two_prefectures(library: Library, table: Selection) -> None:
    answer = introductions(library, table, limit=500)
    # 8 consortia with members: 28 pairs, 7 tied, and 2 × 3 + 2 × 3 + 3 × 3 between two prefectures
    assert (answer.total, answer.untied, answer.no_way, answer.tied, answer.unknown) == (36, 21, 21, 7, 8)
    assert [item.tied for item in answer.items] == [False] * 21 + [True] * 7 + [None] * 8
    for item in answer.items[:21]:
        assert (item.distance, item.ways_total, item.introducers_total) == (None, 0, 0)
        assert item.consortia[0].prefecture != item.consortia[1].prefecture
        assert item.sentence.endswith("選んだ席の中では、間をつなぐ道もありません。")
    assert introductions(library, table, tied="no").total == 21
    assert [item.tied for item in introductions(library, table, tied="yes").items] == [True] * 7
    assert introductions(library, table, tied="unknown").total == 8


def test_pages_follow_one_another(library: Library, table: Selection) -> None:
    whole = introductions(library, table, limit=500).items
    first = introductions(library, table, limit=20)
    second = introductions(library, table, limit=20, cursor=first.next)
    assert (*first.items, *second.items) == whole
    assert second.next is None


KEYS = [("甲", "ア", "会長"), ("甲", "イ", "副会長"), ("乙", "ウ", "幹事機関"), ("乙", "エ", "理事兼事務局長")]


def _made(*more: Made | Sequence[Made]) -> Library:
    """Return 甲 (ア, イ) and 乙 (ウ, エ) of 徳島県; they meet there on 丙 (イ, ウ, 加藤), and on 丁 (イ, エ, オ)."""
    parts: list[Made | Sequence[Made]] = [
        source("r", "r"), *(organization(name) for name in "アイウエオ"), person("加藤"),
        consortium("甲", "36"), consortium("乙", "36"), consortium("丙", "36"), consortium("丁"),
        seat("丙", organization="イ"), seat("丙", organization="ウ"), seat("丙", person="加藤"),
        seat("丁", organization="イ"), seat("丁", organization="オ"), seat("丁", organization="エ"),
    ]  # fmt: skip
    parts += [seat(at, organization=of).model_copy(update={"role": role}) for at, of, role in KEYS]
    return Library(FakeStore(made([*parts, *more])))


def _pair(library: Library, selection: Selection, through: str = "selection", lang: str = "ja") -> IntroductionItem:
    answer = introductions(library, selection, through=through, lang=lang)
    assert answer.through == through
    return next(item for item in answer.items if (item.a, item.b) == ("c:乙", "c:甲"))


def test_who_sits_with_both_could_introduce_them() -> None:
    item = _pair(_made(), Selection(prefecture=("36",)))
    assert (item.tied, item.shared_count, item.distance, item.ways_total) == (False, 0, 4, 1)
    (way,) = item.ways
    assert [way[0].from_.name, *(step.to.name for step in way)] == ["乙", "ウ", "丙", "イ", "甲"]
    found = [(one.rank, one.name, one.ways, one.sits_on) for one in item.introducers]
    assert found == [(1, "イ", 1, "b"), (1, "ウ", 1, "a")]
    assert [seat.consortium.name for seat in item.introducers[0].seats] == ["丙", "甲"]
    assert item.introducers[0].seats_total == 2
    assert item.sentence == (
        "「乙」と「甲」の両方に席を持つ機関・人はいません。「丙」で「乙」のウと「甲」のイが同席しています。"
        "紹介できるのはイ・ウ。"
    )
    assert item.paths == "/api/v1/paths?from=c%3A%E4%B9%99&to=c%3A%E7%94%B2&prefecture=36"


def test_through_all_seats_an_introducer_may_come_from_elsewhere() -> None:
    item = _pair(_made(), Selection(prefecture=("36",)), through="all")
    assert (item.distance, item.ways_total) == (4, 2)
    assert [(one.rank, one.name, one.ways) for one in item.introducers] == [(1, "イ", 2), (2, "ウ", 1), (2, "エ", 1)]
    assert "（道はほかに1本）" in item.sentence
    assert item.paths == "/api/v1/paths?from=c%3A%E4%B9%99&to=c%3A%E7%94%B2"
    english = _pair(_made(), Selection(prefecture=("36",)), through="all", lang="en").sentence
    assert english == (
        "Nobody sits on both 乙 and 甲. ウ of the first and イ of the second sit together on 丙 (other ways: 1). "
        "Who could introduce them: イ, ウ, エ."
    )


def test_a_body_between_two_others_introduces_them() -> None:
    more: list[Made | Sequence[Made]] = [organization("カ"), consortium("戊"), seat("戊", organization="カ")]
    more += [seat("戊", person="加藤")]
    library = _made(*more)
    item = next(one for one in introductions(library, Selection()).items if {one.a, one.b} == {"c:甲", "c:戊"})
    # 甲 – イ – 丙 – 加藤 – 戊
    assert (item.distance, [one.name for one in item.introducers]) == (4, ["イ", "加藤"])
    assert [one.kind for one in item.introducers] == ["organization", "person"]


def test_long_ways_name_who_meets_members_of_both_and_longer_ones_nobody() -> None:
    parts: list[Made | Sequence[Made]] = [organization(name) for name in "アイウエ"]
    parts += [consortium(name) for name in "甲乙丙丁戊"]
    for name, place in zip("アアイイウウエエ", "甲乙乙丙丙丁丁戊", strict=True):
        parts.append(seat(place, organization=name))
    items = introductions(Library(FakeStore(made(parts))), Selection()).items
    found = {frozenset(one.name for one in item.consortia): item for item in items}
    six = found[frozenset("甲丁")]
    assert (six.distance, [(one.name, one.sits_on) for one in six.introducers]) == (6, [("イ", None)])
    assert six.sentence.endswith("両側の構成員と同席し、紹介できるのはイ。")
    eight = found[frozenset("甲戊")]
    assert (eight.distance, eight.ways_total, eight.introducers) == (8, 1, ())
    assert eight.sentence.endswith("ひとりで紹介できる機関・人もなく、間に3つの会議体を挟みます。")
    assert [item.distance for item in items] == [4, 4, 4, 6, 6, 8, 2, 2, 2, 2]


def test_a_consortium_that_is_a_body_itself_may_sit_on_the_other() -> None:
    more: list[Made | Sequence[Made]] = [organization("甲法人"), same_body("甲法人", "甲"), consortium("庚")]
    more += [seat("庚", organization="甲法人")]
    items = introductions(_made(*more), Selection()).items
    item = next(one for one in items if {one.a, one.b} == {"c:甲", "c:庚"})
    assert (item.tied, item.distance, [one.name for one in item.introducers]) == (False, 2, ["甲法人"])
    assert item.sentence.endswith("「甲」が機関として「庚」に席を持っています。")


def test_key_seats_are_those_whose_printed_role_says_so() -> None:
    item = _pair(_made(), Selection())
    assert [(key.kind, key.role, key.seat.holder.name) for key in item.key_seats_b if key.seat and key.seat.holder] == [
        ("chair", "会長", "ア")
    ]
    assert [(key.kind, key.label, key.role) for key in item.key_seats_a] == [
        ("representative", "代表機関", "幹事機関"),
        ("desk", "事務局・窓口", "理事兼事務局長"),
    ]
    assert (item.unknown_a, item.unknown_b) == (("chair",), ("representative", "desk"))


def test_a_stated_desk_is_a_key_seat_without_a_seat() -> None:
    graph = made([organization("ア"), consortium("甲"), consortium("乙"), seat("甲", organization="ア")])
    told = graph.consortia["c:甲"].model_copy(update={"contact": "産業振興課 電話 000"})
    graph = graph.model_copy(update={"consortia": {**graph.consortia, "c:甲": told}})
    (item,) = introductions(Library(FakeStore(graph)), Selection()).items
    assert [(key.kind, key.contact, key.seat) for key in item.key_seats_b] == [("desk", "産業振興課 電話 000", None)]
    assert item.sentence == "「乙」にはこの時点の席がなく、「乙」と「甲」をつなぐ機関・人はいません。"


def test_many_key_seats_are_counted_beyond_ten_of_a_kind() -> None:
    parts: list[Made | Sequence[Made]] = [organization(f"機関{n:02}") for n in range(12)]
    parts += [consortium("甲"), consortium("乙")]
    parts += [seat("甲", organization=f"機関{n:02}").model_copy(update={"role": "幹事"}) for n in range(12)]
    (item,) = introductions(Library(FakeStore(made(parts))), Selection()).items
    assert [key.seat.holder.name for key in item.key_seats_b if key.seat and key.seat.holder] == [
        f"機関{n:02}" for n in range(10)
    ]
    assert (item.key_seats_total_a, item.key_seats_total_b) == (0, 12)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("座長", KeyRole.CHAIR), ("座 長", KeyRole.CHAIR), ("実行委員長", KeyRole.CHAIR),
        ("会長・代表理事", KeyRole.CHAIR),
        ("座長（兼）", KeyRole.CHAIR), ("副座長", None), ("会長代理", None), ("委員主査代理", None), ("名誉会長", None),
        ("前会長", None), ("委員", None), ("自治会長", None), ("市民代表", None), ("代表", KeyRole.CHAIR),
        ("代表機関", KeyRole.REPRESENTATIVE), ("幹事", KeyRole.REPRESENTATIVE), ("提案機関", KeyRole.REPRESENTATIVE),
        ("選定地域", None), ("事務局", KeyRole.DESK), ("統括事務局", KeyRole.DESK), ("理事兼事務局長", KeyRole.DESK),
        ("会長 兼 事務局", KeyRole.CHAIR), ("Chair", KeyRole.CHAIR), ("Vice Chair", None), (None, None), ("", None),
    ],
)  # fmt: skip
def test_words_for_a_role_name_a_key_seat(printed: str | None, kind: KeyRole | None) -> None:
    assert key_role(printed) is kind


def test_what_cannot_be_asked_is_refused() -> None:
    library = _made()
    for asked, field in (({"tied": "maybe"}, "tied"), ({"through": "walls"}, "through"), ({"ways": 101}, "ways")):
        with pytest.raises(BadQuestion) as refused:
            introductions(library, Selection(), **asked)
        assert refused.value.field == field
    with pytest.raises(BadQuestion, match="located_in"):
        introductions(library, Selection(located_in=("36",)))
    many = Library(FakeStore(made([consortium(f"会議{n}", "36") for n in range(201)])))
    with pytest.raises(TooMany, match="prefecture・programme・owner・consortium・roster"):
        introductions(many, Selection())


def _members(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {id: set() for id in graph.consortia}
    for each in graph.seats.values():
        if (holder := each.organization or each.person) is not None:
            found[each.consortium].add(holder)
    return found


@settings(RANDOMLY, max_examples=80)
@given(rows=seat_rows())
def test_pairs_ways_and_introducers_are_those_of_plain_looking(rows: list[SeatRow]) -> None:
    graph = graph_of_seats(rows)
    library = Library(FakeStore(graph))
    answer = introductions(library, Selection(), limit=500, ways=100)
    members = _members(graph)
    plain = networkx.Graph([(body, place) for place, bodies in members.items() for body in bodies])
    plain.add_nodes_from(members)
    assert sorted((item.a, item.b) for item in answer.items) == sorted(combinations(sorted(members), 2))
    for item in answer.items:
        both = members[item.a] & members[item.b]
        assert (item.tied, item.shared_count) == (bool(both), len(both))
        assert {member.id for member in item.shared} == both
        if both:
            continue
        try:
            ways = list(networkx.all_shortest_paths(plain, item.a, item.b))
        except networkx.NetworkXNoPath:
            assert (item.distance, item.ways_total, item.introducers_total) == (None, 0, 0)
            continue
        assert (item.distance, item.ways_total) == (len(ways[0]) - 1, len(ways))
        carried = Counter(node for way in ways for node in way if node not in members)
        together = {body: set().union(*(members[place] for place in plain[body])) for body in carried}
        able = {body for body in carried if together[body] & members[item.a] and together[body] & members[item.b]}
        assert {one.id: one.ways for one in item.introducers} == {body: carried[body] for body in able}
        whole = paths(library, Selection(), item.a, item.b, limit=500)
        assert item.ways == whole.paths[: len(item.ways)]
