"""Which persons of a graph are hidden, all of them or those on the suppression list, and everything without them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel

from musubime.privacy.masking import Mask, names_of
from musubime.privacy.spelling import letters_of
from musubime.resolution.keys import exact_key
from musubime.store.port import Hit, Suppression
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import AnyNode, Person, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, TieType

M = TypeVar("M", bound=BaseModel)


class Hiding:
    """Who is hidden in one graph.

    A hidden person is gone with the ties at the person; the seat stays, with its organization and post or without a
    holder. The names are masked in everything else, but for the records of a shown person of the same name.
    """

    def __init__(self, graph: Graph, suppressed: Sequence[Suppression], *, everybody: bool = False) -> None:
        self._everybody = everybody
        self._ids = set(graph.persons) if everybody else set(_suppressed(graph, suppressed))
        names = {name for id in self._ids for name in names_of(graph.persons[id])}
        names |= {name for row in suppressed for name in row.names}
        others = {name for id, one in graph.persons.items() if id not in self._ids for name in names_of(one)}
        self.mask = Mask(names, others)
        hidden = set(map(letters_of, names))
        self._spared: dict[str, Mask] = {}
        """For each shown person of the same name as a hidden one: what is masked in that person's own records."""
        for id, person in graph.persons.items():
            own = hidden.intersection(map(letters_of, names_of(person))) if id not in self._ids else set()
            if own:
                self._spared[id] = Mask((name for name in names if letters_of(name) not in own), others)

    def hides(self, person: str) -> bool:
        """Return whether the person with this id is hidden."""
        return self._everybody or person in self._ids

    def record(self, record: M) -> M:
        """Return a record that is no node or tie of the graph, with the names masked."""
        return self.mask.masked(record)

    def hit(self, hit: Hit) -> Hit:
        """Return what a search found, with the names masked; a shown person keeps the own name."""
        return hit if hit.kind is Kind.PERSON else self.mask.masked(hit)

    def seat(self, seat: Seat) -> Seat:
        """Return a seat without its person where that is hidden."""
        if seat.person is None or not self.hides(seat.person):
            return self._spared.get(seat.person or "", self.mask).masked(seat)
        return self.mask.masked(seat.model_copy(update={"person": None}))

    def node(self, node: AnyNode) -> AnyNode:
        """Return a node that is no hidden person, without the names of those."""
        if isinstance(node, Seat):
            return self.seat(node)
        if isinstance(node, Person):
            return self._spared.get(node.id, self.mask).around(node)
        return self.mask.masked(node)

    def tie(self, tie: Tie) -> Tie:
        """Return a tie without the names of hidden persons."""
        ends = [id for kind, id in _ends(tie) if kind is Kind.PERSON and id in self._spared]
        return self._spared[ends[0]].masked(tie) if ends else self.mask.masked(tie)

    def at_hidden(self, tie: Tie) -> bool:
        """Return whether a hidden person is at an end of a tie."""
        return any(kind is Kind.PERSON and self.hides(id) for kind, id in _ends(tie))

    def graph(self, graph: Graph) -> Graph:
        """Return a graph without the hidden persons, their ties, and their names."""
        nodes = (node for node in graph.nodes() if not (isinstance(node, Person) and self.hides(node.id)))
        ties = (tie for tie in graph.ties.values() if not self.at_hidden(tie))
        return graph_of(map(self.node, nodes), map(self.tie, ties))


def _ends(tie: Tie) -> tuple[tuple[Kind, str], tuple[Kind, str]]:
    return (tie.from_kind, tie.from_id), (tie.to_kind, tie.to_id)


def suppression_of(
    graph: Graph, person: Person, *, reason: str | None, by: str, at: str, before: Suppression | None = None
) -> Suppression:
    """Return the row that hides a person, with all that the row `before` it knew."""
    places = sorted(graph.organizations[id].name for id in _organizations(graph)[person.id])
    known = before or Suppression(id=person.id, names=(person.name,), by=by, at=at)
    return Suppression(
        id=known.id,
        mentions=tuple(sorted({*known.mentions, *person.mentions, person.id})),
        names=tuple(dict.fromkeys([*known.names, *names_of(person)])),
        organizations=tuple(dict.fromkeys([*known.organizations, *places])),
        reason=reason if reason is not None else known.reason,
        by=known.by,
        at=known.at,
    )


def suppressing(graph: Graph, suppressed: Sequence[Suppression], id: str) -> Suppression | None:
    """Return the row that hides the person with this id or mention; None where none does."""
    for row in suppressed:
        if id == row.id or id in row.mentions:
            return row
    return _Rows(suppressed).hiding(graph.persons[id], graph) if id in graph.persons else None


def _suppressed(graph: Graph, suppressed: Sequence[Suppression]) -> Iterator[str]:
    rows = _Rows(suppressed)
    return (id for id, person in graph.persons.items() if suppressed and rows.hiding(person, graph) is not None)


class _Rows:
    """The suppression list, by mention and by name."""

    def __init__(self, suppressed: Sequence[Suppression]) -> None:
        self._by_mention = {mention: row for row in suppressed for mention in (row.id, *row.mentions)}
        self._by_name: defaultdict[str, list[Suppression]] = defaultdict(list)
        for row in suppressed:
            for letters in set(map(letters_of, row.names)):
                self._by_name[letters].append(row)
        self._places: defaultdict[str, set[str]] | None = None

    def hiding(self, person: Person, graph: Graph) -> Suppression | None:
        """Return the row that means a person: by a mention, or by name and organization, so that a re-read name counts.

        Where neither row nor person has an organization the name alone counts.
        """
        for mention in (person.id, *person.mentions):
            if mention in self._by_mention:
                return self._by_mention[mention]
        named = [row for name in names_of(person) for row in self._by_name.get(letters_of(name), ())]
        if not named:
            return None
        if self._places is None:
            self._places = _organizations(graph)
        places = self._places.get(person.id, set())
        keys = _keys(_names_of_all(graph, places))
        return next(
            (row for row in named if _keys(row.organizations) & keys or not (row.organizations or places)), None
        )


def _keys(names: Iterable[str]) -> set[str]:
    return {exact_key(name) for name in names}


def _names_of_all(graph: Graph, ids: Iterable[str]) -> Iterator[str]:
    for id in ids:
        yield graph.organizations[id].name
        yield from (name.text for name in graph.organizations[id].names)


def _organizations(graph: Graph) -> defaultdict[str, set[str]]:
    """Return the organizations of each person: where the person holds a seat for one, or is affiliated with one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for seat in graph.seats.values():
        if seat.person is not None and seat.organization is not None:
            found[seat.person].add(seat.organization)
    for tie in graph.ties.values():
        if tie.type is TieType.AFFILIATED_WITH:
            found[tie.from_id].add(tie.to_id)
    return found
