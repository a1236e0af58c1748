"""What the tests of the parser compare: an entry as (person, organization, unit, post, role)."""

from musubime_loaders.names.entry import LineKind, ParsedEntry
from musubime_loaders.names.parsing import parse

Read = tuple[str | None, str | None, str | None, str | None, str | None]


def read(text: str, kind: LineKind | None = None) -> list[Read]:
    """Return the entries of a text."""
    return [shown(entry) for entry in parse(text, kind)]


def shown(entry: ParsedEntry) -> Read:
    """Return one entry as the tests write it."""
    return (entry.person, entry.organization, entry.unit, entry.post, entry.role)


def only(text: str, kind: LineKind | None = None) -> ParsedEntry:
    """Return the one entry of a text."""
    (entry,) = parse(text, kind)
    return entry
