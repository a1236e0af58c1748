"""Where everything stands in a drawing: a force layout per prefecture and part, on the tile grid of Japan.

The same data gives the same picture: fixed seed, sorted input, positions at one decimal.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
import rustworkx
from numpy.typing import NDArray

from musubime.analytics.overlap_removal import apart
from musubime.types.prefectures import BY_CODE

Floats = NDArray[np.float64]
SEED = 20_260_401
SPACING = 74.0
"""Scene units that one node takes in each direction, with its label."""
GAP = 60.0
ITERATIONS = 120
WIDER = ""
"""Region of consortia of a wider region and of bodies that only they name."""


@dataclass(frozen=True)
class Box:
    """Room that a node takes: its mark and its label under it, in scene units."""

    width: float
    height: float


@dataclass(frozen=True)
class Rectangle:
    """A rectangle of the scene."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """Places by node, and the rectangle of each region."""

    places: dict[str, tuple[float, float]]
    regions: dict[str, Rectangle]


def laid_out(nodes: Mapping[str, str], edges: Sequence[tuple[str, str]], boxes: Mapping[str, Box]) -> Layout:
    """Return the layout of `nodes` (id → region code, WIDER for none) with these edges and boxes."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id in sorted(nodes):
        members[nodes[id]].append(id)
    inside = [(a, b) for a, b in sorted(set(edges)) if nodes[a] == nodes[b]]
    local: dict[str, tuple[list[str], Floats, Rectangle]] = {}
    for region in sorted(members):
        ids = members[region]
        own = [(a, b) for a, b in inside if nodes[a] == region]
        at = _region(ids, own, boxes)
        local[region] = (ids, at, _frame(at, ids, boxes))
    places: dict[str, tuple[float, float]] = {}
    regions: dict[str, Rectangle] = {}
    for region, (left, top) in _on_the_grid({r: frame for r, (_, _, frame) in local.items()}).items():
        ids, at, frame = local[region]
        moved = np.round(at + np.array([left - frame.x, top - frame.y]), 1)
        places.update({id: (float(x), float(y)) for id, (x, y) in zip(ids, moved.tolist(), strict=True)})
        regions[region] = Rectangle(round(left, 1), round(top, 1), round(frame.width, 1), round(frame.height, 1))
    return Layout(places, regions)


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
        at[part] = apart(_forces(graph, part), *_sizes([ids[n] for n in part], boxes))
        frames.append(_frame(at[part], [ids[n] for n in part], boxes))
    for part, frame, corner in zip(parts, frames, _packed(frames), strict=True):
        at[part] += np.array([corner[0] - frame.x, corner[1] - frame.y])
    return at


def _forces(graph: "rustworkx.PyGraph[int, None]", part: list[int]) -> Floats:
    """Return places of one connected part, in scene units."""
    if len(part) == 1:
        return np.zeros((1, 2))
    sub = graph.subgraph(part)
    found = rustworkx.spring_layout(sub, seed=SEED, num_iter=ITERATIONS, k=1.6 / sqrt(len(part)))
    at = np.array([found[n] for n in range(len(part))])
    spread = at.max(axis=0) - at.min(axis=0)
    placed: Floats = (at - at.mean(axis=0)) * (SPACING * 1.35 * sqrt(len(part)) / max(float(spread.max()), 1e-9))
    return placed


def _sizes(ids: Sequence[str], boxes: Mapping[str, Box]) -> tuple[Floats, Floats]:
    return np.array([boxes[id].width for id in ids]), np.array([boxes[id].height for id in ids])


def _frame(at: Floats, ids: Sequence[str], boxes: Mapping[str, Box]) -> Rectangle:
    width, height = _sizes(ids, boxes)
    left, right = float((at[:, 0] - width / 2).min()), float((at[:, 0] + width / 2).max())
    top, bottom = float((at[:, 1] - height / 2).min()), float((at[:, 1] + height / 2).max())
    return Rectangle(left, top, right - left, bottom - top)


def _packed(frames: Sequence[Rectangle]) -> list[tuple[float, float]]:
    """Return the corner of each frame in rows about as wide as the whole is high; the largest come first."""
    area = sum((frame.width + GAP) * (frame.height + GAP) for frame in frames)
    limit = max(*(frame.width for frame in frames), sqrt(area) * 1.25)
    corners: list[tuple[float, float]] = []
    x = y = row = 0.0
    for frame in frames:
        if x and x + frame.width > limit:
            x, y, row = 0.0, y + row + GAP, 0.0
        corners.append((x, y))
        x, row = x + frame.width + GAP, max(row, frame.height)
    return corners


def _on_the_grid(frames: Mapping[str, Rectangle]) -> dict[str, tuple[float, float]]:
    """Return the corner of each region: columns and rows of the tile grid, as wide as what stands in them.

    Columns and rows with nothing in them take no room; wider regions stand under everything.
    """
    tiles = {code: BY_CODE[code] for code in frames if code != WIDER}
    columns = _tracks([(tile.column, frames[code].width) for code, tile in tiles.items()])
    rows = _tracks([(tile.row, frames[code].height) for code, tile in tiles.items()])
    corners: dict[str, tuple[float, float]] = {}
    for code, tile in tiles.items():
        frame, (left, width), (top, height) = frames[code], columns[tile.column], rows[tile.row]
        corners[code] = (left + (width - frame.width) / 2, top + (height - frame.height) / 2)
    if WIDER in frames:
        bottom = max((top + height for top, height in rows.values()), default=-2 * GAP)
        corners[WIDER] = (0.0, bottom + 2 * GAP)
    return corners


def _tracks(sizes: Sequence[tuple[int, float]]) -> dict[int, tuple[float, float]]:
    """Return start and size of each used track of the grid."""
    largest: defaultdict[int, float] = defaultdict(float)
    for track, size in sizes:
        largest[track] = max(largest[track], float(ceil(size)))
    start, tracks = 0.0, {}
    for track in sorted(largest):
        tracks[track] = (start, largest[track])
        start += largest[track] + 2 * GAP
    return tracks
