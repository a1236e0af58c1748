"""The network to draw: which bodies and consortia, where, and whose labels may speak; what is left out is counted."""

from collections.abc import Sequence

from musubime.analytics.incidence import Incidence
from musubime.analytics.labels import Spoken
from musubime.analytics.layout import NAME, WIDER, Layout, laid_out
from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers import Ref
from musubime.questions.answers_views import (
    Bounds,
    EdgeData,
    Elements,
    NodeData,
    Position,
    Scene,
    SceneEdge,
    SceneNode,
    SceneRegion,
)
from musubime.questions.chance import members_of
from musubime.questions.library import Library
from musubime.questions.scene_choice import Choice, chosen, summary
from musubime.questions.scene_labels import box_of, marks_of, spoken_labels
from musubime.questions.scene_nodes import CROWDED, Placing, mark_width, placing
from musubime.questions.selection import Selected, Selection
from musubime.questions.wrapping import text_width, wrapped
from musubime.types.prefectures import BY_CODE, names_of

SHAPES = {"学": "ellipse", "官": "rectangle", "産": "diamond", "金": "hexagon", "民": "triangle"}
MARGIN = 24.0


def network(library: Library, selection: Selection, lang: str = "ja") -> Scene:
    """Return a scene for Cytoscape.js of the selected seats, never more than the hard bound.

    `sector`, `located_in` and `q` choose which bodies are drawn beside the selected consortia; with one of them,
    consortia without a drawn body are left out.
    """
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        asked = (selected.key, selection.sector, selection.located_in, selection.q, lang)
        key = ("scene", asked, selected.as_of, selected.undated, selected.not_yet_stated)
        return library.kept(key, lambda: _scene(library, selected, lang))


def _scene(library: Library, selected: Selected, lang: str) -> Scene:
    snapshot = selected.snapshot
    found = members_of(library, selected)
    choice = chosen(selected, found)
    nodes = placing(selected, found, choice)
    boxes = {node.id: box_of(node, crowded=len(nodes) > CROWDED) for node in nodes}
    edges = [(found.actors[found.seat_actor[e]], found.consortia[found.seat_consortium[e]]) for e in choice.entries]
    layout = laid_out({node.id: node.region for node in nodes}, edges, boxes)
    marks = marks_of(nodes, layout, boxes)
    regions = tuple(_region(code, layout, lang) for code in sorted(layout.regions, key=lambda c: (c == WIDER, c)))
    bounds = _bounds(regions)
    speaks = spoken_labels(nodes, marks, regions, bounds)
    programmes = {p.id: p.name for id in choice.consortia if (p := snapshot.programme_of(id))}
    return Scene(
        graph_version=snapshot.version,
        as_of=selected.as_of,
        undated=selected.undated,
        not_yet_stated=selected.not_yet_stated,
        elements=Elements(
            nodes=tuple(_scene_node(selected, node, choice, marks[node.id], speaks[node.id]) for node in nodes),
            edges=tuple(_scene_edge(snapshot, found, int(entry)) for entry in choice.entries),
        ),
        regions=regions,
        programmes=tuple(Ref(id=id, name=name) for id, name in sorted(programmes.items(), key=lambda p: (p[1], p[0]))),
        bounds=bounds,
        summary=summary(selected, found, choice, lang),
    )


def _scene_node(
    selected: Selected, node: Placing, choice: Choice, mark: tuple[float, float], speaks: tuple[int, Spoken]
) -> SceneNode:
    snapshot = selected.snapshot
    is_consortium = node.kind == "consortium"
    sector = None if is_consortium else snapshot.sector(node.id, inferred=selected.selection.inferred)
    programme = snapshot.programme_of(node.id) if is_consortium else None
    codes = snapshot.graph.consortia[node.id].prefecture if is_consortium else snapshot.prefecture(node.id)
    return SceneNode(
        data=NodeData(
            id=node.id,
            label=wrapped(node.name),
            name=node.name,
            kind=node.kind,
            sector=sector,
            prefecture=codes,
            prefecture_names=tuple(names_of(codes)),
            shape="round-rectangle" if is_consortium else SHAPES.get(sector or "", "ellipse"),
            size=node.size,
            width=mark_width(node),
            height=node.size,
            memberships=node.memberships,
            programme=programme.id if programme else None,
            reported=snapshot.graph.consortia[node.id].reported.value if is_consortium else None,
            hidden=choice.hidden.get(node.id, 0),
            rank=speaks[0],
            min_zoom=speaks[1].zoom,
            side=speaks[1].side,
        ),
        position=Position(x=mark[0], y=mark[1]),
    )


def _scene_edge(snapshot: Snapshot, found: Incidence, entry: int) -> SceneEdge:
    seat = snapshot.graph.seats[snapshot.seat_ids[found.seat[entry]]]
    programme = snapshot.programme_of(seat.consortium)
    return SceneEdge(
        data=EdgeData(
            id=seat.id,
            source=found.actors[found.seat_actor[entry]],
            target=seat.consortium,
            role=seat.role,
            post=seat.post,
            person=snapshot.graph.persons[seat.person].name if seat.person else None,
            programme=programme.id if programme else None,
            sector=seat.sector.value if seat.sector else None,
        )
    )


def _region(code: str, layout: Layout, lang: str) -> SceneRegion:
    box = layout.regions[code]
    wider = "Wider regions" if lang == "en" else "広域"
    name = wider if code == WIDER else BY_CODE[code].name_en if lang == "en" else BY_CODE[code].name
    return SceneRegion(
        code=code or None,
        name=name,
        bounds=Bounds(x=box.x, y=box.y, width=box.width, height=box.height),
        letter=round(min(NAME, box.width / text_width(name)), 1),
    )


def _bounds(regions: Sequence[SceneRegion]) -> Bounds:
    if not regions:
        return Bounds(x=0, y=0, width=0, height=0)
    left = min(region.bounds.x for region in regions) - MARGIN
    top = min(region.bounds.y for region in regions) - MARGIN
    right = max(region.bounds.x + region.bounds.width for region in regions) + MARGIN
    bottom = max(region.bounds.y + region.bounds.height for region in regions) + MARGIN
    return Bounds(x=round(left, 1), y=round(top, 1), width=round(right - left, 1), height=round(bottom - top, 1))
