"""A Neo4j database over Bolt; the only module that knows the `neo4j` driver."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TypeVar

import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from musubime.errors import NoStore, QueryRefused, StoreAway, StoreError, StoreFull, WrongPassword
from musubime.store.engine import Cell, EngineFailure, Row, Statement
from musubime.store.port import EngineInfo, Scalar, Table
from musubime.store.tabling import table

T = TypeVar("T")
Run = Callable[[str, Mapping[str, Cell]], list[Row]]
NAME = "Neo4j"
CONNECT_SECONDS = 1.3
"""How long a question waits for a connection that answers: who asks is told within two seconds that none does."""
RETRY_SECONDS = 0.5
"""How long a question that failed in passing is asked again; a last try may still take CONNECT_SECONDS."""
_PAUSE_SECONDS = 0.1
WRITE_SECONDS = 600.0
READ_SECONDS = 60.0
_READ_PROCEDURES = ("db.labels", "db.relationshipTypes", "db.propertyKeys", "db.schema.")


class Neo4jEngine:
    """One Neo4j database, reached by a driver with pooled connections, managed transactions and bookmarks."""

    def __init__(self, address: str, user: str | None, password: str | None, database: str | None) -> None:
        self._address, self._database = address, database
        auth = (user or "neo4j", password or "") if user or password else None
        with self._translated():
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=auth,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS,
                # it would wait a second before its second try, and who asks is to know by then
                max_transaction_retry_time=0,
                # a server that stopped answering is found out before a question waits on its open connection for ever
                liveness_check_timeout=0,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
            )
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        try:
            with self._translated(), self._session(neo4j.READ_ACCESS) as session:
                agent = session.run("RETURN 1").consume().server.agent
        except StoreError:
            self._driver.close()
            raise
        self.info = EngineInfo(name=NAME, version=agent.removeprefix("Neo4j/"))

    def read(self, text: str, parameters: Mapping[str, Cell]) -> list[Row]:
        """Return the rows of a text; raises EngineFailure, StoreAway."""

        @neo4j.unit_of_work(timeout=READ_SECONDS)
        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return _rows(transaction, text, parameters)

        return self._tried(neo4j.READ_ACCESS, lambda session: session.execute_read(work))

    def write(self, statements: Iterable[Statement], committing: AbstractContextManager[None]) -> None:
        """Run the statements in one transaction; raises EngineFailure, StoreAway."""
        kept = list(statements)

        def work(run: Run) -> None:
            for statement in kept:
                run(statement.text, statement.parameters)

        self.transact(work, committing)

    def transact(self, work: Callable[[Run], T], committing: AbstractContextManager[None]) -> T:
        """Return what `work` returns, done in one transaction that commits inside the given context.

        It is begun once: who calls decides whether to try again, because only it knows what a lost answer may mean.
        """
        with (
            self._translated(),
            self._session(neo4j.WRITE_ACCESS) as session,
            session.begin_transaction(timeout=WRITE_SECONDS) as transaction,
        ):
            done = work(lambda text, parameters: _rows(transaction, text, parameters))
            with committing:
                transaction.commit()
            return done

    def define(self, texts: Iterable[str]) -> None:
        """Run texts that change the schema, each in a transaction of its own as Neo4j wants it."""
        for text in texts:
            self._tried(neo4j.WRITE_ACCESS, partial(_run_alone, text))

    def ask(self, text: str, parameters: Mapping[str, Scalar], *, rows: int, seconds: float) -> Table:
        """Answer a user's own query that only reads; raises QueryRefused."""
        with self._session(neo4j.READ_ACCESS) as session:
            try:
                with session.begin_transaction(timeout=seconds) as transaction:
                    _refuse_more_than_reading(transaction.run(_explained(text), dict(parameters)).consume())
                    result = transaction.run(text, dict(parameters))
                    return table(result.keys(), (list(record.values()) for record in result), rows)
            except ClientError as fault:
                raise _refusal(fault) from fault
            except (DriverError, Neo4jError) as fault:
                raise self._error(fault) from fault

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def _tried(self, access: str, work: Callable[[neo4j.Session], T]) -> T:
        """Return what a managed transaction returns, tried again where it failed in passing."""
        until = time.monotonic() + RETRY_SECONDS
        with self._translated():
            while True:
                try:
                    with self._session(access) as session:
                        return work(session)
                except (DriverError, Neo4jError) as fault:
                    if not fault.is_retryable() or time.monotonic() > until:
                        raise
                time.sleep(_PAUSE_SECONDS)

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks, fetch_size=5_000
        )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (DriverError, Neo4jError, ConfigurationError) as fault:
            raise self._error(fault) from fault

    def _error(self, fault: Exception) -> StoreError:
        code = getattr(fault, "code", None) or ""
        if isinstance(fault, AuthError) or "Security" in code:
            wait = "数秒待ってから、" if "RateLimit" in code else ""
            return WrongPassword(
                f"{self._address} がログインを拒否しました。{wait}"
                "ユーザー名とパスワード（MUSUBIME_NEO4J_USER・MUSUBIME_NEO4J_PASSWORD）を確認してください。"
            )
        if "DatabaseNotFound" in code:
            return NoStore(f"{self._address} にデータベース「{self._database}」がありません。名前を確認してください。")
        if isinstance(fault, DriverError) or "DatabaseUnavailable" in code:
            return StoreAway(
                f"{self._address} の Neo4j に接続できません。起動しているか、アドレスが正しいかを確認してください。"
            )
        if "OutOfMemory" in code:
            return StoreFull(
                f"{self._address} の Neo4j のメモリが足りません。何も変更していません。"
                "ヒープ（server.memory.heap.max_size、6 万席の名簿で 2 GB）を増やしてから、もう一度実行してください。"
            )
        return EngineFailure(NAME, f"{code} {fault}")


