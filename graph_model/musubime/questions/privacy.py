"""Persons switched off: no person, no tie of a person, and every person's name masked wherever it is printed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel

from musubime.questions.readable import Readable
from musubime.store.port import Hit
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import AnyNode, Person, Seat, Source
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

M = TypeVar("M", bound=BaseModel)
MASK = "〇〇"
FULL_NAME = 3
"""A name of so many characters, or one printed with a space, is masked everywhere; a shorter one outside of names."""
_SPACES = re.compile(r"[\s\u3000]+")
_BETWEEN = r"[\s\u3000]*"
_HONORIFICS = "氏|様|先生|さん|殿"
_IDS = frozenset(
    {"id", "mentions", "source", "roster", "series", "consortium", "organization", "person", "from_id", "to_id", "url"}
)
"""Fields that hold ids and addresses, never a name."""
_OTHER_NAMES = frozenset({"name", "text", "name_en"})
"""Fields that hold names of other things than persons."""


class Mask:
    """Puts 〇〇 in place of every spelling of the names that it knows, with or without spaces."""

    def __init__(self, names: Iterable[str]) -> None:
        full: set[str] = set()
        short: set[str] = set()
        family: set[str] = set()
        for name in names:
            parts = [part for part in _SPACES.split(name) if part]
            letters = "".join(parts)
            (full if len(parts) > 1 or len(letters) >= FULL_NAME else short).add(letters)
            if len(parts) > 1 and len(parts[0]) > 1:
                family.add(parts[0])
        full.discard("")
        short.discard("")
        self._full = _pattern(full)
        self._any = _pattern(full | short, family)

    @classmethod
    def of(cls, graph: Graph) -> "Mask":
        """Return the mask of every name of every person of a graph."""
        return cls(names_of(graph))

    def text(self, text: str) -> str:
        """Return running text without persons' names."""
        return self._any.sub(MASK, text) if self._any else text

    def name(self, text: str) -> str:
        """Return the name of something else without persons' full names."""
        return self._full.sub(MASK, text) if self._full else text

    def masked(self, model: M) -> M:
        """Return a record in which no text holds a person's name; ids stay."""
        return self._masked(model, self.text if _is_document(model) else self.name) if self._any else model

    def _masked(self, model: M, name: Callable[[str], str]) -> M:
        """Return a record whose names of other things are masked by `name`, and all else as running text."""
        changed = {
            field: new
            for field, value in model.__dict__.items()
            if (new := self._value(field, value, name)) is not value
        }
        return model.model_copy(update=changed) if changed else model

    def _value(self, field: str, value: object, name: Callable[[str], str]) -> object:
        if isinstance(value, BaseModel):
            return self._masked(value, name)
        if isinstance(value, tuple):
            new = tuple(self._value(field, item, name) for item in value)
            return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
        if type(value) is not str or field in _IDS:
            return value
        new_text = name(value) if field in _OTHER_NAMES else self.text(value)
        return new_text if new_text != value else value

    def seat(self, seat: Seat) -> Seat:
        """Return a seat without its person."""
        return self.masked(seat.model_copy(update={"person": None}) if seat.person else seat)

    def node(self, node: AnyNode) -> AnyNode:
        """Return a node that is no person, without persons' names."""
        return self.seat(node) if isinstance(node, Seat) else self.masked(node)

    def graph(self, graph: Graph) -> Graph:
        """Return a graph without persons, their ties, and their names."""
        nodes = (self.node(node) for node in graph.nodes() if not isinstance(node, Person))
        return graph_of(nodes, (self.masked(tie) for tie in graph.ties.values() if not _of_a_person(tie)))


def names_of(graph: Graph) -> Iterator[str]:
    """Yield every name of every person of a graph, as stated."""
    for person in graph.persons.values():
        yield person.name
        yield from (name.text for name in person.names)


def _pattern(names: set[str], family: Iterable[str] = ()) -> re.Pattern[str] | None:
    """Return what finds these names, and family names before an honorific, the longest first.

    Alternatives stand under their first character: a text is compared with a few names at each place, not with all.
    """
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        parts[name[0]].append(_BETWEEN.join(["", *map(re.escape, name[1:])]))
    for name in sorted(family, key=lambda name: (-len(name), name)):
        rest = _BETWEEN.join(["", *map(re.escape, name[1:])])
        parts[name[0]].append(f"{rest}(?={_BETWEEN}(?:{_HONORIFICS}))")
    if not parts:
        return None
    firsts = "".join(re.escape(first) for first in parts)
    branches = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(parts.items()))
    return re.compile(f"(?=[{firsts}])(?:{branches})")


def _is_document(model: BaseModel) -> bool:
    """Whether a record's name is the title of a document: running text, which may call a person by family name."""
    return isinstance(model, Source) or (isinstance(model, Hit) and model.kind is Kind.SOURCE)


def _of_a_person(tie: Tie) -> bool:
    return Kind.PERSON in (tie.from_kind, tie.to_kind)


class UnnamedStore:
    """What questions read of a store, with no person given away."""

    def __init__(self, store: Readable, mask: Callable[[], Mask]) -> None:
        self._store, self._mask = store, mask

    def records(self, kind: Kind, ids: Sequence[str]) -> list[AnyNode]:
        """Return nodes without persons; none of the kind of persons."""
        if kind is Kind.PERSON:
            return []
        mask = self._mask()
        return [mask.node(node) for node in self._store.records(kind, ids)]

    def kept_id(self, kind: Kind, id: str) -> str | None:
        """Return the kept id of anything but a person."""
        return None if kind is Kind.PERSON else self._store.kept_id(kind, id)

    def ties_of(self, ids: Iterable[str]) -> list[Tie]:
        """Return the ties that no person is at the end of."""
        mask = self._mask()
        return [mask.masked(tie) for tie in self._store.ties_of(ids) if not _of_a_person(tie)]

    def seats_of(self, kind: Kind, ids: Iterable[str]) -> list[Seat]:
        """Return seats without their persons; none by person."""
        if kind is Kind.PERSON:
            return []
        mask = self._mask()
        return [mask.seat(seat) for seat in self._store.seats_of(kind, ids)]

    def search(self, text: str, limit: int) -> tuple[list[Hit], int]:
        """Return the hits that are no persons and do not match by a person's name."""
        mask = self._mask()
        if mask.text(text) != text:
            return [], 0
        _, total = self._store.search(text, 0)
        hits = [hit for hit in self._store.search(text, total)[0] if hit.kind is not Kind.PERSON]
        return [mask.masked(hit) for hit in hits[: max(limit, 0)]], len(hits)
