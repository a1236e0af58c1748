"""Erasure: the name of a person taken out of everything that was read, judged and made of it.

The same function takes an erased name out of a file that is read later, so that a re-load changes nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, cast

from pydantic import BaseModel

from musubime.privacy.erased_editions import Editions, persons_in
from musubime.privacy.erased_judgements import ErasedJudgements
from musubime.privacy.known_again import mask_for
from musubime.privacy.masking import MASK, Mask, names_of
from musubime.privacy.renumbering import renumbered
from musubime.resolution.clusters import PREFIX
from musubime.store.port import Erased
from musubime.types.changes import ChangeSet, Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import Delta, Graph, applied, delta_between, graph_of
from musubime.types.nodes import AnyNode, Person, Seat
from musubime.types.ties import Tie

M = TypeVar("M", bound=BaseModel)
N = TypeVar("N", bound="AnyNode | Tie")
_ID = re.compile(r"[a-z]+:[0-9a-f]{20}(?:\.\d+)?")


def without_erased(edition: RosterEdition, erased: Erased, graph: Graph) -> tuple[RosterEdition, int]:
    """Return an edition as it may be loaded where names were erased, and how many times a person was left out.

    Names of persons of the graph, and of the edition's others, stay whole where they contain an erased one.
    """
    mask = mask_for([edition], erased, _names_in(graph))
    if not mask:
        return edition, 0
    editions = Editions(mask, erased.key)
    return editions.without(edition), editions.persons


def _names_in(graph: Graph) -> Iterator[str]:
    return (name for person in graph.persons.values() for name in names_of(person))


def judgements_without_erased(judgements: Iterable[Judgement], erased: Erased, graph: Graph) -> tuple[Judgement, ...]:
    """Return judgements as they may be added where names were erased: none on an erased person."""
    listed = tuple(judgements)
    mask = mask_for(listed, erased, _names_in(graph))
    return ErasedJudgements(mask).without(listed) if mask else listed


class _Held:
    """What a ledger holds: the newest reading of each edition, and all judgements."""

    def __init__(self) -> None:
        self._editions: dict[tuple[str, str], RosterEdition] = {}
        self._judgements: list[Judgement] = []

    def add(
        self, edition: RosterEdition | None, removed: tuple[str, str] | None, judgements: Sequence[Judgement]
    ) -> None:
        """Take in what one change set brings and takes away."""
        if edition is not None:
            self._editions[edition.key] = edition
        if removed is not None:
            self._editions.pop(removed, None)
        self._judgements += judgements

    def all(self) -> tuple[Sequence[RosterEdition], Sequence[Judgement]]:
        """Return editions and judgements."""
        return list(self._editions.values()), self._judgements


Resolve = Callable[[Sequence[RosterEdition], Sequence[Judgement]], Graph]


class Erasing:
    """Takes the names of persons out of a whole record (`musubime.store.port.Rewriting`).

    `spare` as in `Mask`; `resolve` makes a graph of editions and judgements by the rules of today.
    """

    def __init__(
        self, names: Iterable[str], key: str, spare: Iterable[str] = (), resolve: Resolve | None = None
    ) -> None:
        self._resolve = resolve
        self._old, self._new = _Held(), _Held()
        self.mask = Mask(names, spare)
        self._editions = Editions(self.mask, key)
        self._judgements = ErasedJudgements(self.mask)
        self._masked: dict[int, tuple[AnyNode | Tie, AnyNode | Tie]] = {}
        self._ids: dict[str, str] = {}
        self.changed = 0
        """How many change sets held a name."""

    def text(self, text: str) -> str:
        """Return a text without the names, and without ids that were made of them."""
        said = self._editions.id(self.mask.text(text))
        return _ID.sub(lambda found: self._ids.get(found.group(), found.group()), said)

    def change_sets(self, old: Iterable[ChangeSet]) -> Iterator[ChangeSet]:
        """Yield the change sets without the names, each with the graph versions that it then leads from and to."""
        before, before_anew = Graph(), Graph()
        waiting = iter(old)
        following = next(waiting, None)
        while (change_set := following) is not None:
            following = next(waiting, None)
            after = applied(before, change_set.delta)
            edition = change_set.edition and self._editions.without(change_set.edition)
            self.mask = self.mask.sparing(persons_in(change_set.edition) if change_set.edition else ())
            anew = self._graph(after)
            judgements = self._judgements.without(change_set.judgements)
            removed = self._removed(change_set)
            self._old.add(change_set.edition, change_set.removed, change_set.judgements)
            self._new.add(edition, removed, judgements)
            if following is None:
                anew = self._head(after, anew)
            self.changed += edition != change_set.edition or judgements != change_set.judgements
            said = self.mask.masked(change_set.model_copy(update={"edition": None, "judgements": (), "delta": Delta()}))
            yield said.model_copy(
                update={
                    "edition": edition,
                    "removed": removed,
                    "judgements": judgements,
                    "delta": delta_between(before_anew, anew),
                    "version_before": before_anew.version,
                    "version_after": anew.version,
                }
            )
            before, before_anew = after, anew

    def _head(self, after: Graph, anew: Graph) -> Graph:
        """Return the newest graph as resolution makes it, where it made the old one too; else as it was masked.

        Two names may read alike without the erased one: resolution knows what becomes of them, and a file that is
        read again changes nothing then. Where its rules are newer than the graph, none of them is applied here.
        """
        if self._resolve is None or self._resolve(*self._old.all()).version != after.version:
            return anew
        return self._resolve(*self._new.all())

    def _removed(self, change_set: ChangeSet) -> tuple[str, str] | None:
        return (self._editions.id(change_set.removed[0]), change_set.removed[1]) if change_set.removed else None

    def _graph(self, graph: Graph) -> Graph:
        """Return a graph without the persons of these names, and without the names."""
        gone = {id for id, person in graph.persons.items() if any(map(self.mask.names, names_of(person)))}
        mentions = {mention for id in gone for mention in (id, *graph.persons[id].mentions)}
        ids = self._new_ids(graph)
        self._judgements.know(ids, mentions)
        self._ids.update({**ids, **dict.fromkeys(mentions, MASK)})
        nodes = (self._node(node, ids, gone) for node in graph.nodes() if node.id not in gone)
        ties = (tie for tie in graph.ties.values() if not gone.intersection((tie.from_id, tie.to_id)))
        return graph_of(nodes, (renumbered(self._kept(tie), ids) for tie in ties))

    def _kept(self, record: N) -> N:
        """Return a node or tie masked, each once however many graphs hold it."""
        known = self._masked.get(id(record))
        if known is None:
            whole = isinstance(record, Person)
            masked = _distinct(self.mask.around(record) if whole else self.mask.masked(record))
            self._masked[id(record)] = known = (record, masked)
        return cast(N, known[1])

    def _new_ids(self, graph: Graph) -> dict[str, str]:
        """Return the ids of nodes and mentions that change, with the new ones."""
        ids = {prefix + old: prefix + new for prefix in PREFIX.values() for old, new in self._editions.hashes.items()}
        ids.update({id: self._numbered(id, ids) for id in graph.seats})
        for node in graph.nodes():
            if not isinstance(node, Seat) and any(mention in ids for mention in node.mentions):
                ids[node.id] = min(ids.get(mention, mention) for mention in node.mentions)
        ids.update({roster: self._editions.id(roster) for roster in _rosters(graph)})
        return {old: new for old, new in ids.items() if old != new}

    @staticmethod
    def _numbered(id: str, ids: dict[str, str]) -> str:
        """Return the new id of a seat, which may be told from others of its mention by a number behind it."""
        mention, dot, number = id.partition(".")
        return ids.get(mention, mention) + dot + number

    def _node(self, node: AnyNode, ids: dict[str, str], gone: set[str]) -> AnyNode:
        masked = self._kept(node)
        if isinstance(masked, Seat) and masked.person in gone:
            masked = masked.model_copy(update={"person": None})
        if masked is node and not ids:
            return node
        new = _in_order(renumbered(masked, ids))
        # a mention may carry the id of its node: the ids of mentions are mapped by themselves
        mentions = tuple(sorted({self._mention(one, PREFIX[node.node_kind]) for one in node.mentions}))
        return new.model_copy(update={"mentions": mentions})

    def _mention(self, mention: str, prefix: str) -> str:
        hash = mention.removeprefix(prefix)
        return prefix + self._editions.hashes.get(hash, hash)


def _rosters(graph: Graph) -> set[str]:
    named = {source.roster for source in graph.sources.values() if source.roster}
    stated = {id for seat in graph.seats.values() for one in seat.statements for id in (one.roster, one.series)}
    return named | stated


def _in_order(node: AnyNode) -> AnyNode:
    """Return a node whose lists are in the order that resolution gives them."""
    names = getattr(node, "names", ())
    ordered = tuple(sorted(names, key=lambda name: (name.kind.value, name.text)))
    return node.model_copy(update={"names": ordered}) if ordered != names else node


def _distinct(record: M) -> M:
    """Return a record whose lists hold each fact once: two may be alike without the name."""
    changed: dict[str, object] = {}
    for field, value in record.__dict__.items():
        if isinstance(value, tuple) and len(set(value)) != len(value):
            changed[field] = tuple(dict.fromkeys(value))
    return record.model_copy(update=changed) if changed else record
