"""The embedded graph engine; the only module that knows `arcadedb`.

Every rule here answers a failure that was measured: writes only inside transactions, a durable log, a small heap, no
reading of files by a query, and a handle that never reaches the engine from a forked child.
"""

import json
import os
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from musubime.errors import QueryRefused, StoreError, StoreInUse
from musubime.store.engine import Cell, EngineFailure, Row, Statement, number, word
from musubime.store.port import EngineInfo, Scalar, Table
from musubime.store.tabling import table
from musubime.store.texts import cypher
from musubime.types.vocabulary import Kind, TieType

NAME = "ArcadeDB"
_NO_LIMIT = 0
_SET_LIMIT = "ALTER DATABASE `arcadedb.command.timeout` ?"
EDGE_TYPES = ("HOLDS", "ON", "STATED_IN", *(type.value for type in TieType))
NODE_TYPES = ("Projection", *(kind.value for kind in Kind))
_ISOLATE = (
    "-Xmx2g",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
    f"-Darcadedb.server.backupDirectory={os.devnull}",
)


class _Result(Protocol):
    """The part of the driver's results that is used here."""

    def to_list(self) -> list[Row]: ...
    def iter_dicts(self) -> Iterator[Row]: ...
    def close(self) -> None: ...


class _Schema(Protocol):
    def get_or_create_vertex_type(self, name: str) -> object: ...
    def get_or_create_edge_type(self, name: str) -> object: ...


class _Batch(Protocol):
    def create_vertices(self, type_name: str, rows: list[Row]) -> list[str]: ...
    def new_edges(self, sources: list[str], type: str, ends: list[str], properties: list[Cell]) -> object: ...


class _Database(Protocol):
    """The part of the driver's database that is used here; the driver has no types of its own."""

    _closed: bool
    schema: _Schema

    def query(self, language: str, text: str, parameters: Mapping[str, object] | None = None) -> _Result: ...
    def command(
        self, language: str, text: str, parameters: Mapping[str, object] | Sequence[object] | None = None
    ) -> _Result: ...
    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def is_transaction_active(self) -> bool: ...
    def set_wal_flush(self, mode: str) -> None: ...
    def graph_batch(self, *, bidirectional: bool, use_wal: bool) -> AbstractContextManager[_Batch]: ...
    def close(self) -> None: ...


_open: "weakref.WeakSet[_Database]" = weakref.WeakSet()


def _forget_in_child() -> None:
    """In a forked child the engine's threads are gone: its handles must not even be closed there."""
    for database in _open:
        database._closed = True


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_child)


class Damaged(EngineFailure):
    """The engine's files cannot be used; the graph has to be built anew."""


class Filling(NamedTuple):
    """A whole graph to be written at once: nodes by label, then relationships between them by type and labels."""

    nodes: Mapping[str, Sequence[Row]]
    relations: Iterable[tuple[str, str, str, Sequence[Row]]]
    """Type, label at the start, label at the end, rows of `start`, `end` and `properties`."""


