"""GraphML as a stream: two-mode by default, one edge a seat; the file's graph is small in memory at any size."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from xml.sax.saxutils import quoteattr

from musubime.exports.about import About, about
from musubime.exports.attributes import (
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Attribute,
    Value,
    consortium_attributes,
    holder_attributes,
    of_fields,
    seat_attributes,
)
from musubime.exports.projection import PROJECTED_ATTRIBUTES, CoMembership, Projection, co_memberships
from musubime.exports.selection import Selection
from musubime.exports.writing import blocks, number, xml_text

MEDIA_TYPE = "application/graphml+xml"
ALIKE = 1024
"""Written attributes of seats kept at a time."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
PROJECTION = Attribute("projection", "string", "射影", "newman or count; absent for the two-mode graph")
_GRAPH_ATTRIBUTES = (*of_fields(About).values(), PROJECTION)


def _opens(prefix: str, attributes: Sequence[Attribute]) -> dict[str, str]:
    return {attribute.name: f'<data key="{prefix}_{attribute.name}">' for attribute in attributes}


_NODE_OPENS = _opens("n", NODE_ATTRIBUTES)


def graphml(selection: Selection, projection: Projection | None = None) -> Iterator[bytes]:
    """Return a selection as GraphML in UTF-8, in blocks of about 64 kB.

    Raises TooMany for a projection over its bound before the first block.
    """
    if projection is None:
        return blocks(_document(selection, EDGE_ATTRIBUTES, _two_mode(selection), projection))
    edges = _projected(co_memberships(selection, projection))
    return blocks(_document(selection, PROJECTED_ATTRIBUTES, edges, projection))


Edge = tuple[str, str, str, str]
"""Id, ends and written attributes, all but the id."""


def _two_mode(selection: Selection) -> Iterator[Edge]:
    # Most seats of a roster say the same but for who and where, so what they say is written once.
    opens = _opens("e", EDGE_ATTRIBUTES)
    written: dict[tuple[str | None, ...], str] = {}
    for seat, holder in selection.drawn:
        said = seat.statements[-1].source if seat.statements else None
        alike = (seat.role, seat.post, seat.person, seat.valid_from, seat.valid_to, seat.unit, said)
        if alike not in written:
            if len(written) == ALIKE:
                written.clear()
            written[alike] = _data(opens, seat_attributes(selection, seat).items())
        yield seat.id, holder, seat.consortium, written[alike]


def _projected(ties: Iterable[CoMembership]) -> Iterator[Edge]:
    opens = _opens("e", PROJECTED_ATTRIBUTES)
    return ((tie.id, tie.a, tie.b, _data(opens, tie.attributes.items())) for tie in ties)


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
    yield _data(_opens("g", _GRAPH_ATTRIBUTES), {**about(selection).flat(), "projection": projection}.items()) + "\n"
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
        f"<desc>{xml_text(attribute.description)}</desc></key>\n"
    )


def _node(flat: Mapping[str, Value | None]) -> str:
    # Id, label, kind and name are what every node has, first and in this order.
    id, name = flat["id"], xml_text(str(flat["name"]))
    return (
        f'<node id="{id}"><data key="n_id">{id}</data><data key="n_label">{name}</data>'
        f'<data key="n_kind">{flat["kind"]}</data><data key="n_name">{name}</data>'
        f"{_data(_NODE_OPENS, islice(flat.items(), 4, None))}</node>\n"
    )


def _data(opens: Mapping[str, str], known: Iterable[tuple[str, Value | None]]) -> str:
    text = ""
    for name, value in known:
        if value is not None:
            text += f"{opens[name]}{xml_text(value) if isinstance(value, str) else number(value)}</data>"
    return text
