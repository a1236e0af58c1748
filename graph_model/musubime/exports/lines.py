"""JSON Lines: one record a line with its kind, what the file is first; flat attributes, then facts in full."""

from collections.abc import Iterator, Mapping

import orjson

from musubime.exports.about import about
from musubime.exports.attributes import (
    Flat,
    consortium_row,
    holder_attributes,
    programme_row,
    seat_attributes,
    source_row,
)
from musubime.exports.selection import Selection
from musubime.exports.writing import gathered
from musubime.types.nodes import AnyNode, Seat

MEDIA_TYPE = "application/x-ndjson"
_IN_FULL = frozenset(
    {"names", "identifiers", "sectors_stated", "sector_inferred", "prefecture_basis", "mentions", "note", "evidence"}
    | {"support_types", "budgets", "figures", "dates", "themes", "unnamed_members", "confidentiality", "confidence"}
    | {"statements", "flags", "last_stated", "not_stated_since"}
)
"""What is no flat attribute of a graph and stands here as the types write it."""


def json_lines(selection: Selection) -> Iterator[bytes]:
    """Return `about`, then every organization, person, programme, consortium, source, seat and tie, one a line."""
    return gathered(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in _records(selection))


def _records(selection: Selection) -> Iterator[Mapping[str, object]]:
    yield {"kind": "about", **about(selection).flat()}
    for holder in selection.bodies():
        yield _record("organization", holder, holder_attributes(selection, holder))
    for person in selection.named_persons():
        yield _record("person", person, {"id": person.id, "name": person.name})
    for programme in selection.listed_programmes:
        yield _record("programme", programme, programme_row(selection, programme))
    for consortium in selection.consortia:
        yield _record("consortium", consortium, consortium_row(selection, consortium))
    for source in selection.sources:
        yield _record("source", source, source_row(source))
    for seat in selection.seats:
        yield _record("seat", seat, {**_ends(seat), **seat_attributes(selection, seat), "sector": seat.sector})
    for tie in selection.ties():
        yield {"kind": "tie", **tie.model_dump(mode="json", exclude_defaults=True)}


def _ends(seat: Seat) -> Flat:
    return {"consortium": seat.consortium, "organization": seat.organization, "person_id": seat.person}


def _record(kind: str, node: AnyNode, flat: Flat) -> dict[str, object]:
    known = {name: value for name, value in flat.items() if value is not None and name != "label"}
    return {
        **{"kind": kind, "id": node.id},
        **{name: value for name, value in known.items() if name != "kind"},
        **node.model_dump(mode="json", include=set(_IN_FULL), exclude_defaults=True),
    }
