"""The legend of a drawing: what each shape and colour means, how many there are, and a link that filters by it."""

from collections import Counter
from typing import NamedTuple

from markupsafe import Markup

from musubime.types.vocabulary import Sector
from musubime_api.pages import marks
from musubime_api.pages.scene_paint import Painter


class LegendEntry(NamedTuple):
    """One line of the legend; following it filters by it, or takes the filter off again."""

    mark: Markup
    label: str
    size: int
    href: str | None
    current: bool


def legend(painter: Painter, path: str) -> list[LegendEntry]:
    """Return the legend of the colours in use."""
    return _sectors(painter, path) if painter.colour == "sector" else _groups(painter, path)


def _groups(painter: Painter, path: str) -> list[LegendEntry]:
    page, colour = painter.page, painter.colour
    names = {programme.id: programme.name for programme in painter.scene.programmes}
    chosen = page.request.query_params.getlist(colour)
    entries = []
    for key, count in painter.groups.most_common():
        name = names.get(key, key) if colour == "programme" else page.labels.prefecture(key)
        on = chosen == [key]
        href = page.links.filtered(path, color=colour, **{colour: None if on else key})
        entries.append(LegendEntry(_swatch(painter.fills.get(key, marks.OTHER)), name, count, href, on))
    rest = sum(_outside(painter, id) for id in painter.nodes)
    if rest:
        entries.append(LegendEntry(_swatch(marks.OTHER), page.words("network.none_of"), rest, None, current=False))
    return entries


def _outside(painter: Painter, id: str) -> bool:
    data = painter.nodes[id]
    if painter.colour == "programme":
        return data.kind == "consortium" and not data.programme
    return not data.prefecture


def _sectors(painter: Painter, path: str) -> list[LegendEntry]:
    page = painter.page
    counts = Counter(data.sector for data in painter.nodes.values() if data.kind != "consortium")
    chosen = page.request.query_params.getlist("sector")
    entries = []
    for sector in (one.value for one in Sector):
        if not counts[sector] and sector not in chosen:
            continue
        on = sector in chosen
        left = [one for one in chosen if one != sector] if on else [*chosen, sector]
        href = page.links.filtered(path, sector=left or None)
        entries.append(LegendEntry(marks.drawn(marks.of(sector)), page.labels.sector(sector), counts[sector], href, on))
    if counts[None]:
        entries.append(
            LegendEntry(marks.drawn(marks.UNKNOWN), page.words("sector.none"), counts[None], None, current=False)
        )
    bodies = sum(data.kind == "consortium" for data in painter.nodes.values())
    return [
        *entries,
        LegendEntry(marks.drawn(marks.CONSORTIUM), page.words("network.consortium"), bodies, None, current=False),
    ]


def _swatch(fill: str) -> Markup:
    return marks.drawn(marks.Mark("square", fill))
