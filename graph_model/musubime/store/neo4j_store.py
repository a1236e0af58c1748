"""The store on a Neo4j database: ledger and graph in one place, moved by one transaction."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TypeVar

from musubime.errors import ForkedHandle, NoStore, StoreAway, StoreError, VersionMoved
from musubime.store import neo4j_ledger as ledger
from musubime.store import neo4j_withheld as persons
from musubime.store import reading
from musubime.store.engine import Engine, EngineFailure, Statement, number, word
from musubime.store.locks import ReadersWriterLock
from musubime.store.neo4j_engine import Neo4jEngine, Run
from musubime.store.port import (
    Applied,
    AuditRow,
    EngineInfo,
    Erased,
    KeyRow,
    Progress,
    Record,
    Rewriting,
    Scalar,
    Suppression,
    Table,
    Verification,
    Withheld,
)
from musubime.store.projecting import mark, missing_ends, projection, whole
from musubime.store.reads import GraphReads
from musubime.store.replaying import Replay
from musubime.store.texts import cypher
from musubime.store.verifying import verified
from musubime.types.changes import ChangeSet, ChangeSetHeader
from musubime.types.graph import Graph, applied, delta_between
from musubime.types.vocabulary import Kind

T = TypeVar("T")
ALREADY_THERE = "この変更はすでに台帳にあります。画面を更新して結果を確認してください。"
LEADER_SECONDS = 15.0
"""How long a write looks for the leader of a cluster that is changing it."""
_STILL_TRIES = 5


class Neo4jStore(GraphReads):
    """One store on a Neo4j server; other processes may write to it too."""

    def __init__(
        self,
        address: str,
        *,
        user: str | None,
        password: str | None,
        database: str | None,
        create: bool,
        progress: Progress,
    ) -> None:
        self._progress = progress
        self._process, self._address = os.getpid(), address
        self._patience = LEADER_SECONDS if address.startswith("neo4j") else 0.0
        self._lock = ReadersWriterLock()
        self._writing = threading.RLock()
        self._replay, self._replaying = Replay(), threading.Lock()
        self._replayed_at = 0
        self._engine = Neo4jEngine(address, user, password, database)
        try:
            self._open(create=create)
        except BaseException:
            self._engine.close()
            raise

    def _open(self, *, create: bool) -> None:
        seq = reading.marked(self._engine)[0]
        if seq >= 0:
            self._engine.define(ledger.definitions())
            if seq < ledger.head(self._engine)[0]:
                self.rebuild(self._progress)
            return
        if found := self._engine.read(cypher("any_node"), {}):
            raise NoStore(
                f"{self._address} には Musubime のものではないデータ（{word(found[0], 'label')}）があります。"
                "空のデータベースを指定してください。"
            )
        if not create:
            raise NoStore(
                f"{self._address} にデータがありません。アドレスを確認するか、musubime load で新しく作成してください。"
            )
        self._engine.define(ledger.definitions())
        self._engine.write([mark(0, Graph().version)], nullcontext())

    @property
    def address(self) -> str:
        """The Bolt address."""
        return self._address

    @property
    def engine(self) -> EngineInfo:
        """Neo4j and its version."""
        return self._here().info

    def _here(self) -> Neo4jEngine:
        if os.getpid() != self._process:
            raise ForkedHandle(
                "この接続は別のプロセスで開かれています。"
                "分岐（fork）したプロセスでは使わず、open_store で開き直してください。"
            )
        return self._engine

    # -- the graph

    def _still(self, ask: Callable[[Engine], T]) -> T:
        """Answer when no other process moved the graph between the queries of one answer; else ask again."""
        engine = self._here()
        with self._lock.shared():
            for _ in range(_STILL_TRIES):
                before = reading.marked(engine)
                answer = ask(engine)
                if reading.marked(engine) == before:
                    return answer
        raise StoreAway(
            "データが続けて更新されているため、答えをまとめられません。少し待ってから、もう一度実行してください。"
        )

    @contextmanager
    def reading(self) -> Iterator[int]:
        """Hold this process's writes off for one question; gives the sequence number that the graph stands at."""
        with self._lock.shared():
            yield self.graph_seq()

    def graph_seq(self) -> int:
        """Return the sequence number of the newest change set in the graph."""
        return max(reading.marked(self._here())[0], 0)

    # -- the record

    def ledger_seq(self) -> int:
        """Return the sequence number of the newest change set in the ledger."""
        return ledger.head(self._here())[0]

    def record(self) -> Record:
        """Return what the ledger holds now."""
        # a lock of its own: who reads the graph may ask for the record while a writer waits for the readers to end
        with self._replaying:
            stamp = persons.stamp(self._here())
            if stamp != self._replayed_at:
                # another process may have rewritten what was read here
                self._replay, self._replayed_at = Replay(), stamp
            self._replay.advance(ledger.change_sets(self._here(), self._replay.seq))
            return self._replay.record()

    def history(self) -> list[ChangeSetHeader]:
        """Return the headers of all change sets, oldest first."""
        return ledger.history(self._here())

    def change_sets(self, after: int = 0) -> Iterator[ChangeSet]:
        """Yield the change sets behind a sequence number, oldest first."""
        return ledger.change_sets(self._here(), after)

    def apply(self, change_set: ChangeSet) -> Applied:
        """Write one change set and its projection in one transaction."""
        with self._writing:
            before = self.record()
            if before.graph.version == change_set.version_before:
                graph = applied(before.graph, change_set.delta)
                if missing := next(missing_ends(graph), None):
                    raise StoreError(f"変更記録が、存在しない記録を参照しています（{missing}）。何も変更していません。")
            seq = self._written(change_set)
            with self._replaying:
                self._replay.follow(seq, change_set)
            return Applied(seq=seq, projection="current")

    def _written(self, change_set: ChangeSet) -> int:
        def work(run: Run) -> int:
            seq = ledger.appended(run, change_set)
            for statement in projection(change_set.delta, seq, change_set.version_after):
                run(statement.text, statement.parameters)
            return seq

        deadline = time.monotonic() + self._patience
        while True:
            try:
                return self._here().transact(work, self._lock.exclusive())
            except EngineFailure as fault:
                if "ConstraintValidation" in fault.reason and ledger.seq_of(self._engine, change_set.id) is not None:
                    raise StoreError(ALREADY_THERE) from fault
                raise
            except StoreAway:
                # the answer to the commit may be what was lost: what is in the ledger is in for good
                if (seq := self._seq_when_back(change_set.id, deadline)) is not None:
                    return seq
                if time.monotonic() >= deadline:
                    raise

    def _seq_when_back(self, id: str, deadline: float) -> int | None:
        while True:
            try:
                return ledger.seq_of(self._engine, id)
            except StoreAway:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(0.2)

    # -- upkeep

    def verify(self, progress: Progress) -> Verification:
        """Compare the graph with one replayed from the ledger; not inside `reading()`, it waits for writers."""
        with self._writing:
            record = self.record()
            stated = ledger.head(self._here())[1]
            return self._still(lambda engine: verified(engine, record.graph, stated, record.seq, progress))

    def rebuild(self, progress: Progress) -> None:
        """Delete the graph part by part and project it anew; cut short, the next opening projects what is missing."""
        with self._writing:
            record = self.record()
            size = sum(1 for _ in record.graph.nodes())
            progress("グラフを台帳から作り直しています", 0, size)
            delta = whole(record.graph)
            with self._lock.exclusive():
                self._here().write([mark(0, Graph().version)], nullcontext())
                for kind in Kind:
                    while self._engine.transact(_delete_part(kind), nullcontext()):
                        pass
                self._engine.write(projection(delta, record.seq, record.graph.version), nullcontext())
            progress("グラフを台帳から作り直しています", size, size)

    def query(self, text: str, parameters: Mapping[str, Scalar], *, rows: int, seconds: float) -> Table:
        """Answer a read-only query in Neo4j's Cypher."""
        return self._here().ask(text, parameters, rows=rows, seconds=seconds)

    # -- keys and audit

    def keys(self) -> list[KeyRow]:
        """Return all keys."""
        return ledger.keys(self._here())

    def put_key(self, key: KeyRow) -> None:
        """Add a key, or replace the one with its id."""
        statement = Statement(cypher("write_key"), {"id": key.id, "key": key.model_dump()})
        self._here().write([statement], nullcontext())

    def audit(self, at: str, actor: str, action: str, subject: str) -> None:
        """Append one row to the audit."""
        row = {"at": at, "actor": actor, "action": action, "subject": subject}
        self._here().write([Statement(cypher("append_audit"), row)], nullcontext())

    def audit_rows(self) -> list[tuple[str, str, str, str]]:
        """Return the audit, oldest first."""
        return ledger.audit_rows(self._here())

    # -- persons who are not shown

    def withheld_stamp(self) -> int:
        """Return what moves with every suppression, restoration and erasure."""
        return persons.stamp(self._here())

    def withheld(self) -> Withheld:
        """Return the suppression list and the hashes of the erased names."""
        return persons.withheld(self._here())

    def suppress(self, row: Suppression) -> None:
        """Put a person on the suppression list; waits for this process's questions to end."""
        with self._writing:
            self._here().transact(lambda run: persons.suppress(run, row), self._lock.exclusive())

    def unsuppress(self, id: str) -> None:
        """Take a row off the suppression list."""
        with self._writing:
            self._here().transact(lambda run: persons.unsuppress(run, [id]), self._lock.exclusive())

    def remember_erased(self, erased: Erased) -> None:
        """Keep these hashes of erased names in place of those that were kept."""
        with self._writing:
            self._here().transact(lambda run: persons.remember_erased(run, erased), nullcontext())

    def rewrite(
        self, rewriting: Rewriting, erased: Erased, released: Sequence[str], row: AuditRow, progress: Progress
    ) -> None:
        """Write the record and the graph anew in one transaction."""
        with self._writing:
            old = self.record()
            replay = Replay()
            rewritten: list[ChangeSet] = []
            for change_set in rewriting.change_sets(self.change_sets()):
                progress("記録を書き直しています", len(rewritten), old.seq)
                replay.advance([change_set])
                rewritten.append(change_set)
            new = replay.record()

            def work(run: Run) -> None:
                held = run(cypher("hold_mark"), {"id": f"rewrite:{row.at}"})[0]
                if (number(held, "seq"), word(held, "version")) != (old.seq, old.graph.version):
                    raise VersionMoved(old.graph.version, word(held, "version"))
                persons.rewrite(run, self._engine, rewritten, rewriting, erased, released, row)
                for statement in projection(delta_between(old.graph, new.graph), new.seq, new.graph.version):
                    run(statement.text, statement.parameters)

            self._here().transact(work, self._lock.exclusive())

    def close(self) -> None:
        """Close all connections."""
        if os.getpid() == self._process:
            self._engine.close()


def _delete_part(kind: Kind) -> Callable[[Run], bool]:
    """Return what deletes some thousand nodes of a kind and tells whether there were any."""
    return lambda run: number(run(cypher("delete_part", kind=kind), {})[0], "deleted") > 0
