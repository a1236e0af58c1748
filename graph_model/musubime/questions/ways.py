"""The graph that ways are looked for in: holders and consortia of selected seats, and bodies that are consortia."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.incidence import Incidence
from musubime.analytics.shortest_paths import End, TwoMode, Ways
from musubime.analytics.snapshot import NONE, Snapshot
from musubime.questions.answers import EvidenceRow, Holder, KindRef, Ref, SourceRef
from musubime.questions.answers_paths import SeatBrief, Step
from musubime.questions.chance import members_of
from musubime.questions.library import Library
from musubime.questions.selection import Selected
from musubime.types.as_of import statements_at
from musubime.types.evidence import Evidence
from musubime.types.nodes import Seat
from musubime.types.partial_dates import first_day, last_day
from musubime.types.ties import Tie
from musubime.types.vocabulary import Reported, TieType

START, GOAL = -1, -2
"""Nodes of ends that are none in the graph: a post, or a person who sits with an organization."""


class WayGraph:
    """Nodes of the selected seats by id, with the seats of each step.

    Between the ends a way leads through holders only (the organization of a seat, else its person). A stated SAME_BODY
    is a step as well, where its consortium is selected and its dates hold at the day of the selection.
    """

    def __init__(self, selected: Selected, found: Incidence) -> None:
        self.selected, self.snapshot, self._found = selected, selected.snapshot, found
        chosen = set(selected.consortium_ids)
        self._same = {
            (tie.from_id, tie.to_id): tie
            for tie in self.snapshot.ties(TieType.SAME_BODY)
            if tie.to_id in chosen and tie.from_id in self.snapshot.graph.organizations and _holds(tie, selected)
        }
        actors = _with(found.actors, (organization for organization, _ in self._same))
        consortia = _with(found.consortia, (consortium for _, consortium in self._same))
        place = {id: n for n, id in enumerate(consortia)}
        bodies = {id: n for n, id in enumerate(actors)}
        self.two_mode = TwoMode(
            found.matrix,
            [(bodies[organization], place[consortium]) for organization, consortium in self._same],
            more_actors=len(actors) - len(found.actors),
            more_consortia=len(consortia) - len(found.consortia),
        )
        self.ids: list[str] = [*actors, *consortia]
        self._node = {id: n for n, id in enumerate(self.ids)}

    def end(self, id: str, spare: int) -> End:
        """Return the end that an organization, person, post or consortium makes; `spare` is its node if it has none.

        A person starts from every consortium that it has a selected seat on, with an organization or without.
        """
        node = self._node.get(id, spare)
        if id in self.snapshot.posts or id in self.snapshot.graph.persons:
            return End(node, sorted({self._found_place[seat.consortium] for seat in self._seats_of(id)}))
        return End(node, self.two_mode.neighbours[node] if node >= 0 else ())

    def kind_ref(self, id: str) -> KindRef:
        """Return a reference to a node or an end with its kind."""
        return kind_ref(self.snapshot, id)

    def name(self, id: str) -> str:
        """Return the name of any node or end."""
        consortium = self.snapshot.graph.consortia.get(id)
        return consortium.name if consortium else self.snapshot.name(id)

    def order(self, node: int) -> tuple[str, str]:
        """Return what nodes are sorted by: name, then id."""
        id = self.ids[node] if node >= 0 else ""
        return (self.name(id) if id else "", id)

    def steps(self, ways: Ways, ends: tuple[str, str], most: int) -> list[tuple[Step, ...]]:
        """Return the first of the ways, by the names on them, each as its steps; at most `most`."""
        made: dict[tuple[str, str], Step] = {}
        listed: list[tuple[Step, ...]] = []
        for way in islice(ways.listed(self.order), most):
            ids = [ends[0], *(self.ids[node] for node in way[1:-1]), ends[1]]
            for pair in pairwise(ids):
                if pair not in made:
                    made[pair] = self._step(*pair, ends)
            listed.append(tuple(made[pair] for pair in pairwise(ids)))
        return listed

    def _step(self, a: str, b: str, ends: tuple[str, str]) -> Step:
        """Return one step between a consortium and a body, in either direction."""
        body, consortium = (b, a) if a in self.snapshot.graph.consortia else (a, b)
        seats = self._own_seats(body, consortium) if body in ends else self.seats(body, consortium)
        tie = None if seats else self._same[body, consortium]
        return Step.model_validate(
            {
                "from": self.kind_ref(a),
                "to": self.kind_ref(b),
                "kind": "same_body" if tie else "seat",
                "seats": tuple(self.brief(seat) for seat in seats),
                "evidence": self.evidence(tie.evidence) if tie else (),
            }
        )

    def seats(self, body: str, consortium: str) -> list[Seat]:
        """Return the selected seats that a body is the holder of on a consortium, by id."""
        node, column = self._node[body], self._found_place.get(consortium, NONE)
        if column == NONE or node >= len(self._found.actors):
            return []
        key = node * self.two_mode.size + column
        first, last = np.searchsorted(self._seat_keys[0], (key, key + 1))
        ids = sorted(self.snapshot.seat_ids[place] for place in self._seat_keys[1][first:last])
        return [self.snapshot.graph.seats[id] for id in ids]

    def brief(self, seat: Seat) -> SeatBrief:
        """Return a seat as the newest edition by the day of the selection states it."""
        said = statements_at(seat, self.selected.day) if self.selected.day else seat.statements
        latest = said[-1] if said else None
        graph = self.snapshot.graph
        return SeatBrief(
            id=seat.id,
            consortium=Ref(id=seat.consortium, name=graph.consortia[seat.consortium].name),
            holder=_holder(self.snapshot, seat),
            post=seat.post,
            person=Ref(id=seat.person, name=graph.persons[seat.person].name) if seat.person else None,
            role=seat.role,
            printed=latest.printed if latest else None,
            valid_from=seat.valid_from,
            valid_to=seat.valid_to,
            source=self._source(latest.source, latest.locator) if latest else None,
            seat=f"/api/v1/seats/{seat.id}",
        )

    def itself(self, body: str, consortium: str) -> bool:
        """Return whether a body is itself the consortium, and no seat makes the step between them."""
        return (body, consortium) in self._same and not self.seats(body, consortium)

    def component(self, end: End) -> NDArray[np.intp]:
        """Return the nodes that any way leads to from an end, in ascending order."""
        labels = self.two_mode.components
        nodes = [node for node in (end.node, *end.neighbours) if node >= 0]
        return np.flatnonzero(np.isin(labels, labels[nodes]))

    def _seats_of(self, id: str) -> list[Seat]:
        """Return all selected seats of a person or post, by id."""
        snapshot = self.snapshot
        post = id in snapshot.posts
        column, ids = (snapshot.post, snapshot.post_ids) if post else (snapshot.person, snapshot.person_ids)
        chosen = self.selected.seats
        places = chosen[column[chosen] == bisect_left(ids, id)]
        return [snapshot.graph.seats[snapshot.seat_ids[place]] for place in places]

    def _own_seats(self, id: str, consortium: str) -> list[Seat]:
        """Return the selected seats of an end on a consortium, by id."""
        if id in self.snapshot.posts or id in self.snapshot.graph.persons:
            return [seat for seat in self._seats_of(id) if seat.consortium == consortium]
        return self.seats(id, consortium)

    @cached_property
    def not_stated(self) -> tuple[int, int]:
        """How many selected consortia state no members, and how many some of them only."""
        known = self.snapshot.graph.consortia
        reported = Counter(known[id].reported for id in self.selected.consortium_ids)
        unknown = sum(reported[each] for each in (Reported.MEMBERS_NOT_STATED, Reported.NOT_REPORTED))
        return unknown, reported[Reported.PARTIAL]

    @cached_property
    def _found_place(self) -> dict[str, int]:
        """Node of each consortium with members."""
        return {id: self.two_mode.actors + n for n, id in enumerate(self._found.consortia)}

    @cached_property
    def _seat_keys(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Seats by body and consortium: sorted keys, and the place of the seat of each in the snapshot."""
        columns = self._found.seat_consortium.astype(np.int64) + self.two_mode.actors
        keys = self._found.seat_actor.astype(np.int64) * self.two_mode.size + columns
        order = np.argsort(keys, kind="stable")
        return keys[order], self._found.seat[order]

    def _source(self, id: str, locator: str) -> SourceRef:
        source = self.snapshot.graph.sources.get(id)
        return SourceRef(id=id, title=source.name if source else id, locator=locator)

    def evidence(self, rows: Iterable[Evidence]) -> tuple[EvidenceRow, ...]:
        """Return rows of evidence with the titles of their sources."""
        return tuple(EvidenceRow(source=self._source(row.source, row.locator), printed=row.printed) for row in rows)


