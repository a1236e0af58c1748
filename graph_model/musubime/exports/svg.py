"""A drawn network as SVG: first paint of every page, what is printed, and the picture export.

Only presentation attributes, no style attribute, so that it stands under a strict content security policy.
"""

from math import cos, pi, sin
from typing import Literal
from xml.sax.saxutils import quoteattr

from musubime.exports.writing import xml_text
from musubime.types.base import Frozen

Shape = Literal["circle", "square", "diamond", "hexagon", "triangle", "box"]
FONT = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, BIZ UDPGothic, Yu Gothic UI, Meiryo, sans-serif"


class DrawnNode(Frozen):
    """One node as it is painted; `label_lines` may be empty where there is no room to speak."""

    id: str
    x: float
    y: float
    size: float
    shape: Shape
    fill: str
    dashed: bool = False
    current: bool = False
    label_lines: tuple[str, ...] = ()
    side: str = "below"
    """Where the label stands: below, above, right, left, or one of the first two and one of the others."""
    title: str
    href: str | None = None


class DrawnEdge(Frozen):
    """One tie as it is painted, from node to node."""

    id: str
    source: str
    target: str
    stroke: str
    width: float = 1.2


class DrawnRegion(Frozen):
    """A frame behind the nodes of one prefecture, with its name in a band at the top."""

    name: str
    letter: float = 34.0
    """Height of the letters of the name at most."""
    band: float = 40.0
    x: float
    y: float
    width: float
    height: float


class Drawing(Frozen):
    """A whole drawing; edges are painted under nodes, nodes under labels."""

    title: str
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    regions: tuple[DrawnRegion, ...] = ()
    frame: tuple[float, float, float, float] | None = None
    """Left, top, width and height of what is seen; by default all nodes with a margin."""
    font_size: float = 12
    """Height of label text in the units of the drawing."""


def frame_of(drawing: Drawing) -> tuple[float, float, float, float]:
    """Return left, top, width and height of what is seen of a drawing."""
    return drawing.frame or _frame(drawing.nodes)


