"""A drawing as a picture of its own: title, drawing, legend, and the lines that say what it is taken from."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width
from xml.sax.saxutils import quoteattr

from musubime.exports.about import About
from musubime.exports.svg import FONT, Drawing, DrawnNode, frame_of, node_mark, svg_of
from musubime.exports.writing import xml_text

LEAST_WIDTH = 720.0
LINES = 6
"""Lines of a note at most; the whole of it stands in the metadata."""


class LegendMark(NamedTuple):
    """One line of the legend: a mark and what it means."""

    mark: DrawnNode
    label: str


def picture_svg(
    drawing: Drawing, said: About, *, title: str, legend: Sequence[LegendMark], notes: Sequence[str] = ()
) -> str:
    """Return a picture as an SVG document with its metadata; `notes` are lines of its own besides those of `said`."""
    _, _, wide, high = frame_of(drawing)
    width = max(wide, LEAST_WIDTH)
    letter = max(11.0, width / 95)
    heading = 1.9 * letter
    y = 2.6 * heading
    parts = [_text(letter, 1.7 * heading, heading, title, weight=700)]
    parts.append(svg_of(drawing, id_prefix="drawing", linked=False, top_left=((width - wide) / 2, y)))
    y += high + 2 * letter
    marks, y = _legend(legend, letter, width, y)
    parts += marks
    for line in _lines(said, notes, (width - 2 * letter) / letter):
        y += 1.6 * letter
        parts.append(_text(letter, y, letter, line, fill="#333333"))
    height = y + 1.5 * letter
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
            f' viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="picture-title picture-about"'
            f' font-family="{FONT}">',
            f'<title id="picture-title">{xml_text(title)}</title>',
            f'<desc id="picture-about">{xml_text(said.citation)}</desc>',
            _metadata(said, title),
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def _metadata(said: About, title: str) -> str:
    """Return Dublin Core in RDF, which drawing programs show, and what the file says of itself line by line."""
    core = {
        "dc:title": title,
        "dc:creator": said.product,
        "dc:identifier": said.graph_version,
        "dc:date": said.as_of or "",
        "dc:rights": said.licence,
        "dc:source": said.sources,
        "dc:description": "\n".join(f"{name}: {value}" for name, value in said.flat().items()),
    }
    told = "".join(f"<{name}>{xml_text(value)}</{name}>" for name, value in core.items() if value)
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">{told}</rdf:Description>'
        "</rdf:RDF></metadata>"
    )


def _legend(legend: Sequence[LegendMark], letter: float, width: float, y: float) -> tuple[list[str], float]:
    """Return the marks in lines, and where the last line stands."""
    parts: list[str] = []
    x = letter
    for entry in legend:
        needed = (text_width(entry.label) + 3.2) * letter
        if x > letter and x + needed > width - letter:
            x, y = letter, y + 1.9 * letter
        body = node_mark(entry.mark.model_copy(update={"size": 1.1 * letter}))
        parts.append(f'<g transform="translate({x + 0.8 * letter:.1f} {y:.1f})">{body}</g>')
        parts.append(_text(x + 1.8 * letter, y + 0.36 * letter, letter, entry.label))
        x += needed
    return parts, y + 0.9 * letter if parts else y


def _lines(said: About, notes: Sequence[str], room: float) -> list[str]:
    asked = [f"条件: {said.filters}" if said.filters else "条件: なし"]
    asked += [f"{said.as_of} 時点"] if said.as_of else []
    asked += [f"会議体 {said.consortia:,}", f"席 {said.seats:,}", said.product, f"グラフの版 {said.graph_version}"]
    lines = [line for note in notes for line in wrapped(note, room)]
    for text in ("、".join(asked), f"出典: {said.sources}", f"ライセンス: {said.licence}"):
        found = wrapped(text, room)
        lines += (
            found if len(found) <= LINES else [*found[: LINES - 1], f"{found[LINES - 1]}…（全文はファイルの情報欄）"]
        )
    return lines


def _text(x: float, y: float, size: float, text: str, *, weight: int = 400, fill: str = "#1a1a1a") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight={quoteattr(str(weight))}'
        f' fill="{fill}">{xml_text(text)}</text>'
    )


def text_width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(1.0 if east_asian_width(letter) in "WFA" else 0.56 for letter in text)


def wrapped(text: str, room: float) -> list[str]:
    """Return a text in lines of at most this many full-width characters, broken anywhere as Japanese is.

    >>> wrapped("結び目ABCD", 4)
    ['結び目A', 'BCD']
    """
    lines: list[str] = []
    line, used = "", 0.0
    for letter in text:
        width = text_width(letter)
        if line and ceil((used + width) * 100) > room * 100 + 1:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + letter, used + width
    return [*lines, line] if line else lines
