"""What is exported: seats and consortia of one graph, with everything a row needs looked up once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.snapshot import NONE, Snapshot
from musubime.errors import BadQuestion
from musubime.types.graph import Graph
from musubime.types.nodes import Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.ties import Tie

Holder = Organization | Person
Pair = tuple[str, str]
"""Ids of a holder and of a consortium."""
Places = NDArray[np.intp] | NDArray[np.int32]


@dataclass(frozen=True)
class Selection:
    """Seats and consortia of one graph version, in code-point order of their ids, and how they were asked for."""

    graph: Graph
    graph_version: str
    seat_ids: Sequence[str]
    consortium_ids: Sequence[str]
    memberships: Mapping[str, int]
    """Number of selected consortia that each holder has a seat on."""
    members: Mapping[str, int]
    """Number of holders seated on each consortium; absent where no member is selected."""
    repeated: Mapping[Pair, int]
    """Holders with several seats on one consortium, and how many."""
    left_out: int
    """Number of seats without a named holder, which are no edges: only a post is printed, or persons are off."""
    programmes: Mapping[str, Sequence[Programme]]
    """Programmes of each consortium of the graph, the first-listed first."""
    owners: Mapping[str, Sequence[Organization]]
    """Owners of each programme of the graph, the first-listed first."""
    sources: Sequence[Source]
    """The sources that state the selected seats, consortia and programmes, by title, then id."""
    filters: tuple[str, ...] = ()
    """The filters as asked, for example `prefecture=36`."""
    as_of: str | None = None
    """The date that the seats are as of; None where no edition states one."""
    citation: str | None = None
    """How the selection is cited, where somebody says so."""

    @property
    def seats(self) -> Iterator[Seat]:
        """Yield the seats."""
        return map(self.graph.seats.__getitem__, self.seat_ids)

    @property
    def drawn(self) -> Iterator[tuple[Seat, str]]:
        """Yield the seats that are edges, each with its holder: those of an organization or a named person."""
        return ((seat, holder) for seat in self.seats if (holder := seat.organization or seat.person))

    @property
    def consortia(self) -> Iterator[Consortium]:
        """Yield the consortia, with and without members."""
        return map(self.graph.consortia.__getitem__, self.consortium_ids)

    def holders(self) -> Iterator[Holder]:
        """Yield organizations, then persons who hold a seat by themselves, each in the order of their ids."""
        ids = sorted(self.memberships)
        yield from (self.graph.organizations[id] for id in ids if id in self.graph.organizations)
        yield from (self.graph.persons[id] for id in ids if id in self.graph.persons)

    def bodies(self) -> Iterator[Organization]:
        """Yield the organizations that hold a selected seat or own a programme of one, in the order of their ids."""
        owning = {owner.id for programme in self.listed_programmes for owner in self.owners.get(programme.id, ())}
        ids = owning.union(id for id in self.memberships if id in self.graph.organizations)
        yield from (self.graph.organizations[id] for id in sorted(ids))

    def named_persons(self) -> Iterator[Person]:
        """Yield the persons whom selected seats name, in the order of their ids."""
        yield from (self.graph.persons[id] for id in sorted({seat.person for seat in self.seats if seat.person}))

    @cached_property
    def listed_programmes(self) -> list[Programme]:
        """The programmes of the selected consortia, in the order of their ids."""
        found = {p.id: p for id in self.consortium_ids for p in self.programmes.get(id, ())}
        return [found[id] for id in sorted(found)]

    def ties(self) -> Iterator[Tie]:
        """Yield the stated ties between what is exported, in the order of their keys."""
        here = {*self.consortium_ids, *(p.id for p in self.listed_programmes), *(s.id for s in self.sources)}
        here.update(body.id for body in self.bodies())
        here.update(person.id for person in self.named_persons())
        keys = sorted(tie.key for tie in self.graph.ties.values() if tie.from_id in here and tie.to_id in here)
        yield from (self.graph.ties[key] for key in keys)

    def person(self, seat: Seat) -> Person | None:
        """Return the person of a seat; None where it names none."""
        return self.graph.persons[seat.person] if seat.person else None

    def source(self, seat: Seat) -> Source | None:
        """Return the source of the latest statement of a seat."""
        return self.graph.sources.get(seat.statements[-1].source) if seat.statements else None


def select(
    snapshot: Snapshot,
    seats: Places,
    consortia: Places,
    *,
    filters: Iterable[str] = (),
    as_of: str | None = None,
    citation: str | None = None,
) -> Selection:
    """Return the selection of these seats and consortia of a snapshot, given by their places in its lists of ids.

    Consortia of the seats belong to it by themselves. Raises BadQuestion naming `filters` (for example
    `prefecture=36`) where nothing is selected.
    """
    asked = tuple(filters)
    bodies = np.union1d(consortia, snapshot.consortium[seats])
    if not len(bodies):
        raise BadQuestion(nothing_selected(asked))
    graph, seat_ids = snapshot.graph, _taken(snapshot.seat_ids, seats)
    consortium_ids = _taken(snapshot.consortium_ids, bodies)
    pairs = _pairs(snapshot, seats)
    left_out = len(seats) - len(pairs)
    again = np.flatnonzero(pairs[1:] == pairs[:-1]) + 1
    repeated = _repeated(snapshot, pairs[again])
    pairs = np.delete(pairs, again) if len(again) else pairs
    holders = np.bincount(pairs >> 32, minlength=len(snapshot.organization_ids) + len(snapshot.person_ids))
    members = np.bincount(pairs & 0xFFFFFFFF, minlength=len(snapshot.consortium_ids))
    del pairs, again
    return Selection(
        graph=graph,
        graph_version=snapshot.version,
        seat_ids=seat_ids,
        consortium_ids=consortium_ids,
        memberships=_counted(holders, snapshot.organization_ids, snapshot.person_ids),
        members=_counted(members, snapshot.consortium_ids),
        repeated=repeated,
        left_out=left_out,
        programmes=snapshot.programmes_of,
        owners=snapshot.owners_of,
        sources=_sources(snapshot, seat_ids, consortium_ids),
        filters=asked,
        as_of=as_of,
        citation=citation,
    )


def whole(snapshot: Snapshot) -> Selection:
    """Return the selection of everything in a snapshot."""
    every = (np.arange(len(ids), dtype=np.int32) for ids in (snapshot.seat_ids, snapshot.consortium_ids))
    return select(snapshot, *every)


def _pairs(snapshot: Snapshot, seats: Places) -> NDArray[np.int64]:
    """Return holder << 32 | consortium of the seats that have a holder, sorted.

    A holder is its place among the organizations or, for a person, among the persons after those.
    """
    holders = snapshot.organization[seats].astype(np.int64)
    gaps = np.flatnonzero(holders == NONE)
    persons = snapshot.person[seats[gaps]]
    holders[gaps] = np.where(persons == NONE, NONE, persons + len(snapshot.organization_ids))
    pairs = holders
    pairs <<= 32
    pairs |= snapshot.consortium[seats]
    pairs.sort()
    return pairs[np.searchsorted(pairs, 0) :]


def _taken(ids: Sequence[str], places: Places) -> Sequence[str]:
    """Return the ids at these places, which are in order; the list itself where they are all."""
    return ids if len(places) == len(ids) else [ids[place] for place in places]


def _counted(counts: NDArray[np.intp], *lists: Sequence[str]) -> dict[str, int]:
    """Return the counts of the ids of lists one after another, without zeros."""
    return {id: count for id, count in zip(chain(*lists), map(int, counts), strict=True) if count}


def _repeated(snapshot: Snapshot, again: NDArray[np.int64]) -> dict[Pair, int]:
    """Return the pairs that occur again, as ids, and how often they occur."""
    holders = snapshot.organization_ids
    found: dict[Pair, int] = {}
    for pair in again.tolist():
        holder, consortium = pair >> 32, snapshot.consortium_ids[pair & 0xFFFFFFFF]
        body = holders[holder] if holder < len(holders) else snapshot.person_ids[holder - len(holders)]
        found[body, consortium] = found.get((body, consortium), 1) + 1
    return found


def _sources(snapshot: Snapshot, seat_ids: Iterable[str], consortium_ids: Iterable[str]) -> list[Source]:
    graph = snapshot.graph
    statements = chain.from_iterable(map(attrgetter("statements"), map(graph.seats.__getitem__, seat_ids)))
    ids: set[str] = set(map(attrgetter("source"), statements))
    for id in consortium_ids:
        ids.update(evidence.source for evidence in graph.consortia[id].evidence)
        for programme in snapshot.programmes_of.get(id, ()):
            ids.update(evidence.source for evidence in programme.evidence)
    return sorted((graph.sources[id] for id in ids if id in graph.sources), key=lambda source: (source.name, source.id))


def nothing_selected(filters: Sequence[str]) -> str:
    """Return the sentence for an empty selection, naming the filters that made it."""
    if not filters:
        return "書き出す席も会議体もありません。名簿を読み込んでから、もう一度書き出してください。"
    return f"条件（{'、'.join(filters)}）に合う席も会議体もありません。条件を減らすか、別の値にしてください。"


def no_seats(selection: Selection, format: str) -> str:
    """Return the sentence for a selection of consortia that state nobody, for a file of seats alone."""
    asked = f"条件（{'、'.join(selection.filters)}）で" if selection.filters else ""
    return (
        f"{asked}選んだ会議体には構成員の記載がなく、{format} にする席がありません。"
        "GraphML か JSON で書き出してください。"
    )
