"""What a question takes away from the selected graph and puts in: operands read, checked and made memberships."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.incidence import Incidence
from musubime.analytics.snapshot import Ints
from musubime.errors import BadQuestion, NotFound
from musubime.questions.answers import Ref
from musubime.questions.answers_what_if import Supposition
from musubime.questions.library import Reading
from musubime.questions.moved import Moved
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected
from musubime.types.vocabulary import Kind

_KINDS = (Kind.ORGANIZATION, Kind.CONSORTIUM, Kind.SEAT, Kind.PERSON)
Membership = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """Ids of rows and columns: those of the selected graph, and behind them what only the supposed one has."""

    actors: list[str]
    consortia: list[str]
    places: NDArray[np.int64]
    """Place of each consortium in the snapshot's list."""


@dataclass(frozen=True)
class Suppositions:
    """Memberships that end and begin, as row and column of the frame, and what they were asked as."""

    frame: Frame
    gone: frozenset[Membership]
    come: frozenset[Membership]
    rows: tuple[Supposition, ...]


def suppositions(
    reading: Reading, selected: Selected, found: Incidence, remove: Sequence[str], add: Sequence[str]
) -> Suppositions:
    """Return what `remove` and `add` change; everything is taken away first.

    Raises BadQuestion where there is nothing to change or an operand is outside of the selection, NotFound, Moved.
    """
    if not remove and not add:
        raise BadQuestion("remove か add に、外す・加える機関や席を指定してください。", field="remove")
    reader = _Reader(reading, selected, found)
    removed = [reader.remove(text) for text in dict.fromkeys(remove)]
    mask = np.zeros(len(found.seat), dtype=np.bool_)
    for one in removed:
        mask |= one.entries
    ended = reader.memberships(mask, ~mask)
    added = [reader.add(text) for text in dict.fromkeys(add)]
    begun = {one.membership for one in added if not reader.stays(one.membership, ~mask)}
    rows = [
        *(one.row.model_copy(update={"memberships": len(reader.memberships(one.entries, ~mask))}) for one in removed),
        *(one.row.model_copy(update={"memberships": int(one.membership in begun)}) for one in added),
    ]
    consortia, ids = list(reader.consortia), selected.snapshot.consortium_ids
    new = [bisect_left(ids, id) for id in consortia[len(found.consortia) :]]
    frame = Frame(list(reader.actors), consortia, np.append(found.consortium_places, new).astype(np.int64))
    return Suppositions(frame, frozenset(ended - begun), frozenset(begun - ended), tuple(rows))


@dataclass(frozen=True)
class _Removed:
    row: Supposition
    entries: NDArray[np.bool_]
    """Which of the selected seats that have an organization are taken away."""


@dataclass(frozen=True)
class _Added:
    row: Supposition
    membership: Membership


