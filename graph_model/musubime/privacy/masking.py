"""Persons' names masked wherever they are printed: 〇〇 in place of every spelling."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from musubime.privacy.spelling import (
    READING,
    Entry,
    Rule,
    Squeezed,
    entries_of,
    fold,
    is_name_at,
    letters_of,
    may_be_joined,
    squeezed,
)
from musubime.store.port import Hit
from musubime.types.graph import Graph
from musubime.types.nodes import Person, Source
from musubime.types.vocabulary import Kind

M = TypeVar("M", bound=BaseModel)
MASK = "〇〇"
_IDS = frozenset(
    {"id", "hash", "key", "mentions", "source", "roster", "series", "consortium", "organization", "person"}
    | {"from_id", "to_id", "url", "sha256", "graph_version", "version_before", "version_after"}
)
"""Fields that hold ids and addresses; some of them hold names elsewhere."""
_ID = re.compile(r"[A-Za-z0-9_:.-]*$|https?://")
_OTHER_NAMES = frozenset({"name", "text", "name_en", "reading", "identity", "organization", "consortium"})
"""Fields that hold names of other things than persons."""


class Mask:
    """Puts 〇〇 in place of every spelling of the names that it knows.

    `spare` are names of others: where one of them is printed that only contains a known one, it stays whole.
    """

    def __init__(self, names: Iterable[str], spare: Iterable[str] = ()) -> None:
        self._set({entry for name in names for entry in entries_of(name)}, spare)

    def _set(self, entries: Iterable[Entry], spare: Iterable[str]) -> None:
        self.entries = frozenset(entries)
        self._whole = self._letters("full", "short")
        self._spared = frozenset(self._longer(spare))
        self._spare = _Finder(self._spared)
        rules: tuple[Rule, ...] = ("full", "short", "family")
        self._finders = {rule: _Finder(self._letters(rule)) for rule in rules}

    @classmethod
    def made(cls, entries: Iterable[Entry], spare: Iterable[str] = ()) -> "Mask":
        """Return the mask that looks for these entries."""
        mask = cls(())
        mask._set(entries, spare)
        return mask

    @classmethod
    def of(cls, graph: Graph) -> "Mask":
        """Return the mask of every name of every person of a graph."""
        return cls(name for person in graph.persons.values() for name in names_of(person))

    def _letters(self, *rules: Rule) -> set[str]:
        return {entry.letters for entry in self.entries if entry.rule in rules}

    def sparing(self, names: Iterable[str]) -> "Mask":
        """Return the mask that also leaves these names of others whole."""
        more = set(self._longer(names)) - self._spared
        return Mask.made(self.entries, self._spared | more) if more else self

    def _longer(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the letters of the names that contain a known one and are another."""
        for letters in map(letters_of, names):
            if letters not in self._whole and any(each in letters for each in self._whole):
                yield letters

    def __bool__(self) -> bool:
        """Whether it knows any name."""
        return bool(self.entries)

    def names(self, name: str) -> bool:
        """Return whether a text is one of the names, whole."""
        return letters_of(name) in self._whole

    def text(self, text: str) -> str:
        """Return running text without persons' names."""
        return self._masked_text(text, ("full", "short", "family"))

    def name(self, text: str) -> str:
        """Return the name of something else without persons' full names."""
        return self._masked_text(text, ("full",))

    def _masked_text(self, text: str, rules: tuple[Rule, ...]) -> str:
        folded = fold(text)
        found = squeezed(folded)
        spans = sorted((a, -b) for rule in rules for a, b in self._spans(rule, text, folded, found))
        if spans and self._spare:
            spared = list(self._spare.spans(folded, found, lambda _start, _end: True))
            spans = [(a, b) for a, b in spans if not any(start <= a and -b <= end for start, end in spared)]
        if not spans:
            return text
        parts, place = [], 0
        # sorted by start, at one start the longest first
        for start, negative_end in spans:
            if start >= place:
                parts += [text[place:start], MASK]
                reading = READING.match(text, -negative_end)
                place = reading.end() if reading else -negative_end
        return "".join([*parts, text[place:]])

    def _spans(self, rule: Rule, text: str, folded: str, found: Squeezed) -> Iterator[tuple[int, int]]:
        finder = self._finders[rule]
        return (
            finder.spans(folded, found, lambda start, end: is_name_at(rule, text, start, end)) if finder else iter(())
        )

    def masked(self, model: M) -> M:
        """Return a record in which no text holds a person's name; ids stay."""
        return self._masked(model, self.text if _is_document(model) else self.name) if self else model

    def around(self, model: M) -> M:
        """Return a record masked but for its own names, which are those of somebody who is shown."""
        return self._masked(model, lambda name: name) if self else model

    def _masked(self, model: M, name: Callable[[str], str]) -> M:
        """Return a record whose names of other things are masked by `name`, and all else as running text."""
        changed = {
            field: new
            for field, value in model.__dict__.items()
            if (new := self._value(field, value, name)) is not value
        }
        return model.model_copy(update=changed) if changed else model

    def _value(self, field: str, value: object, name: Callable[[str], str]) -> object:
        if isinstance(value, BaseModel):
            return self._masked(value, name)
        if isinstance(value, tuple):
            new = tuple(self._value(field, item, name) for item in value)
            return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
        if isinstance(value, dict):
            items = {self._value("", key, name): self._value(field, item, name) for key, item in value.items()}
            return items if items != value else value
        if type(value) is not str or (field in _IDS and _ID.match(value)):
            return value
        new_text = name(value) if field in _OTHER_NAMES else self.text(value)
        return new_text if new_text != value else value


def names_of(person: Person) -> Iterator[str]:
    """Yield every name of a person, as stated."""
    yield person.name
    yield from (name.text for name in person.names)


class _Finder:
    """Finds folded letters in a folded text, the longest at each place; how many there are costs next to nothing."""

    def __init__(self, names: Iterable[str]) -> None:
        by_length: defaultdict[int, set[str]] = defaultdict(set)
        for letters in names:
            by_length[len(letters)].add(letters)
        self._by_length = sorted(by_length.items(), reverse=True)
        firsts = sorted({letters[0] for each in by_length.values() for letters in each})
        self._first = re.compile(f"[{''.join(map(re.escape, firsts))}]" if firsts else "(?!)")

    def __bool__(self) -> bool:
        return bool(self._by_length)

    def spans(self, folded: str, found: Squeezed, is_real: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
        """Yield start and end of every place that is one of the names, none inside another."""
        place = 0
        while first := self._first.search(found.letters, place):
            place = first.start()
            length = self._length(folded, found, place, is_real)
            if length:
                yield found.starts[place], found.ends[place + length - 1]
            place += length or 1

    def _length(self, folded: str, found: Squeezed, place: int, is_real: Callable[[int, int], bool]) -> int:
        """Return the length of the name that begins at a place; 0 where none does."""
        for length, names in self._by_length:
            letters = found.letters[place : place + length]
            if letters in names:
                start, end = found.starts[place], found.ends[place + length - 1]
                if may_be_joined(letters, folded[start:end]) and is_real(start, end):
                    return length
        return 0


def _is_document(model: BaseModel) -> bool:
    """Whether a record's name is the title of a document: running text, which may call a person by family name."""
    return isinstance(model, Source) or (isinstance(model, Hit) and model.kind is Kind.SOURCE)
