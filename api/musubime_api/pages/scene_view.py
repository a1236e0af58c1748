"""A scene as a page shows it: one decision about colour, shape and words feeds the SVG, the canvas and the table."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from musubime.exports.svg import DrawnEdge, DrawnNode, Drawing, label_lines, svg_of
from musubime.types.vocabulary import Sector
from musubime_api.pages import marks
from musubime_api.pages.rendering import Page, embedded

COLOURS = ("sector", "programme", "prefecture")


class ScenePoint(NamedTuple):
    """One node: an organization, person, post or consortium, with its place."""

    id: str
    name: str
    label: str
    kind: str
    sector: str | None
    prefecture: tuple[str, ...]
    memberships: int
    x: float
    y: float
    speak: float
    """Zoom from which there is room for its label; 0 at any."""


class SceneTie(NamedTuple):
    """One seat as a line from its holder to its consortium."""

    id: str
    source: str
    target: str
    note: str


class Group(NamedTuple):
    """A programme or prefecture: what ties or nodes are coloured by."""

    key: str
    name: str


class SceneInput(NamedTuple):
    """What is drawn; `programmes` gives each consortium's programme."""

    points: Sequence[ScenePoint]
    ties: Sequence[SceneTie]
    programmes: Mapping[str, Group]
    left_out: Mapping[str, int]


class Choice(NamedTuple):
    """A link that changes the view."""

    label: str
    href: str
    current: bool


class LegendEntry(NamedTuple):
    """One line of the legend; following it filters by it."""

    mark: Markup
    label: str
    count: int
    href: str | None
    current: bool


class TableTie(NamedTuple):
    """One consortium in a row of the table."""

    name: str
    href: str
    note: str


class TableRow(NamedTuple):
    """One organization of the drawing as a row."""

    id: str
    name: str
    href: str
    sector: str | None
    sector_label: str
    prefecture: str
    ties: list[TableTie]


class SceneView(NamedTuple):
    """Everything the template of a drawing needs."""

    svg: Markup
    data: Markup
    colours: list[Choice]
    legend: list[LegendEntry]
    rows: list[TableRow]
    left_out: str
    small: bool


def scene_view(page: Page, scene: SceneInput, *, small: bool = False, filtered_path: str = "") -> SceneView:
    """Return the drawing of a scene, coloured by `color` of the query; the legend filters `filtered_path`."""
    asked = page.request.query_params.get("color", "sector")
    colour = asked if asked in COLOURS else "sector"
    painter = _Painter(page, scene, colour)
    current = page.request.query_params.get("node")
    nodes = [painter.node(point, point.id == current) for point in scene.points]
    edges = [painter.edge(tie) for tie in scene.ties]
    kinds = Counter(point.kind for point in scene.points)
    title = page.words(
        "network.drawing",
        organizations=sum(kinds.values()) - kinds["consortium"],
        consortia=kinds["consortium"],
    )
    drawing = Drawing(title=title, nodes=tuple(nodes), edges=tuple(edges))
    return SceneView(
        svg=Markup(svg_of(drawing)),  # noqa: S704 -- the writer escapes every text and attribute
        data=embedded(painter.data(nodes, edges)),
        colours=[
            Choice(page.words(f"network.colour_{name}"), page.links.here(color=name), name == colour) for name in COLOURS
        ],
        legend=painter.legend(filtered_path or page.links.path),
        rows=painter.rows(),
        left_out=_left_out(page, scene),
        small=small,
    )


def _left_out(page: Page, scene: SceneInput) -> str:
    left = scene.left_out
    if not any(left.values()):
        return ""
    return page.words(
        "network.too_many",
        shown=len(scene.points),
        organizations=left.get("organizations", 0) + left.get("persons", 0),
        consortia=left.get("consortia", 0),
    )


