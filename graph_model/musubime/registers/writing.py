"""Writing registers: each load is one transaction, so that it is there whole or not at all, and readers never wait."""

import datetime
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from musubime.errors import BadInput, NotFound
from musubime.registers import statements
from musubime.registers.connecting import connected, translated
from musubime.registers.key_rules import key_rules
from musubime.registers.rows import REGISTERED, Counts, Deleted, Described, Former, Number, OtherName, Registered, Row
from musubime.registers.trigrams import searched
from musubime.resolution.keys import prepared

Progress = Callable[[str, int, int], None]
_BATCH = 2_000
_REBUILT_NAMES = 1_000_000
"""Up to how many names of other registers the indexes are built anew: faster than adding to them one by one."""
_UNKEYED = {"reading"}
"""Kinds of names that only similar() finds: how a name is read is no name in print."""


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
                for statement in _each(statements.TABLES + statements.SEARCH + statements.INDEXES):
                    self._database.execute(statement)
                self._database.execute("PRAGMA user_version = 1")
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
                self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except BaseException:
            self._undone()
            raise
        self._database.close()

    def _undone(self) -> None:
        try:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
        except sqlite3.Error:
            pass  # closing undoes it as well
        finally:
            self._database.close()

    # -- what a load does

    def replace(self, id: str, rows: Iterable[Row], told: Callable[[], Told], *, sha256: str) -> Counts:
        """Replace a register whole by these rows; `told` is asked when they have all been read."""
        with translated(self._path):
            before = self._one(statements.COUNT_ENTRIES, id)
            anew = self._one(statements.NAMES_ELSEWHERE, id) <= _REBUILT_NAMES
            if anew:
                self._all(statements.DROP_SEARCH + statements.DROP_INDEXES)
            else:
                self._unsearched(self._database.execute(statements.SEARCHED_OF_REGISTER, (id,)))
            for statement in (
                statements.DELETE_NUMBERS_OF_REGISTER,
                statements.DELETE_NAMES_OF_REGISTER,
                statements.DELETE_ENTRIES_OF_REGISTER,
            ):
                self._database.execute(statement, (id,))
            later = self._added(id, rows, into_search=not anew)
            if anew:
                self._indexed(id)
            for row in later:
                self._former(id, row)
            what, complete = told()
            self._registered(what, sha256, complete)
            return Counts(before, self._one(statements.COUNT_ENTRIES, id))

    def update(self, what: Described, rows: Iterable[Row], *, sha256: str) -> Counts:
        """Bring the rows of a difference into a register, which stays as complete as it was."""
        added = changed = removed = unchanged = 0
        with translated(self._path):
            before = self._one(statements.COUNT_ENTRIES, what.id)
            standing = self._database.execute(statements.REGISTER, (what.id,)).fetchone()
            for row in rows:
                if isinstance(row, Former):
                    self._former(what.id, row)
                elif isinstance(row, Deleted):
                    removed += self._dropped(what.id, row.key)
                else:
                    match self._put(what.id, row):
                        case "added":
                            added += 1
                        case "changed":
                            changed += 1
                        case _:
                            unchanged += 1
            self._registered(what, sha256, bool(standing and standing[0]))
            entries = self._one(statements.COUNT_ENTRIES, what.id)
        return Counts(before, entries, added, changed, removed, unchanged)

    def remove(self, id: str) -> int:
        """Take a register out and return how many bodies it held; raises NotFound."""
        with translated(self._path):
            if self._database.execute(statements.REGISTER, (id,)).fetchone() is None:
                raise NotFound("登録簿", id)
            removed = self._one(statements.COUNT_ENTRIES, id)
            self._unsearched(self._database.execute(statements.SEARCHED_OF_REGISTER, (id,)))
            for statement in (
                statements.DELETE_NUMBERS_OF_REGISTER,
                statements.DELETE_NAMES_OF_REGISTER,
                statements.DELETE_ENTRIES_OF_REGISTER,
                statements.DELETE_REGISTER,
            ):
                self._database.execute(statement, (id,))
        return removed

    # -- rows

    def _added(self, register: str, rows: Iterable[Row], *, into_search: bool) -> list[Former]:
        """Add bodies in batches and return what has to wait until they are there."""
        entry, name = self._one(statements.NEXT_ENTRY), self._one(statements.NEXT_NAME)
        entries: list[tuple[object, ...]] = []
        names: list[tuple[object, ...]] = []
        numbers: list[tuple[object, ...]] = []
        later: list[Former] = []
        for row in rows:
            if not isinstance(row, Registered):
                if isinstance(row, Former):
                    later.append(row)
                continue
            entries.append(_entry_row(entry, register, row))
            numbers += [(entry, *number) for number in row.numbers]
            for other in _names(row):
                names.append((name, entry, *other, *_keys(other)))
                name += 1
            entry += 1
            if len(entries) >= _BATCH:
                self._write(entries, names, numbers, into_search=into_search)
        self._write(entries, names, numbers, into_search=into_search)
        return later

    def _write(
        self,
        entries: list[tuple[object, ...]],
        names: list[tuple[object, ...]],
        numbers: list[tuple[object, ...]],
        *,
        into_search: bool,
    ) -> None:
        try:
            self._database.executemany(statements.ADD_ENTRY, entries)
        except sqlite3.IntegrityError as fault:
            raise BadInput("同じ番号の行が二つあります。どちらかを取り除いてください。") from fault
        self._database.executemany(statements.ADD_NAME, names)
        self._database.executemany(statements.ADD_NUMBER, numbers)
        if into_search:
            self._searched((row[0], row[7] or row[2]) for row in names)
        entries.clear()
        names.clear()
        numbers.clear()

    def _indexed(self, register: str) -> None:
        """Build indexes and search anew over everything."""
        self._progress("登録簿の索引を作っています", 0, 0)
        try:
            for statement in _each(statements.INDEXES):
                self._database.execute(statement)
        except sqlite3.IntegrityError as fault:
            twice = self._twice(register)
            raise BadInput("同じ番号の行が二つあります。どちらかを取り除いてください。", value=twice) from fault
        self._all(statements.SEARCH)
        self._database.execute(statements.FILL_SEARCH)

    def _twice(self, register: str) -> str | None:
        seen = set()
        for (key,) in self._database.execute(statements.KEYS_OF_REGISTER, (register,)):
            if key in seen:
                return str(key)
            seen.add(key)
        return None

    def _put(self, register: str, row: Registered) -> str:
        """Add or change one body of a difference; its earlier name stays, as a former one."""
        found = self._database.execute(statements.ENTRY_OF, (row.key, register)).fetchone()
        if found is None:
            self._inserted(self._one(statements.NEXT_ENTRY), register, row)
            return "added"
        entry = int(found[0])
        names = self._database.execute(statements.NAMES_OF, (entry,)).fetchall()
        numbers = [Number(*number) for number in self._database.execute(statements.NUMBERS_OF, (entry,))]
        standing = _standing(row.key, found, names, numbers)
        row = _carried_over(standing, row)
        if row == standing:
            return "unchanged"
        self._taken_out(entry)
        self._inserted(entry, register, row)
        return "changed"

    def _former(self, register: str, row: Former) -> None:
        """Add earlier names to a body that is there."""
        found = self._database.execute(statements.ENTRY_OF, (row.key, register)).fetchone()
        if found is None:
            return
        entry = int(found[0])
        names = self._database.execute(statements.NAMES_OF, (entry,)).fetchall()
        numbers = [Number(*number) for number in self._database.execute(statements.NUMBERS_OF, (entry,))]
        standing = _standing(row.key, found, names, numbers)
        fuller = standing._replace(
            names=_united(standing.name, standing.names, row.names), name_from=row.name_from or standing.name_from
        )
        if fuller != standing:
            self._taken_out(entry)
            self._inserted(entry, register, fuller)

    def _dropped(self, register: str, key: str) -> int:
        found = self._database.execute(statements.ENTRY_OF, (key, register)).fetchone()
        if found is None:
            return 0
        self._taken_out(int(found[0]))
        return 1

    def _inserted(self, entry: int, register: str, row: Registered) -> None:
        first = self._one(statements.NEXT_NAME)
        names = [(first + n, entry, *other, *_keys(other)) for n, other in enumerate(_names(row))]
        numbers = [(entry, *number) for number in row.numbers]
        self._write([_entry_row(entry, register, row)], list(names), list(numbers), into_search=True)

    def _taken_out(self, entry: int) -> None:
        self._unsearched(self._database.execute(statements.SEARCHED_OF_ENTRY, (entry,)))
        for statement in (statements.DELETE_NUMBERS, statements.DELETE_NAMES, statements.DELETE_ENTRY):
            self._database.execute(statement, (entry,))

    # -- search, keys and counts

    def _searched(self, rows: Iterable[tuple[object, object]]) -> None:
        self._database.executemany(statements.ADD_SEARCHED, ((id, searched(str(text))) for id, text in rows))

    def _unsearched(self, rows: sqlite3.Cursor) -> None:
        self._database.executemany(statements.DROP_SEARCHED, [(id, searched(text)) for id, text in rows])

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
        self._prepare_anew()
        self._database.execute(statements.PUT_META, ("key_rules", key_rules()))

    def _prepare_anew(self) -> None:
        total = self._one(statements.COUNT_NAMES)
        if not total:
            return
        self._all(statements.DROP_SEARCH + statements.DROP_INDEXES)
        done = last = 0
        while names := self._database.execute(statements.ALL_NAMES, (last, _BATCH)).fetchall():
            self._progress("登録簿の名前の鍵を新しい規則で作り直しています", done, total)
            keys = [(*prepared(text)[:3], id) for id, text in names]
            self._database.executemany(statements.PUT_KEYS, keys)
            done, last = done + len(names), int(names[-1][0])
        self._all(statements.INDEXES + statements.SEARCH)
        self._database.execute(statements.FILL_SEARCH)

    def _all(self, script: str) -> None:
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


