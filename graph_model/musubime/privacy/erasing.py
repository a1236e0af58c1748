"""Erasure: the name of a person taken out of everything that was read, judged and made of it.

The same function takes an erased name out of a file that is read later, so that a re-load changes nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from pydantic import BaseModel

from musubime.privacy.known_again import mask_for, neutral_hash
from musubime.privacy.masking import MASK, Mask, names_of
from musubime.resolution.clusters import PREFIX
from musubime.resolution.identity import _source_hash as source_hash
from musubime.store.port import Erased
from musubime.types.changes import ChangeSet, Judgement
from musubime.types.edition import EditionSeat, End, Mention, RosterEdition
from musubime.types.graph import Delta, Graph, applied, delta_between, graph_of
from musubime.types.nodes import AnyNode, Person, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

M = TypeVar("M", bound=BaseModel)
N = TypeVar("N", bound="AnyNode | Tie")
_ID = re.compile(r"[a-z]+:[0-9a-f]{20}(?:\.\d+)?")


class Editions:
    """Takes names out of editions, and remembers which hashes of mentions were made of them."""

    def __init__(self, mask: Mask, key: str) -> None:
        self._mask, self._key = mask, key
        self.hashes: dict[str, str] = {}
        """Old hash → new one, for every mention and seat whose print, or the place of it, held a name."""
        self.persons = 0
        """How many times a person was left out."""

    def without(self, edition: RosterEdition) -> RosterEdition:
        """Return an edition that names none of them."""
        changed = self._ids(self._mask.masked(self._without_persons(edition)))
        if changed == edition:
            return edition
        places = {one.key for one, new in zip(edition.consortia, changed.consortia, strict=True) if _renamed(one, new)}
        moved = changed.series != edition.series
        for source, new in zip(edition.sources, changed.sources, strict=True):
            if moved or source.title != new.title:
                self.hashes[source_hash(edition, source)] = source_hash(changed, new)
        return self._rehashed(edition, changed, places, everything=moved)

    def _without_persons(self, edition: RosterEdition) -> RosterEdition:
        seats = tuple(self._without_person(seat) for seat in edition.seats)
        persons = tuple(one for one in edition.persons if not self._is_erased(one.mention))
        relations = tuple(one for one in edition.relations if not (self._ends(one.start) or self._ends(one.end)))
        gone = len(edition.persons) - len(persons) + len(edition.relations) - len(relations)
        held = sum(a.person is not b.person for a, b in zip(edition.seats, seats, strict=True))
        self.persons += gone + held
        return edition.model_copy(update={"seats": seats, "persons": persons, "relations": relations})

    def _without_person(self, seat: EditionSeat) -> EditionSeat:
        gone = seat.person is not None and self._is_erased(seat.person)
        return seat.model_copy(update={"person": None}) if gone else seat

    def _is_erased(self, mention: Mention) -> bool:
        return self._mask.names(mention.name)

    def _ends(self, end: End) -> bool:
        return end.kind == "person" and end.mention is not None and self._is_erased(end.mention)

    def _ids(self, edition: RosterEdition) -> RosterEdition:
        """Return an edition whose roster, named by a file that is named after a person, is so no longer."""
        changes = {field: self.id(getattr(edition, field)) for field in ("roster", "series")}
        return edition.model_copy(update=changes)

    def id(self, id: str) -> str:
        """Return the id of a roster without a name in it: Japanese file names are written there by code points."""
        for entry in self._mask.entries:
            if entry.rule == "full" and not entry.letters.isascii():
                id = id.replace(".".join(f"u{ord(letter):04x}" for letter in entry.letters), "u3007.u3007")
        return id

    def _rehashed(self, old: RosterEdition, new: RosterEdition, places: set[str], *, everything: bool) -> RosterEdition:
        """Return an edition in which no hash is made of a name; `places` are the consortia that changed their name."""
        seats = {seat.hash: seat for seat in old.seats}
        made: list[EditionSeat] = []
        for seat in new.seats:
            before = seats[seat.hash]
            placed = everything or seat.consortium in places
            same = (seat.printed, seat.person) == (before.printed, before.person)
            organization = self._mention(before.organization, seat.organization, placed)
            person = self._mention(before.person, seat.person, placed)
            hash = seat.hash if same and not placed else self._neutral(seat.hash)
            made.append(seat.model_copy(update={"organization": organization, "person": person, "hash": hash}))
        before_all = {mention.hash: mention for mention in _mentions(old)}
        changed = {
            mention.hash: self._mention(before_all.get(mention.hash), mention, everything) for mention in _mentions(new)
        }
        return _with_mentions(new, {hash: one for hash, one in changed.items() if one}).model_copy(
            update={"seats": tuple(made)}
        )

    def _mention(self, before: Mention | None, mention: Mention | None, placed: bool) -> Mention | None:
        if mention is None or before is None or (before == mention and not placed):
            return mention
        same = before.printed == mention.printed and not placed
        return mention if same else mention.model_copy(update={"hash": self._neutral(mention.hash)})

    def _neutral(self, hash: str) -> str:
        self.hashes[hash] = neutral_hash(self._key, hash)
        return self.hashes[hash]


def _renamed(old: BaseModel, new: BaseModel) -> bool:
    before, after = getattr(old, "mention"), getattr(new, "mention")  # noqa: B009 -- one function for two kinds
    return bool((before.name, before.printed) != (after.name, after.printed))


def _mentions(value: object) -> Iterator[Mention]:
    """Yield every mention in an edition but those of seats."""
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, BaseModel):
        for field, inner in value.__dict__.items():
            if not (isinstance(value, RosterEdition) and field == "seats"):
                yield from _mentions(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _mentions(item)


def _with_mentions(model: M, mentions: dict[str, Mention]) -> M:
    changed: dict[str, object] = {}
    for field, value in model.__dict__.items():
        if isinstance(model, RosterEdition) and field == "seats":
            continue
        new = _put(value, mentions)
        if new is not value:
            changed[field] = new
    return model.model_copy(update=changed) if changed else model


def _put(value: object, mentions: dict[str, Mention]) -> object:
    if isinstance(value, Mention):
        return mentions.get(value.hash, value)
    if isinstance(value, BaseModel):
        return _with_mentions(value, mentions)
    if isinstance(value, tuple):
        new = tuple(_put(item, mentions) for item in value)
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    return value


def persons_in(edition: RosterEdition) -> Iterator[str]:
    """Yield the names of all persons that an edition mentions."""
    yield from (seat.person.name for seat in edition.seats if seat.person)
    yield from (person.mention.name for person in edition.persons)
    for relation in edition.relations:
        for end in (relation.start, relation.end):
            if end.kind == "person" and end.mention:
                yield end.mention.name


def without_erased(edition: RosterEdition, erased: Erased) -> tuple[RosterEdition, int]:
    """Return an edition as it may be loaded where names were erased, and how many times a person was left out."""
    mask = mask_for([edition], erased, persons_in(edition))
    if not mask:
        return edition, 0
    editions = Editions(mask, erased.key)
    return editions.without(edition), editions.persons


def judgements_without_erased(judgements: Iterable[Judgement], erased: Erased) -> tuple[Judgement, ...]:
    """Return judgements as they may be added where names were erased: none on an erased person."""
    listed = tuple(judgements)
    mask = mask_for(listed, erased)
    return _Judgements(mask).without(listed) if mask else listed


class _Judgements:
    """Takes names out of judgements; their ids follow from what they say."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._ids: dict[str, str] = {}
        self._gone: set[str] = set()

    def know(self, ids: dict[str, str], persons: set[str]) -> None:
        """Take note of ids that changed, and of the persons who are erased."""
        self._ids.update(ids)
        self._gone |= persons

    def without(self, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """Return the judgements that do not judge an erased person, without the names."""
        return tuple(kept for one in judgements if (kept := self._kept(one)) is not None)

    def _kept(self, judgement: Judgement) -> Judgement | None:
        sides = (judgement.left, judgement.right)
        on_a_person = judgement.kind is Kind.PERSON and any(
            self._mask.names(side) or side in self._gone for side in sides
        )
        if on_a_person or judgement.undoes in self._gone:
            self._gone.add(judgement.id)
            return None
        changed = _renumbered(self._mask.masked(judgement), self._ids)
        if changed == judgement:
            return judgement
        changed = changed.model_copy(update={"id": changed.content_id})
        self._ids[judgement.id] = changed.id
        return changed


class Erasing:
    """Takes the names of persons out of a whole record (`musubime.store.port.Rewriting`); `spare` as in `Mask`."""

    def __init__(self, names: Iterable[str], key: str, spare: Iterable[str] = ()) -> None:
        self.mask = Mask(names, spare)
        self._editions = Editions(self.mask, key)
        self._judgements = _Judgements(self.mask)
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
        for change_set in old:
            after = applied(before, change_set.delta)
            edition = change_set.edition and self._editions.without(change_set.edition)
            anew = self._graph(after)
            judgements = self._judgements.without(change_set.judgements)
            self.changed += edition != change_set.edition or judgements != change_set.judgements
            said = self.mask.masked(change_set.model_copy(update={"edition": None, "judgements": (), "delta": Delta()}))
            yield said.model_copy(
                update={
                    "edition": edition,
                    "removed": self._removed(change_set),
                    "judgements": judgements,
                    "delta": delta_between(before_anew, anew),
                    "version_before": before_anew.version,
                    "version_after": anew.version,
                }
            )
            before, before_anew = after, anew

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
        return graph_of(nodes, (_renumbered(self._kept(tie), ids) for tie in ties))

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
        new = _in_order(_renumbered(masked, ids))
        # a mention may carry the id of its node: the ids of mentions are mapped by themselves
        mentions = tuple(sorted(self._mention(one, PREFIX[node.node_kind]) for one in node.mentions))
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


def _renumbered(record: M, ids: dict[str, str]) -> M:
    """Return a record in which every id that changes is the new one."""
    if not ids:
        return record
    changed = {field: new for field, value in record.__dict__.items() if (new := _renumber(value, ids)) is not value}
    return record.model_copy(update=changed) if changed else record


def _renumber(value: object, ids: dict[str, str]) -> object:
    if type(value) is str:
        return ids.get(value, value)
    if isinstance(value, BaseModel):
        return _renumbered(value, ids)
    if isinstance(value, tuple):
        new = tuple(_renumber(item, ids) for item in value)
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    return value
