"""Bodies, their names and numbers as rows of the file: added by the thousand, or changed one at a time."""

import sqlite3
from collections.abc import Iterable, Sequence

from musubime.errors import BadInput
from musubime.registers import statements
from musubime.registers.naming import carried_over, with_former
from musubime.registers.rows import REGISTERED, Deleted, Former, Number, OtherName, Registered, Row
from musubime.registers.trigrams import searched
from musubime.resolution.keys import prepared

Values = tuple[object, ...]
_BATCH = 2_000
_UNKEYED = {"reading"}
"""Kinds of names that only similar() finds: how a name is read is no name in print."""


class Bodies:
    """The bodies of a register inside a transaction of a writer."""

    def __init__(self, database: sqlite3.Connection, register: str) -> None:
        self._database, self._register = database, register

    def count(self) -> int:
        """Return how many there are."""
        return self._number(statements.COUNT_ENTRIES, self._register)

    # -- many at once

    def add(self, rows: Iterable[Row], *, into_search: bool) -> list[Former]:
        """Add bodies to a register that has none; returns the rows that can be used only when all are there."""
        entry, name = self._number(statements.NEXT_ENTRY), self._number(statements.NEXT_NAME)
        entries: list[Values] = []
        names: list[Values] = []
        numbers: list[Values] = []
        later: list[Former] = []
        for row in rows:
            if isinstance(row, Former):
                later.append(row)
            if not isinstance(row, Registered):
                continue
            entries.append(self._entry_row(entry, row))
            numbers += [(entry, *number) for number in row.numbers]
            for other in _names(row):
                names.append((name, entry, *other, *_keys(other)))
                name += 1
            entry += 1
            if len(entries) >= _BATCH:
                self._write(entries, names, numbers, into_search=into_search)
                entries, names, numbers = [], [], []
        self._write(entries, names, numbers, into_search=into_search)
        return later

    def clear(self, *, from_search: bool) -> None:
        """Take all of them out; `from_search` where the search is not built anew anyway."""
        if from_search:
            self._unsearched(self._database.execute(statements.SEARCHED_OF_REGISTER, (self._register,)))
        for statement in (
            statements.DELETE_NUMBERS_OF_REGISTER,
            statements.DELETE_NAMES_OF_REGISTER,
            statements.DELETE_ENTRIES_OF_REGISTER,
        ):
            self._database.execute(statement, (self._register,))

    def twice(self) -> str | None:
        """Return an id that two of them carry."""
        seen = set()
        for (key,) in self._database.execute(statements.KEYS_OF_REGISTER, (self._register,)):
            if key in seen:
                return str(key)
            seen.add(key)
        return None

    # -- one at a time

    def put(self, row: Registered) -> str:
        """Add a body, or change it so that its earlier name stays as a former one; returns which of it was done."""
        standing = self._standing(row.key)
        if standing is None:
            self._insert(self._number(statements.NEXT_ENTRY), row._replace(corrected=False))
            return "added"
        entry, before = standing
        return self._changed(entry, before, carried_over(before, row))

    def former(self, row: Former) -> str:
        """Add earlier names to a body that is there."""
        standing = self._standing(row.key)
        if standing is None:
            return "unchanged"
        entry, before = standing
        return self._changed(entry, before, with_former(before, row.names))

    def drop(self, row: Deleted) -> bool:
        """Take a body out; returns whether it was there."""
        standing = self._standing(row.key)
        if standing is not None:
            self._take_out(standing[0])
        return standing is not None

    def _changed(self, entry: int, before: Registered, after: Registered) -> str:
        if after == before:
            return "unchanged"
        self._take_out(entry)
        self._insert(entry, after)
        return "changed"

    def _standing(self, key: str) -> tuple[int, Registered] | None:
        """Return a body as the file has it, with its place."""
        found = self._database.execute(statements.ENTRY_OF, (key, self._register)).fetchone()
        if found is None:
            return None
        entry, name, kind, prefecture, city, closed, successor, hidden, since = found
        names = self._database.execute(statements.NAMES_OF, (entry,)).fetchall()
        numbers = self._database.execute(statements.NUMBERS_OF, (entry,)).fetchall()
        others = tuple(OtherName(*row) for row in names if row[1] != REGISTERED)
        return int(entry), Registered(
            key, name, others, tuple(Number(*row) for row in numbers), kind, prefecture, city, closed, successor, since,
            bool(hidden),
        )  # fmt: skip

    def _insert(self, entry: int, row: Registered) -> None:
        first = self._number(statements.NEXT_NAME)
        names: list[Values] = [(first + n, entry, *other, *_keys(other)) for n, other in enumerate(_names(row))]
        numbers: list[Values] = [(entry, *number) for number in row.numbers]
        self._write([self._entry_row(entry, row)], names, numbers, into_search=True)

    def _take_out(self, entry: int) -> None:
        self._unsearched(self._database.execute(statements.SEARCHED_OF_ENTRY, (entry,)))
        for statement in (statements.DELETE_NUMBERS, statements.DELETE_NAMES, statements.DELETE_ENTRY):
            self._database.execute(statement, (entry,))

    # -- rows

    def _write(
        self, entries: Sequence[Values], names: Sequence[Values], numbers: Sequence[Values], *, into_search: bool
    ) -> None:
        try:
            self._database.executemany(statements.ADD_ENTRY, entries)
        except sqlite3.IntegrityError as fault:
            raise twice() from fault
        self._database.executemany(statements.ADD_NAME, names)
        self._database.executemany(statements.ADD_NUMBER, numbers)
        if into_search:
            rows = ((row[0], searched(str(row[7] or row[2]))) for row in names)
            self._database.executemany(statements.ADD_SEARCHED, rows)

    def _unsearched(self, rows: sqlite3.Cursor) -> None:
        while some := rows.fetchmany(_BATCH):
            self._database.executemany(statements.DROP_SEARCHED, [(id, searched(text)) for id, text in some])

    def _entry_row(self, entry: int, row: Registered) -> Values:
        number = next((n.value for n in row.numbers if n.scheme == "corporate_number" and n.role == "self"), "")
        return (
            entry, self._register, row.key, row.name, row.kind, row.prefecture, row.city, row.closed, row.successor,
            number, row.hidden, row.name_from,
        )  # fmt: skip

    def _number(self, statement: str, *values: str) -> int:
        row = self._database.execute(statement, values).fetchone()
        return int(row[0])


def twice(key: str | None = None) -> BadInput:
    """Return the error for a register that has one number twice, to be raised."""
    return BadInput("同じ番号の行が二つあります。どちらかを取り除いてください。", value=key)


def _names(row: Registered) -> list[OtherName]:
    """Return the names under which a body is found."""
    return [] if row.hidden else [OtherName(row.name, REGISTERED, row.name_from), *row.names]


def _keys(name: OtherName) -> tuple[str | None, str | None, str | None]:
    if name.kind in _UNKEYED:
        return None, None, None
    keys = prepared(name.text)
    return keys.exact, keys.core, keys.variant
