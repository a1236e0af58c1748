"""Where everything stands in a drawing: a force layout per prefecture and part, on the tile grid of Japan.

The same data gives the same picture: fixed seed, sorted input, positions at one decimal.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import rustworkx
from numpy.typing import NDArray

from musubime.analytics.cartogram import Rectangle, placed
from musubime.analytics.overlap_removal import apart

Floats = NDArray[np.float64]
SEED = 20_260_401
LOOSE = 1.35
"""Room that a part takes in each direction against the room of its boxes."""
HEAD = 40.0
"""Height of the band at the top of a region in which its name stands."""
NAME = 34.0
"""Height of the letters of that name at most; narrower where the region is."""
NARROWEST = 3 * NAME
INSET = 8.0
PAIR = 10.0
"""Length of the line between two marks that stand alone."""
ITERATIONS = 120
WIDER = ""
"""Region of consortia of a wider region and of bodies that only they name."""


@dataclass(frozen=True)
class Box:
    """Room that a node takes: its mark and its label under it, in scene units."""

    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """Places by node, and the rectangle of each region."""

    places: dict[str, tuple[float, float]]
    regions: dict[str, Rectangle]


def laid_out(nodes: Mapping[str, str], edges: Sequence[tuple[str, str]], boxes: Mapping[str, Box]) -> Layout:
    """Return the layout of `nodes` (id → region code, WIDER for none) with these edges and boxes.

    Where there are several regions, each has a band for its name at its top.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id in sorted(nodes):
        members[nodes[id]].append(id)
    inside = [(a, b) for a, b in sorted(set(edges)) if nodes[a] == nodes[b]]
    local: dict[str, tuple[list[str], Floats, Rectangle]] = {}
    for region in sorted(members):
        ids = members[region]
        own = [(a, b) for a, b in inside if nodes[a] == region]
        at = _region(ids, own, boxes)
        frame = _frame(at, ids, boxes)
        local[region] = (ids, at, _named(frame) if len(members) > 1 else frame)
    places: dict[str, tuple[float, float]] = {}
    regions: dict[str, Rectangle] = {}
    for region, (left, top) in placed({r: frame for r, (_, _, frame) in local.items()}).items():
        ids, at, frame = local[region]
        moved = np.round(at + np.array([left - frame.x, top - frame.y]), 1)
        places.update({id: (float(x), float(y)) for id, (x, y) in zip(ids, moved.tolist(), strict=True)})
        regions[region] = Rectangle(round(left, 1), round(top, 1), round(frame.width, 1), round(frame.height, 1))
    return Layout(places, regions)


def _named(frame: Rectangle) -> Rectangle:
    """Return a frame with a margin and, above what stands in it, the band of its name."""
    width = max(frame.width + 2 * INSET, NARROWEST)
    left = frame.x + frame.width / 2 - width / 2
    return Rectangle(left, frame.y - HEAD, width, frame.height + HEAD + INSET)


def _region(ids: Sequence[str], edges: Sequence[tuple[str, str]], boxes: Mapping[str, Box]) -> Floats:
    """Return places of one region: each connected part by forces, parts packed in rows, overlaps removed."""
    index = {id: n for n, id in enumerate(ids)}
    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(ids)))
    graph.add_edges_from([(index[a], index[b], None) for a, b in edges])
    parts = sorted((sorted(part) for part in rustworkx.connected_components(graph)), key=lambda p: (-len(p), p[0]))
    at = np.zeros((len(ids), 2))
    frames: list[Rectangle] = []
    for part in parts:
        at[part] = apart(_forces(graph, part, [boxes[ids[n]] for n in part]), *_sizes([ids[n] for n in part], boxes))
        frames.append(_frame(at[part], [ids[n] for n in part], boxes))
    for part, frame, corner in zip(parts, frames, _packed(frames, _spacing(boxes.values()) / 3), strict=True):
        at[part] += np.array([corner[0] - frame.x, corner[1] - frame.y])
    return at


def _spacing(boxes: Collection[Box]) -> float:
    """Return the side of a square as large as a box is on average."""
    return sqrt(sum(box.width * box.height for box in boxes) / max(len(boxes), 1))


def _forces(graph: "rustworkx.PyGraph[int, None]", part: list[int], boxes: Sequence[Box]) -> Floats:
    """Return places of one connected part, in scene units."""
    if len(part) <= 2:
        reach = sum(box.width for box in boxes) / 2 + PAIR
        return np.array([(n * reach, 0.0) for n in range(len(part))])
    sub = graph.subgraph(part)
    found = rustworkx.spring_layout(sub, seed=SEED, num_iter=ITERATIONS, k=1.6 / sqrt(len(part)))
    at = np.array([found[n] for n in range(len(part))])
    spread = at.max(axis=0) - at.min(axis=0)
    placed: Floats = (at - at.mean(axis=0)) * (
        _spacing(boxes) * LOOSE * sqrt(len(part)) / max(float(spread.max()), 1e-9)
    )
    return placed


def _sizes(ids: Sequence[str], boxes: Mapping[str, Box]) -> tuple[Floats, Floats]:
    return np.array([boxes[id].width for id in ids]), np.array([boxes[id].height for id in ids])


def _frame(at: Floats, ids: Sequence[str], boxes: Mapping[str, Box]) -> Rectangle:
    width, height = _sizes(ids, boxes)
    left, right = float((at[:, 0] - width / 2).min()), float((at[:, 0] + width / 2).max())
    top, bottom = float((at[:, 1] - height / 2).min()), float((at[:, 1] + height / 2).max())
    return Rectangle(left, top, right - left, bottom - top)


def _packed(frames: Sequence[Rectangle], gap: float) -> list[tuple[float, float]]:
    """Return the corner of each frame in rows about as wide as the whole is high; the largest come first."""
    area = sum((frame.width + gap) * (frame.height + gap) for frame in frames)
    limit = max(*(frame.width for frame in frames), sqrt(area) * 1.25)
    corners: list[tuple[float, float]] = []
    x = y = row = 0.0
    for frame in frames:
        if x and x + frame.width > limit:
            x, y, row = 0.0, y + row + gap, 0.0
        corners.append((x, y))
        x, row = x + frame.width + gap, max(row, frame.height)
    return corners
