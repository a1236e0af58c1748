"""Editions without erased persons: the same function for what the ledger holds and for a file that is read later."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from musubime.privacy.known_again import neutral_hash
from musubime.privacy.masking import Mask
from musubime.resolution.identity import source_hash
from musubime.types.edition import EditionSeat, End, Mention, RosterEdition

M = TypeVar("M", bound=BaseModel)


class Editions:
    """Takes names out of editions, and remembers which hashes of mentions were made of them."""

    def __init__(self, mask: Mask, key: str) -> None:
        self._mask, self._key = mask, key
        self.hashes: dict[str, str] = {}
        """Old hash → new one, for every mention and seat whose print, or the place of it, held a name."""
        self.persons = 0
        """How many times a person was left out."""

    def without(self, edition: RosterEdition) -> RosterEdition:
        """Return an edition that names none of them; its other persons keep their names whole."""
        everywhere, self._mask = self._mask, self._mask.sparing(persons_in(edition))
        try:
            return self._without(edition)
        finally:
            self._mask = everywhere

    def _without(self, edition: RosterEdition) -> RosterEdition:
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
