"""Persons who are not shown, in the ledger's file: the suppression list, the erased names as hashes, and the rewrite.

Everything here runs on a connection whose turn the caller holds.
"""

import sqlite3
from collections.abc import Sequence

from musubime.store.port import AuditRow, Erased, ErasedName, Rewriting, Suppression, Withheld

UPGRADE = """
BEGIN;
CREATE TABLE suppressed (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE erased (digest TEXT PRIMARY KEY, n INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE withheld (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
PRAGMA user_version = 2;
COMMIT;
"""
"""From format 1 to 2."""
GUARDS = (
    "CREATE TRIGGER change_set_stays BEFORE UPDATE ON change_set"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER change_set_kept BEFORE DELETE ON change_set"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
)
"""What keeps change sets as they are; lifted for a rewrite and put back in the same transaction."""
_REWRITE = """
UPDATE change_set SET title = ?, actor = ?, roster = ?, edition_date = ?, version_before = ?, version_after = ?,
    body = ? WHERE seq = ?
"""
Rewritten = tuple[str, str, str | None, str | None, str, str, bytes, int]
"""The values of `_REWRITE`: title, actor, roster, edition date, version before, version after, body, seq."""


def stamp(database: sqlite3.Connection) -> int:
    """Return what moves with every change of the list."""
    row = database.execute("SELECT value FROM withheld WHERE name = 'stamp'").fetchone()
    return int(row[0]) if row else 0


def withheld(database: sqlite3.Connection) -> Withheld:
    """Return the whole list."""
    rows = database.execute("SELECT body FROM suppressed").fetchall()
    names = database.execute("SELECT body FROM erased ORDER BY n").fetchall()
    key = database.execute("SELECT value FROM withheld WHERE name = 'key'").fetchone()
    suppressed = [Suppression.model_validate_json(row[0]) for row in rows]
    return Withheld(
        stamp=stamp(database),
        suppressed=tuple(sorted(suppressed, key=lambda row: (row.at, row.id))),
        erased=Erased(
            key=key[0] if key else "", names=tuple(ErasedName.model_validate_json(name[0]) for name in names)
        ),
    )


def suppress(database: sqlite3.Connection, row: Suppression) -> None:
    """Add or replace one row."""
    database.execute("INSERT OR REPLACE INTO suppressed (id, body) VALUES (?, ?)", (row.id, row.model_dump_json()))
    _move(database)


def unsuppress(database: sqlite3.Connection, id: str) -> None:
    """Delete one row."""
    database.execute("DELETE FROM suppressed WHERE id = ?", (id,))
    _move(database)


def remember_erased(database: sqlite3.Connection, erased: Erased) -> None:
    """Replace the hashes and their key."""
    database.execute("DELETE FROM erased")
    database.executemany(
        "INSERT INTO erased (digest, n, body) VALUES (?, ?, ?)",
        [(name.digest, n, name.model_dump_json()) for n, name in enumerate(erased.names)],
    )
    database.execute("INSERT OR REPLACE INTO withheld (name, value) VALUES ('key', ?)", (erased.key,))
    _move(database)


def rewrite(
    database: sqlite3.Connection,
    change_sets: Sequence[Rewritten],
    rewriting: Rewriting,
    erased: Erased,
    released: Sequence[str],
    row: AuditRow,
) -> None:
    """Write change sets, audit, keys and list anew inside the open transaction; the graph is to be built anew."""
    database.execute("DROP TRIGGER change_set_stays")
    database.execute("DROP TRIGGER change_set_kept")
    database.executemany(_REWRITE, change_sets)
    for guard in GUARDS:
        database.execute(guard)
    for n, actor, subject in database.execute("SELECT n, actor, subject FROM audit").fetchall():
        database.execute(
            "UPDATE audit SET actor = ?, subject = ? WHERE n = ?", (rewriting.text(actor), rewriting.text(subject), n)
        )
    for id, name in database.execute("SELECT id, name FROM key").fetchall():
        database.execute("UPDATE key SET name = ? WHERE id = ?", (rewriting.text(name), id))
    for id in released:
        database.execute("DELETE FROM suppressed WHERE id = ?", (id,))
    for kept in withheld(database).suppressed:
        reason = rewriting.text(kept.reason) if kept.reason else None
        changed = kept.model_copy(update={"reason": reason, "by": rewriting.text(kept.by)})
        database.execute("UPDATE suppressed SET body = ? WHERE id = ?", (changed.model_dump_json(), kept.id))
    remember_erased(database, erased)
    database.execute("INSERT INTO audit (at, actor, action, subject) VALUES (?, ?, ?, ?)", row)
    database.execute("INSERT OR REPLACE INTO withheld (name, value) VALUES ('rebuild', '1')")


def rebuild_is_due(database: sqlite3.Connection) -> bool:
    """Whether the graph may still hold what a rewrite took out of the ledger."""
    return database.execute("SELECT 1 FROM withheld WHERE name = 'rebuild'").fetchone() is not None


def rebuilt(database: sqlite3.Connection) -> None:
    """Note that the graph was built anew."""
    database.execute("DELETE FROM withheld WHERE name = 'rebuild'")


def _move(database: sqlite3.Connection) -> None:
    database.execute("INSERT OR REPLACE INTO withheld (name, value) VALUES ('stamp', ?)", (str(stamp(database) + 1),))