def _entry_row(entry: int, register: str, row: Registered) -> tuple[object, ...]:
    number = next((n.value for n in row.numbers if n.scheme == "corporate_number" and n.role == "self"), "")
    return (
        entry, register, row.key, row.name, row.kind, row.prefecture, row.city, row.closed, row.successor, number,
        row.hidden,
    )  # fmt: skip


def _names(row: Registered) -> list[OtherName]:
    return [] if row.hidden else [OtherName(row.name, REGISTERED, row.name_from), *row.names]


def _keys(name: OtherName) -> tuple[str | None, str | None, str | None]:
    if name.kind in _UNKEYED:
        return None, None, None
    keys = prepared(name.text)
    return keys.exact, keys.core, keys.variant


def _standing(
    key: str, found: Sequence[object], names: Sequence[Sequence[str]], numbers: Sequence[Number]
) -> Registered:
    """Return a body as the file has it."""
    _, name, kind, prefecture, city, closed, successor, hidden = found
    others = tuple(OtherName(*row) for row in names if row[1] != REGISTERED)
    since = next((row[2] for row in names if row[1] == REGISTERED), "")
    return Registered(
        key, str(name), others, tuple(numbers), str(kind), str(prefecture), str(city), str(closed), str(successor),
        since, bool(hidden),
    )  # fmt: skip


