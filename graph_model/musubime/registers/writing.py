"""Writing registers: each load is one transaction, so that it is there whole or not at all, and readers never wait."""

import datetime
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from musubime.errors import NotFound
from musubime.registers import statements
from musubime.registers.bodies import Bodies, twice
from musubime.registers.connecting import connected, translated
from musubime.registers.key_rules import key_rules
from musubime.registers.rows import Counts, Deleted, Described, Former, Row
from musubime.resolution.keys import prepared

Progress = Callable[[str, int, int], None]
_BATCH = 2_000
_REBUILT_NAMES = 1_000_000
"""Up to how many names of other registers the indexes are built anew: faster than adding to them one by one."""


class Told(NamedTuple):
    """What a register is, known when all of it was read; `complete` where it holds every body of its kind."""

    what: Described
    complete: bool


def silent(_doing: str, _done: int, _of: int) -> None:
    """Show no progress."""


class RegisterWriter:
    """One transaction on a register file: `with RegisterWriter(path) as writer:`; an error leaves it as it was."""

    def __init__(self, path: Path, progress: Progress = silent) -> None:
        self._path, self._progress = path, progress

    def __enter__(self) -> Self:
        """Open the file, made where there is none, and begin. Raises StoreError, StoreInUse, StoreFull."""
        with translated(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        self._database = connected(self._path)
        try:
            with translated(self._path):
                self._database.execute("BEGIN IMMEDIATE")
                self._all(statements.TABLES, statements.SEARCH, statements.INDEXES)
                self._database.execute(statements.SET_FORMAT)
                self._check_rules()
        except BaseException:
            self._undone()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit, or undo everything on an error."""
        if error is not None:
            self._undone()
            return
        try:
            with translated(self._path):
                self._database.execute("COMMIT")
        except BaseException:
            self._undone()
            raise
        with suppress(sqlite3.Error):
            # what a reader still holds back is brought in by a later one
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._database.close()

    def _undone(self) -> None:
        with suppress(sqlite3.Error):
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
        self._database.close()

    # -- what a load does

    def replace(self, id: str, rows: Iterable[Row], told: Callable[[], Told], *, sha256: str) -> Counts:
        """Replace a register whole by these rows; `told` is asked when they have all been read."""
        bodies = Bodies(self._database, id)
        with translated(self._path):
            before = bodies.count()
            anew = self._one(statements.NAMES_ELSEWHERE, id) <= _REBUILT_NAMES
            if anew:
                self._all(statements.DROP_SEARCH, statements.DROP_INDEXES)
                # without this one, what is to be cleared would be looked for row by row
                self._all(statements.REGISTER_INDEXES)
            bodies.clear(from_search=not anew)
            later = bodies.add(rows, into_search=not anew)
            if anew:
                self._index(bodies)
            for row in later:
                bodies.former(row)
            what, complete = told()
            self._registered(what, sha256, complete)
            return Counts(before, bodies.count())

    def update(self, what: Described, rows: Iterable[Row], *, sha256: str) -> Counts:
        """Bring the rows of a difference into a register, which stays as complete as it was."""
        bodies = Bodies(self._database, what.id)
        done: Counter[str] = Counter()
        with translated(self._path):
            before = bodies.count()
            standing = self._database.execute(statements.REGISTER, (what.id,)).fetchone()
            for row in rows:
                if isinstance(row, Former):
                    done[bodies.former(row)] += 1
                elif isinstance(row, Deleted):
                    done["removed"] += bodies.drop(row)
                else:
                    done[bodies.put(row)] += 1
            self._registered(what, sha256, bool(standing and standing[0]))
            entries = bodies.count()
        return Counts(before, entries, done["added"], done["changed"], done["removed"], done["unchanged"])

    def remove(self, id: str) -> int:
        """Take a register out and return how many bodies it held; raises NotFound."""
        bodies = Bodies(self._database, id)
        with translated(self._path):
            if self._database.execute(statements.REGISTER, (id,)).fetchone() is None:
                raise NotFound("登録簿", id)
            removed = bodies.count()
            bodies.clear(from_search=True)
            self._database.execute(statements.DELETE_REGISTER, (id,))
        return removed

    # -- indexes, keys and counts

    def _index(self, bodies: Bodies) -> None:
        """Build indexes and search anew over everything."""
        self._progress("登録簿の索引を作っています", 0, 0)
        try:
            self._all(statements.INDEXES)
        except sqlite3.IntegrityError as fault:
            raise twice(bodies.twice()) from fault
        self._all(statements.SEARCH)
        self._database.execute(statements.FILL_SEARCH)

    def _registered(self, what: Described, sha256: str, complete: bool) -> None:
        at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        self._database.execute(
            statements.PUT_REGISTER,
            (what.id, what.title, what.attribution, what.attribution_en, what.licence, at, sha256, complete),
        )

    def _check_rules(self) -> None:
        """Prepare all keys anew where other rules made those in the file."""
        found = self._database.execute(statements.META, ("key_rules",)).fetchone()
        if found is not None and found[0] == key_rules():
            return
        total = self._one(statements.COUNT_NAMES)
        if total:
            self._prepare_anew(total)
        self._database.execute(statements.PUT_META, ("key_rules", key_rules()))

    def _prepare_anew(self, total: int) -> None:
        self._all(statements.DROP_SEARCH, statements.DROP_INDEXES)
        done = last = 0
        while names := self._database.execute(statements.ALL_NAMES, (last, _BATCH)).fetchall():
            self._progress("登録簿の名前の鍵を新しい規則で作り直しています", done, total)
            self._database.executemany(statements.PUT_KEYS, [(*prepared(text)[:3], id) for id, text in names])
            done, last = done + len(names), int(names[-1][0])
        self._all(statements.INDEXES, statements.SEARCH)
        self._database.execute(statements.FILL_SEARCH)

    def _all(self, *scripts: str) -> None:
        for script in scripts:
            for statement in _each(script):
                self._database.execute(statement)

    def _one(self, statement: str, *values: str) -> int:
        row = self._database.execute(statement, values).fetchone()
        return int(row[0])


def prepare_anew(path: Path, progress: Progress = silent) -> None:
    """Prepare the keys of a file by the present rules; does nothing where they are. Raises StoreError."""
    with RegisterWriter(path, progress):
        pass


def _each(script: str) -> Iterator[str]:
    return (statement for part in script.split(";") if (statement := part.strip()))