def _rows(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction, text: str, parameters: Mapping[str, Cell]
) -> list[Row]:
    return [
        dict(zip(record.keys(), record.values(), strict=True)) for record in transaction.run(text, dict(parameters))
    ]


def _run_alone(text: str, session: neo4j.Session) -> None:
    session.execute_write(_rows, text, {})


def _explained(text: str) -> str:
    """Return a user's query so that Neo4j plans it and does not run it."""
    return "EXPLAIN\n" + text


def _refuse_more_than_reading(summary: neo4j.ResultSummary) -> None:
    if summary.query_type != "r":
        raise QueryRefused(
            "読み取りだけのクエリを書いてください。書き込み（CREATE・MERGE・SET・DELETE など）は実行しません。"
        )
    for operator, details in _operators(summary.plan or {}):
        if operator.startswith("LoadCSV"):
            raise QueryRefused("LOAD CSV は使えません。データは musubime load で取り込んでください。")
        allowed = operator != "ProcedureCall" or details.startswith(_READ_PROCEDURES)
        if not allowed or operator.startswith(("Show", "Terminate")):
            raise QueryRefused("このクエリは使えません。グラフの記録を MATCH … RETURN で読むクエリを書いてください。")


def _operators(plan: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    args, children = plan.get("args"), plan.get("children")
    details = str(args.get("Details", "")) if isinstance(args, dict) else ""
    yield str(plan.get("operatorType", "")).split("@")[0], details
    if isinstance(children, list):
        for child in children:
            yield from _operators(child)


def _refusal(fault: ClientError) -> QueryRefused:
    code = fault.code or ""
    if "Timed" in code or "Terminated" in code:
        return QueryRefused("時間の上限を超えたため中止しました。条件を絞るか LIMIT を付けてください。")
    if "AccessMode" in code or "Forbidden" in code:
        return QueryRefused(
            "読み取りだけのクエリを書いてください。書き込み（CREATE・MERGE・SET・DELETE など）は実行しません。"
        )
    message = " ".join((fault.message or "").split())[:300]
    return QueryRefused(f"クエリを実行できません（{message}）。Cypher の書き方を確認してください。")
