"""The rows that several registers hold of one body, brought together: a body is not linked twice under two schemes."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from musubime.resolution.keys import exact_key, prepared
from musubime.resolution.linking.number_places import prefecture_of_number
from musubime.resolution.registers import Hit

REGISTERED = "registered"
_SCHEMES = {"cn": 0, "mext": 1, "edinet": 2, "ror": 3}


class Place(IntEnum):
    """How the place of a body stands to the prefecture beside a name."""

    HERE = 0
    """The register states this prefecture."""
    LIKELY = 1
    """The register states none, and the number was given out in this one."""
    UNKNOWN = 2
    DOUBTFUL = 3
    """The register states none, and the number was given out elsewhere."""
    ELSEWHERE = 4
    """The register states another prefecture."""


class Body(NamedTuple):
    """One body and the rows that the registers hold of it; the first row is the one to link to."""

    hits: tuple[Hit, ...]

    @property
    def best(self) -> Hit:
        """The row with the corporate number, if there is one."""
        return self.hits[0]

    @property
    def prefectures(self) -> set[str]:
        """Codes that its best row states, or, where that states none and has no number, the others."""
        return _codes(self.hits[0]) or (
            set() if self.best.number else {code for hit in self.hits for code in _codes(hit)}
        )

    @property
    def complete(self) -> bool:
        """Whether a register of every body of its kind holds it."""
        return any(hit.complete for hit in self.hits)

    def place(self, wanted: tuple[str, ...]) -> Place:
        """Return how its place stands to the wanted prefectures."""
        stated = self.prefectures
        if stated.intersection(wanted):
            return Place.HERE
        if any(_codes(hit).intersection(wanted) for hit in self.hits[1:]):
            return Place.UNKNOWN
        if stated:
            return Place.ELSEWHERE
        inferred = prefecture_of_number(self.best.number)
        if not inferred:
            return Place.UNKNOWN
        return Place.LIKELY if inferred in wanted else Place.DOUBTFUL

    def closed_by(self, date: str) -> bool:
        """Return whether it was closed before the date, or at any time where no date is known."""
        closed = max((hit.closed for hit in self.hits), default="")
        return bool(closed) and (not date or closed < date)


def scheme_of(hit: Hit) -> str:
    """Return the scheme of a row's id: cn, mext, edinet, ror."""
    return hit.id.partition(":")[0]


def _order(hit: Hit) -> tuple[bool, int, str]:
    return (not hit.number, _SCHEMES.get(scheme_of(hit), len(_SCHEMES)), hit.id)


def bodies_of(hits: Iterable[Hit]) -> tuple[Body, ...]:
    """Return the bodies behind hits of one key, in the order of their ids.

    Rows with one number are one body. A row of another scheme joins the body of the same registered name whose
    prefecture does not contradict; where two could be meant it joins the first, since it makes no third.
    """
    kept: dict[str, Hit] = {}
    for hit in hits:
        if hit.name_kind == REGISTERED or hit.id not in kept:
            kept[hit.id] = hit
    ordered = sorted(kept.values(), key=_order)
    if len(ordered) == 1:
        return (Body((ordered[0],)),)
    groups: list[list[Hit]] = []
    for hit in ordered:
        same = next((group for group in groups if _same_body(group, hit)), None)
        if same is None:
            groups.append([hit])
        else:
            same.append(hit)
    return tuple(sorted((Body(tuple(group)) for group in groups), key=lambda body: body.best.id))


def _same_body(group: list[Hit], hit: Hit) -> bool:
    first = group[0]
    if hit.number:
        return hit.number == first.number
    if exact_key(first.name) != exact_key(hit.name):
        return False
    if scheme_of(hit) == "ror" and (scheme_of(first) == "mext" or (first.number and prepared(hit.name).form)):
        return True  # ROR gives the place of a campus or a laboratory; the whole name is the body's
    if any(scheme_of(other) == scheme_of(hit) for other in group):
        return False
    stated = {code for other in group for code in _codes(other)}
    return not stated or not _codes(hit) or bool(stated & _codes(hit))


def _codes(hit: Hit) -> set[str]:
    return set(hit.prefecture.split(";")) if hit.prefecture else set()
