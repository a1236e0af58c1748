"""Cytoscape JSON as a stream: the elements that Cytoscape and Cytoscape.js read, with GraphML's attributes."""

from collections.abc import Iterable, Iterator, Mapping

import orjson

from musubime.exports.about import about
from musubime.exports.attributes import Value, consortium_attributes, holder_attributes, seat_attributes
from musubime.exports.selection import Selection
from musubime.exports.writing import gathered

MEDIA_TYPE = "application/json"


def cytoscape_json(selection: Selection) -> Iterator[bytes]:
    """Return `{"data": {…}, "elements": {"nodes": [{"data"}], "edges": [{"data"}]}}` in blocks of about 64 kB.

    `data` says what the file is of; an unknown value is an absent field.
    """
    return gathered(_document(selection))


def _document(selection: Selection) -> Iterator[bytes]:
    yield b'{"data":' + orjson.dumps(about(selection).flat()) + b',"elements":{"nodes":['
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
    for seat, holder in selection.drawn:
        yield {"id": seat.id, "source": holder, "target": seat.consortium, **seat_attributes(selection, seat)}


def _separated(elements: Iterable[Mapping[str, Value | None]]) -> Iterator[bytes]:
    before = b"\n"
    for flat in elements:
        yield before + orjson.dumps({"data": _known(flat)})
        before = b",\n"


def _known(flat: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in flat.items() if value is not None}
