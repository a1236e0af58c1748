"""How the nodes and ties of a scene are painted and described: one decision for SVG, canvas, legend and table."""

from collections import Counter
from functools import cached_property
from unicodedata import east_asian_width

from musubime.exports.svg import DrawnEdge, DrawnNode
from musubime.questions.answers_views import EdgeData, NodeData, Scene, SceneNode
from musubime.questions.wrapping import LINE, LINES
from musubime_api.pages import marks
from musubime_api.pages.rendering import Page

COLOURS = ("sector", "programme", "prefecture")


class Painter:
    """Paints one scene, coloured by sector, programme or prefecture."""

    def __init__(self, page: Page, scene: Scene, zoom: float = 1.0) -> None:
        asked = page.request.query_params.get("color", "")
        self.page, self.scene, self.zoom = page, scene, zoom
        self.colour = asked if asked in COLOURS else "sector"
        self.current = page.request.query_params.get("node")
        self.nodes = {node.data.id: node.data for node in scene.elements.nodes}
        self.groups = self._groups()
        common = self.groups.most_common(len(marks.PALETTE))
        self.fills = {key: marks.PALETTE[n] for n, (key, _) in enumerate(common)}

    def _groups(self) -> Counter[str]:
        """Count the consortia of each programme, or the nodes of each prefecture, where colour tells them apart."""
        if self.colour == "programme":
            return Counter(data.programme for data in self.nodes.values() if data.programme)
        if self.colour == "prefecture":
            return Counter(data.prefecture[0] for data in self.nodes.values() if data.prefecture)
        return Counter()

    @cached_property
    def seats(self) -> Counter[str]:
        """Count the ties of each node."""
        data = [edge.data for edge in self.scene.elements.edges]
        return Counter([*(one.source for one in data), *(one.target for one in data)])

    def fill(self, data: NodeData) -> str:
        """Return the colour of a node."""
        if self.colour == "prefecture":
            return self.fills.get(data.prefecture[0], marks.OTHER) if data.prefecture else marks.UNKNOWN.fill
        if self.colour == "programme":
            return self.fills.get(data.programme or "", marks.OTHER)
        return mark_of(data).fill

    def node(self, node: SceneNode) -> DrawnNode:
        """Return a node as it is painted."""
        data, mark = node.data, mark_of(node.data)
        current = data.id == self.current
        speaks = data.min_zoom <= self.zoom or current
        return DrawnNode(
            id=data.id,
            x=node.position.x,
            y=node.position.y,
            size=data.size,
            shape=mark.shape,
            fill=self.fill(data),
            dashed=mark.dashed,
            current=current,
            label_lines=label_lines(data.label) if speaks else (),
            side=data.side,
            title=self.describe(data),
            href=self.page.links.record(data.kind, data.id),
        )

    def edge(self, data: EdgeData) -> DrawnEdge:
        """Return a tie as it is painted: in the colour of its programme where colour tells programmes apart."""
        stroke = self.fills.get(data.programme or "", marks.TIE) if self.colour == "programme" else marks.TIE
        return DrawnEdge(id=data.id, source=data.source, target=data.target, stroke=stroke)

    def describe(self, data: NodeData) -> str:
        """Return one line that says what a node is: 学 徳島大学、3 件に参加."""
        t = self.page.words
        if data.kind == "consortium":
            return t("network.describe_consortium", name=data.name, count=self.seats[data.id])
        sector = self.page.labels.short_sector(data.sector)
        return t("network.describe_organization", sector=sector, name=data.name, count=data.memberships).strip(" :")


def mark_of(data: NodeData) -> marks.Mark:
    """Return the shape and colour of a node by its kind or sector."""
    return marks.of("consortium" if data.kind == "consortium" else data.sector)


def label_lines(label: str) -> tuple[str, ...]:
    """Return a label in lines, broken at U+200B where the scene allows it, a long piece by length.

    >>> label_lines("徳島県\u200b中小企業団体\u200b中央会")
    ('徳島県中小企業団体', '中央会')
    """
    lines: list[str] = []
    for piece in (part for whole in label.split("\u200b") for part in _cut(whole)):
        if lines and _width(lines[-1]) + _width(piece) <= LINE:
            lines[-1] += piece
        else:
            lines.append(piece)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: LINE - 1] + "…"]
    return tuple(lines)


def _width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(1.0 if east_asian_width(letter) in "WFA" else 0.55 for letter in text)


def _cut(piece: str) -> list[str]:
    if _width(piece) <= LINE * 1.5:
        return [piece]
    return [piece[start : start + LINE] for start in range(0, len(piece), LINE)]
