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


def speaking_zooms(labels: Sequence[Label]) -> list[float]:
    """Return the zoom from which each label, the most important first, has room; it keeps it at every larger zoom."""
    zooms: list[float | None] = [None] * len(labels)
    for zoom in ZOOMS:
        scale = zoom or SMALLEST
        taken: defaultdict[tuple[int, int], list[tuple[float, float, float, float]]] = defaultdict(list)
        waiting: list[int] = []
        for n, label in enumerate(labels):
            if zooms[n] is None:
                waiting.append(n)
            else:
                _take(taken, _rectangle(label, scale))
        for n in waiting:
            rectangle = _rectangle(labels[n], scale)
            if not any(_cover(rectangle, other) for cell in _cells(rectangle) for other in taken.get(cell, ())):
                zooms[n] = zoom
                _take(taken, rectangle)
    return [ZOOMS[-1] if zoom is None else zoom for zoom in zooms]


def _rectangle(label: Label, scale: float) -> tuple[float, float, float, float]:
    left, top = label.x * scale - label.width / 2, (label.y + label.below) * scale
    return (left, top, left + label.width, top + label.height)


def _cells(rectangle: tuple[float, float, float, float]) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = rectangle
    for x in range(int(left // CELL), int(right // CELL) + 1):
        for y in range(int(top // CELL), int(bottom // CELL) + 1):
            yield (x, y)


def _take(
    taken: defaultdict[tuple[int, int], list[tuple[float, float, float, float]]],
    rectangle: tuple[float, float, float, float],
) -> None:
    for cell in _cells(rectangle):
        taken[cell].append(rectangle)


def _cover(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
