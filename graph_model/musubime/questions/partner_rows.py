"""One candidate as a row: why, who could introduce, whom to turn to, and the seats that say so."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.incidence import Incidence
from musubime.analytics.partner_ranking import PartnerGraph, Ranking
from musubime.questions.answers import Ref
from musubime.questions.answers_partners import PartnerContact, PartnerIntroducer, PartnerItem, SharedConsortium
from musubime.questions.key_seats import key_seats
from musubime.questions.partner_sentences import NAMED, Why, reasons
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected
from musubime.questions.ways import WayGraph
from musubime.types.key_roles import KeyRole, key_role
from musubime.types.nodes import Seat
from musubime.types.prefectures import names_of

INTRODUCERS = 5
SHARED = 3
MEETING = 5
CONSORTIA = 20
CONTACTS = 3
Counts = NDArray[np.int64]
Desks = Mapping[str, Sequence[Seat]]
"""Selected seats whose role is that of a contact desk, by consortium."""


def desks_of(selected: Selected) -> Desks:
    """Return the seats of contact desks."""
    found: dict[str, list[Seat]] = {}
    for id in selected.seat_ids:
        seat = selected.snapshot.graph.seats[id]
        if seat.role is not None and key_role(seat.role) is KeyRole.DESK:
            found.setdefault(seat.consortium, []).append(seat)
    return found


class PartnerRows:
    """Writes the rows of one asker's candidates."""

    def __init__(
        self, ways: WayGraph, found: Incidence, graph: PartnerGraph, desks: Desks, asker: int, lang: str
    ) -> None:
        self._ways, self._found, self._graph, self._asker, self._lang = ways, found, graph, asker, lang
        self._desks = desks
        self._meetings: dict[int, tuple[SharedConsortium, ...]] = {}
        self._names = [ways.snapshot.graph.consortia[id].name for id in found.consortia]
        self._snapshot, self._inferred = ways.snapshot, ways.selected.selection.inferred
        self._own = self._row(asker)
        self._own_rosters = graph.rosters[self._own]
        self._sizes: list[int] = np.diff(self._own_rosters.indptr).tolist()
        self._with_us = self._together(asker)
        self._near = self._with_us > 0
        self._near[asker] = False
        self._degrees = found.degrees()
        self._near_on: Counts = graph.rosters.astype(np.int64) @ self._near.astype(np.int64)
        """How many of those who sit with the asker are on each consortium."""

    def item(self, rank: int, ranked: Ranking, at: int) -> PartnerItem:
        """Return the row of the candidate at this place of the ranking."""
        body = int(ranked.candidates[at])
        id = self._found.actors[body]
        node = self._snapshot.graph.organizations[id]
        columns = self._row(body)
        meeting = [k for k in columns.tolist() if self._near_on[k]]
        with_them = self._together(body)
        common = self._best(with_them)
        contact = self._contacts([*self._by_name(meeting), *self._by_name(set(columns.tolist()) - set(meeting))])
        between = int(ranked.between[at]) or None
        return PartnerItem(
            rank=rank,
            id=id,
            name=node.name,
            sector=self._snapshot.sector(id, inferred=self._inferred),
            kind=node.kind.value if node.kind else None,
            prefecture=node.prefecture,
            prefecture_names=tuple(names_of(node.prefecture)),
            score=float(ranked.scores[at]),
            steps=2 * between if between else None,
            reasons=reasons(self._why(common, meeting, between), self._lang),
            common_partners=len(common),
            introducers=tuple(self._introducer(each, body, with_them) for each in common[:INTRODUCERS]),
            introducers_more=max(0, len(common) - INTRODUCERS),
            meeting_total=len(meeting),
            meeting=self._refs(meeting, MEETING),
            consortia_total=len(columns),
            consortia=self._refs(columns.tolist(), CONSORTIA),
            contact_total=len(contact),
            contact=tuple(contact[:CONTACTS]),
            seats=seats_path("organization", id),
            paths=f"/api/v1/paths?from={self._found.actors[self._asker]}&to={id}",
        )

    def _row(self, actor: int) -> NDArray[np.int32]:
        matrix = self._found.matrix
        row: NDArray[np.int32] = matrix.indices[matrix.indptr[actor] : matrix.indptr[actor + 1]]
        return row

    def _together(self, actor: int) -> Counts:
        """Return how many consortia everybody shares with an actor."""
        rosters = self._graph.rosters[self._row(actor)]
        return np.bincount(rosters.indices, minlength=len(self._found.actors)).astype(np.int64)

    def _best(self, with_them: Counts) -> list[int]:
        """Return the common partners: those that share most with the side they share less with, then most with both.

        Among equals those with fewer consortia come first, then by name.
        """
        common = np.flatnonzero((with_them > 0) & self._near).tolist()
        ours, theirs, degrees = self._with_us, with_them, self._degrees
        name, actors = self._snapshot.name, self._found.actors
        return sorted(
            common,
            key=lambda z: (-min(ours[z], theirs[z]), -(ours[z] + theirs[z]), degrees[z], name(actors[z]), actors[z]),
        )

    def _why(self, common: Sequence[int], meeting: Sequence[int], between: int | None) -> Why:
        name = self._snapshot.name
        flags = np.zeros(len(self._found.actors))
        flags[common] = 1
        counted: Counts = np.asarray(self._own_rosters @ flags).astype(np.int64)
        own: list[int] = self._own.tolist()
        rosters = zip(counted.tolist(), own, self._sizes, strict=True)
        knowing, column, size = min(rosters, key=lambda row: (-row[0], self._names[row[1]], row[1]))
        return Why(
            asker=name(self._found.actors[self._asker]),
            common=len(common),
            named=[name(self._found.actors[z]) for z in common[:NAMED]],
            meeting=len(meeting),
            meeting_named=[self._names[k] for k in self._by_name(meeting)[:NAMED]],
            roster=self._names[column] if knowing else None,
            knowing=knowing,
            size=size - 1,
            between=between,
        )

    def _introducer(self, z: int, body: int, with_them: Counts) -> PartnerIntroducer:
        id = self._found.actors[z]
        return PartnerIntroducer(
            id=id,
            name=self._snapshot.name(id),
            sector=self._snapshot.sector(id, inferred=self._inferred),
            memberships=int(self._degrees[z]),
            with_us_total=int(self._with_us[z]),
            with_them_total=int(with_them[z]),
            with_us=self._met(z),
            with_them=self._shared(z, body),
            seats=seats_path("organization", id),
        )

    def _met(self, z: int) -> tuple[SharedConsortium, ...]:
        """Return where an introducer meets the asker; most introduce to several candidates."""
        if z not in self._meetings:
            self._meetings[z] = self._shared(z, self._asker)
        return self._meetings[z]

    def _shared(self, z: int, other: int) -> tuple[SharedConsortium, ...]:
        both = self._by_name(set(self._row(z).tolist()).intersection(self._row(other).tolist()))
        return tuple(
            SharedConsortium(
                consortium=self._ref(column), seats=self._seats(z, column), with_seats=self._seats(other, column)
            )
            for column in both[:SHARED]
        )

    def _seats(self, actor: int, column: int) -> tuple[str, ...]:
        return tuple(seat.id for seat in self._ways.seats(self._found.actors[actor], self._found.consortia[column]))

    def _contacts(self, columns: Iterable[int]) -> list[PartnerContact]:
        """Return the desks of these consortia, in this order."""
        found: list[PartnerContact] = []
        for column in columns:
            id = self._found.consortia[column]
            for key in key_seats(self._ways, id, self._desks.get(id, ()), self._lang):
                if key.kind == "desk":
                    found.append(PartnerContact(consortium=self._ref(column), **dict(key)))
        return found

    def _by_name(self, columns: Iterable[int]) -> list[int]:
        return sorted(columns, key=lambda column: (self._names[column], column))

    def _ref(self, column: int) -> Ref:
        return Ref(id=self._found.consortia[column], name=self._names[column])

    def _refs(self, columns: Iterable[int], most: int) -> tuple[Ref, ...]:
        return tuple(self._ref(column) for column in self._by_name(columns)[:most])
