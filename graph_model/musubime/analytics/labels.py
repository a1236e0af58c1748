"""Which labels may speak at which zoom: the most important first, none over another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ZOOMS = (0.0, 0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
"""Zooms at which room is looked for; 0 stands for every zoom, the smallest being 0.18."""
SMALLEST = 0.18
CELL = 80.0


@dataclass(frozen=True)
class Label:
    """A label under its node: place in scene units, size in pixels whatever the zoom."""

    x: float
    y: float
    below: float
    """Distance from the node's middle to the label's top in scene units."""
    width: float
    height: float
    mark: float
    """Width and height of the node itself in scene units; no label covers the mark of a more important node."""


Rectangle = tuple[float, float, float, float]
Grid = defaultdict[tuple[int, int], list[Rectangle]]


def speaking_zooms(labels: Sequence[Label]) -> list[float]:
    """Return the zoom from which each label, the most important first, has room; it keeps it at every larger zoom."""
    zooms: list[float | None] = [None] * len(labels)
    for zoom in ZOOMS:
        scale = zoom or SMALLEST
        taken: Grid = defaultdict(list)
        for n, label in enumerate(labels):
            if zooms[n] is not None:
                _take(taken, _under(label, scale))
        for n, label in enumerate(labels):
            if zooms[n] is None and _free(taken, place := _under(label, scale)):
                zooms[n] = zoom
                _take(taken, place)
            _take(taken, _mark(label, scale))
    return [ZOOMS[-1] if zoom is None else zoom for zoom in zooms]


def _under(label: Label, scale: float) -> Rectangle:
    left, top = label.x * scale - label.width / 2, (label.y + label.below) * scale
    return (left, top, left + label.width, top + label.height)


def _mark(label: Label, scale: float) -> Rectangle:
    x, y, half = label.x * scale, label.y * scale, label.mark * scale / 2
    return (x - half, y - half, x + half, y + half)


def _cells(rectangle: Rectangle) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = rectangle
    for x in range(int(left // CELL), int(right // CELL) + 1):
        for y in range(int(top // CELL), int(bottom // CELL) + 1):
            yield (x, y)


def _take(taken: Grid, rectangle: Rectangle) -> None:
    for cell in _cells(rectangle):
        taken[cell].append(rectangle)


def _free(taken: Grid, rectangle: Rectangle) -> bool:
    return not any(_cover(rectangle, other) for cell in _cells(rectangle) for other in taken.get(cell, ()))


def _cover(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
