"""Which labels may speak at which zoom, and on which side: the most important first, none over another or a mark."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

ZOOMS = (0.0, *(round(0.2 * 1.13**n, 2) for n in range(25)))
"""Zooms at which room is looked for, up to 3.8; 0 stands for every zoom, the smallest being 0.18."""
SMALLEST = 0.18
CELL = 80.0
GAP = 3.0
"""Pixels between a mark and its label."""

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


@dataclass(frozen=True)
class Label:
    """A label beside its node: place in scene units, size in pixels whatever the zoom."""

    x: float
    y: float
    width: float
    height: float
    mark: tuple[float, float]
    """Width and height of the node itself in scene units; no label covers a mark."""
    covers_from: float = inf
    """Zoom from which it may cover marks where there is no other room."""


@dataclass(frozen=True)
class Spoken:
    """From which zoom a label is shown, and on which side of its mark."""

    zoom: float
    side: Side


@dataclass(frozen=True)
class Heading:
    """A text that always stands there: the middle of it and its height at most in scene units, `pixels` at most."""

    x: float
    y: float
    letters: float
    """Width in full-width letters."""
    height: float
    pixels: float


Rectangle = tuple[float, float, float, float]
Grid = defaultdict[tuple[int, int], list[Rectangle]]


def speaking(
    labels: Sequence[Label], headings: Sequence[Heading] = (), inside: Rectangle | None = None
) -> list[Spoken]:
    """Return zoom and side of each label, the most important first; it keeps its place at every larger zoom.

    No label covers a heading or another label, or leaves `inside` (left, top, right, bottom in scene units). Those that
    may cover marks take their places before all others. One that finds no room at any zoom speaks below its mark from
    the largest on.
    """
    found: list[Spoken | None] = [None] * len(labels)
    leading = [n for n, label in enumerate(labels) if label.covers_from < inf]
    _sweep(labels, leading, found, headings, inside)
    _sweep(labels, [n for n, label in enumerate(labels) if label.covers_from == inf], found, headings, inside)
    return [Spoken(ZOOMS[-1], "below") if spoken is None else spoken for spoken in found]


def _sweep(
    labels: Sequence[Label],
    asking: Sequence[int],
    found: list[Spoken | None],
    headings: Sequence[Heading],
    inside: Rectangle | None,
) -> None:
    """Find places for the labels that ask, among those already found: from the smallest zoom to the largest."""
    before = [(labels[n], spoken) for n, spoken in enumerate(found) if spoken is not None]
    for zoom in ZOOMS:
        scale = zoom or SMALLEST
        texts, marks = _taken(labels, found, headings, zoom)
        later = [(label, spoken) for label, spoken in before if spoken.zoom > zoom]
        frame = _scaled(inside, scale) if inside else None
        for n in asking:
            if found[n] is not None:
                continue
            label = labels[n]
            rooms = [(side, _beside(label, side, scale)) for side in SIDES]
            rooms = [
                (side, room)
                for side, room in rooms
                if _within(room, frame) and not _covered(texts, room) and not _in_the_way(label, side, later)
            ]
            covered = [_covered(marks, room) for _, room in rooms]
            if rooms and (scale >= label.covers_from or not min(covered)):
                side, room = rooms[covered.index(min(covered))]
                found[n] = Spoken(zoom, side)
                _take(texts, room)


def _taken(
    labels: Sequence[Label], found: Sequence[Spoken | None], headings: Sequence[Heading], zoom: float
) -> tuple[Grid, Grid]:
    """Return the room that texts and marks take at a zoom."""
    scale = zoom or SMALLEST
    texts: Grid = defaultdict(list)
    marks: Grid = defaultdict(list)
    for heading in headings:
        _take(texts, _heading(heading, scale))
    for label, spoken in zip(labels, found, strict=True):
        _take(marks, _mark(label, scale))
        if spoken is not None and spoken.zoom <= zoom:
            _take(texts, _beside(label, spoken.side, scale))
    return texts, marks


def _in_the_way(label: Label, side: Side, later: Sequence[tuple[Label, Spoken]]) -> bool:
    """Whether a label would stand in the way of one that has its place from a larger zoom on."""
    return any(
        _cover(_beside(label, side, spoken.zoom), _beside(other, spoken.side, spoken.zoom)) for other, spoken in later
    )


def _scaled(rectangle: Rectangle, scale: float) -> Rectangle:
    left, top, right, bottom = rectangle
    return (left * scale, top * scale, right * scale, bottom * scale)


def _beside(label: Label, side: Side, scale: float) -> Rectangle:
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


def _heading(heading: Heading, scale: float) -> Rectangle:
    height = min(heading.pixels, heading.height * scale)
    x, y, half = heading.x * scale, heading.y * scale, heading.letters * height / 2
    return (x - half, y - height / 2, x + half, y + height / 2)


def _mark(label: Label, scale: float) -> Rectangle:
    x, y = label.x * scale, label.y * scale
    across, down = label.mark[0] * scale / 2, label.mark[1] * scale / 2
    return (x - across, y - down, x + across, y + down)


def _cells(rectangle: Rectangle) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = rectangle
    for x in range(int(left // CELL), int(right // CELL) + 1):
        for y in range(int(top // CELL), int(bottom // CELL) + 1):
            yield (x, y)


def _take(taken: Grid, rectangle: Rectangle) -> None:
    for cell in _cells(rectangle):
        taken[cell].append(rectangle)


def _covered(taken: Grid, room: Rectangle) -> int:
    """Return how many rectangles a room covers."""
    return len({other for cell in _cells(room) for other in taken.get(cell, ()) if _cover(room, other)})


def _within(room: Rectangle, frame: Rectangle | None) -> bool:
    return frame is None or (
        frame[0] <= room[0] and frame[1] <= room[1] and room[2] <= frame[2] and room[3] <= frame[3]
    )


def _cover(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