def svg_of(
    drawing: Drawing,
    *,
    standalone: bool = False,
    id_prefix: str = "svg",
    linked: bool = True,
    top_left: tuple[float, float] | None = None,
) -> str:
    """Return the drawing as one SVG element.

    `standalone` adds the XML declaration and fixed sizes for a file; `top_left` places it inside another picture;
    `linked` makes a link of each node that has an address.
    """
    left, top, width, height = frame_of(drawing)
    at = {node.id: node for node in drawing.nodes}
    size = f' width="{width:.0f}" height="{height:.0f}"' if standalone or top_left else ""
    if top_left:
        size += f' x="{top_left[0]:.0f}" y="{top_left[1]:.0f}"'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' if standalone else ""
    parts = [
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}"{size}'
        f' role="group" aria-labelledby="{id_prefix}-title" font-family="{FONT}">',
        f'<title id="{id_prefix}-title">{xml_text(drawing.title)}</title>',
    ]
    if standalone:
        parts.append(f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>')
    parts += [_region(region, drawing.font_size) for region in drawing.regions]
    parts += [
        _line(edge, at[edge.source], at[edge.target])
        for edge in drawing.edges
        if edge.source in at and edge.target in at
    ]
    parts += [_node(node, drawing.font_size, linked=linked and not standalone) for node in drawing.nodes]
    parts.append("</svg>")
    return "\n".join(parts)


def shape_points(shape: Shape, size: float) -> str:
    """Return the corners of a shape of this size around (0, 0); empty for shapes without corners."""
    r = size / 2
    if shape == "diamond":
        corners = [(0, -1.15 * r), (1.15 * r, 0), (0, 1.15 * r), (-1.15 * r, 0)]
    elif shape == "triangle":
        corners = [(0, -1.15 * r), (1.1 * r, 0.85 * r), (-1.1 * r, 0.85 * r)]
    elif shape == "hexagon":
        corners = [(1.1 * r * cos(pi / 3 * k), 1.1 * r * sin(pi / 3 * k)) for k in range(6)]
    else:
        corners = []
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _frame(nodes: tuple[DrawnNode, ...]) -> tuple[float, float, float, float]:
    if not nodes:
        return (0, 0, 400, 200)
    margin_x, margin_y = 90, 40
    left, right = min(n.x for n in nodes) - margin_x, max(n.x for n in nodes) + margin_x
    top, bottom = min(n.y for n in nodes) - margin_y, max(n.y for n in nodes) + margin_y + 30
    return (left, top, right - left, bottom - top)


def _region(region: DrawnRegion, font: float) -> str:
    letter = min(1.25 * font, region.letter)
    return (
        f'<rect x="{region.x:.1f}" y="{region.y:.1f}" width="{region.width:.1f}" height="{region.height:.1f}"'
        ' rx="8" fill="#f8f8fb" stroke="#cccccc"/>'
        f'<text x="{region.x + region.width / 2:.1f}" y="{region.y + region.band / 2 + 0.36 * letter:.1f}"'
        f' text-anchor="middle" font-size="{letter:.1f}" font-weight="700" fill="#333333">{xml_text(region.name)}'
        "</text>"
    )


def _line(edge: DrawnEdge, source: DrawnNode, target: DrawnNode) -> str:
    return (
        f"<line data-edge={quoteattr(edge.id)}"
        f" data-source={quoteattr(edge.source)} data-target={quoteattr(edge.target)}"
        f' x1="{source.x:.1f}" y1="{source.y:.1f}" x2="{target.x:.1f}" y2="{target.y:.1f}"'
        f' stroke="{edge.stroke}" stroke-width="{edge.width}"/>'
    )


def node_mark(node: DrawnNode) -> str:
    """Return the shape of a node around (0, 0)."""
    outline = "#000000" if node.current else ("#666666" if node.dashed else "#ffffff")
    width = 4 if node.current else 1.5
    paint = f'class="node-shape" fill="{node.fill}" stroke="{outline}" stroke-width="{width}"' + (
        ' stroke-dasharray="3 2"' if node.dashed else ""
    )
    r = node.size / 2
    if node.shape == "circle":
        return f'<circle r="{r:.1f}" {paint}/>'
    if node.shape == "square":
        return f'<rect x="{-0.9 * r:.1f}" y="{-0.9 * r:.1f}" width="{1.8 * r:.1f}" height="{1.8 * r:.1f}" {paint}/>'
    if node.shape == "box":
        w, h = 1.3 * r, 0.85 * r
        return f'<rect x="{-w:.1f}" y="{-h:.1f}" width="{2 * w:.1f}" height="{2 * h:.1f}" rx="5" {paint}/>'
    return f'<polygon points="{shape_points(node.shape, node.size)}" {paint}/>'


def _node(node: DrawnNode, font: float, *, linked: bool) -> str:
    body = node_mark(node)
    weight = "700" if node.shape == "box" or node.current else "400"
    halo = f'stroke="#ffffff" stroke-width="{font / 4:.1f}" stroke-linejoin="round" paint-order="stroke"'
    text = "".join(
        f'<text{at} font-size="{font:.1f}" font-weight="{weight}" fill="#1a1a1a" {halo}>{xml_text(line)}</text>'
        for at, line in zip(_lines_at(node, font), node.label_lines, strict=True)
    )
    inner = f"<title>{xml_text(node.title)}</title>{body}{text}"
    if linked and node.href:
        inner = f"<a href={quoteattr(node.href)}>{inner}</a>"
    return f'<g data-node={quoteattr(node.id)} transform="translate({node.x:.1f} {node.y:.1f})">{inner}</g>'


def _lines_at(node: DrawnNode, font: float) -> list[str]:
    """Return the attributes that put each line of a label beside its mark."""
    count, r = len(node.label_lines), node.size / 2
    across = (1.3 if node.shape == "box" else 1.0) * r + font / 4
    anchor, x = (
        ("start", across) if "right" in node.side else ("end", -across) if "left" in node.side else ("middle", 0)
    )
    if "below" in node.side:
        first = r + 1.2 * font
    elif "above" in node.side:
        first = -r - (0.4 + 1.3 * (count - 1)) * font
    else:
        first = (0.36 - 0.65 * (count - 1)) * font
    left = f' x="{x:.1f}"' if x else ""
    return [f'{left} y="{first + 1.3 * font * line:.1f}" text-anchor="{anchor}"' for line in range(count)]
