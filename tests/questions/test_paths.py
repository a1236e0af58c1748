"""Paths with their seats, why there is none, and how far everybody is."""

from collections.abc import Sequence
from itertools import pairwise

import networkx  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings

from musubime.analytics.posts import post_id
from musubime.errors import BadQuestion, NotFound, PersonsOff
from musubime.questions.answers_paths import PathsAnswer, Ring
from musubime.questions.distances import distances
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.paths import paths
from musubime.questions.selection import Selection
from musubime.types.graph import Graph
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, person, same_body, seat, source
from tests.questions.random_graphs import RANDOMLY, SeatRow, graph_of_seats, seat_rows

TOKUSHIMA = (
    "とくしま大学振興・若者雇用創出推進会議",
    "とくしま産学官連携プラットフォーム",
    "ネオ・ディスタンス社会を創造する次世代「光」共創拠点",
)


def ids(graph: Graph) -> dict[str, str]:
    """Return the id of every organization and consortium by name."""
    return {node.name: node.id for kind in (graph.organizations, graph.consortia) for node in kind.values()}


def named(answer: PathsAnswer) -> list[list[str]]:
    """Return the names along each path."""
    return [[path[0].from_.name, *(step.to.name for step in path)] for path in answer.paths]


def test_two_bodies_meet_on_every_consortium_they_share(library: Library, graph: Graph, table: Selection) -> None:
    id = ids(graph)
    answer = paths(library, table, id["徳島大学"], id["徳島県"])
    assert (answer.length, answer.total, answer.listed, answer.reason, answer.components) == (2, 3, 3, None, ())
    assert named(answer) == [["徳島大学", name, "徳島県"] for name in TOKUSHIMA]
    seats = graph.seats
    for path, name in zip(answer.paths, TOKUSHIMA, strict=True):
        there, back = path
        assert (there.kind, back.kind) == ("seat", "seat")
        assert [(s.holder.name, s.consortium.name) for s in there.seats if s.holder] == [("徳島大学", name)]
        assert [(s.holder.name, s.consortium.name) for s in back.seats if s.holder] == [("徳島県", name)]
        for shown in (*there.seats, *back.seats):
            assert shown.seat == f"/api/v1/seats/{shown.id}"
            assert shown.printed == seats[shown.id].statements[-1].printed
            assert shown.source
            assert shown.source.title == "地域の産学官ネットワークの可視化"


def test_inside_the_table_no_path_leads_from_one_prefecture_to_another(
    library: Library, graph: Graph, table: Selection
) -> None:
    id = ids(graph)
    answer = paths(library, table, id["徳島大学"], id["高知県"])
    assert (answer.paths, answer.length, answer.total, answer.listed) == ((), None, 0, 0)
    parts = [(c.of.name, c.prefecture_names, c.consortia, c.organizations, c.persons) for c in answer.components]
    assert parts == [("徳島大学", ("徳島県",), 3, 27, 0), ("高知県", ("高知県",), 3, 24, 0)]
    assert tuple(ref.name for ref in answer.components[0].named) == TOKUSHIMA
    assert answer.not_stated == 1
    assert answer.reason == (
        "条件（roster=three-prefecture-table）の席の中では、「徳島大学」は徳島県の3会議体・27機関"
        f"（{'、'.join(TOKUSHIMA)}）、「高知県」は高知県の3会議体・24機関（SAWACHI型健康社会共創拠点、"
        "高知県Next次世代型施設園芸農業に関する産学官連携協議会、高知県・大学等連携協議会）の中にあり、"
        "この二つのまとまりをつなぐ席がないため、経路はありません。"
        "構成員の記載がない会議体が1件あり、そこを通る経路は分かりません。"
    )
    english = paths(library, table, id["徳島大学"], id["高知県"], lang="en").reason
    assert english
    assert english.startswith("There is no path among the seats of roster=three-prefecture-table: 徳島大学 is among 3")


