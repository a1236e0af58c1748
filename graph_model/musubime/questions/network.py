"""The network to draw: which bodies and consortia, where, and whose labels may speak; what is left out is counted."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from musubime.analytics.incidence import Incidence
from musubime.analytics.labels import Label, speaking_zooms
from musubime.analytics.layout import WIDER, Box, Layout, laid_out
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
from musubime.questions.selection import Selected, Selection
from musubime.questions.wrapping import label_size, wrapped
from musubime.types.prefectures import BY_CODE, names_of

SHAPES = {"学": "ellipse", "官": "rectangle", "産": "diamond", "金": "hexagon", "民": "triangle"}
CONSORTIUM_SIZE = 24.0
MARGIN = 24.0


@dataclass(frozen=True)
class _Node:
    """A node before it is placed."""

    id: str
    name: str
    kind: Literal["organization", "person", "consortium"]
    memberships: int
    size: float
    region: str


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
    nodes = _nodes(selected, found, choice)
    boxes = {node.id: _box(node) for node in nodes}
    edges = [(found.actors[found.seat_actor[e]], found.consortia[found.seat_consortium[e]]) for e in choice.entries]
    layout = laid_out({node.id: node.region for node in nodes}, edges, boxes)
    speaks = _labels(nodes, layout)
    regions = tuple(_region(code, layout, lang) for code in sorted(layout.regions, key=lambda c: (c == WIDER, c)))
    programmes = {p.id: p.name for id in choice.consortia if (p := snapshot.programme_of(id))}
    return Scene(
        graph_version=snapshot.version,
        as_of=selected.as_of,
        undated=selected.undated,
        not_yet_stated=selected.not_yet_stated,
        elements=Elements(
            nodes=tuple(_scene_node(selected, node, choice, layout, speaks[node.id]) for node in nodes),
            edges=tuple(_scene_edge(snapshot, found, int(entry)) for entry in choice.entries),
        ),
        regions=regions,
        programmes=tuple(Ref(id=id, name=name) for id, name in sorted(programmes.items(), key=lambda p: (p[1], p[0]))),
        bounds=_bounds(regions),
        summary=summary(selected, found, choice, lang),
    )


def _nodes(selected: Selected, found: Incidence, choice: Choice) -> list[_Node]:
    """Return consortia by size, then bodies by memberships, each then by name and id: the order of their labels."""
    snapshot = selected.snapshot
    sizes = dict(zip(found.consortia, found.sizes().tolist(), strict=True))
    degrees = found.degrees().tolist()
    place = {id: n for n, id in enumerate(found.actors)}
    consortia = [
        _Node(
            id, snapshot.graph.consortia[id].name, "consortium", sizes.get(id, 0), CONSORTIUM_SIZE, _home(snapshot, id)
        )
        for id in choice.consortia
    ]
    homes = _body_homes(snapshot, found, choice)
    bodies = [
        _Node(
            id,
            snapshot.name(id),
            "organization" if id in snapshot.graph.organizations else "person",
            degrees[place[id]],
            min(16.0 + 5.0 * (degrees[place[id]] - 1), 34.0),
            homes[id],
        )
        for id in choice.bodies
    ]
    bodies.sort(key=lambda node: (-node.memberships, node.name, node.id))
    consortia.sort(key=lambda node: (-node.memberships, node.name, node.id))
    return [*consortia, *bodies]


def _home(snapshot: Snapshot, consortium: str) -> str:
    codes = snapshot.graph.consortia[consortium].prefecture
    return codes[0] if len(codes) == 1 else WIDER


def _body_homes(snapshot: Snapshot, found: Incidence, choice: Choice) -> dict[str, str]:
    """Return where each body stands: with most of its consortia, with its own prefecture among equals."""
    beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in choice.entries:
        consortium = found.consortia[found.seat_consortium[entry]]
        beside[found.actors[found.seat_actor[entry]]][_home(snapshot, consortium)] += 1
    return {
        id: min(count, key=lambda code: (-count[code], code not in snapshot.prefecture(id), code == WIDER, code))
        for id, count in beside.items()
    }


def _box(node: _Node) -> Box:
    width, height = label_size(wrapped(node.name))
    return Box(max(node.size, width * 0.8), node.size + height)


def _labels(nodes: Sequence[_Node], layout: Layout) -> dict[str, tuple[int, float]]:
    """Return rank and zoom of each label; nodes are given in the order of their rank."""
    labels: list[Label] = []
    for node in nodes:
        x, y = _mark(node, layout)
        width, height = label_size(wrapped(node.name))
        labels.append(Label(x, y, node.size / 2 + 3, width, height, node.size))
    zooms = speaking_zooms(labels)
    return {node.id: (rank, zoom) for rank, (node, zoom) in enumerate(zip(nodes, zooms, strict=True), start=1)}


def _mark(node: _Node, layout: Layout) -> tuple[float, float]:
    """Return the middle of a node's mark: the box that was placed has the label below it."""
    x, y = layout.places[node.id]
    return x, round(y - label_size(wrapped(node.name))[1] / 2, 1)


def _scene_node(
    selected: Selected, node: _Node, choice: Choice, layout: Layout, speaks: tuple[int, float]
) -> SceneNode:
    snapshot = selected.snapshot
    x, y = _mark(node, layout)
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
            width=node.size * (1.4 if is_consortium else 1),
            height=node.size,
            memberships=node.memberships,
            programme=programme.id if programme else None,
            reported=snapshot.graph.consortia[node.id].reported.value if is_consortium else None,
            hidden=choice.hidden.get(node.id, 0),
            rank=speaks[0],
            min_zoom=speaks[1],
        ),
        position=Position(x=x, y=y),
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
        code=code or None, name=name, bounds=Bounds(x=box.x, y=box.y, width=box.width, height=box.height)
    )


def _bounds(regions: Sequence[SceneRegion]) -> Bounds:
    if not regions:
        return Bounds(x=0, y=0, width=0, height=0)
    left = min(region.bounds.x for region in regions) - MARGIN
    top = min(region.bounds.y for region in regions) - MARGIN
    right = max(region.bounds.x + region.bounds.width for region in regions) + MARGIN
    bottom = max(region.bounds.y + region.bounds.height for region in regions) + MARGIN
    return Bounds(x=round(left, 1), y=round(top, 1), width=round(right - left, 1), height=round(bottom - top, 1))
