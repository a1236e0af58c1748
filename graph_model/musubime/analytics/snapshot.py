"""One graph version in memory, immutable: seats as arrays, and everything about nodes that measures ask for."""

import datetime
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import copy
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.columns import NONE, Level, ids_of, listed_marks, name_places, owner_places, sector_places
from musubime.analytics.directory import Directory, directory
from musubime.analytics.posts import post_of
from musubime.analytics.seat_arrays import days_of, places_of, seat_arrays
from musubime.types.as_of import seat_at
from musubime.types.graph import Graph
from musubime.types.nodes import Consortium, Organization, Person, Programme
from musubime.types.partial_dates import first_day
from musubime.types.text import search_key
from musubime.types.ties import Tie
from musubime.types.vocabulary import OrganizationKind, Reported, Sector, TieType

__all__ = ["NONE", "STATED", "Ints", "Snapshot", "owner_order"]

Ints = NDArray[np.int32]
STATED = (Reported.LISTED, Reported.PARTIAL)
"""How a consortium is reported whose members can be counted."""


def owner_order(tie: Tie, owner: Organization) -> tuple[int, bool, str]:
    """Return what the owners of a programme are sorted by: place in their list, ministry before agency, id.

    Two documents may each list one owner first; then the ministry is the first.
    """
    return (tie.position, owner.kind is not OrganizationKind.MINISTRY, owner.id)


