"""Room and labels of what a drawing places: boxes before the layout, places of marks and names after it."""

from collections.abc import Mapping, Sequence
from math import inf

from musubime.analytics.label_room import Heading, Label
from musubime.analytics.labels import Spoken, speaking
from musubime.analytics.layout import HEAD, Box, Layout
from musubime.questions.answers_views import Bounds, SceneRegion
from musubime.questions.scene_nodes import CROWDED, JOINING, Placing, joins, mark_width
from musubime.questions.wrapping import label_size, text_width, wrapped

NAME_PIXELS = 15.0
"""Height of the letters of a region's name on the screen at most."""
CLOSE = 5.0
"""Room around a mark in a crowd."""
COVERING, COVERING_IN_A_CROWD = 0.6, 0.38
"""Zooms from which names that matter most may cover other marks: about those at which a drawing is first seen."""


def box_of(node: Placing, *, crowded: bool) -> Box:
    """Return the room of a node: with its label, but in a crowd of its mark only."""
    if crowded:
        return Box(mark_width(node) + CLOSE, node.size + CLOSE)
    width, height = label_size(wrapped(node.name))
    return Box(max(node.size, width * 0.8), node.size + height)


def spoken_labels(
    nodes: Sequence[Placing], marks: Mapping[str, tuple[float, float]], regions: Sequence[SceneRegion], bounds: Bounds
) -> dict[str, tuple[int, Spoken]]:
    """Return rank and place of each label; nodes are given in the order of their rank."""
    crowded = len(nodes) > CROWDED
    labels = [
        Label(
            *marks[node.id],
            *label_size(wrapped(node.name)),
            mark=(mark_width(node), node.size),
            leads=_leads(node, crowded=crowded),
            covers_from=(COVERING_IN_A_CROWD if crowded else COVERING) if _leads(node, crowded=crowded) else inf,
        )
        for node in nodes
    ]
    found = speaking(labels, [_heading(region) for region in regions] if len(regions) > 1 else (), _edges(bounds))
    return {node.id: (rank, spoken) for rank, (node, spoken) in enumerate(zip(nodes, found, strict=True), start=1)}


def _edges(bounds: Bounds) -> tuple[float, float, float, float]:
    return (bounds.x, bounds.y, bounds.x + bounds.width, bounds.y + bounds.height)


def _heading(region: SceneRegion) -> Heading:
    box = region.bounds
    return Heading(box.x + box.width / 2, box.y + HEAD / 2, text_width(region.name), region.letter, NAME_PIXELS)


def _leads(node: Placing, *, crowded: bool) -> bool:
    """Whether a name matters most: first of its region, joining several, and each consortium where there is room."""
    return node.leads or joins(node, JOINING) or (node.kind == "consortium" and not crowded)


def marks_of(nodes: Sequence[Placing], layout: Layout, boxes: Mapping[str, Box]) -> dict[str, tuple[float, float]]:
    """Return the middle of each node's mark: it stands at the top of its box, above the room of its label."""
    marks = {}
    for node in nodes:
        x, y = layout.places[node.id]
        marks[node.id] = (x, round(y - (boxes[node.id].height - node.size) / 2, 1))
    return marks
