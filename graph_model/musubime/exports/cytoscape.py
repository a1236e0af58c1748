"""Cytoscape JSON as a stream: the elements that Cytoscape and Cytoscape.js read, with GraphML's attributes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import orjson

from musubime.exports.attributes import Value, consortium_attributes, holder_attributes, seat_attributes
from musubime.exports.selection import Selection, holder_of, select
from musubime.types.graph import Graph

MEDIA_TYPE = "application/json"


def cytoscape_json(
    graph: Graph,
    seats: Sequence[str],
    consortia: Sequence[str],
    graph_version: str,
    *,
    filters: Sequence[str] = (),
) -> Iterator[bytes]:
    """Return `{"data": {…}, "elements": {"nodes": [{"data"}], "edges": [{"data"}]}}`, one element a block.

    Raises BadQuestion for an empty selection before the first block. An unknown value is an absent field.
    """
    return _document(select(graph, seats, consortia, graph_version, filters=filters))


def _document(selection: Selection) -> Iterator[bytes]:
    about: dict[str, Value | None] = {
        "graph_version": selection.graph_version,
        "seats_left_out": selection.left_out or None,
    }
    yield b'{"data":' + orjson.dumps(_known(about)) + b',"elements":{"nodes":['
    yield from _separated(_nodes(selection))
    yield b'\n],"edges":['
    yield from _separated(_edges(selection))
    yield b"\n]}}\n"


def _nodes(selection: Selection) -> Iterator[Mapping[str, Value | None]]:
    for holder in selection.holders():
        yield holder_attributes(selection, holder)
    for consortium in selection.consortia:
        yield consortium_attributes(selection, consortium)


def _edges(selection: Selection) -> Iterator[Mapping[str, Value | None]]:
    for seat in filter(holder_of, selection.seats):
        edge: dict[str, Value | None] = {"id": seat.id, "source": holder_of(seat), "target": seat.consortium}
        yield edge | seat_attributes(selection, seat)


def _separated(elements: Iterable[Mapping[str, Value | None]]) -> Iterator[bytes]:
    before = b"\n"
    for flat in elements:
        yield before + orjson.dumps({"data": _known(flat)})
        before = b",\n"


def _known(flat: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in flat.items() if value is not None}