class ArcadeEngine:
    """One open ArcadeDB database in this process."""

    def __init__(self, folder: Path, log: Path, *, create: bool) -> None:
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
        os.environ.setdefault("ARCADEDB_LOG_DIR", str(log))
        given = os.environ.get("ARCADEDB_NATIVE_ISOLATE_ARGS", "").split()
        named = {arg.split("=")[0] for arg in given}
        args = given + [arg for arg in _ISOLATE if arg.split("=")[0] not in named]
        os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = " ".join(dict.fromkeys(args))
        try:
            import arcadedb  # type: ignore[import-untyped]
        except ImportError as fault:
            raise StoreError(
                "組み込みのグラフエンジンは、この環境（OS・CPU）では使えません。"
                "Linux（x86-64・arm64）、macOS（arm64）、Windows（x64）で実行するか、"
                "Neo4j のアドレスを指定してください。"
            ) from fault
        self._error: type[Exception] = arcadedb.ArcadeDBError
        self.info = EngineInfo(name=NAME, version=arcadedb.__version__)
        try:
            open_or_create = arcadedb.create_database if create else arcadedb.open_database
            # the engine resolves a relative path against the folder that its process started in
            self._database: _Database = open_or_create(str(folder.absolute()))
        except self._error as fault:
            if "LockException" in str(fault) or "locked" in str(fault):
                raise StoreInUse(
                    f"{folder} は別のプロセスが使用中です。そのプロセスを終了してから開いてください。"
                ) from fault
            raise Damaged(NAME, str(fault)) from fault
        _open.add(self._database)
        # the engine knows one limit for all: a user's query starts under its own, and meanwhile nothing else starts
        self._limit = threading.Lock()
        try:
            self._database.set_wal_flush("yes_nometadata")
        except self._error as fault:
            self.close()
            raise Damaged(NAME, str(fault)) from fault

    def define(self) -> bool:
        """Make the types and indexes that are missing; return whether any type was."""
        try:
            there = {
                str(row["name"]) for row in self._database.query("sql", "SELECT name FROM schema:types", {}).to_list()
            }
            for name in EDGE_TYPES:
                self._database.schema.get_or_create_edge_type(name)
            self._database.schema.get_or_create_vertex_type("Projection")
            for kind in Kind:
                self._database.command("opencypher", cypher("unique_id", kind=kind), {})
        except self._error as fault:
            raise Damaged(NAME, str(fault)) from fault
        return not {*EDGE_TYPES, *NODE_TYPES} <= there

    def read(self, text: str, parameters: Mapping[str, Cell]) -> list[Row]:
        """Return the rows of a text; raises EngineFailure."""
        try:
            return self._answer(text, parameters)
        except self._error as fault:
            if "TimeoutException" not in str(fault):
                raise EngineFailure(NAME, str(fault)) from fault
        # it started while a user's query did, and got the limit of that
        try:
            with self._limit:
                return self._answer(text, parameters)
        except self._error as fault:
            raise EngineFailure(NAME, str(fault)) from fault

    def _answer(self, text: str, parameters: Mapping[str, Cell]) -> list[Row]:
        return self._database.query("opencypher", text, dict(parameters)).to_list()

    def write(self, statements: Iterable[Statement], committing: AbstractContextManager[None]) -> None:
        """Run the statements in one transaction; raises EngineFailure, after which the engine must be opened again."""
        database = self._database
        try:
            database.begin()
            for statement in statements:
                with self._limit:
                    database.command("opencypher", statement.text, dict(statement.parameters)).close()
            with committing:
                database.commit()
        except BaseException as fault:
            with suppress(Exception):
                if database.is_transaction_active():
                    database.rollback()
            if isinstance(fault, self._error):
                raise EngineFailure(NAME, str(fault)) from fault
            raise

    def fill(self, filling: Filling) -> None:
        """Write a whole graph into an empty database, outside any transaction; raises EngineFailure."""
        try:
            with self._database.graph_batch(bidirectional=True, use_wal=False) as batch:
                places = {
                    label: dict(zip((row["id"] for row in rows), batch.create_vertices(label, list(rows)), strict=True))
                    for label, rows in filling.nodes.items()
                }
                for type, start, end, rows in filling.relations:
                    batch.new_edges(
                        [places[start][word(row, "start")] for row in rows],
                        type,
                        [places[end][word(row, "end")] for row in rows],
                        [row.get("properties") or {} for row in rows],
                    )
        except self._error as fault:
            raise EngineFailure(NAME, str(fault)) from fault

    def faults(self) -> list[str]:
        """Return what the engine finds wrong with its own files: broken pages, lost records, lost index entries."""
        try:
            report: Row = self._database.command("sql", "CHECK DATABASE", {}).to_list()[0]
            signs = ("totalErrors", "totalWarnings", "warnings", "corruptedRecords", "corruptedIndexes", "invalidLinks")
            found = [f"{sign}: {str(report[sign])[:200]}" for sign in (*signs, "unreferencedFiles") if report.get(sign)]
            for kind in Kind:
                ids: list[Cell] = [row.get("id") for row in self.read(cypher("find_ids", kind=kind), {})]
                by_index = self.read(cypher("count_by_index", kind=kind), {"ids": ids})
                there = number(by_index[0], "found") if ids else 0
                if there != len(ids):
                    found.append(f"{kind.value}: {there} of {len(ids)} by index")
        except (self._error, EngineFailure, LookupError, TypeError) as fault:
            return [str(fault)[:300]]
        return found

    def ask(self, text: str, parameters: Mapping[str, Scalar], *, rows: int, seconds: float) -> Table:
        """Answer a user's own query that only reads; raises QueryRefused."""
        answer: list[Row] = []
        try:
            with closing(self._started(text, parameters, max(1, int(seconds * 1000)))) as result:
                for row in result.iter_dicts():
                    answer.append(row)
                    if len(answer) > rows:
                        break
        except self._error as fault:
            raise _refusal(fault) from fault
        columns = tuple(dict.fromkeys(name for row in answer for name in row))
        return table(columns, ([row.get(name) for name in columns] for row in answer), rows)

    def _started(self, text: str, parameters: Mapping[str, Scalar], milliseconds: int) -> _Result:
        with self._limit:
            self._database.command("sql", _SET_LIMIT, [milliseconds])
            try:
                return self._database.query("opencypher", text, dict(parameters))
            finally:
                self._database.command("sql", _SET_LIMIT, [_NO_LIMIT])

    def close(self) -> None:
        """Close the database; a failure to do so leaves nothing to be done about it."""
        with suppress(self._error):
            self._database.close()


def _refusal(fault: Exception) -> QueryRefused:
    reply = getattr(fault, "native", {}) or {}
    java = f"{reply.get('cls')} {fault}"
    message = " ".join(str(reply.get("error") or fault).split())[:300]
    if "NotIdempotent" in java:
        return QueryRefused(
            "読み取りだけのクエリを書いてください。書き込み（CREATE・MERGE・SET・DELETE など）は実行しません。"
        )
    if "LOAD CSV" in java:
        return QueryRefused("LOAD CSV は使えません。データは musubime load で取り込んでください。")
    if "Timeout" in java or "timeout" in java:
        return QueryRefused("時間の上限を超えたため中止しました。条件を絞るか LIMIT を付けてください。")
    return QueryRefused(f"クエリを実行できません（{message}）。Cypher の書き方を確認してください。")


def is_valid_schema(folder: Path) -> bool:
    """Whether the engine's own description of its files can be read."""
    try:
        return isinstance(json.loads((folder / "schema.json").read_text("utf-8")), dict)
    except (OSError, ValueError):
        return False
