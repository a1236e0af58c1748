"""Mentions as units: a print at one place of a series is one mention through all its editions, unless facts part it."""

import hashlib
from collections.abc import Hashable
from typing import NamedTuple

from musubime.resolution.places import Context


class Unit(NamedTuple):
    """One mention: its name in the graph, what it names, where it is seen, and the date of its earliest edition."""

    id: str
    name: Hashable
    context: Context
    date: str | None


class Units:
    """Gives each mention its unit. Editions must be given oldest first.

    The same hash can name two things in two editions: when one of two equal prints is dropped, the other takes its
    number. The later one then gets a hash of its own, so that no two nodes ever share an id.
    """

    def __init__(self) -> None:
        self._first: dict[str, list[Unit]] = {}

    def put(self, hash: str, name: Hashable, context: Context, date: str | None) -> str:
        """Return the id of the unit that a mention with this hash, name and context is."""
        known = self._first.get(hash)
        if known is None:
            self._first[hash] = [Unit(hash, name, context, date)]
            return hash
        for place, unit in enumerate(known):
            if unit.name == name and _agree(unit.context, context):
                if context and context != unit.context:
                    known[place] = unit._replace(context=tuple(sorted({*unit.context, *context})))
                return unit.id
        digest = hashlib.sha256(repr((name, context)).encode()).hexdigest()
        known.append(Unit(f"{hash}.{int(digest[:8], 16)}", name, context, date))
        return known[-1].id

    def all(self) -> list[Unit]:
        """Return all units."""
        return [unit for units in self._first.values() for unit in units]


def _agree(one: Context, other: Context) -> bool:
    return not one or not other or not set(one).isdisjoint(other)
