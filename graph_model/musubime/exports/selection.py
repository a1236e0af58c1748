"""What is exported: seats and consortia of one graph, with everything a row needs looked up once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from musubime.errors import BadQuestion, NotFound
from musubime.types.graph import Graph
from musubime.types.nodes import Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, TieType

Holder = Organization | Person
N = TypeVar("N", Seat, Consortium)


@dataclass(frozen=True)
class Selection:
    """Seats and consortia of one graph version, in code-point order of their ids.

    `left_out` counts the seats without a named holder, which are no edges: only a post is printed, or persons are
    switched off.
    """

    graph: Graph
    graph_version: str
    seats: list[Seat]
    consortia: list[Consortium]
    left_out: int
    memberships: dict[str, int] = field(default_factory=dict)
    """Number of selected consortia that each holder has a seat on."""
    members: dict[str, int] = field(default_factory=dict)
    """Number of holders seated on each consortium; absent where no member is selected."""
    programmes: dict[str, list[Programme]] = field(default_factory=dict)
    """Programmes of each consortium, the first-listed first."""
    owners: dict[str, list[Organization]] = field(default_factory=dict)
    """Owners of each programme, the first-listed first."""

    def holders(self) -> Iterator[Holder]:
        """Yield organizations, then persons who hold a seat by themselves, each in the order of their ids."""
        ids = sorted(self.memberships)
        yield from (self.graph.organizations[id] for id in ids if id in self.graph.organizations)
        yield from (self.graph.persons[id] for id in ids if id in self.graph.persons)

    def person(self, seat: Seat) -> Person | None:
        """Return the person of a seat; None where it names none."""
        return self.graph.persons[seat.person] if seat.person else None

    def source(self, seat: Seat) -> Source | None:
        """Return the source of the latest statement of a seat."""
        return self.graph.sources.get(seat.statements[-1].source) if seat.statements else None


def select(
    graph: Graph,
    seats: Collection[str],
    consortia: Collection[str],
    graph_version: str,
    *,
    filters: Sequence[str] = (),
) -> Selection:
    """Return the selection of these seat and consortium ids; consortia of the seats belong to it by themselves.

    Raises BadQuestion naming `filters` (for example `prefecture=36`) where nothing is selected.
    """
    chosen = _found(graph.seats, Kind.SEAT, seats)
    bodies = _found(graph.consortia, Kind.CONSORTIUM, {*consortia, *(seat.consortium for seat in chosen)})
    if not chosen and not bodies:
        raise BadQuestion(nothing_selected(filters))
    memberships, members = _counts(chosen)
    return Selection(
        graph,
        graph_version,
        chosen,
        bodies,
        sum(not holder_of(seat) for seat in chosen),
        memberships,
        members,
        _programmes(graph),
        _owners(graph),
    )


def holder_of(seat: Seat) -> str:
    """Return the id of a seat's organization or, where it has none, of its person; empty without both."""
    return seat.organization or seat.person or ""


def nothing_selected(filters: Sequence[str]) -> str:
    """Return the sentence for an empty selection, naming the filters that made it."""
    if not filters:
        return "書き出す席も会議体もありません。名簿を読み込んでから、もう一度書き出してください。"
    return f"条件（{'、'.join(filters)}）に合う席も会議体もありません。条件を減らすか、別の値にしてください。"


def _counts(seats: Iterable[Seat]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the number of consortia of each holder, and of holders of each consortium."""
    holders: dict[str, int] = {}
    bodies: dict[str, int] = {}
    pairs = (
        (holders.setdefault(holder, len(holders)) << 32) | bodies.setdefault(seat.consortium, len(bodies))
        for seat in seats
        if (holder := seat.organization or seat.person)
    )
    once = np.unique(np.fromiter(pairs, np.int64))
    memberships = np.bincount(once >> 32, minlength=len(holders)).tolist()
    members = np.bincount(once & 0xFFFFFFFF, minlength=len(bodies)).tolist()
    return dict(zip(holders, memberships, strict=True)), dict(zip(bodies, members, strict=True))


def _found(nodes: dict[str, N], kind: Kind, ids: Iterable[str]) -> list[N]:
    found: list[N] = []
    before = None
    for id in sorted(ids):
        if id == before:
            continue
        if id not in nodes:
            raise NotFound(kind.label_ja, id)
        found.append(nodes[id])
        before = id
    return found


def _programmes(graph: Graph) -> dict[str, list[Programme]]:
    listed: defaultdict[str, list[Programme]] = defaultdict(list)
    for tie in _in_order(graph, TieType.UNDER):
        listed[tie.from_id].append(graph.programmes[tie.to_id])
    return dict(listed)


def _owners(graph: Graph) -> dict[str, list[Organization]]:
    listed: defaultdict[str, list[Organization]] = defaultdict(list)
    for tie in _in_order(graph, TieType.OWNS):
        listed[tie.to_id].append(graph.organizations[tie.from_id])
    return dict(listed)


def _in_order(graph: Graph, type: TieType) -> list[Tie]:
    return sorted((tie for tie in graph.ties.values() if tie.type is type), key=lambda tie: (tie.position, tie.key))
