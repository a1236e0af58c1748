"""Which labels may speak at which zoom, and on which side: the most important first, none over another or a mark."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from musubime.analytics.label_room import (
    SIDES,
    Floats,
    Heading,
    Label,
    Rectangle,
    Side,
    Taken,
    beside,
    clear_from,
    cover,
    heading_of,
    mark_of,
)

ZOOMS = (0.0, *(round(0.2 * 1.13**n, 2) for n in range(25)))
"""Zooms at which room is looked for, up to 3.8; 0 stands for every zoom, the smallest being 0.18."""
SMALLEST = 0.18
SEEN = 1.3
"""A drawing is seen at about this much more than the zoom from which labels may cover marks."""


@dataclass(frozen=True)
class Spoken:
    """From which zoom a label is shown, and on which side of its mark."""

    zoom: float
    side: Side


def speaking(
    labels: Sequence[Label], headings: Sequence[Heading] = (), inside: Rectangle | None = None
) -> list[Spoken]:
    """Return zoom and side of each label, the most important first; it keeps its place at every larger zoom.

    No label covers a heading or another label, or leaves `inside` (in scene units). Those that lead take
    their places before all others, on the side where they cover fewest. One that finds no room at any zoom speaks below
    its mark from the largest on.
    """
    search = _Search(labels, headings, inside)
    search.sweep([n for n, label in enumerate(labels) if label.leads])
    search.sweep([n for n, label in enumerate(labels) if not label.leads])
    return [Spoken(ZOOMS[-1], "below") if spoken is None else spoken for spoken in search.found]


class _Search:
    def __init__(self, labels: Sequence[Label], headings: Sequence[Heading], inside: Rectangle | None) -> None:
        self.labels, self.headings, self.inside = labels, headings, inside
        self.clear: Floats = clear_from(labels)
        self.at = np.array([(label.x, label.y) for label in labels]).reshape(-1, 2)
        self.half = np.array([label.mark for label in labels]).reshape(-1, 2) / 2
        self.found: list[Spoken | None] = [None] * len(labels)

    def sweep(self, asking: Sequence[int]) -> None:
        """Find places for the labels that ask, among those already found: from the smallest zoom to the largest."""
        before = [(self.labels[n], spoken) for n, spoken in enumerate(self.found) if spoken is not None]
        for zoom in ZOOMS:
            scale = zoom or SMALLEST
            later = [(label, spoken) for label, spoken in before if spoken.zoom > zoom]
            waiting = [n for n in asking if self.found[n] is None and self._may(n, scale)]
            if not waiting:
                continue
            texts, marks, leading = self._taken(zoom)
            for n in waiting:
                side = self._side(n, scale, texts, marks, leading, later)
                if side is not None:
                    self.found[n] = Spoken(zoom, side)
                    texts.take(beside(self.labels[n], side, scale))

    def _may(self, n: int, scale: float) -> bool:
        """Whether a label could be clear of marks at a zoom, or may cover some."""
        return bool(scale >= self.labels[n].covers_from or self.clear[n].min() <= scale)

    def _side(
        self, n: int, scale: float, texts: Taken, marks: Taken, leading: Taken, later: Sequence[tuple[Label, Spoken]]
    ) -> Side | None:
        """Return the first side that is free; of a label that may cover marks the one where it covers fewest."""
        label, covering = self.labels[n], scale >= self.labels[n].covers_from
        columns = self._least_covering(n, scale * SEEN) if covering else range(len(SIDES))
        for column in columns:
            side = SIDES[column]
            if not covering and self.clear[n, column] > scale:
                continue
            room = beside(label, side, scale)
            if not self._within(room, scale) or texts.covered(room) or (leading if covering else marks).covered(room):
                continue
            if not any(_in_the_way(label, side, other, spoken) for other, spoken in later):
                return side
        return None

    def _least_covering(self, n: int, scale: float) -> list[int]:
        """Return the sides of a label by how many marks it covers on each at a zoom, then by what is soonest clear."""
        label = self.labels[n]
        rooms = np.array([beside(label, side, scale) for side in SIDES])[:, None, :]
        left, top = (self.at - self.half).T * scale
        right, bottom = (self.at + self.half).T * scale
        across = (rooms[..., 0] < right) & (left < rooms[..., 2])
        covered = (across & (rooms[..., 1] < bottom) & (top < rooms[..., 3])).sum(axis=1)
        order: list[int] = np.lexsort((self.clear[n], covered)).tolist()
        return order

    def _within(self, room: Rectangle, scale: float) -> bool:
        if self.inside is None:
            return True
        left, top, right, bottom = self.inside
        return (
            left * scale <= room[0]
            and top * scale <= room[1]
            and room[2] <= right * scale
            and (room[3] <= bottom * scale)
        )

    def _taken(self, zoom: float) -> tuple[Taken, Taken, Taken]:
        """Return the room that texts, all marks and those that lead take at a zoom."""
        scale = zoom or SMALLEST
        texts, marks, leading = Taken(), Taken(), Taken()
        for heading in self.headings:
            texts.take(heading_of(heading, scale))
        for label, spoken in zip(self.labels, self.found, strict=True):
            marks.take(mark_of(label, scale))
            if label.leads:
                leading.take(mark_of(label, scale))
            if spoken is not None and spoken.zoom <= zoom:
                texts.take(beside(label, spoken.side, scale))
        return texts, marks, leading


def _in_the_way(label: Label, side: Side, other: Label, spoken: Spoken) -> bool:
    """Whether a label would stand in the way of one that has its place from a larger zoom on."""
    reach = label.width + other.width + (label.mark[0] + other.mark[0]) * spoken.zoom
    if abs(label.x - other.x) * spoken.zoom > reach:
        return False
    return cover(beside(label, side, spoken.zoom), beside(other, spoken.side, spoken.zoom))
