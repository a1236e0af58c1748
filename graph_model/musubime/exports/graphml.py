"""GraphML as a stream: two-mode by default, one edge a seat; the file's graph is small in memory at any size."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from musubime.exports.attributes import (
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    SEPARATOR,
    Attribute,
    Value,
    consortium_attributes,
    holder_attributes,
    seat_attributes,
)
from musubime.exports.projection import PROJECTED_ATTRIBUTES, CoMembership, Projection, co_memberships
from musubime.exports.selection import Selection, holder_of, select
from musubime.types.graph import Graph

MEDIA_TYPE = "application/graphml+xml"
BLOCK = 1 << 16
ALIKE = 4096
"""Written attributes of seats kept at a time."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
# The types refuse control characters and lone surrogates; XML refuses these two as well.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_GRAPH_ATTRIBUTES = (
    Attribute("graph_version", "string", "グラフの版: Content hash of the graph that this file is taken from"),
    Attribute("seats_left_out", "int", "書き出さない席の数: Seats without a named holder"),
    Attribute("projection", "string", "射影: newman or count; absent for the two-mode graph"),
)


def _opens(prefix: str, attributes: Sequence[Attribute]) -> dict[str, str]:
    return {attribute.name: f'<data key="{prefix}_{attribute.name}">' for attribute in attributes}


_NODE_OPENS = _opens("n", NODE_ATTRIBUTES)


def graphml(
    graph: Graph,
    seats: Sequence[str],
    consortia: Sequence[str],
    graph_version: str,
    *,
    projection: Projection | None = None,
    filters: Sequence[str] = (),
) -> Iterator[bytes]:
    """Return the selected seats and consortia as GraphML in UTF-8, in blocks of about 64 kB.

    Errors (BadQuestion for an empty selection, TooMany for a projection over its bound) are raised before the
    first block.
    """
    selection = select(graph, seats, consortia, graph_version, filters=filters)
    if projection is None:
        return _blocks(_document(selection, EDGE_ATTRIBUTES, _two_mode(selection), projection))
    edges = _projected(selection, projection)
    return _blocks(_document(selection, PROJECTED_ATTRIBUTES, edges, projection))


Edge = tuple[str, str, str, str]
"""Id, ends and written attributes, all but the id."""


def _two_mode(selection: Selection) -> Iterator[Edge]:
    # Most seats of a roster say the same but for who and where, so what they say is written once.
    opens = _opens("e", EDGE_ATTRIBUTES)
    written: dict[tuple[str | None, ...], str] = {}
    for seat in filter(holder_of, selection.seats):
        said = seat.statements[-1].source if seat.statements else None
        alike = (seat.role, seat.post, seat.person, seat.valid_from, seat.valid_to, seat.unit, said)
        if alike not in written:
            if len(written) == ALIKE:
                written.clear()
            written[alike] = _data(opens, seat_attributes(selection, seat))
        yield seat.id, holder_of(seat), seat.consortium, written[alike]


def _projected(selection: Selection, projection: Projection) -> Iterator[Edge]:
    opens = _opens("e", PROJECTED_ATTRIBUTES)
    ties = co_memberships(selection, projection)
    return ((_id_of(tie), tie.a, tie.b, _data(opens, _of_tie(tie))) for tie in ties)


def _of_tie(tie: CoMembership) -> dict[str, Value | None]:
    return {
        "kind": "co_membership",
        "weight": tie.weight,
        "shared": len(tie.consortia),
        "consortia": SEPARATOR.join(tie.consortia),
    }


def _id_of(tie: CoMembership) -> str:
    return f"{tie.a}..{tie.b}"


def _document(
    selection: Selection, edge_attributes: Sequence[Attribute], edges: Iterable[Edge], projection: Projection | None
) -> Iterator[str]:
    yield _HEAD
    for place, prefix, attributes in (
        ("graph", "g", _GRAPH_ATTRIBUTES),
        ("node", "n", NODE_ATTRIBUTES),
        ("edge", "e", edge_attributes),
    ):
        yield from (_key(place, f"{prefix}_{attribute.name}", attribute) for attribute in attributes)
    yield '<graph id="G" edgedefault="undirected">\n'
    about: dict[str, Value | None] = {
        "graph_version": selection.graph_version,
        "seats_left_out": selection.left_out or None,
        "projection": projection,
    }
    yield _data(_opens("g", _GRAPH_ATTRIBUTES), about) + "\n"
    for holder in selection.holders():
        yield _node(holder_attributes(selection, holder))
    if projection is None:
        for consortium in selection.consortia:
            yield _node(consortium_attributes(selection, consortium))
    for id, source, target, written in edges:
        yield (f'<edge id="{id}" source="{source}" target="{target}"><data key="e_id">{id}</data>{written}</edge>\n')
    yield "</graph>\n</graphml>\n"


def _key(place: str, id: str, attribute: Attribute) -> str:
    return (
        f'<key id="{id}" for="{place}" attr.name={quoteattr(attribute.name)} attr.type="{attribute.type}">'
        f"<desc>{_text(attribute.description)}</desc></key>\n"
    )


def _node(flat: Mapping[str, Value | None]) -> str:
    return f'<node id="{flat["id"]}">{_data(_NODE_OPENS, flat)}</node>\n'


def _data(opens: Mapping[str, str], flat: Mapping[str, Value | None]) -> str:
    text = ""
    for name, value in flat.items():
        if value is not None:
            text += f"{opens[name]}{_text(value) if isinstance(value, str) else _number(value)}</data>"
    return text


def _text(text: str) -> str:
    # Most texts need nothing, and six looks for one character cost a third of what replacing does.
    if "&" in text or "<" in text or ">" in text or "\r" in text or "\ufffe" in text or "\uffff" in text:
        return _NOT_IN_XML.sub("\ufffd", escape(text, {"\r": "&#13;"}))
    return text


def _number(value: float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _blocks(parts: Iterable[str]) -> Iterator[bytes]:
    kept: list[str] = []
    length = 0
    for part in parts:
        kept.append(part)
        length += len(part)
        if length >= BLOCK:
            yield "".join(kept).encode()
            kept, length = [], 0
    yield "".join(kept).encode()
