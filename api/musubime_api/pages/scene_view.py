"""A scene as a page shows it: the server's SVG, the data for the canvas, the legend, and the same as a table."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from musubime.exports.svg import Drawing, DrawnEdge, DrawnNode, DrawnRegion, svg_of
from musubime.questions.answers_views import EdgeData, Scene
from musubime.questions.scene_nodes import CROWDED
from musubime_api.pages.links import Value
from musubime_api.pages.rendering import Page, embedded
from musubime_api.pages.scene_legend import LegendEntry, legend
from musubime_api.pages.scene_paint import COLOURS, Painter, label_lines

LABEL = 12.0
"""Height of labels on the screen in pixels, whatever the zoom."""
STAGE, STAGE_SMALL = (640.0, 560.0), (640.0, 420.0)


class Choice(NamedTuple):
    """A link that changes the view."""

    label: str
    href: str
    current: bool


class TableTie(NamedTuple):
    """One consortium in a row of the table; the link leads to the seat."""

    name: str
    href: str
    note: str


class TableRow(NamedTuple):
    """One body of the drawing as a row."""

    id: str
    name: str
    href: str
    sector: str | None
    sector_label: str
    prefecture: str
    ties: list[TableTie]


class SceneView(NamedTuple):
    """Everything the template of a drawing needs."""

    svg: Markup
    data: Markup
    colours: list[Choice]
    legend: list[LegendEntry]
    rows: list[TableRow]
    left_out: str
    small: bool
    empty: bool


def scene_view(page: Page, scene: Scene, *, small: bool = False, where: Mapping[str, Value] | None = None) -> SceneView:
    """Return the drawing of a scene; its legend filters the page, or leads to the network of `where`."""
    zoom = _zoom(scene, small)
    painter = Painter(page, scene, zoom)
    nodes = [painter.node(node) for node in scene.elements.nodes]
    edges = [painter.edge(edge.data) for edge in scene.elements.edges]
    bounds, regions = scene.bounds, _regions(scene)
    drawing = Drawing(
        title=_title(page, painter),
        nodes=tuple(reversed(nodes)) if len(nodes) > CROWDED else tuple(nodes),
        edges=tuple(edges),
        regions=regions,
        font_size=LABEL / zoom,
        frame=(bounds.x, bounds.y, bounds.width, bounds.height) if nodes else None,
    )
    return SceneView(
        svg=Markup(svg_of(drawing)),  # noqa: S704 -- the writer escapes every text and attribute
        data=embedded(_data(page, painter, nodes, edges, regions)),
        colours=[
            Choice(page.words(f"network.colour_{name}"), page.links.here(color=name), name == painter.colour)
            for name in COLOURS
        ],
        legend=legend(painter, where),
        rows=_rows(page, painter),
        left_out=_left_out(page, scene),
        small=small,
        empty=not nodes,
    )


def _zoom(scene: Scene, small: bool) -> float:
    """Return about how much a drawing is scaled to fit its stage on a wide screen."""
    width, height = STAGE_SMALL if small else STAGE
    bounds = scene.bounds
    return min(width / max(bounds.width, 1), height / max(bounds.height, 1), 1.5)


def _title(page: Page, painter: Painter) -> str:
    consortia = sum(data.kind == "consortium" for data in painter.nodes.values())
    return page.words("network.drawing", organizations=len(painter.nodes) - consortia, consortia=consortia)


def _left_out(page: Page, scene: Scene) -> str:
    summary = scene.summary
    if summary.complete:
        return ""
    if page.lang == "ja" and summary.not_shown:
        return summary.not_shown
    return page.words("network.too_many", shown=summary.shown_nodes, rest=summary.nodes - summary.shown_nodes)


def _regions(scene: Scene) -> tuple[DrawnRegion, ...]:
    """Return the frames of the prefectures where there are several."""
    if len(scene.regions) < 2:
        return ()
    return tuple(DrawnRegion(name=one.name, letter=one.letter, **one.bounds.model_dump()) for one in scene.regions)


def _data(
    page: Page,
    painter: Painter,
    nodes: list[DrawnNode],
    edges: list[DrawnEdge],
    regions: tuple[DrawnRegion, ...],
) -> dict[str, object]:
    """Return what the canvas and the keyboard layer work on."""
    notes = {edge.data.id: _note(edge.data) for edge in painter.scene.elements.edges}
    around = page.request.query_params.get("around")
    return {
        "nodes": [
            {
                "id": node.id,
                "label": painter.nodes[node.id].name,
                "lines": label_lines(painter.nodes[node.id].label),
                "x": round(node.x, 1),
                "y": round(node.y, 1),
                "kind": painter.nodes[node.id].kind,
                "shape": node.shape,
                "size": node.size,
                "fill": node.fill,
                "dashed": node.dashed,
                "speak": painter.nodes[node.id].min_zoom,
                "side": node.side,
                "describe": node.title,
                "href": node.href,
                "expand": page.links.to("/network", around=node.id)
                if painter.nodes[node.id].kind == "organization" and node.id != around
                else None,
            }
            for node in nodes
        ],
        "edges": [
            {"id": edge.id, "source": edge.source, "target": edge.target, "stroke": edge.stroke, "note": notes[edge.id]}
            for edge in edges
        ],
        "regions": [{**region.model_dump(), "short": page.labels.short(region.name)} for region in regions],
        "bounds": painter.scene.bounds.model_dump(),
        "strings": page.words.under("scene"),
    }


def _note(data: EdgeData) -> str:
    return " ".join(part for part in (data.role, data.post) if part)


def _rows(page: Page, painter: Painter) -> list[TableRow]:
    """Return the bodies of the drawing, those on most consortia first."""
    ties: defaultdict[str, list[TableTie]] = defaultdict(list)
    for edge in painter.scene.elements.edges:
        data = edge.data
        href = f"{page.links.record('consortium', data.target)}#seat-{data.id}"
        ties[data.source].append(TableTie(painter.nodes[data.target].name, href, _note(data)))
    bodies = [data for data in painter.nodes.values() if data.kind != "consortium"]
    bodies.sort(key=lambda data: (-data.memberships, data.name, data.id))
    return [
        TableRow(
            id=data.id,
            name=data.name,
            href=page.links.record(data.kind, data.id),
            sector=data.sector,
            sector_label=page.labels.short_sector(data.sector),
            prefecture=page.labels.prefectures(data.prefecture),
            ties=ties[data.id],
        )
        for data in bodies
    ]
