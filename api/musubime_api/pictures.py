"""A scene as a drawing that stands by itself: no page around it, and nothing that follows the pointer."""

from collections import Counter
from typing import NamedTuple

from musubime.exports.picture import LegendMark
from musubime.exports.svg import Drawing, DrawnEdge, DrawnNode, DrawnRegion
from musubime.questions.answers_views import NodeData, Scene, SceneNode
from musubime.questions.scene_nodes import CROWDED
from musubime.types.vocabulary import Sector
from musubime_api.pages import marks
from musubime_api.pages.scene_paint import label_lines, mark_of

STAGE = 1_600.0
"""Width in pixels that labels are chosen for: on A4 lying they are still read, at about 6 points."""
LABEL = 12.0
ZOOM = 2.0


class DrawnScene(NamedTuple):
    """A scene ready to be painted: drawing, title, legend, and what it leaves out."""

    drawing: Drawing
    title: str
    legend: list[LegendMark]
    left_out: str | None


def drawn_scene(scene: Scene) -> DrawnScene:
    """Return the drawing of a scene in Japanese, its labels chosen as for a sheet of A4."""
    bounds = scene.bounds
    zoom = min(STAGE / max(bounds.width, 1), ZOOM)
    seats = Counter(edge.data.target for edge in scene.elements.edges)
    nodes = [_node(node, seats[node.data.id], zoom) for node in scene.elements.nodes]
    data = [edge.data for edge in scene.elements.edges]
    consortia = sum(node.data.kind == "consortium" for node in scene.elements.nodes)
    title = f"産学官のつながり: 機関・人 {len(nodes) - consortia:,}、会議体 {consortia:,}"
    regions = tuple(
        DrawnRegion(name=one.name, letter=one.letter, **one.bounds.model_dump())
        for one in (scene.regions if len(scene.regions) > 1 else ())
    )
    drawing = Drawing(
        title=title,
        nodes=tuple(reversed(nodes)) if len(nodes) > CROWDED else tuple(nodes),
        edges=tuple(DrawnEdge(id=d.id, source=d.source, target=d.target, stroke=marks.TIE) for d in data),
        regions=regions,
        font_size=LABEL / zoom,
        frame=(bounds.x, bounds.y, bounds.width, bounds.height) if nodes else None,
    )
    return DrawnScene(drawing, title, _legend(scene), scene.summary.not_shown)


def _node(node: SceneNode, seats: int, zoom: float) -> DrawnNode:
    data, mark = node.data, mark_of(node.data)
    return DrawnNode(
        id=data.id,
        x=node.position.x,
        y=node.position.y,
        size=data.size,
        shape=mark.shape,
        fill=mark.fill,
        dashed=mark.dashed,
        label_lines=label_lines(data.label) if data.min_zoom <= zoom else (),
        side=data.side,
        title=_described(data, seats),
    )


def _described(data: NodeData, seats: int) -> str:
    if data.kind == "consortium":
        return f"会議体 {data.name}、{seats:,} 席"
    return f"{data.sector or '部門不明'} {data.name}、{data.memberships:,} 件に参加"


def _legend(scene: Scene) -> list[LegendMark]:
    counts = Counter(node.data.sector for node in scene.elements.nodes if node.data.kind != "consortium")
    listed = [
        *(
            (marks.of(sector.value), f"{sector.label_ja} {counts[sector.value]:,}")
            for sector in Sector
            if counts[sector.value]
        ),
        *([(marks.UNKNOWN, f"部門の記載なし {counts[None]:,}")] if counts[None] else []),
        (marks.CONSORTIUM, f"会議体 {sum(node.data.kind == 'consortium' for node in scene.elements.nodes):,}"),
    ]
    return [LegendMark(_sample(mark), label) for mark, label in listed]


def _sample(mark: marks.Mark) -> DrawnNode:
    return DrawnNode(id="legend", x=0, y=0, size=12, shape=mark.shape, fill=mark.fill, dashed=mark.dashed, title="")
