"""The flat, typed attributes of nodes and edges that GraphML and Cytoscape JSON share.

Attributes that are fields of the types take name, description and type from there; only what is derived from several
fields or ties is described here.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from musubime.exports.selection import Holder, Selection
from musubime.types.base import Frozen
from musubime.types.nodes import Consortium, Organization, Person, Seat
from musubime.types.prefectures import names_of

Value = str | int | float | bool
SEPARATOR = ";"


class Attribute(NamedTuple):
    """One attribute of a node or edge: its name, GraphML type, and what it says."""

    name: str
    type: str
    description: str


def _of_fields(*types: type[Frozen]) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for kind in types:
        for name, field in kind.model_fields.items():
            extra = field.json_schema_extra
            if isinstance(extra, dict) and isinstance(extra.get("graphml"), str):
                found.setdefault(name, Attribute(name, str(extra["graphml"]), f"{field.title}: {field.description}"))
    return found


_DERIVED_NODE = (
    Attribute("label", "string", "ラベル: The name shown, for tools that look for a label"),
    Attribute("kind", "string", "種類: organization, person or consortium"),
    Attribute("prefecture", "string", "都道府県: Names of its prefectures, joined by ;"),
    Attribute("prefecture_code", "string", "都道府県コード: JIS X 0401 codes of its prefectures, joined by ;"),
    Attribute("corporate_number", "string", "法人番号: Corporate number of the body or its legal person"),
    Attribute("memberships", "int", "参画数: Number of selected consortia that it has a seat on"),
    Attribute("organization_kind", "string", "機関の種類: What the organization is, where it can be told"),
    Attribute("members", "int", "構成員数: Number of holders seated on the consortium"),
    Attribute("programme", "string", "事業・制度: Programmes of the consortium, joined by ;"),
)
_DERIVED_EDGE = (
    Attribute("kind", "string", "種類: seat"),
    Attribute("person", "string", "氏名: Person named on the seat"),
    Attribute("source_title", "string", "出典: Title of the document that states it last"),
    Attribute("source_url", "string", "出典URL: Address of that document"),
    Attribute("weight", "double", "重み: 1 for each seat"),
)
_FIRST_NODE = (
    *("id", "label", "kind", "name", "name_en", "sector", "prefecture", "prefecture_code", "corporate_number"),
    *("memberships", "organization_kind"),
)
_FIRST_EDGE = (
    *("id", "kind", "role", "post", "person", "valid_from", "valid_to", "source_title", "source_url", "weight"),
)


def _ordered(attributes: Mapping[str, Attribute], first: Iterable[str]) -> tuple[Attribute, ...]:
    return tuple(attributes[name] for name in dict.fromkeys([*first, *attributes]))


NODE_ATTRIBUTES = _ordered(
    _of_fields(Organization, Person, Consortium) | {attribute.name: attribute for attribute in _DERIVED_NODE},
    _FIRST_NODE,
)
EDGE_ATTRIBUTES = _ordered(_of_fields(Seat) | {attribute.name: attribute for attribute in _DERIVED_EDGE}, _FIRST_EDGE)


def holder_attributes(selection: Selection, holder: Holder) -> dict[str, Value | None]:
    """Return the attributes of an organization or person; None where nothing is known."""
    flat: dict[str, Value | None] = {
        "id": holder.id,
        "label": holder.name,
        "kind": "organization" if isinstance(holder, Organization) else "person",
        "name": holder.name,
        "memberships": selection.memberships[holder.id],
    }
    if isinstance(holder, Organization):
        flat |= {
            "name_en": holder.name_en,
            "sector": holder.sector,
            "prefecture": _prefectures(holder.prefecture),
            "prefecture_code": _joined(holder.prefecture),
            "corporate_number": _corporate_numbers(holder) if holder.identifiers else None,
            "organization_kind": holder.kind,
            "legal_form": holder.legal_form,
        }
    return flat


def consortium_attributes(selection: Selection, consortium: Consortium) -> dict[str, Value | None]:
    """Return the attributes of a consortium; `members` is None where no member is selected."""
    return {
        "id": consortium.id,
        "label": consortium.name,
        "kind": "consortium",
        "name": consortium.name,
        "prefecture": _prefectures(consortium.prefecture),
        "prefecture_code": _joined(consortium.prefecture),
        "members": selection.members.get(consortium.id),
        "programme": _joined(programme.name for programme in selection.programmes.get(consortium.id, ())),
        "form": consortium.form,
        "reported": consortium.reported,
    }


def seat_attributes(selection: Selection, seat: Seat) -> dict[str, Value | None]:
    """Return the attributes of the edge that a seat is drawn as, all but its id."""
    person, source = selection.person(seat), selection.source(seat)
    return {
        "kind": "seat",
        "role": seat.role,
        "post": seat.post,
        "person": person.name if person else None,
        "valid_from": seat.valid_from,
        "valid_to": seat.valid_to,
        "unit": seat.unit,
        "source_title": source.name if source else None,
        "source_url": source.url if source else None,
        "weight": 1.0,
    }


def _corporate_numbers(organization: Organization) -> str | None:
    numbers = [(i.role != "self", i.value) for i in organization.identifiers if i.scheme == "corporate_number"]
    return _joined(dict.fromkeys(value for _, value in sorted(numbers)))


@cache
def _prefectures(codes: tuple[str, ...]) -> str | None:
    return _joined(names_of(codes))


def _joined(values: Iterable[str]) -> str | None:
    return SEPARATOR.join(values) or None
