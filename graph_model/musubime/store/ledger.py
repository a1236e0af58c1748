"""The ledger of an embedded store: change sets, keys and audit in one SQLite file, appended to.

Nothing in it is ever rewritten but by `rewrite`, which takes the name of a person out of all of it at once.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from musubime.errors import StoreBroken, StoreError, StoreFull, VersionMoved
from musubime.store import withheld_tables as tables
from musubime.store.packing import packed, unpacked
from musubime.store.port import AuditRow, Erased, KeyRow, Rewriting, Suppression, Withheld
from musubime.types.changes import ChangeSet, ChangeSetHeader
from musubime.types.graph import Graph

FORMAT = 2
"""1: without the tables of persons who are not shown, which an older product would show."""
_TABLES = """
BEGIN;
CREATE TABLE change_set (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, actor TEXT NOT NULL,
    at TEXT NOT NULL, roster TEXT, edition_date TEXT, version_before TEXT NOT NULL, version_after TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE TRIGGER change_set_stays BEFORE UPDATE ON change_set BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER change_set_kept BEFORE DELETE ON change_set BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TABLE key (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, created_at TEXT NOT NULL, revoked_at TEXT
) STRICT;
CREATE TABLE audit (
    n INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL
) STRICT;
PRAGMA user_version = 1;
COMMIT;
"""
_HEADER = ("seq", "id", "kind", "title", "actor", "at", "roster", "edition_date", "version_before", "version_after")
_HISTORY = """
SELECT seq, id, kind, title, actor, at, roster, edition_date, version_before, version_after FROM change_set ORDER BY seq
"""
_APPEND = """
INSERT INTO change_set (seq, id, kind, title, actor, at, roster, edition_date, version_before, version_after, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE)


def no_room(path: Path) -> StoreFull:
    """Return the error for a disk without room, to be raised."""
    return StoreFull(
        f"{path} のあるディスクに空きがありません。何も変更していません。"
        "空き容量を増やしてから、もう一度実行してください。"
    )


class SqliteLedger:
    """The record of an embedded store; every append is on the disk before it returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        try:
            self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as fault:
            raise self._error(fault) from fault
        try:
            self._set_up()
            row = self._one("SELECT seq, version_after FROM change_set ORDER BY seq DESC LIMIT 1")
        except StoreError:
            self._database.close()
            raise
        self._seq = int(str(row[0])) if row else 0
        self._version = str(row[1]) if row else Graph().version

    def _set_up(self) -> None:
        with self._turn, self._translated():
            # a rollback journal: no shared memory to map, so a full disk is an error and never a signal
            self._database.execute("PRAGMA journal_mode = DELETE")
            self._database.execute("PRAGMA synchronous = EXTRA")
            found: int = self._database.execute("PRAGMA user_version").fetchone()[0]
            if found > FORMAT:
                raise StoreBroken(
                    f"{self._path} は新しい版の Musubime で作られています（形式 {found}）。"
                    "Musubime を更新してください。"
                )
            # what a rewrite takes out of the file is written over with zeros
            self._database.execute("PRAGMA secure_delete = ON")
            if found == 0:
                self._database.executescript(_TABLES)
            if found < FORMAT:
                self._database.executescript(tables.UPGRADE)
            self._stamp = tables.stamp(self._database)

    @property
    def seq(self) -> int:
        """Sequence number of the newest change set; 0 without any."""
        return self._seq

    @property
    def version(self) -> str:
        """Graph version after the newest change set."""
        return self._version

    def version_at(self, seq: int) -> str | None:
        """Return the graph version after a change set; None where there is no such change set."""
        if seq == 0:
            return Graph().version
        row = self._one("SELECT version_after FROM change_set WHERE seq = ?", seq)
        return str(row[0]) if row else None

    def append(self, change_set: ChangeSet) -> int:
        """Add a change set and return its sequence number; raises VersionMoved or StoreFull, and adds nothing then."""
        body = packed(change_set)
        edition = change_set.edition
        with self._turn, self._translated():
            if change_set.version_before != self._version:
                raise VersionMoved(change_set.version_before, self._version)
            seq = self._seq + 1
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._database.execute(
                    _APPEND,
                    (
                        seq,
                        change_set.id,
                        change_set.kind,
                        change_set.title,
                        change_set.actor,
                        change_set.at,
                        edition.roster if edition else None,
                        edition.edition_date if edition else None,
                        change_set.version_before,
                        change_set.version_after,
                        body,
                    ),
                )
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
            self._seq, self._version = seq, change_set.version_after
        return seq

    def history(self) -> list[ChangeSetHeader]:
        """Return the headers of all change sets, oldest first."""
        return [ChangeSetHeader.model_validate(dict(zip(_HEADER, row, strict=True))) for row in self._all(_HISTORY)]

    def change_sets(self, after: int) -> Iterator[ChangeSet]:
        """Yield the change sets behind a sequence number, oldest first."""
        seq = after
        while row := self._one("SELECT seq, body FROM change_set WHERE seq > ? ORDER BY seq LIMIT 1", seq):
            seq = int(str(row[0]))
            body = row[1]
            yield unpacked(body if isinstance(body, bytes) else b"")

    def keys(self) -> list[KeyRow]:
        """Return all keys, oldest first."""
        rows = self._all("SELECT id, name, sha256, created_at, revoked_at FROM key ORDER BY created_at, id")
        names = ("id", "name", "sha256", "created_at", "revoked_at")
        return [KeyRow.model_validate(dict(zip(names, row, strict=True))) for row in rows]

    def put_key(self, key: KeyRow) -> None:
        """Add a key, or replace the one with its id."""
        self._run(
            "INSERT OR REPLACE INTO key (id, name, sha256, created_at, revoked_at) VALUES (?, ?, ?, ?, ?)",
            (key.id, key.name, key.sha256, key.created_at, key.revoked_at),
        )

    def audit(self, at: str, actor: str, action: str, subject: str) -> None:
        """Append one row to the audit."""
        self._run("INSERT INTO audit (at, actor, action, subject) VALUES (?, ?, ?, ?)", (at, actor, action, subject))

    def audit_rows(self) -> list[tuple[str, str, str, str]]:
        """Return the audit, oldest first."""
        rows = self._all("SELECT at, actor, action, subject FROM audit ORDER BY n")
        return [(str(at), str(actor), str(action), str(subject)) for at, actor, action, subject in rows]

    # -- persons who are not shown

    @property
    def withheld_stamp(self) -> int:
        """What moves with every change of the suppression list and with every erasure."""
        return self._stamp

    def withheld(self) -> Withheld:
        """Return the suppression list and the hashes of erased names."""
        with self._turn, self._translated():
            return tables.withheld(self._database)

    def suppress(self, row: Suppression) -> None:
        """Add or replace one row of the suppression list."""
        with self._written():
            tables.suppress(self._database, row)

    def unsuppress(self, id: str) -> None:
        """Take one row off the suppression list."""
        with self._written():
            tables.unsuppress(self._database, id)

    def remember_erased(self, erased: Erased) -> None:
        """Replace the hashes of erased names."""
        with self._written():
            tables.remember_erased(self._database, erased)

    def rewrite(
        self,
        change_sets: Sequence[ChangeSet],
        rewriting: Rewriting,
        erased: Erased,
        released: Sequence[str],
        row: AuditRow,
    ) -> None:
        """Write the whole record anew, in one transaction; until `rebuilt` is called `rebuild_is_due`."""
        rows = [_rewritten(seq, change_set) for seq, change_set in enumerate(change_sets, 1)]
        with self._written():
            tables.rewrite(self._database, rows, rewriting, erased, released, row)
        self._version = change_sets[-1].version_after if change_sets else Graph().version
        with self._turn, suppress(sqlite3.Error):
            # the rewrite is done and its old pages are zeros; that they also leave the file is tidiness
            self._database.execute("VACUUM")

    def rebuild_is_due(self) -> bool:
        """Whether the graph may still hold what a rewrite took out of the ledger."""
        with self._turn, self._translated():
            return tables.rebuild_is_due(self._database)

    def rebuilt(self) -> None:
        """Note that the graph was built anew after a rewrite."""
        with self._turn, self._translated():
            tables.rebuilt(self._database)

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Do what follows in one transaction."""
        with self._turn, self._translated():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
            self._stamp = tables.stamp(self._database)

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._database.close()

    def _run(self, text: str, values: tuple[str | None, ...]) -> None:
        with self._turn, self._translated():
            self._database.execute(text, values)

    def _all(self, text: str) -> list[tuple[object, ...]]:
        with self._turn, self._translated():
            return self._database.execute(text).fetchall()

    def _one(self, text: str, *values: int) -> tuple[object, ...] | None:
        with self._turn, self._translated():
            row: tuple[object, ...] | None = self._database.execute(text, values).fetchone()
            return row

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise self._error(fault) from fault

    def _error(self, fault: sqlite3.Error) -> StoreError:
        if getattr(fault, "sqlite_errorcode", None) in _NO_ROOM:
            return no_room(self._path.parent)
        if isinstance(fault, sqlite3.IntegrityError):
            return StoreError("この変更はすでに台帳にあります。画面を更新して結果を確認してください。")
        return StoreBroken(
            f"{self._path} を読み書きできません（{fault}）。"
            "ファイルの権限とディスクを確認するか、musubime restore でバックアップから新しい場所に戻してください。"
        )


def _rewritten(seq: int, change_set: ChangeSet) -> tables.Rewritten:
    edition = change_set.edition
    return (
        change_set.title,
        change_set.actor,
        edition.roster if edition else None,
        edition.edition_date if edition else None,
        change_set.version_before,
        change_set.version_after,
        packed(change_set),
        seq,
    )