class Snapshot:
    """Arrays over the seats, in the order of their ids, and look-ups over the graph they were read from.

    `organization`, `person`, `post` and `consortium` index into the lists of ids of the same name; days are ordinals.
    `moment` is 0, and in what `at` returns the day of the edition that the seats are shown by.
    """

    moment = 0
    _base: "Snapshot | None" = None

    def __init__(self, graph: Graph, version: str) -> None:
        self.graph, self.version = graph, version
        self.seat_ids: list[str] = sorted(graph.seats)
        self.organization_ids: list[str] = sorted(graph.organizations)
        self.person_ids: list[str] = sorted(graph.persons)
        self.consortium_ids: list[str] = sorted(graph.consortia)
        seats = [graph.seats[id] for id in self.seat_ids]
        read = seat_arrays(seats, self.organization_ids, self.person_ids, self.consortium_ids)
        self.posts, self.post_ids = read.posts, read.post_ids
        self.organization, self.person, self.post, self.consortium = (
            read.organization,
            read.person,
            read.post,
            read.consortium,
        )
        self.first_edition, self.starts, self.ends, self.gone = read.first_edition, read.starts, read.ends, read.gone
        self.newest_edition = read.newest_edition
        """The newest edition date that any seat states, as printed; None where none does."""
        self._restated_places = read.restated
        self._roster_sets, self._stated_by = read.rosters, read.stated_by

    @cached_property
    def _restated(self) -> tuple[list[int], list[int]]:
        """Seats that an edition states otherwise than the newest, and the days of all their editions, sorted."""
        places = self._restated_places
        seats = (self.graph.seats[self.seat_ids[place]] for place in places)
        dates = {s.edition_date for seat in seats for s in seat.statements if s.edition_date is not None}
        return places, sorted({first_day(date).toordinal() for date in dates})

    @cached_property
    def _moments(self) -> dict[int, "Snapshot"]:
        return {}

    def at(self, day: int) -> "Snapshot":
        """Return the snapshot with post, role, sector and term of each seat as the newest edition by a day states them.

        Ids, their order and everything but those are the same; itself where no edition states anything otherwise.
        """
        if self._base is not None:
            return self._base.at(day)
        places, days = self._restated
        passed = bisect_right(days, day)
        if not places or passed == len(days):
            return self
        moment = days[passed - 1] if passed else 1
        if moment not in self._moments:
            self._moments[moment] = self._made_at(moment, places)
        return self._moments[moment]

    def _made_at(self, moment: int, places: list[int]) -> "Snapshot":
        for name in ("rosters", "consortium_rosters"):
            getattr(self, name)  # worked out before the copy: they are those of all statements, whatever the day
        made = copy(self)
        made._base, made.moment = self, moment
        for name in ("person_sectors", "_sectors"):
            made.__dict__.pop(name, None)
        then = [seat_at(self.graph.seats[self.seat_ids[place]], datetime.date.fromordinal(moment)) for place in places]
        made.graph = self.graph.model_copy(update={"seats": {**self.graph.seats, **{seat.id: seat for seat in then}}})
        made.post, made.starts, made.ends = self.post.copy(), self.starts.copy(), self.ends.copy()
        made.post[places] = places_of((post_of(seat) for seat in then), self.post_ids)
        made.starts[places] = days_of(seat.valid_from for seat in then)
        made.ends[places] = days_of((seat.valid_to for seat in then), last=True)
        made.post.flags.writeable = False
        return made

    @cached_property
    def _ties(self) -> dict[TieType, list[Tie]]:
        found: defaultdict[TieType, list[Tie]] = defaultdict(list)
        for tie in sorted(self.graph.ties.values(), key=lambda tie: (tie.position, tie.key)):
            found[tie.type].append(tie)
        return dict(found)

    def ties(self, type: TieType) -> list[Tie]:
        """Return the ties of a type by position, then key."""
        return self._ties.get(type, [])

    @cached_property
    def programmes_of(self) -> dict[str, list[Programme]]:
        """Programmes of each consortium, the first-listed first."""
        listed: defaultdict[str, list[Programme]] = defaultdict(list)
        for tie in self.ties(TieType.UNDER):
            if tie.to_id in self.graph.programmes:
                listed[tie.from_id].append(self.graph.programmes[tie.to_id])
        return dict(listed)

    @cached_property
    def owners_of(self) -> dict[str, list[Organization]]:
        """Owners of each programme in the order of `owner_order`."""
        listed: defaultdict[str, list[tuple[int, bool, str]]] = defaultdict(list)
        for tie in self.ties(TieType.OWNS):
            if (owner := self.graph.organizations.get(tie.from_id)) is not None:
                listed[tie.to_id].append(owner_order(tie, owner))
        return {id: [self.graph.organizations[row[-1]] for row in sorted(rows)] for id, rows in listed.items()}

    def programme_of(self, consortium: str) -> Programme | None:
        """Return the first-listed programme of a consortium."""
        return next(iter(self.programmes_of.get(consortium, ())), None)

    def owner_of(self, consortium: str) -> Organization | None:
        """Return s(k): the first-listed owner of the first-listed programme of a consortium."""
        programme = self.programme_of(consortium)
        return next(iter(self.owners_of.get(programme.id, ())), None) if programme else None

    @cached_property
    def rosters(self) -> frozenset[str]:
        """Ids of all rosters that sources were loaded by or seats are stated by."""
        loaded = {source.roster for source in self.graph.sources.values() if source.roster is not None}
        return frozenset(loaded.union(*self._roster_sets))

    def stated_by(self, rosters: frozenset[str]) -> NDArray[np.bool_]:
        """Return whether each seat is stated by any of these rosters."""
        some = np.array([bool(stating & rosters) for stating in self._roster_sets], dtype=np.bool_)
        return some[self._stated_by] if len(some) else np.zeros(len(self.seat_ids), dtype=np.bool_)

    @cached_property
    def _consortium_roster_sets(self) -> tuple[list[frozenset[str]], Ints]:
        """The sets of rosters that name consortia, and the place of each consortium's in them."""
        sets: dict[frozenset[str], int] = {}
        places = [sets.setdefault(self.consortium_rosters[id], len(sets)) for id in self.consortium_ids]
        return list(sets), np.array(places, dtype=np.int32)

    def named_only_by(self, rosters: frozenset[str]) -> NDArray[np.bool_]:
        """Return whether each consortium is named by some of these rosters and by no other."""
        sets, places = self._consortium_roster_sets
        only = np.array([bool(naming) and naming <= rosters for naming in sets], dtype=np.bool_)
        return only[places] if len(only) else np.zeros(0, dtype=np.bool_)

    @cached_property
    def consortium_rosters(self) -> dict[str, frozenset[str]]:
        """Rosters that name each consortium: by evidence, by a name, or by a seat on it."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        pairs = np.unique(self.consortium.astype(np.int64) * max(len(self._roster_sets), 1) + self._stated_by)
        for pair in pairs.tolist():
            place, stating = divmod(pair, len(self._roster_sets))
            named[self.consortium_ids[place]] |= self._roster_sets[stating]
        for consortium in self.graph.consortia.values():
            sources = {e.source for e in consortium.evidence} | {n.source for n in consortium.names if n.source}
            found = (self.graph.sources.get(source) for source in sources)
            named[consortium.id] |= {source.roster for source in found if source and source.roster}
        return {id: frozenset(rosters) for id, rosters in named.items()}

    @cached_property
    def person_sectors(self) -> dict[str, Sector]:
        """Sector that most seats of each person print; the first in the vocabulary's order among equals."""
        printed: defaultdict[str, Counter[Sector]] = defaultdict(Counter)
        for seat in self.graph.seats.values():
            if seat.person is not None and seat.sector is not None:
                printed[seat.person][seat.sector] += 1
        order = list(Sector)
        return {id: min(count, key=lambda s: (-count[s], order.index(s))) for id, count in printed.items()}

    @cached_property
    def directory(self) -> Directory:
        """Where the consortia of a prefecture, programme or owner stand, and who bears a name."""
        return directory(self)

    @cached_property
    def owner(self) -> Ints:
        """s(k) of each consortium, as a place in `organization_ids`; NONE where there is none."""
        return owner_places(self)

    @cached_property
    def listed(self) -> NDArray[np.bool_]:
        """Whether each consortium states all its members."""
        return listed_marks(self)

    @cached_property
    def consortium_name_order(self) -> Ints:
        """Place of each consortium when they are sorted by name, then by id."""
        return name_places(self.consortium_ids, lambda id: self.graph.consortia[id].name)

    @cached_property
    def _name_orders(self) -> dict[Level, Ints]:
        return {}

    def name_order(self, level: Level) -> Ints:
        """Return the place of each body of a level when they are sorted by name, then by id."""
        if level not in self._name_orders:
            self._name_orders[level] = name_places(ids_of(self, level), self.name)
        return self._name_orders[level]

    @cached_property
    def _sectors(self) -> dict[tuple[Level, bool], Ints]:
        return {}

    def sectors(self, level: Level, *, inferred: bool = False) -> Ints:
        """Return the sector of each body of a level as a place in the vocabulary; NONE where it is unknown."""
        if (level, inferred) not in self._sectors:
            self._sectors[level, inferred] = sector_places(self, ids_of(self, level), inferred=inferred)
        return self._sectors[level, inferred]

    def sector(self, id: str, *, inferred: bool = False) -> str | None:
        """Return the sector of an organization, person or post: as printed, or as a rule gives it."""
        if (post := self.posts.get(id)) is not None:
            return self.sector(post.organization, inferred=inferred)
        if (organization := self.graph.organizations.get(id)) is not None:
            if inferred:
                return organization.sector_inferred.value if organization.sector_inferred else None
            return organization.sector.value if organization.sector else None
        sector = self.person_sectors.get(id)
        return sector.value if sector is not None and not inferred else None

    def name(self, id: str) -> str:
        """Return the name of an organization, person or post; a post's is its organization's and its title."""
        if (post := self.posts.get(id)) is not None:
            return f"{self.graph.organizations[post.organization].name} {post.title}"
        return self.holder(id).name

    @cached_property
    def _search_keys(self) -> dict[str, tuple[str, ...]]:
        return {}

    def search_keys(self, id: str) -> tuple[str, ...]:
        """Return the keys that an organization, person or post is found by: those of all its names."""
        keys = self._search_keys.get(id)
        if keys is None:
            keys = self._search_keys[id] = tuple(search_key(name) for name in self._names(id))
        return keys

    def _names(self, id: str) -> Iterator[str]:
        yield self.name(id)
        if id not in self.posts:
            body = self.holder(id)
            yield from (name.text for name in body.names)
            if isinstance(body, Organization) and body.name_en:
                yield body.name_en

    def prefecture(self, id: str) -> tuple[str, ...]:
        """Return the prefectures that an organization, or a post's organization, is located in."""
        post = self.posts.get(id)
        organization = self.graph.organizations.get(post.organization if post else id)
        return organization.prefecture if organization else ()

    def holder(self, id: str) -> Organization | Person:
        """Return the organization or person with this id."""
        return self.graph.organizations.get(id) or self.graph.persons[id]

    def stated(self, consortium: str) -> bool:
        """Return whether members of a consortium can be counted at all."""
        return self.graph.consortia[consortium].reported in STATED

    def consortia(self) -> Iterator[Consortium]:
        """Yield the consortia in the order of their ids."""
        yield from (self.graph.consortia[id] for id in self.consortium_ids)
