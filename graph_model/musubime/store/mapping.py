"""How nodes and ties lie in the graph: flat properties, and nested facts as texts of JSON.

A scalar field is a property, a list of scalars a list, a nested fact a text of JSON, several of them a list of such
texts; what is not stated is absent. The properties are the authority: reading goes back through the types.
"""

import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Literal, NamedTuple, Union, get_args, get_origin

import orjson

from musubime.store.engine import Cell
from musubime.types.base import Frozen
from musubime.types.evidence import Name
from musubime.types.nodes import NODE_TYPES, AnyNode, Organization, Programme, Seat
from musubime.types.text import search_key
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

SEAT_RELATIONS = frozenset({"consortium", "organization", "person", "statements"})
TIE_ENDS = frozenset({"type", "from_kind", "from_id", "to_kind", "to_id"})
Shape = Literal["scalar", "scalars", "fact", "facts"]


class _Place(NamedTuple):
    field: str
    shape: Shape


def _bare(annotation: object) -> object:
    """Return an annotation without `Annotated` and without `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, types.UnionType):
            stated = [part for part in get_args(annotation) if part is not type(None)]
            if len(stated) != 1:
                return annotation
            annotation = stated[0]
        else:
            return annotation


def _shape(annotation: object) -> Shape:
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        return "facts" if _is_fact(_bare(get_args(bare)[0])) else "scalars"
    return "fact" if _is_fact(bare) else "scalar"


def _is_fact(bare: object) -> bool:
    return isinstance(bare, type) and issubclass(bare, Frozen)


@cache
def _places(model: type[Frozen]) -> tuple[_Place, ...]:
    left_out = SEAT_RELATIONS if model is Seat else TIE_ENDS if model is Tie else frozenset()
    return tuple(
        _Place(name, _shape(field.annotation)) for name, field in model.model_fields.items() if name not in left_out
    )


def _json(fact: Frozen) -> str:
    return fact.model_dump_json(exclude_defaults=True)


def flat(value: Frozen) -> dict[str, Cell]:
    """Return the properties that a node or tie has in the graph."""
    properties: dict[str, Cell] = {}
    for name, shape in _places(type(value)):
        stated = getattr(value, name)
        if stated is None or stated == ():
            continue
        if shape == "scalar":
            properties[name] = stated.value if isinstance(stated, Enum) else stated
        elif shape == "scalars":
            properties[name] = [item.value if isinstance(item, Enum) else item for item in stated]
        elif shape == "fact":
            properties[name] = _json(stated)
        else:
            properties[name] = [_json(item) for item in stated]
    return properties


def stated(model: type[Frozen], properties: Mapping[str, Cell]) -> dict[str, object]:
    """Return the fields of a node or tie from its properties; those that its type does not know are left out.

    Raises ValueError or TypeError where a nested fact is no JSON.
    """
    values: dict[str, object] = {}
    for name, shape in _places(model):
        cell = properties.get(name)
        if cell is None:
            continue
        if shape == "fact":
            values[name] = parsed(cell)
        elif shape == "facts":
            if not isinstance(cell, list):
                raise TypeError(f"{name} is no list")
            values[name] = [parsed(item) for item in cell]
        else:
            values[name] = cell
    return values


def parsed(cell: Cell) -> object:
    """Return a nested fact; raises TypeError or ValueError where the cell is no text of JSON."""
    if not isinstance(cell, str):
        raise TypeError("a nested fact is no text of JSON")
    return orjson.loads(cell)


def all_names(node: AnyNode) -> list[str]:
    """Return every name of a node, the one shown first, each once; a seat has none."""
    if isinstance(node, Seat):
        return []
    names = [node.name]
    listed: tuple[Name, ...] = getattr(node, "names", ())
    names += [name.text for name in listed]
    if isinstance(node, Organization | Programme) and node.name_en:
        names.append(node.name_en)
    return list(dict.fromkeys(names))


def node_properties(node: AnyNode) -> dict[str, Cell]:
    """Return the properties of a node, with the text that searches run on (one folded name a line)."""
    properties = flat(node)
    if names := all_names(node):
        properties["search_text"] = "\n".join(search_key(name) for name in names)
    return properties


def node_of(kind: Kind, properties: Mapping[str, Cell], relations: Mapping[str, object] | None = None) -> AnyNode:
    """Return the node that these properties, and for a seat its relationships, state.

    Raises ValueError or TypeError.
    """
    model = NODE_TYPES[kind]
    return model.model_validate({**stated(model, properties), **(relations or {})})
