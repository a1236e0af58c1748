"""The scene: every seat an edge, every body a place, nothing over anything, nothing left out unsaid."""

from itertools import combinations

import pytest

from musubime.questions.answers_views import Scene
from musubime.questions.library import Library
from musubime.questions.network import network
from musubime.questions.scene_choice import MOST_EDGES, MOST_NODES
from musubime.questions.selection import Selection
from musubime.questions.wrapping import LINE, wrapped
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, seat


@pytest.fixture(scope="module")
def scene(library: Library) -> Scene:
    return network(library, Selection(roster=("three-prefecture-table",)))


def test_the_table_is_75_nodes_and_84_edges(scene: Scene) -> None:
    nodes = {node.data.id: node for node in scene.elements.nodes}
    assert len(nodes) == 75
    assert len({edge.data.id for edge in scene.elements.edges}) == 84
    assert all(edge.data.source in nodes and edge.data.target in nodes for edge in scene.elements.edges)
    assert scene.summary.complete
    assert not scene.summary.heavy
    assert (scene.summary.consortia, scene.summary.organizations) == (9, 66)


def test_sectors_have_shapes_of_their_own(scene: Scene) -> None:
    shapes = {(node.data.kind, node.data.sector): node.data.shape for node in scene.elements.nodes}
    assert shapes == {
        ("consortium", None): "round-rectangle",
        ("organization", "学"): "ellipse",
        ("organization", "官"): "rectangle",
        ("organization", "産"): "diamond",
    }


def test_no_mark_lies_on_another(scene: Scene) -> None:
    for a, b in combinations(scene.elements.nodes, 2):
        reach = (a.data.size + b.data.size) / 2
        apart = max(abs(a.position.x - b.position.x), abs(a.position.y - b.position.y))
        assert apart >= reach, (a.data.name, b.data.name)


def test_prefectures_stand_as_on_the_tile_grid(scene: Scene) -> None:
    middle = {region.name: region.bounds.x + region.bounds.width / 2 for region in scene.regions}
    assert middle["広島県"] < middle["高知県"] < middle["徳島県"]
    for region in scene.regions:
        inside = region.bounds
        for node in scene.elements.nodes:
            if node.data.kind == "consortium" and node.data.prefecture == (region.code,):
                assert inside.x <= node.position.x <= inside.x + inside.width
                assert inside.y <= node.position.y <= inside.y + inside.height


def test_labels_speak_in_order_and_most_of_them_at_twice_the_size(scene: Scene) -> None:
    assert [node.data.rank for node in scene.elements.nodes] == list(range(1, 76))
    assert sum(node.data.min_zoom <= 2 for node in scene.elements.nodes) == 75
    assert all(max(map(len, node.data.label.split("\u200b"))) <= 2 * LINE for node in scene.elements.nodes)


def test_a_filter_of_bodies_leaves_only_the_consortia_they_sit_on(library: Library, table: Selection) -> None:
    scene = network(library, table.model_copy(update={"q": "徳島大学"}))
    assert sorted(node.data.kind for node in scene.elements.nodes) == ["consortium"] * 3 + ["organization"]


def test_a_larger_answer_is_bounded_and_says_so() -> None:
    names = [f"機関{n:04}" for n in range(3_000)]
    nodes: list[Made] = [organization(name) for name in names]
    nodes += [each for n in range(10) for each in consortium(f"会議{n:02}", "36")]
    nodes += [seat(f"会議{n % 10:02}", organization=name) for n, name in enumerate(names)]
    nodes += [seat(f"会議{(n + 1) % 10:02}", organization=name) for n, name in enumerate(names[:1_000])]
    scene = network(Library(FakeStore(made(nodes))), Selection())
    assert len(scene.elements.nodes) == MOST_NODES
    assert len(scene.elements.edges) <= MOST_EDGES
    summary = scene.summary
    assert (summary.nodes, summary.edges, summary.shown_nodes) == (3_010, 4_000, MOST_NODES)
    assert summary.hidden_by_sector == {"unknown": 1_010}
    assert summary.not_shown is not None
    assert summary.not_shown.startswith("図に収まらない 1010 件の点")
    drawn = {node.data.id for node in scene.elements.nodes}
    assert {f"o:{name}" for name in names[:1_000]} <= drawn
    assert sum(node.data.hidden for node in scene.elements.nodes) == 1_010


def test_an_empty_selection_is_an_empty_scene(library: Library) -> None:
    scene = network(library, Selection(prefecture=("46",)))
    assert (scene.elements.nodes, scene.elements.edges, scene.bounds.width) == ((), (), 0)


def test_labels_wrap_between_phrases() -> None:
    assert wrapped("広島大学") == "広島大学"
    assert wrapped("徳島県中小企業団体中央会").replace("\u200b", "") == "徳島県中小企業団体中央会"
    assert "\u200b" in wrapped("ネオ・ディスタンス社会を創造する次世代「光」共創拠点")


def test_long_names_are_cut_where_they_can_be_read() -> None:
    assert wrapped("宮城県仙台市 地域DX推進ラボ").split("\u200b")[0].startswith("宮城県仙台")
    assert "\u200b地域DX" in wrapped("宮城県仙台市 地域DX推進ラボ")
    assert wrapped("株式会社アルファドライブ高知").split("\u200b")[0] == "株式会社"
    assert wrapped("SENDAI X-TECH INNOVATION PROJECT").split("\u200b") == [
        "SENDAI ",
        "X-TECH ",
        "INNOVATION ",
        "PROJECT",
    ]
    assert wrapped("高知県農業協同組合中央会").replace("\u200b", "") == "高知県農業協同組合中央会"
    assert not wrapped("高知県農業協同組合中央会").endswith("\u200b会")
