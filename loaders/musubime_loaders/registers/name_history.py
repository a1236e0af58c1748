"""Past rows of corporations, set aside while a file streams, and the former names that follow from them."""

import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musubime.registers.naming import day_before
from musubime.registers.rows import OtherName

_TABLE = """
CREATE TABLE past (number TEXT NOT NULL, date TEXT NOT NULL, serial INTEGER NOT NULL, name TEXT NOT NULL,
    renames INTEGER NOT NULL, met INTEGER NOT NULL DEFAULT 0) STRICT
"""
_ADD = "INSERT INTO past (number, date, serial, name, renames) VALUES (?, ?, ?, ?, ?)"
_INDEX = "CREATE INDEX IF NOT EXISTS past_number ON past (number)"
_OF = "SELECT name, date, renames FROM past WHERE number = ? ORDER BY date, serial"
_MET = "UPDATE past SET met = 1 WHERE number = ?"
_WITHOUT = "SELECT number, name, date, renames FROM past WHERE NOT met ORDER BY number, date, serial"


class NameHistory:
    """Past rows by corporate number, on disk and not in memory; gone when it is."""

    class Change(NamedTuple):
        """A name as one row states it; `renames` where the row is about a change of name on its date."""

        name: str
        date: str
        renames: bool

    def __init__(self) -> None:
        self._database: sqlite3.Connection | None = None
        self._indexed = False

    def add(self, number: str, change: Change, serial: int) -> None:
        """Set one past row aside."""
        if self._database is None:
            # an empty name is a private file that SQLite deletes
            self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(_TABLE)
            self._database.execute("BEGIN")
        self._database.execute(_ADD, (number, change.date, serial, change.name, change.renames))

    def of(self, number: str) -> list[Change]:
        """Return the past rows of a corporation, the oldest first."""
        return [self.Change(name, date, bool(renames)) for name, date, renames in self._rows(_OF, number)]

    def met(self, number: str) -> None:
        """Note that the present row of a corporation was there."""
        self._rows(_MET, number)

    def without_present(self) -> Iterator[tuple[str, list[Change]]]:
        """Yield the corporations of which only past rows were there."""
        for number, rows in itertools.groupby(self._rows(_WITHOUT), key=lambda row: str(row[0])):
            yield number, [self.Change(str(name), str(date), bool(renames)) for _, name, date, renames in rows]

    @staticmethod
    def former(changes: Sequence[Change]) -> tuple[tuple[OtherName, ...], str]:
        """Return the names that came before the last one, with their days, and the first day of the last one.

        A name ends on the day before the row that changes it; days are empty where no row states the change.
        """
        made: list[OtherName] = []
        name, since = changes[0].name, changes[0].date if changes[0].renames else ""
        for change in changes[1:]:
            if change.name == name:
                continue
            began = change.date if change.renames else ""
            made.append(OtherName(name, "former", since, day_before(began)))
            name, since = change.name, began
        return tuple(made), since

    def _rows(self, statement: str, *values: str) -> list[tuple[str, ...]]:
        if self._database is None:
            return []
        if not self._indexed:
            self._database.execute(_INDEX)
            self._indexed = True
        return self._database.execute(statement, values).fetchall()
