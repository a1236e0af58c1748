"""A whole graph as values, its canonical dump, the version that hashes it, and the delta between two."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from pydantic import ConfigDict, Field

from musubime.types.base import Frozen, Id
from musubime.types.nodes import AnyNode, Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

N = TypeVar("N", Organization, Person, Programme, Consortium, Seat, Source)


class Graph(Frozen):
    """Every node and tie of one graph version, by id and key."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    organizations: dict[str, Organization] = Field(default_factory=dict)
    persons: dict[str, Person] = Field(default_factory=dict)
    programmes: dict[str, Programme] = Field(default_factory=dict)
    consortia: dict[str, Consortium] = Field(default_factory=dict)
    seats: dict[str, Seat] = Field(default_factory=dict)
    sources: dict[str, Source] = Field(default_factory=dict)
    ties: dict[tuple[str, str, str], Tie] = Field(default_factory=dict)

    def nodes(self) -> Iterator[AnyNode]:
        """Yield every node, kind by kind."""
        yield from self.organizations.values()
        yield from self.persons.values()
        yield from self.programmes.values()
        yield from self.consortia.values()
        yield from self.seats.values()
        yield from self.sources.values()

    @cached_property
    def version(self) -> str:
        """The graph version: `g` and 24 hexadecimal digits of the SHA-256 of the canonical dump."""
        digest = hashlib.sha256()
        for line in dump_lines(self.nodes(), self.ties.values()):
            digest.update(line)
            digest.update(b"\n")
        return "g" + digest.hexdigest()[:24]


def graph_of(nodes: Iterable[AnyNode], ties: Iterable[Tie]) -> Graph:
    """Return the graph that these nodes and ties make."""
    graph = Graph()
    places: dict[Kind, dict[str, AnyNode]] = {
        Kind.ORGANIZATION: graph.organizations,  # type: ignore[dict-item]
        Kind.PERSON: graph.persons,  # type: ignore[dict-item]
        Kind.PROGRAMME: graph.programmes,  # type: ignore[dict-item]
        Kind.CONSORTIUM: graph.consortia,  # type: ignore[dict-item]
        Kind.SEAT: graph.seats,  # type: ignore[dict-item]
        Kind.SOURCE: graph.sources,  # type: ignore[dict-item]
    }
    for node in nodes:
        places[node.node_kind][node.id] = node
    for tie in ties:
        graph.ties[tie.key] = tie
    return graph


def dump_lines(nodes: Iterable[AnyNode], ties: Iterable[Tie]) -> Iterator[bytes]:
    """Yield the canonical dump: one line of JSON a node or tie, sorted by kind and id, absent values left out."""
    rows = [(node.node_kind.value, node.id, node) for node in nodes]
    for kind, id, node in sorted(rows, key=lambda row: row[:2]):
        yield _canonical({"kind": kind, **node.model_dump(mode="json", exclude_defaults=True), "id": id})
    for tie in sorted(ties, key=lambda tie: tie.key):
        yield _canonical({"kind": "tie", **tie.model_dump(mode="json", exclude_defaults=True)})


def _canonical(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Delta(Frozen):
    """What turns one graph into another: nodes and ties written whole, and those that go."""

    organizations: tuple[Organization, ...] = ()
    persons: tuple[Person, ...] = ()
    programmes: tuple[Programme, ...] = ()
    consortia: tuple[Consortium, ...] = ()
    seats: tuple[Seat, ...] = ()
    sources: tuple[Source, ...] = ()
    ties: tuple[Tie, ...] = ()
    gone_nodes: tuple[tuple[Kind, Id], ...] = ()
    gone_ties: tuple[Tie, ...] = ()

    def nodes(self) -> Iterator[AnyNode]:
        """Yield every node that is written, kind by kind."""
        yield from self.organizations
        yield from self.persons
        yield from self.programmes
        yield from self.consortia
        yield from self.seats
        yield from self.sources

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not (any(True for _ in self.nodes()) or self.ties or self.gone_nodes or self.gone_ties)


def _changed(old: dict[str, N], new: dict[str, N]) -> tuple[N, ...]:
    return tuple(new[id] for id in sorted(new) if old.get(id) != new[id])


def delta_between(old: Graph, new: Graph) -> Delta:
    """Return what turns `old` into `new`, in canonical order."""
    new_keys = {(node.node_kind, node.id) for node in new.nodes()}
    return Delta(
        organizations=_changed(old.organizations, new.organizations),
        persons=_changed(old.persons, new.persons),
        programmes=_changed(old.programmes, new.programmes),
        consortia=_changed(old.consortia, new.consortia),
        seats=_changed(old.seats, new.seats),
        sources=_changed(old.sources, new.sources),
        ties=tuple(new.ties[key] for key in sorted(new.ties) if old.ties.get(key) != new.ties[key]),
        gone_nodes=tuple(
            sorted((node.node_kind, node.id) for node in old.nodes() if (node.node_kind, node.id) not in new_keys)
        ),
        gone_ties=tuple(old.ties[key] for key in sorted(old.ties) if key not in new.ties),
    )


def applied(graph: Graph, delta: Delta) -> Graph:
    """Return the graph after the delta."""
    gone = set(delta.gone_nodes)
    gone_ties = {tie.key for tie in delta.gone_ties}
    nodes = {(node.node_kind, node.id): node for node in graph.nodes() if (node.node_kind, node.id) not in gone}
    nodes.update({(node.node_kind, node.id): node for node in delta.nodes()})
    ties = {key: tie for key, tie in graph.ties.items() if key not in gone_ties}
    ties.update({tie.key: tie for tie in delta.ties})
    return graph_of(nodes.values(), ties.values())