def test_from_everybody_of_the_table_the_steps_are_counted(library: Library, graph: Graph, table: Selection) -> None:
    id = ids(graph)
    answer = distances(library, table, id["高知県"])
    # 高知県 sits on all three of its prefecture, and 23 others sit there; 27 and 15 stand in the other two
    assert answer.rings == (
        Ring(steps=1, consortia=3, organizations=0),
        Ring(steps=2, consortia=0, organizations=23),
        Ring(steps=None, consortia=5, organizations=42),
    )
    assert (answer.reached, answer.unreachable, answer.not_stated, answer.total) == (26, 47, 1, 73)
    second = distances(library, table, id["高知県"], steps="2", limit=500)
    assert (second.total, {item.steps for item in second.items}) == (23, {2})
    assert [item.name for item in second.items] == sorted(item.name for item in second.items)
    assert "高知大学" in {item.name for item in second.items}
    away = distances(library, table, id["高知県"], steps="none", limit=500)
    assert len(away.items) == 47
    assert {item.prefecture for item in away.items if item.kind == "consortium"} == {("34",), ("36",)}
    assert distances(library, table, id["高知県"], steps="9").items == ()


def test_a_ring_is_read_page_by_page(library: Library, graph: Graph, table: Selection) -> None:
    id = ids(graph)["マツダ株式会社"]
    whole = [item.id for item in distances(library, table, id, limit=500).items]
    first = distances(library, table, id, limit=40)
    second = distances(library, table, id, limit=40, cursor=first.next)
    assert [item.id for item in (*first.items, *second.items)] == whole
    assert (first.total, second.next) == (len(whole), None)


CHAIN: list[Made | Sequence[Made]] = [
    source("r", "r"),
    *(organization(name) for name in "アイウエ"),
    person("青木"), person("井上"),
    consortium("甲", "36"), consortium("乙"), consortium("丙"), consortium("丁", reported="not_reported"),
    seat("甲", organization="ア", post="会頭"), seat("甲", organization="イ"), seat("乙", organization="イ"),
    seat("乙", organization="ウ", person="青木"), seat("丙", organization="ウ"), seat("丙", person="井上"),
    organization("丁法人"), seat("乙", organization="丁法人"), same_body("丁法人", "丁"),
]  # fmt: skip


def _chain() -> Library:
    return Library(FakeStore(made(CHAIN)))


def test_persons_posts_and_consortia_are_ends_too() -> None:
    library = _chain()
    everything = Selection()
    assert named(paths(library, everything, "o:ア", "p:井上")) == [["ア", "甲", "イ", "乙", "ウ", "丙", "井上"]]
    # 青木 sits on 乙 for ウ: a path may start there, and no path leads through the person
    assert named(paths(library, everything, "p:青木", "o:ア")) == [["青木", "乙", "イ", "甲", "ア"]]
    assert named(paths(library, everything, "p:青木", "p:井上")) == [["青木", "乙", "ウ", "丙", "井上"]]
    assert named(paths(library, everything, "c:甲", "c:丙")) == [["甲", "イ", "乙", "ウ", "丙"]]
    assert named(paths(library, everything, "c:甲", "o:イ")) == [["甲", "イ"]]
    post = post_id("o:ア", "会頭")
    answer = paths(library, everything, post, "o:イ")
    assert (named(answer), answer.from_.kind) == ([["ア 会頭", "甲", "イ"]], "post")
    assert [seat.post for seat in answer.paths[0][0].seats] == ["会頭"]


def test_a_body_that_is_a_consortium_is_stepped_across() -> None:
    library = _chain()
    answer = paths(library, Selection(), "c:丁", "o:イ")
    assert named(answer) == [["丁", "丁法人", "乙", "イ"]]
    assert [step.kind for step in answer.paths[0]] == ["same_body", "seat", "seat"]
    assert [len(step.seats) for step in answer.paths[0]] == [0, 1, 1]
    rings = distances(library, Selection(), "o:丁法人").rings
    assert rings[0] == Ring(steps=1, organizations=0, consortia=2)
    # a selection without that consortium does not lead across it
    narrow = paths(library, Selection(consortium=("乙",)), "c:丁", "o:イ")
    assert (narrow.paths, narrow.components[0].consortia) == ((), 0)


