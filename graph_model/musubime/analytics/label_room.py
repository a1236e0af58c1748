"""Room that labels, marks and headings take on the screen, and from which zoom a label is clear of all marks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

Floats = NDArray[np.float64]
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Side = Literal["below", "above", "right", "left", "below right", "below left", "above right", "above left"]
SIDES: tuple[Side, ...] = (
    "below",
    "above",
    "right",
    "left",
    "below right",
    "below left",
    "above right",
    "above left",
)
GAP = 3.0
"""Pixels between a mark and its label."""
CELL = 80.0
NEAREST = 32
"""Marks that are looked at around each label; those beyond stand in the way at small zooms only."""


@dataclass(frozen=True)
class Label:
    """A label beside its node: place in scene units, size in pixels whatever the zoom."""

    x: float
    y: float
    width: float
    height: float
    mark: tuple[float, float]
    """Width and height of the node itself in scene units; no label covers a mark."""
    leads: bool = False
    """Whether it takes its place before all that do not lead, and its mark is never covered."""
    covers_from: float = inf
    """Zoom from which it may cover marks that do not lead, where there is no other room."""


@dataclass(frozen=True)
class Heading:
    """A text that always stands there: the middle of it and its height at most in scene units, `pixels` at most."""

    x: float
    y: float
    letters: float
    """Width in full-width letters."""
    height: float
    pixels: float


class Taken:
    """Rectangles that are taken, found again by where they are."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[Rectangle]] = defaultdict(list)

    def take(self, rectangle: Rectangle) -> None:
        """Take a rectangle."""
        for cell in _cells(rectangle):
            self._cells[cell].append(rectangle)

    def covered(self, room: Rectangle) -> bool:
        """Return whether a room covers something taken."""
        left, top, right, bottom = room
        for cell in _cells(room):
            for other in self._cells.get(cell, ()):
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    return True
        return False


def _cells(rectangle: Rectangle) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = rectangle
    for x in range(int(left // CELL), int(right // CELL) + 1):
        for y in range(int(top // CELL), int(bottom // CELL) + 1):
            yield (x, y)


def cover(a: Rectangle, b: Rectangle) -> bool:
    """Return whether two rectangles cover each other."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def beside(label: Label, side: Side, scale: float) -> Rectangle:
    """Return the room of a label on a side of its mark at a zoom."""
    x, y = label.x * scale, label.y * scale
    across, down = label.mark[0] * scale / 2 + GAP, label.mark[1] * scale / 2 + GAP
    left, top = x - label.width / 2, y - label.height / 2
    if "below" in side:
        top = y + down
    elif "above" in side:
        top = y - down - label.height
    if "right" in side:
        left = x + across
    elif "left" in side:
        left = x - across - label.width
    return (left, top, left + label.width, top + label.height)


def mark_of(label: Label, scale: float) -> Rectangle:
    """Return the room of a mark at a zoom."""
    x, y = label.x * scale, label.y * scale
    across, down = label.mark[0] * scale / 2, label.mark[1] * scale / 2
    return (x - across, y - down, x + across, y + down)


def heading_of(heading: Heading, scale: float) -> Rectangle:
    """Return the room of a heading at a zoom."""
    height = min(heading.pixels, heading.height * scale)
    x, y, half = heading.x * scale, heading.y * scale, heading.letters * height / 2
    return (x - half, y - height / 2, x + half, y + height / 2)


def clear_from(labels: Sequence[Label]) -> Floats:
    """Return the zoom from which each label (row) on each of SIDES (column) covers none of the marks nearest to it."""
    if len(labels) < 2:
        return np.zeros((len(labels), len(SIDES)))
    at = np.array([(label.x, label.y) for label in labels])
    size = np.array([(label.width, label.height) for label in labels])
    half = np.array([label.mark for label in labels]) / 2
    nearest = KDTree(at).query(at, k=min(NEAREST + 1, len(labels)))[1]
    near = np.asarray(nearest, dtype=np.intp)[:, 1:]
    found = np.zeros((len(labels), len(SIDES)))
    for column, side in enumerate(SIDES):
        clear = np.full(near.shape, inf)
        for axis, forward, back in ((0, "right", "left"), (1, "below", "above")):
            away = at[near, axis] - at[:, None, axis]
            sign = 1 if forward in side else -1 if back in side else 0
            # the two edges of the label are edge · zoom + start and edge · zoom + end
            edge = (sign * half[:, axis])[:, None]
            extent = size[:, axis][:, None]
            start = GAP if sign > 0 else -GAP - extent if sign < 0 else -extent / 2
            behind = _reached(away - half[near, axis] - edge, start + extent)
            before = _reached(edge - away - half[near, axis], -start * np.ones_like(extent))
            clear = np.minimum(clear, np.minimum(behind, before))
        found[:, column] = clear.max(axis=1)
    return found


def _reached(slope: Floats, least: Floats) -> Floats:
    """Return the zoom from which slope · zoom reaches `least`; infinite where it never does."""
    least = np.broadcast_to(least, slope.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        zoom = np.where(slope > 0, least / slope, inf)
    reached: Floats = np.where((least <= 0) & (slope >= 0), 0.0, zoom)
    return reached