def kind_ref(snapshot: Snapshot, id: str) -> KindRef:
    """Return a reference to an organization, person, post or consortium of a snapshot."""
    graph = snapshot.graph
    if id in graph.consortia:
        return KindRef(kind="consortium", id=id, name=graph.consortia[id].name)
    kind = "post" if id in snapshot.posts else "organization" if id in graph.organizations else "person"
    return KindRef.model_validate({"kind": kind, "id": id, "name": snapshot.name(id)})


def ways_of(library: Library, selected: Selected) -> WayGraph:
    """Return the graph of a selection, kept for the next question about it."""
    return library.kept(
        ("ways", selected.key, selected.as_of), lambda: WayGraph(selected, members_of(library, selected))
    )


def _with(ids: Sequence[str], more: Iterable[str]) -> list[str]:
    known = set(ids)
    return [*ids, *sorted({id for id in more if id not in known})]


def _holds(tie: Tie, selected: Selected) -> bool:
    """Return whether a tie holds at the day of a selection; a partial date spans its whole year or month."""
    if selected.as_of is None:
        return True
    first, last = first_day(selected.as_of), last_day(selected.as_of)
    begun = tie.date_from is None or first_day(tie.date_from) <= last
    return begun and (tie.date_to is None or last_day(tie.date_to) >= first)


def _holder(snapshot: Snapshot, seat: Seat) -> Holder | None:
    if seat.organization is not None:
        return Holder(kind="organization", id=seat.organization, name=snapshot.name(seat.organization))
    if seat.person is not None:
        return Holder(kind="person", id=seat.person, name=snapshot.name(seat.person))
    return None