class _Painter:
    def __init__(self, page: Page, scene: SceneInput, colour: str) -> None:
        self.page, self.scene, self.colour = page, scene, colour
        self.points = {point.id: point for point in scene.points}
        self.ties: defaultdict[str, list[SceneTie]] = defaultdict(list)
        for tie in scene.ties:
            self.ties[tie.source].append(tie)
            self.ties[tie.target].append(tie)
        self.groups = self._groups()
        self.fills = {key: marks.PALETTE[n] for n, (key, _) in enumerate(self.groups.most_common(len(marks.PALETTE)))}

    def _groups(self) -> Counter[str]:
        """Count the consortia, or bodies, of every group that is told apart by colour."""
        if self.colour == "programme":
            ids = (point.id for point in self.scene.points if point.kind == "consortium")
            return Counter(self.scene.programmes[id].key for id in ids if id in self.scene.programmes)
        if self.colour == "prefecture":
            return Counter(code for point in self.scene.points for code in point.prefecture[:1])
        return Counter()

    def _fill(self, point: ScenePoint) -> str:
        if self.colour == "prefecture":
            return self.fills.get(point.prefecture[0], marks.OTHER) if point.prefecture else marks.UNKNOWN.fill
        if point.kind == "consortium":
            return self._programme_fill(point.id) if self.colour == "programme" else marks.CONSORTIUM.fill
        return marks.OTHER if self.colour == "programme" else marks.of(point.sector).fill

    def _programme_fill(self, consortium: str) -> str:
        group = self.scene.programmes.get(consortium)
        return self.fills.get(group.key, marks.OTHER) if group else marks.OTHER

    def node(self, point: ScenePoint, current: bool) -> DrawnNode:
        """Return a node as it is painted."""
        mark = marks.of("consortium" if point.kind == "consortium" else point.sector)
        size = 24.0 if point.kind == "consortium" else min(16.0 + 5.0 * max(point.memberships - 1, 0), 34.0)
        return DrawnNode(
            id=point.id,
            x=point.x,
            y=point.y,
            size=size,
            shape=mark.shape,
            fill=self._fill(point),
            dashed=mark.dashed,
            current=current,
            label_lines=label_lines(point.label) if point.speak <= 1 or current else (),
            title=self.describe(point),
            href=self.page.links.record(point.kind, point.id),
        )

    def edge(self, tie: SceneTie) -> DrawnEdge:
        """Return a tie as it is painted: in the colour of its programme where that is asked for."""
        stroke = self._programme_fill(tie.target) if self.colour == "programme" else marks.TIE
        return DrawnEdge(id=tie.id, source=tie.source, target=tie.target, stroke=stroke)

    def describe(self, point: ScenePoint) -> str:
        """Return one line that says what a node is: 学 徳島大学、3 件に参加."""
        t = self.page.words
        if point.kind == "consortium":
            return t("network.describe_consortium", name=point.name, count=len(self.ties[point.id]))
        sector = self.page.labels.short_sector(point.sector)
        return t("network.describe_organization", sector=sector, name=point.name, count=point.memberships).strip()

    def data(self, nodes: Sequence[DrawnNode], edges: Sequence[DrawnEdge]) -> dict[str, object]:
        """Return what the canvas and the keyboard layer work on."""
        links = self.page.links
        return {
            "nodes": [
                {
                    "id": node.id,
                    "label": self.points[node.id].name,
                    "lines": label_lines(self.points[node.id].label),
                    "x": round(node.x, 1),
                    "y": round(node.y, 1),
                    "kind": self.points[node.id].kind,
                    "shape": node.shape,
                    "size": node.size,
                    "fill": node.fill,
                    "dashed": node.dashed,
                    "speak": self.points[node.id].speak,
                    "describe": node.title,
                    "href": node.href,
                    "expand": links.to("/network", around=node.id) if self._expands(node.id) else None,
                }
                for node in nodes
            ],
            "edges": [
                {"id": edge.id, "source": edge.source, "target": edge.target, "stroke": edge.stroke, "note": tie.note}
                for edge, tie in zip(edges, self.scene.ties, strict=True)
            ],
            "strings": self.page.words.under("scene"),
        }

    def _expands(self, id: str) -> bool:
        around = self.page.request.query_params.get("around")
        return self.points[id].kind == "organization" and id != around

    def legend(self, path: str) -> list[LegendEntry]:
        """Return the legend of the colours in use, each a filter where it can be one."""
        links, t = self.page.links, self.page.words
        if self.colour == "sector":
            return self._sector_legend(path)
        names = {group.key: group.name for group in self.scene.programmes.values()}
        entries = []
        for key, count in self.groups.most_common():
            name = names[key] if self.colour == "programme" else self.page.labels.prefecture(key)
            chosen = {"programme": [key]} if self.colour == "programme" else {"prefecture": [key]}
            on = self.page.request.query_params.getlist(self.colour) == [key]
            swatch = _swatch(self.fills.get(key, marks.OTHER))
            changes: dict[str, list[str] | None] = {self.colour: None} if on else dict(chosen)
            entries.append(LegendEntry(swatch, name, count, links.filtered(path, color=self.colour, **changes), on))
        rest = sum(1 for point in self.scene.points if self._ungrouped(point))
        if rest:
            entries.append(LegendEntry(_swatch(marks.OTHER), t("network.none_of"), rest, None, current=False))
        return entries

    def _ungrouped(self, point: ScenePoint) -> bool:
        if self.colour == "programme":
            return point.kind == "consortium" and point.id not in self.scene.programmes
        return not point.prefecture

    def _sector_legend(self, path: str) -> list[LegendEntry]:
        links, labels = self.page.links, self.page.labels
        counts = Counter(point.sector for point in self.scene.points if point.kind != "consortium")
        chosen = self.page.request.query_params.getlist("sector")
        entries = []
        for sector in Sector:
            if not counts[sector.value] and sector.value not in chosen:
                continue
            on = sector.value in chosen
            left = [one for one in chosen if one != sector.value] if on else [*chosen, sector.value]
            href = links.filtered(path, sector=left or None)
            mark = _mark(marks.of(sector.value))
            entries.append(LegendEntry(mark, labels.sector(sector.value), counts[sector.value], href, on))
        if counts[None]:
            entries.append(
                LegendEntry(_mark(marks.UNKNOWN), self.page.words("sector.none"), counts[None], None, current=False)
            )
        bodies = sum(point.kind == "consortium" for point in self.scene.points)
        entries.append(
            LegendEntry(_mark(marks.CONSORTIUM), self.page.words("network.consortium"), bodies, None, current=False)
        )
        return entries

    def rows(self) -> list[TableRow]:
        """Return the bodies of the drawing, those on most consortia first."""
        bodies = [point for point in self.scene.points if point.kind != "consortium"]
        bodies.sort(key=lambda point: (-point.memberships, point.name, point.id))
        return [
            TableRow(
                id=point.id,
                name=point.name,
                href=self.page.links.record(point.kind, point.id),
                sector=point.sector,
                sector_label=self.page.labels.short_sector(point.sector),
                prefecture=self.page.labels.prefectures(point.prefecture),
                ties=[self._table_tie(tie) for tie in self.ties[point.id]],
            )
            for point in bodies
        ]

    def _table_tie(self, tie: SceneTie) -> TableTie:
        consortium = self.points[tie.target]
        href = f"{self.page.links.record('consortium', consortium.id)}#seat-{tie.id}"
        return TableTie(consortium.name, href, tie.note)


def _mark(mark: marks.Mark) -> Markup:
    bodies = {
        "circle": '<circle r="8" fill="{fill}"{dash}/>',
        "square": '<rect x="-8" y="-8" width="16" height="16" fill="{fill}"/>',
        "diamond": '<polygon points="0,-9.5 9.5,0 0,9.5 -9.5,0" fill="{fill}"/>',
        "hexagon": '<polygon points="9,0 4.5,7.8 -4.5,7.8 -9,0 -4.5,-7.8 4.5,-7.8" fill="{fill}"/>',
        "triangle": '<polygon points="0,-9 9,7.5 -9,7.5" fill="{fill}"/>',
        "box": '<rect x="-9.5" y="-7" width="19" height="14" rx="3.5" fill="{fill}"/>',
    }
    dash = ' stroke="#666666" stroke-width="2" stroke-dasharray="3 2"' if mark.dashed else ""
    body = bodies[mark.shape].replace("{fill}", mark.fill).replace("{dash}", dash)
    return Markup(  # noqa: S704 -- made of constants only
        f'<svg class="mark" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">{body}</svg>'
    )


def _swatch(fill: str) -> Markup:
    return _mark(marks.Mark("square", fill))
