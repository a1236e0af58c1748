"""Connections to a register file: one for all readers of a process, one for a writer, each fault in one sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musubime.errors import StoreError, StoreFull, StoreInUse
from musubime.registers import statements
from musubime.registers.trigrams import searched

_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE)
WAIT_SECONDS = 60.0
"""How long a writer waits for another one."""


def connected(path: Path) -> sqlite3.Connection:
    """Open a register file to write or read; the file is made where there is none. Raises StoreError."""
    with translated(path):
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=WAIT_SECONDS)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute("PRAGMA cache_size = -65536")
            database.create_function("searched", 1, searched, deterministic=True)
            check_format(database, path)
        except BaseException:
            database.close()
            raise
        return database


def connected_to_read(path: Path) -> sqlite3.Connection:
    """Open a register file for reading only; a writer may work on it meanwhile. Raises StoreError."""
    with translated(path):
        address = path.resolve().as_uri()
        database = sqlite3.connect(f"{address}?mode=ro", uri=True, check_same_thread=False, timeout=WAIT_SECONDS)
        try:
            _readable(database)
        except sqlite3.OperationalError:
            # a folder that nobody may write to has no place for the shared index of the log: nobody writes either
            database.close()
            database = sqlite3.connect(f"{address}?immutable=1", uri=True, check_same_thread=False)
        try:
            database.execute("PRAGMA query_only = ON")
            check_format(database, path)
        except BaseException:
            database.close()
            raise
        return database


def _readable(database: sqlite3.Connection) -> None:
    database.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def check_format(database: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError where a newer release wrote the file."""
    found: int = database.execute("PRAGMA user_version").fetchone()[0]
    if found > statements.FORMAT:
        raise StoreError(
            f"登録簿のファイル {path} は新しい版の Musubime で作られています（形式 {found}）。"
            "Musubime を更新してください。"
        )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn faults of SQLite and of the file into one sentence."""
    try:
        yield
    except sqlite3.Error as fault:
        raise _error(path, fault) from fault
    except OSError as fault:
        raise StoreError(
            f"登録簿のファイル {path} を使えません（{fault.strerror}）。場所と権限を確認してください。"
        ) from fault


def _error(path: Path, fault: sqlite3.Error) -> StoreError:
    code = getattr(fault, "sqlite_errorcode", 0)
    if code in _NO_ROOM:
        return StoreFull(
            f"{path} のあるディスクに空きがありません。登録簿は変わっていません。"
            "空き容量を増やしてから、もう一度実行してください。"
        )
    if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreInUse(
            f"登録簿のファイル {path} に別のプロセスが書き込んでいます。終わってからもう一度実行してください。"
        )
    if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreError(
            f"登録簿のファイル {path} が壊れています。"
            "このファイルを消して、musubime register load で読み込み直してください。"
        )
    if code & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreError(f"登録簿のファイル {path} を開けません。場所と権限を確認してください。")
    return StoreError(
        f"登録簿のファイル {path} を読み書きできません（{fault}）。musubime register load をやり直してください。"
    )
