"""How a sector or kind is painted: colours of the Digital Agency's design tokens, never colour alone."""

from typing import NamedTuple

from musubime.exports.svg import Shape
from musubime.types.vocabulary import Sector


class Mark(NamedTuple):
    """A shape and its colour."""

    shape: Shape
    fill: str
    dashed: bool = False


SECTORS: dict[str, Mark] = {
    Sector.ACADEMIA.value: Mark("circle", "#000071"),
    Sector.GOVERNMENT.value: Mark("square", "#006f83"),
    Sector.INDUSTRY.value: Mark("diamond", "#b78f00"),
    Sector.FINANCE.value: Mark("hexagon", "#a90000"),
    Sector.CIVIL.value: Mark("triangle", "#a565f8"),
}
UNKNOWN = Mark("circle", "#cccccc", dashed=True)
CONSORTIUM = Mark("box", "#333333")
TIE = "#949494"
PALETTE = ("#0017c1", "#c74700", "#197a4b", "#8843e1", "#008299", "#a90000", "#927200", "#4979f5")
"""Colours of programmes or prefectures, the largest first; everything beyond is `OTHER`."""
OTHER = "#767676"


def of(sector: str | None) -> Mark:
    """Return the mark of a sector, of `consortium`, or of an unknown sector."""
    if sector == "consortium":
        return CONSORTIUM
    return SECTORS.get(sector or "", UNKNOWN)