class _Reader:
    """Reads operands against one selection; rows and columns that are new are put behind the known ones."""

    def __init__(self, reading: Reading, selected: Selected, found: Incidence) -> None:
        self._reading, self._selected, self._found = reading, selected, found
        self.actors = {id: place for place, id in enumerate(found.actors)}
        self.consortia = {id: place for place, id in enumerate(found.consortia)}

    def memberships(self, entries: NDArray[np.bool_], staying: NDArray[np.bool_]) -> set[Membership]:
        """Return the memberships that these seats make and no staying one does."""
        found = self._found
        gone = np.flatnonzero(entries)
        concerned = np.zeros(len(found.actors), dtype=np.bool_)
        concerned[found.seat_actor[gone]] = True
        rest = np.flatnonzero(staying & concerned[found.seat_actor])
        return self._at(gone) - self._at(rest)

    def _at(self, seats: NDArray[np.intp]) -> set[Membership]:
        found = self._found
        return set(zip(found.seat_actor[seats].tolist(), found.seat_consortium[seats].tolist(), strict=True))

    def stays(self, membership: Membership, staying: NDArray[np.bool_]) -> bool:
        """Return whether a staying seat makes this membership."""
        found, (row, column) = self._found, membership
        return bool(np.any(staying & (found.seat_actor == row) & (found.seat_consortium == column)))

    def remove(self, text: str) -> _Removed:
        kind, id = self._known(text, text)
        snapshot, seats = self._selected.snapshot, self._selected.seats
        columns: dict[Kind, tuple[Ints, list[str]]] = {
            Kind.ORGANIZATION: (snapshot.organization, snapshot.organization_ids),
            Kind.PERSON: (snapshot.person, snapshot.person_ids),
            Kind.CONSORTIUM: (snapshot.consortium, snapshot.consortium_ids),
            Kind.SEAT: (np.arange(len(snapshot.seat_ids), dtype=np.int32), snapshot.seat_ids),
        }
        column, ids = columns[kind]
        place = bisect_left(ids, id)
        count = int(np.count_nonzero(column[seats] == place))
        if not count:
            problem = f"{kind.label_ja} {id} は、選んだ範囲に席がありません。条件を外すか、別のものを指定してください。"
            raise BadQuestion(problem, field="remove", value=text[:80])
        row = Supposition(
            operation="remove",
            operand=text,
            kind=kind.name.lower(),
            id=id,
            name=self._name(kind, id),
            consortium=self._ref(snapshot.graph.seats[id].consortium) if kind is Kind.SEAT else None,
            seats=count,
            memberships=0,
            path=f"/api/v1/seats/{id}" if kind is Kind.SEAT else seats_path(kind.name.lower(), id),
        )
        return _Removed(row, column[self._found.seat] == place)

    def add(self, text: str) -> _Added:
        organization, mark, consortium = text.partition("@")
        if not mark:
            problem = f"add「{text[:80]}」は 機関のID@会議体のID の形で書いてください。"
            raise BadQuestion(problem, field="add", value=text[:80])
        self._known(organization, text, Kind.ORGANIZATION)
        self._known(consortium, text, Kind.CONSORTIUM)
        snapshot = self._selected.snapshot
        node = snapshot.graph.consortia[consortium]
        if consortium not in self._chosen:
            problem = f"会議体「{node.name}」は選んだ範囲にありません。条件を外すか、別の会議体を指定してください。"
            raise BadQuestion(problem, field="add", value=text[:80])
        if not snapshot.stated(consortium):
            problem = f"会議体「{node.name}」は構成員が記載されていないので、加えたときの変化を計算できません。"
            raise BadQuestion(problem, field="add", value=text[:80])
        row = Supposition(
            operation="add",
            operand=text,
            kind="organization",
            id=organization,
            name=snapshot.name(organization),
            consortium=self._ref(consortium),
            seats=1,
            memberships=0,
            path=seats_path("organization", organization),
        )
        actor = self.actors.setdefault(organization, len(self.actors))
        return _Added(row, (actor, self.consortia.setdefault(consortium, len(self.consortia))))

    @property
    def _chosen(self) -> set[str]:
        return set(self._selected.consortium_ids)

    def _known(self, id: str, operand: str, *kinds: Kind) -> tuple[Kind, str]:
        """Return the kind of an id; raises Moved of the whole operand, which is what an address holds."""
        graph = self._selected.snapshot.graph
        places: dict[Kind, Mapping[str, object]] = {
            Kind.ORGANIZATION: graph.organizations,
            Kind.CONSORTIUM: graph.consortia,
            Kind.SEAT: graph.seats,
            Kind.PERSON: graph.persons,
        }
        for kind in kinds or _KINDS:
            if id in places[kind]:
                return kind, id
        for kind in kinds or _KINDS:
            kept = self._reading.store.kept_id(kind, id) if id else None
            if kept is not None and kept in places[kind]:
                raise Moved(kind.name.lower(), operand, operand.replace(id, kept))
        raise NotFound("・".join(kind.label_ja for kind in kinds or _KINDS), id)

    def _name(self, kind: Kind, id: str) -> str:
        graph = self._selected.snapshot.graph
        if kind is Kind.CONSORTIUM:
            return graph.consortia[id].name
        if kind is Kind.SEAT:
            holder = graph.seats[id].organization or graph.seats[id].person
            return self._selected.snapshot.name(holder) if holder else id
        return self._selected.snapshot.name(id)

    def _ref(self, consortium: str) -> Ref:
        return Ref(id=consortium, name=self._selected.snapshot.graph.consortia[consortium].name)
