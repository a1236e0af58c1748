"""GEXF 1.3 as a stream, for Gephi: the graph of the GraphML file, with the printed terms of seats as time.

https://gexf.net: parallel edges have to differ in `kind`, so the second seat of one holder on one consortium is of the
kind `seat 2`. Time is only what is printed: a year or month spans all its days, and an end that no document prints
stays open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from musubime.exports.about import about
from musubime.exports.attributes import (
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Attribute,
    Flat,
    consortium_attributes,
    holder_attributes,
    seat_attributes,
)
from musubime.exports.projection import PROJECTED_ATTRIBUTES, CoMembership, Projection, co_memberships
from musubime.exports.selection import Pair, Selection
from musubime.exports.writing import blocks, number, xml_attribute, xml_text
from musubime.types.nodes import Seat
from musubime.types.partial_dates import first_day, last_day

MEDIA_TYPE = "application/gexf+xml"
_TYPES = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}
_APART = ("id", "label", "weight")
"""What GEXF itself says of a node or edge, beside its attributes."""


def gexf(selection: Selection, projection: Projection | None = None) -> Iterator[bytes]:
    """Return a selection as GEXF in UTF-8, in blocks of about 64 kB.

    Raises TooMany for a projection over its bound before the first block.
    """
    if projection is None:
        return blocks(_document(selection, EDGE_ATTRIBUTES, _seats(selection), projection))
    ties = co_memberships(selection, projection)
    return blocks(_document(selection, PROJECTED_ATTRIBUTES, map(_tie, ties), projection))


def _document(
    selection: Selection, edge_attributes: Sequence[Attribute], edges: Iterable[str], projection: Projection | None
) -> Iterator[str]:
    dated = projection is None and any(seat.valid_from or seat.valid_to for seat, _ in selection.drawn)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield from _meta(selection, projection)
    time = ' timeformat="date" timerepresentation="interval"' if dated else ""
    yield f'<graph defaultedgetype="undirected" idtype="string" mode="{"dynamic" if dated else "static"}"{time}>\n'
    for what, attributes in (("node", NODE_ATTRIBUTES), ("edge", edge_attributes)):
        yield f'<attributes class="{what}" mode="static">\n'
        for attribute in attributes:
            if attribute.name not in _APART:
                yield f'<attribute id="{attribute.name}" title="{attribute.name}" type="{_TYPES[attribute.type]}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for holder in selection.holders():
        yield _node(holder_attributes(selection, holder))
    if projection is None:
        for consortium in selection.consortia:
            yield _node(consortium_attributes(selection, consortium))
    yield "</nodes>\n<edges>\n"
    yield from edges
    yield "</edges>\n</graph>\n</gexf>\n"


def _meta(selection: Selection, projection: Projection | None) -> Iterator[str]:
    said = about(selection)
    lines = [*said.flat().items(), *([("projection", projection)] if projection else [])]
    yield f"<meta><creator>{xml_text(said.product)}</creator><description>"
    yield xml_text("\n".join(f"{name}: {value}" for name, value in lines))
    yield "</description></meta>\n"


def _node(flat: Flat) -> str:
    return f'<node id="{flat["id"]}" label="{xml_attribute(str(flat["label"]))}">{_values(flat)}</node>\n'


def _seats(selection: Selection) -> Iterator[str]:
    count: Counter[Pair] = Counter()
    for seat, holder in selection.drawn:
        kind, pair = "seat", (holder, seat.consortium)
        if pair in selection.repeated:
            count[pair] += 1
            kind = f"seat {count[pair]}" if count[pair] > 1 else kind
        time = "".join(f' {name}="{day}"' for name, day in term(seat).items())
        yield (
            f'<edge id="{seat.id}" source="{holder}" target="{seat.consortium}" weight="1.0" kind="{kind}"'
            f"{time}>{_values(seat_attributes(selection, seat))}</edge>\n"
        )


def term(seat: Seat) -> dict[str, str]:
    """Return the first and last day that the printed term of a seat can mean, by `start` and `end`, where printed."""
    days: dict[str, str] = {}
    if seat.valid_from:
        days["start"] = first_day(seat.valid_from).isoformat()
    if seat.valid_to:
        days["end"] = last_day(seat.valid_to).isoformat()
    return days


def _tie(tie: CoMembership) -> str:
    return (
        f'<edge id="{tie.id}" source="{tie.a}" target="{tie.b}" weight="{tie.weight!r}">'
        f"{_values(tie.attributes)}</edge>\n"
    )


def _values(flat: Flat) -> str:
    text = ""
    for name, value in flat.items():
        if value is not None and name not in _APART:
            written = xml_attribute(value) if isinstance(value, str) else number(value)
            text += f'<attvalue for="{name}" value="{written}"/>'
    return f"<attvalues>{text}</attvalues>"
