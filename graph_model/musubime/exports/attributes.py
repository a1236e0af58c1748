"""The flat, typed attributes of nodes and edges that all formats share, and their words.

Attributes that are fields of the types take name, title, description and type from there; only what is derived from
several fields or ties is described here. The data dictionary is made of the same words.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from musubime.exports.selection import Holder, Selection
from musubime.types.base import Frozen
from musubime.types.nodes import Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.prefectures import names_of

Value = str | int | float | bool
Flat = dict[str, Value | None]
SEPARATOR = ";"


class Attribute(NamedTuple):
    """One attribute of a node or edge: its name, GraphML type, Japanese title and what it says."""

    name: str
    type: str
    title: str
    meaning: str

    @property
    def description(self) -> str:
        """Title and meaning in one line."""
        return f"{self.title}: {self.meaning}"


def of_fields(*types: type[Frozen]) -> dict[str, Attribute]:
    """Return the fields that are exported, by name, as the types describe them."""
    found: dict[str, Attribute] = {}
    for kind in types:
        for name, field in kind.model_fields.items():
            extra = field.json_schema_extra
            if isinstance(extra, dict) and isinstance(extra.get("graphml"), str):
                attribute = Attribute(name, str(extra["graphml"]), str(field.title), str(field.description))
                found.setdefault(name, attribute)
    return found


def of_field(kind: type[Frozen], name: str) -> Attribute:
    """Return one text field of a type as it describes it, where the type itself leaves it out of graphs."""
    field = kind.model_fields[name]
    return Attribute(name, "string", str(field.title), str(field.description))


_DERIVED_NODE = (
    Attribute("label", "string", "ラベル", "The name shown, for tools that look for a label"),
    Attribute("kind", "string", "種類", "organization, person or consortium"),
    Attribute("prefecture", "string", "都道府県", "Names of its prefectures, joined by ;"),
    Attribute("prefecture_code", "string", "都道府県コード", "JIS X 0401 codes of its prefectures, joined by ;"),
    Attribute("corporate_number", "string", "法人番号", "Corporate number of the body or its legal person"),
    Attribute("memberships", "int", "参画数", "Number of selected consortia that it has a seat on"),
    Attribute("organization_kind", "string", "機関の種類", "What the organization is, where it can be told"),
    Attribute("members", "int", "構成員数", "Number of holders seated on the consortium"),
    Attribute("programme", "string", "事業・制度", "Programmes of the consortium, joined by ;"),
)
_DERIVED_EDGE = (
    Attribute("kind", "string", "種類", "seat"),
    Attribute("person", "string", "氏名", "Person named on the seat"),
    Attribute("source_title", "string", "出典", "Title of the document that states it last"),
    Attribute("source_url", "string", "出典URL", "Address of that document"),
    Attribute("weight", "double", "重み", "1 for each seat"),
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
    of_fields(Organization, Person, Consortium) | {attribute.name: attribute for attribute in _DERIVED_NODE},
    _FIRST_NODE,
)
EDGE_ATTRIBUTES = _ordered(of_fields(Seat) | {attribute.name: attribute for attribute in _DERIVED_EDGE}, _FIRST_EDGE)

_NODE = {attribute.name: attribute for attribute in NODE_ATTRIBUTES}
ORGANIZATION_ATTRIBUTES = tuple(
    _NODE[name]
    for name in (
        *("id", "name", "name_en", "sector", "organization_kind", "legal_form", "prefecture", "prefecture_code"),
        *("corporate_number", "memberships"),
    )
)
PERSON_ATTRIBUTES = tuple(_NODE[name] for name in ("id", "name"))
CONSORTIUM_ATTRIBUTES = (
    *(_NODE[name] for name in ("id", "name", "form", "prefecture", "prefecture_code", "programme")),
    *(_NODE[name] for name in ("reported", "members")),
    *(of_field(Consortium, name) for name in ("region", "plan", "summary", "contact")),
)
PROGRAMME_ATTRIBUTES = (
    *(_NODE[name] for name in ("id", "name")),
    Attribute("owner", "string", "所管", "Owners of the programme, joined by ;"),
    Attribute("issues", "string", "政策課題", "Policy issues, joined by ;"),
    Attribute("phases", "string", "段階", "Phases on the way from research to use, joined by ;"),
    of_field(Programme, "summary"),
)
SOURCE_ATTRIBUTES = tuple(
    of_field(Source, name) for name in ("id", "name", "publisher", "date", "url", "licence", "roster", "sha256")
)


def holder_attributes(selection: Selection, holder: Holder) -> Flat:
    """Return the attributes of an organization or person; None where nothing is known."""
    name = holder.name
    if not isinstance(holder, Organization):
        return {
            "id": holder.id,
            "label": name,
            "kind": "person",
            "name": name,
            "memberships": selection.memberships.get(holder.id, 0),
        }
    return {
        "id": holder.id,
        "label": name,
        "kind": "organization",
        "name": name,
        "name_en": holder.name_en,
        "sector": holder.sector,
        "prefecture": prefectures(holder.prefecture),
        "prefecture_code": joined(holder.prefecture),
        "corporate_number": _corporate_numbers(holder) if holder.identifiers else None,
        "memberships": selection.memberships.get(holder.id, 0),
        "organization_kind": holder.kind,
        "legal_form": holder.legal_form,
    }


def consortium_attributes(selection: Selection, consortium: Consortium) -> Flat:
    """Return the attributes of a consortium; `members` is None where no member is selected."""
    name = consortium.name
    return {
        "id": consortium.id,
        "label": name,
        "kind": "consortium",
        "name": name,
        "prefecture": prefectures(consortium.prefecture),
        "prefecture_code": joined(consortium.prefecture),
        "members": selection.members.get(consortium.id),
        "programme": joined(programme.name for programme in selection.programmes.get(consortium.id, ())),
        "form": consortium.form,
        "reported": consortium.reported,
    }


def seat_attributes(selection: Selection, seat: Seat) -> Flat:
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


def consortium_row(selection: Selection, consortium: Consortium) -> Flat:
    """Return what `CONSORTIUM_ATTRIBUTES` describe: the attributes of a table of consortia."""
    return consortium_attributes(selection, consortium) | {
        "region": consortium.region,
        "plan": consortium.plan,
        "summary": consortium.summary,
        "contact": consortium.contact,
    }


def programme_row(selection: Selection, programme: Programme) -> Flat:
    """Return what `PROGRAMME_ATTRIBUTES` describe."""
    return {
        "id": programme.id,
        "name": programme.name,
        "owner": joined(owner.name for owner in selection.owners.get(programme.id, ())),
        "issues": joined(programme.issues),
        "phases": joined(programme.phases),
        "summary": programme.summary,
    }


def source_row(source: Source) -> Flat:
    """Return what `SOURCE_ATTRIBUTES` describe."""
    return {attribute.name: getattr(source, attribute.name) for attribute in SOURCE_ATTRIBUTES}


def _corporate_numbers(organization: Organization) -> str | None:
    numbers = [(i.role != "self", i.value) for i in organization.identifiers if i.scheme == "corporate_number"]
    return joined(dict.fromkeys(value for _, value in sorted(numbers)))


@cache
def prefectures(codes: tuple[str, ...]) -> str | None:
    """Return the names of prefectures in one text; None where there are none."""
    return joined(names_of(codes))


def joined(values: Iterable[str]) -> str | None:
    """Return the values in one text; None where there are none."""
    return SEPARATOR.join(values) or None