def test_an_end_without_a_selected_seat_says_so() -> None:
    answer = paths(_chain(), Selection(prefecture=("徳島県",)), "o:ア", "o:ウ")
    assert answer.reason == "条件（prefecture=徳島県）の席の中では、「ウ」に席の記載がないため、経路はありません。"
    assert [(c.of.name, c.consortia, c.organizations) for c in answer.components] == [("ア", 1, 2), ("ウ", 0, 0)]
    alone = distances(_chain(), Selection(prefecture=("徳島県",)), "o:ウ")
    assert (alone.reached, alone.unreachable) == (0, 3)


def test_what_is_over_the_limit_is_counted() -> None:
    parts: list[Made | Sequence[Made]] = [organization("左"), organization("右")]
    parts += [consortium(f"会議{n}") for n in range(7)]
    parts += [seat(f"会議{n}", organization=name) for n in range(7) for name in ("左", "右")]
    library = Library(FakeStore(made(parts)))
    answer = paths(library, Selection(), "o:左", "o:右", limit=3)
    assert (answer.total, answer.listed, [names[1] for names in named(answer)]) == (7, 3, ["会議0", "会議1", "会議2"])


def test_what_cannot_be_asked_is_refused() -> None:
    nodes = [*CHAIN, *consortium("戊", mentions=("c:戊", "c:旧"))]
    library = Library(FakeStore(made(nodes)))
    with pytest.raises(BadQuestion, match="別の機関"):
        paths(library, Selection(), "o:ア", "o:ア")
    with pytest.raises(NotFound, match="c:none"):
        paths(library, Selection(), "o:ア", "c:none")
    with pytest.raises(BadQuestion, match="機関・人・役職・会議体の ID") as refused:
        paths(library, Selection(), "s:r", "o:ア")
    assert refused.value.field == "from"
    with pytest.raises(Moved) as moved:
        paths(library, Selection(), "o:ア", "c:旧")
    assert moved.value.kept == "c:戊"
    with pytest.raises(BadQuestion, match="sector"):
        paths(library, Selection(sector=("学",)), "o:ア", "o:イ")
    with pytest.raises(BadQuestion, match="steps"):
        distances(library, Selection(), "o:ア", steps="-1")
    with pytest.raises(NotFound):
        distances(library, Selection(), "o:none")


def test_with_persons_off_no_path_starts_at_one(unnamed: Library, graph: Graph) -> None:
    someone = min(graph.persons)
    with pytest.raises(PersonsOff):
        paths(unnamed, Selection(), someone, ids(graph)["徳島大学"])


def _networkx_of(graph: Graph) -> networkx.Graph:
    """Return holders and consortia of all seats as networkx has them."""
    found = networkx.Graph()
    for each in graph.seats.values():
        if (holder := each.organization or each.person) is not None:
            found.add_edge(holder, each.consortium)
    return found


@settings(RANDOMLY, max_examples=60)
@given(rows=seat_rows())
def test_paths_and_their_seats_are_those_of_plain_looking(rows: list[SeatRow]) -> None:
    graph = graph_of_seats(rows)
    library = Library(FakeStore(graph))
    plain = _networkx_of(graph)
    nodes = sorted(plain)
    for start, goal in list(pairwise(nodes))[::5]:
        answer = paths(library, Selection(), start, goal, limit=500)
        reference = plain.copy()
        for end in (start, goal):
            # a person starts from every seat, with an organization or without
            own = [each.consortium for each in graph.seats.values() if each.person == end]
            reference.add_edges_from((end, each) for each in own)
        try:
            expected = sorted(networkx.all_shortest_paths(reference, start, goal))
        except networkx.NetworkXNoPath:
            assert (answer.paths, answer.total) == ((), 0)
            assert answer.reason
            sizes = [len(networkx.node_connected_component(reference, end)) for end in (start, goal)]
            assert [c.organizations + c.persons + c.consortia for c in answer.components] == sizes
            continue
        assert sorted([p[0].from_.id, *(step.to.id for step in p)] for p in answer.paths) == expected
        for step in {step for path in answer.paths for step in path}:
            a, b = step.from_.id, step.to.id
            body, place = (b, a) if a in graph.consortia else (a, b)
            held = [
                each.id
                for each in graph.seats.values()
                if each.consortium == place
                and (body == (each.organization or each.person) or (body in (start, goal) and body == each.person))
            ]
            assert [shown.id for shown in step.seats] == sorted(held)
