"""Lines of persons, read together because one may head those below it; each line is accounted for by itself."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musubime_loaders.name_lexicon import ROLE
from musubime_loaders.names.entry import ParsedEntry
from musubime_loaders.names.parsing import parse

HEADING = "下の行の見出し（機関や役割）"
UNREAD = "読み取れない行"


class ListedLine(NamedTuple):
    """One line, its number counted from 0, its entries, and why it has none."""

    number: int
    text: str
    entries: tuple[ParsedEntry, ...]
    reason: str | None = None


def listed_lines(text: str) -> Iterator[ListedLine]:
    """Yield the lines that hold anything, each with the entries that are printed in it."""
    lines = text.split("\n")
    entries = parse(text)
    at: dict[int, list[ParsedEntry]] = {}
    place = 0
    for entry in entries:
        place = _line_of(entry, lines, place)
        at.setdefault(place, []).append(entry)
    for number, line in enumerate(lines):
        if line.strip():
            own = tuple(at.get(number, ()))
            yield ListedLine(number, line, own, None if own else _reason(line, entries))


def with_role(entry: ParsedEntry) -> ParsedEntry:
    """Return the entry with a title that belongs to no organization, such as 会長, taken for the role in the body."""
    if entry.organization or entry.role or not entry.post or not ROLE.fullmatch(entry.post):
        return entry
    return entry.model_copy(update={"role": entry.post, "post": None})


def _line_of(entry: ParsedEntry, lines: Sequence[str], start: int) -> int:
    """Return the line in which an entry begins, not before the one of the entry before it."""
    first = entry.printed.split("\n")[0].strip()
    return next((number for number in range(start, len(lines)) if first and first in lines[number]), start)


def _reason(line: str, entries: Sequence[ParsedEntry]) -> str:
    heads = [text for entry in entries for text in (entry.organization, entry.role, entry.unit, entry.post) if text]
    return HEADING if any(text in line or line.strip() in text for text in heads) else UNREAD
