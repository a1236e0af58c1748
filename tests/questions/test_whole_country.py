"""The whole country in one drawing: every prefecture is named, every joining body speaks, no half stays empty."""

from itertools import combinations

import pytest

from musubime.analytics.label_room import GAP
from musubime.questions.answers_views import Bounds, Scene, SceneNode, SceneRegion
from musubime.questions.library import Library
from musubime.questions.network import network
from musubime.questions.selection import Selection
from musubime.questions.wrapping import label_size, text_width

STAGE = (1070, 680)
"""Width and height of the drawing on a page of 1440 pixels."""


@pytest.fixture(scope="module")
def scene(library: Library) -> Scene:
    return network(library, Selection())


@pytest.fixture(scope="module")
def zoom(scene: Scene) -> float:
    return min(STAGE[0] / scene.bounds.width, STAGE[1] / scene.bounds.height)


def cover(a: Bounds, b: Bounds) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def heading(region: SceneRegion) -> Bounds:
    """Return the room of a region's name in scene units, at its largest."""
    width = region.letter * text_width(region.name)
    middle = region.bounds.x + region.bounds.width / 2
    return Bounds(x=middle - width / 2, y=region.bounds.y, width=width, height=region.letter)


def label(node: SceneNode, zoom: float) -> Bounds:
    """Return the room of a label in pixels."""
    width, height = label_size(node.data.label)
    x, y = node.position.x * zoom, node.position.y * zoom
    across, down = node.data.width * zoom / 2 + GAP, node.data.height * zoom / 2 + GAP
    left = x + across if "right" in node.data.side else x - across - width
    top = y + down if "below" in node.data.side else y - down - height
    if node.data.side in {"below", "above"}:
        left = x - width / 2
    if node.data.side in {"right", "left"}:
        top = y - height / 2
    return Bounds(x=left, y=top, width=width, height=height)


def spoken(scene: Scene, zoom: float) -> list[SceneNode]:
    return [node for node in scene.elements.nodes if node.data.min_zoom <= zoom]


def test_at_least_thirty_prefectures_are_there_and_no_two_lie_on_one_another(scene: Scene) -> None:
    assert sum(region.code is not None for region in scene.regions) >= 30
    assert [(a.name, b.name) for a, b in combinations(scene.regions, 2) if cover(a.bounds, b.bounds)] == []


def test_no_name_of_a_prefecture_covers_another_or_leaves_its_frame(scene: Scene) -> None:
    rooms = {region.name: heading(region) for region in scene.regions}
    assert [pair for pair in combinations(rooms, 2) if cover(rooms[pair[0]], rooms[pair[1]])] == []
    for region in scene.regions:
        assert rooms[region.name].width <= region.bounds.width + 0.1 * text_width(region.name)


def test_no_mark_stands_under_the_name_of_its_prefecture(scene: Scene) -> None:
    for region in scene.regions:
        for node in scene.elements.nodes:
            top = node.position.y - node.data.height / 2
            inside = region.bounds.x <= node.position.x <= region.bounds.x + region.bounds.width
            assert not (inside and region.bounds.y <= top < region.bounds.y + region.letter), node.data.name


def test_names_of_prefectures_can_be_read_at_first_sight(scene: Scene, zoom: float) -> None:
    assert min(region.letter for region in scene.regions) * zoom >= 10


def test_marks_are_large_enough_to_tell_their_shape(scene: Scene, zoom: float) -> None:
    assert min(node.data.size for node in scene.elements.nodes) * zoom >= 7


def test_names_of_at_least_one_node_in_seven_can_be_read_at_first_sight(scene: Scene, zoom: float) -> None:
    assert len(spoken(scene, zoom)) >= len(scene.elements.nodes) / 7


def test_the_largest_body_of_each_prefecture_that_joins_consortia_speaks_at_first_sight(
    scene: Scene, zoom: float
) -> None:
    silent = []
    for region in scene.regions:
        inside = [
            node
            for node in scene.elements.nodes
            if node.data.kind != "consortium"
            and region.bounds.x <= node.position.x <= region.bounds.x + region.bounds.width
            and region.bounds.y <= node.position.y <= region.bounds.y + region.bounds.height
        ]
        largest = max(inside, key=lambda node: node.data.memberships)
        if largest.data.memberships > 1 and not any(
            node.data.min_zoom <= zoom for node in inside if node.data.memberships == largest.data.memberships
        ):
            silent.append((region.name, largest.data.name))
    assert silent == []


def test_labels_seen_at_once_do_not_cover_one_another(scene: Scene, zoom: float) -> None:
    rooms = [(node.data.name, label(node, zoom)) for node in spoken(scene, zoom)]
    assert [(a[0], b[0]) for a, b in combinations(rooms, 2) if cover(a[1], b[1])] == []


def test_no_half_of_the_drawing_is_empty(scene: Scene) -> None:
    bounds, count = scene.bounds, len(scene.elements.nodes)
    middle = (bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
    left = sum(node.position.x < middle[0] for node in scene.elements.nodes)
    upper = sum(node.position.y < middle[1] for node in scene.elements.nodes)
    assert count / 4 <= left <= count * 3 / 4
    assert count / 4 <= upper <= count * 3 / 4


def test_north_stays_above_south_and_west_left_of_east(scene: Scene) -> None:
    at = {region.name: region.bounds for region in scene.regions}
    for north, south in (("北海道", "宮城県"), ("宮城県", "福島県"), ("東京都", "神奈川県"), ("広島県", "高知県")):
        assert at[north].y < at[south].y
    for west, east in (("長崎県", "福岡県"), ("福岡県", "広島県"), ("大阪府", "愛知県"), ("愛知県", "東京都")):
        assert at[west].x < at[east].x


@pytest.mark.parametrize("code", ["04", "36", "39"])
def test_in_one_prefecture_what_joins_most_speaks_before_what_joins_one(library: Library, code: str) -> None:
    scene = network(library, Selection(prefecture=(code,)))
    bodies = [node for node in scene.elements.nodes if node.data.kind != "consortium"]
    most = max(node.data.memberships for node in bodies)
    assert min(node.data.min_zoom for node in bodies if node.data.memberships == most) <= 0.6


@pytest.mark.parametrize("code", ["04", "36", "39"])
@pytest.mark.parametrize("zoom", [0.65, 1.0, 1.6])
def test_in_one_prefecture_no_name_covers_the_mark_of_a_consortium(library: Library, code: str, zoom: float) -> None:
    scene = network(library, Selection(prefecture=(code,)))
    marks = [(node.data.name, mark(node, zoom)) for node in scene.elements.nodes if node.data.kind == "consortium"]
    rooms = [(node.data.name, label(node, zoom)) for node in spoken(scene, zoom)]
    assert [(name, other) for name, room in rooms for other, box in marks if name != other and cover(room, box)] == []


@pytest.mark.parametrize("code", ["04", "36", "39"])
def test_in_one_prefecture_most_consortia_are_named_at_first_sight(library: Library, code: str) -> None:
    scene = network(library, Selection(prefecture=(code,)))
    consortia = [node.data.min_zoom for node in scene.elements.nodes if node.data.kind == "consortium"]
    assert sum(zoom <= 0.8 for zoom in consortia) >= 0.6 * len(consortia)


def mark(node: SceneNode, zoom: float) -> Bounds:
    """Return the room of a mark in pixels."""
    width, height = node.data.width * zoom, node.data.height * zoom
    x, y = node.position.x * zoom - width / 2, node.position.y * zoom - height / 2
    return Bounds(x=x, y=y, width=width, height=height)
