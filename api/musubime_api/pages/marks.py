"""How a sector or kind is painted: colours of the Digital Agency's design tokens, never colour alone."""

from typing import NamedTuple

from markupsafe import Markup

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


def drawn(mark: Mark) -> Markup:
    """Return a mark as a small picture beside a name."""
    dash = ' stroke="#666666" stroke-width="2" stroke-dasharray="3 2"' if mark.dashed else ""
    body = _BODIES[mark.shape].format(fill=mark.fill, dash=dash)
    return Markup(  # noqa: S704 -- made of constants only
        f'<svg class="mark" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">{body}</svg>'
    )


_BODIES: dict[Shape, str] = {
    "circle": '<circle r="8" fill="{fill}"{dash}/>',
    "square": '<rect x="-8" y="-8" width="16" height="16" fill="{fill}"/>',
    "diamond": '<polygon points="0,-9.5 9.5,0 0,9.5 -9.5,0" fill="{fill}"/>',
    "hexagon": '<polygon points="9,0 4.5,7.8 -4.5,7.8 -9,0 -4.5,-7.8 4.5,-7.8" fill="{fill}"/>',
    "triangle": '<polygon points="0,-9 9,7.5 -9,7.5" fill="{fill}"/>',
    "box": '<rect x="-9.5" y="-7" width="19" height="14" rx="3.5" fill="{fill}"/>',
}
