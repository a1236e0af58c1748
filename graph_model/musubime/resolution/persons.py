"""Which mentions of one name beside one organization are one person: seen together, or at the same time."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from musubime.resolution.clusters import Key
from musubime.resolution.terms import Term


class Seen(NamedTuple):
    """One mention of a person: its unit, edition, the seat it continues (series and consortium) and its term."""

    unit: str
    edition: tuple[str, str]
    seat: tuple[str, str] | None
    term: Term | None


def gathered(seen: Sequence[Seen]) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """Yield the mentions of each person, all of one name and one organization.

    One document names one person; the editions of a series that state the same seat name one person, whose term is
    from the first of them to the last; persons of different documents are one where their known terms meet.
    """
    people = _together(
        seen, lambda one: [("unit", one.unit), ("edition", *one.edition), ("seat", *(one.seat or (one.unit,)))]
    )
    terms = [_term(person) for person in people]
    order = sorted((term.first, term.last, place) for place, term in enumerate(terms) if term is not None)
    joined: list[list[Seen]] = [people[place] for place, term in enumerate(terms) if term is None]
    last: Term | None = None
    for first, end, place in order:
        if last is not None and first <= last.last:
            joined[-1] = [*joined[-1], *people[place]]
            last = Term(last.first, max(last.last, end))
        else:
            joined.append(people[place])
            last = Term(first, end)
    for person in joined:
        units = tuple(sorted({one.unit for one in person}))
        yield ("person", units[0]), units


def _term(person: Sequence[Seen]) -> Term | None:
    term: Term | None = None
    for one in person:
        if one.term is not None:
            term = one.term if term is None else term.with_(one.term)
    return term


def _together(seen: Sequence[Seen], marks: Callable[[Seen], list[Key]]) -> list[list[Seen]]:
    """Return the mentions in groups that share a mark, directly or through others; in order of their units."""
    group: dict[Key, int] = {}
    groups: dict[int, list[Seen]] = {}
    for place, one in enumerate(sorted(seen, key=lambda one: (one.unit, one.edition))):
        own = marks(one)
        known = sorted({group[mark] for mark in own if mark in group})
        target = known[0] if known else place
        members = groups.setdefault(target, [])
        members.append(one)
        for other in known[1:]:
            members += groups.pop(other)
            group.update({mark: target for mark, number in group.items() if number == other})
        group.update(dict.fromkeys(own, target))
    return [groups[target] for target in sorted(groups)]