def _carried_over(standing: Registered, row: Registered) -> Registered:
    """Return a changed body with the former names that it had, and with the name that it gave up."""
    former = tuple(name for name in standing.names if name.kind == "former")
    if standing.name != row.name and not row.corrected:
        start = standing.name_from if standing.name_from < (row.name_from or "9999") else ""
        former += (OtherName(standing.name, "former", start, day_before(row.name_from)),)
    elif not row.name_from:
        row = row._replace(name_from=standing.name_from)
    return row._replace(names=_united(row.name, row.names, former), corrected=False)


def _united(registered: str, names: Sequence[OtherName], further: Sequence[OtherName]) -> tuple[OtherName, ...]:
    """Return names and further ones: a former name once, by its best-stated dates, the oldest first."""
    formers: dict[str, OtherName] = {}
    for name in (*names, *further):
        if name.kind == "former" and name.text != registered:
            known = formers.get(name.text, name)
            formers[name.text] = OtherName(
                name.text, "former", name.valid_from or known.valid_from, name.valid_to or known.valid_to
            )
    kept = [name for name in names if name.kind != "former"]
    return (*kept, *sorted(formers.values(), key=lambda name: (name.valid_to or "9999", name.text)))


def day_before(date: str) -> str:
    """Return the day before an ISO date; empty for an empty one."""
    if not date:
        return ""
    return (datetime.date.fromisoformat(date) - datetime.timedelta(days=1)).isoformat()
