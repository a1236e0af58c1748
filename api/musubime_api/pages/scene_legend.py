"""The legend of a drawing: what each shape and colour means, how many there are, and a link that filters by it."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from musubime.types.vocabulary import Sector
from musubime_api.pages import marks
from musubime_api.pages.links import Value
from musubime_api.pages.scene_paint import Painter


class LegendEntry(NamedTuple):
    """One line of the legend; following it filters by it, or takes the filter off again."""

    mark: Markup
    label: str
    size: int
    href: str | None
    current: bool


def legend(painter: Painter, where: Mapping[str, Value] | None) -> list[LegendEntry]:
    """Return the legend of the colours in use; `where` is the selection of a drawing that is only part of its page."""
    return _sectors(painter, where) if painter.colour == "sector" else _groups(painter, where)


def _groups(painter: Painter, where: Mapping[str, Value] | None) -> list[LegendEntry]:
    page, colour = painter.page, painter.colour
    names = {programme.id: programme.name for programme in painter.scene.programmes}
    chosen = page.request.query_params.getlist(colour)
    entries = []
    for key, count in painter.groups.most_common():
        name = names.get(key, key) if colour == "programme" else page.labels.prefecture(key)
        on = chosen == [key]
        href = _href(painter, where, {"color": colour, colour: None if on else key})
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


def _sectors(painter: Painter, where: Mapping[str, Value] | None) -> list[LegendEntry]:
    page = painter.page
    counts = Counter(data.sector for data in painter.nodes.values() if data.kind != "consortium")
    chosen = page.request.query_params.getlist("sector")
    entries = []
    for sector in (one.value for one in Sector):
        if not counts[sector] and sector not in chosen:
            continue
        on = sector in chosen
        left = [one for one in chosen if one != sector] if on else [*chosen, sector]
        href = _href(painter, where, {"sector": left or None})
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


def _href(painter: Painter, where: Mapping[str, Value] | None, changes: Mapping[str, Value]) -> str:
    """Return this view with other filters, or the same selection on the page of the network."""
    if where is None:
        return painter.page.links.here(**{**changes, "node": None, "cursor": None})
    return painter.page.links.to("/network", **{**where, **changes})


def _swatch(fill: str) -> Markup:
    return marks.drawn(marks.Mark("square", fill))
