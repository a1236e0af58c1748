"""The embedded store: a folder with a SQLite ledger, which is the record, and an ArcadeDB graph that follows it."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from musubime.errors import ForkedHandle, StoreBehind, StoreBroken, StoreError
from musubime.store import reading
from musubime.store.arcade_engine import ArcadeEngine
from musubime.store.engine import Engine, EngineFailure
from musubime.store.folder_lock import FolderLock
from musubime.store.graph_folder import GraphFolder
from musubime.store.ledger import SqliteLedger, no_room
from musubime.store.locks import ReadersWriterLock
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
from musubime.store.projecting import missing_ends, projection
from musubime.store.reads import GraphReads
from musubime.store.replaying import Replay
from musubime.store.verifying import verified
from musubime.types.changes import ChangeSet, ChangeSetHeader
from musubime.types.graph import Graph, applied

T = TypeVar("T")
FLOOR_BYTES = 32 << 20
"""Free space under which nothing is written: room for the engine to finish what it has begun."""
BULK_SEATS = 5_000
"""From how many seats on a first load is built beside the empty graph, three times as fast as written into it."""
_ENGINE_GROWTH = 3
"""How much more than its text a change set may take in the engine's pages and log."""


class EmbeddedStore(GraphReads):
    """One open store folder; writes come one at a time, reads share."""

    def __init__(self, folder: Path, *, floor: int, progress: Progress) -> None:
        self._process = os.getpid()
        self._folder, self._floor, self._progress = folder, floor, progress
        self._lock = ReadersWriterLock()
        self._writing = threading.RLock()
        self._replay, self._replaying = Replay(), threading.Lock()
        self._closed = False
        self._folder_lock = FolderLock(folder)
        try:
            self._ledger = SqliteLedger(folder / "ledger.sqlite")
            try:
                self._graph = GraphFolder(folder, self._ledger)
                self._open_graph()
            except BaseException:
                self._ledger.close()
                raise
        except BaseException:
            self._folder_lock.release()
            raise

    @property
    def address(self) -> str:
        """The folder."""
        return str(self._folder)

    @property
    def engine(self) -> EngineInfo:
        """The embedded engine and its version."""
        return self._here().info

    def _open_graph(self) -> None:
        try:
            self._engine: ArcadeEngine | None = self._graph.opened(self._replayed, self._progress)
            self._seq = max(reading.marked(self._engine)[0], 0)
        except (EngineFailure, OSError) as fault:
            if shutil.disk_usage(self._folder).free < FLOOR_BYTES:
                raise no_room(self._folder) from fault
            raise StoreBroken(
                f"{self._folder} のグラフを開くことも作り直すこともできません（{fault}）。"
                "フォルダの権限とディスクを確認してください。台帳は無事です。"
            ) from fault
        self._catch_up()

    # -- the graph

    def _here(self) -> ArcadeEngine:
        if os.getpid() != self._process:
            raise ForkedHandle(
                "このデータは別のプロセスで開かれています。"
                "分岐（fork）したプロセスでは使わず、開いたプロセスに任せてください。"
            )
        if self._closed:
            raise StoreError(f"{self._folder} は閉じられています。open_store で開き直してください。")
        if self._engine is None:
            raise StoreBehind(
                f"{self._folder} のグラフが開けません。"
                "空き容量を確保してから、もう一度開くか musubime rebuild を実行してください。"
            )
        return self._engine

    def _still(self, ask: Callable[[Engine], T]) -> T:
        with self._lock.shared():
            return ask(self._here())

    @contextmanager
    def reading(self) -> Iterator[int]:
        """Hold the graph still for one question; gives the sequence number that it stands at."""
        with self._lock.shared():
            self._here()
            yield self._seq

    def graph_seq(self) -> int:
        """Return the sequence number of the newest change set in the graph."""
        self._here()
        return self._seq

    # -- the record

    def ledger_seq(self) -> int:
        """Return the sequence number of the newest change set in the ledger."""
        return self._ledger.seq

    def _replayed(self) -> Record:
        # a lock of its own: who reads the graph may ask for the record while a writer waits for the readers to end
        with self._replaying:
            self._replay.advance(self._ledger.change_sets(self._replay.seq))
            return self._replay.record()

    def record(self) -> Record:
        """Return what the ledger holds now."""
        self._here()
        return self._replayed()

    def history(self) -> list[ChangeSetHeader]:
        """Return the headers of all change sets, oldest first."""
        self._here()
        return self._ledger.history()

    def change_sets(self, after: int = 0) -> Iterator[ChangeSet]:
        """Yield the change sets behind a sequence number, oldest first."""
        self._here()
        return self._ledger.change_sets(after)

    def apply(self, change_set: ChangeSet) -> Applied:
        """Write one change set: into the ledger for good, then into the graph."""
        self._here()
        with self._writing:
            if self._seq != self._ledger.seq:
                self._recover()
            if self._seq != self._ledger.seq:
                raise StoreBehind(
                    "グラフが台帳に追いついていないため、書き込めません。空き容量を確保してから、もう一度実行してください。"
                )
            self._check(change_set)
            seq = self._ledger.append(change_set)
            with self._replaying:
                self._replay.follow(seq, change_set)
            try:
                self._bring_in(seq, change_set)
            except StoreError:
                self._recover()
            return Applied(seq=seq, projection="current" if self._seq == seq else "behind")

    def _check(self, change_set: ChangeSet) -> None:
        if self._floor:
            free = shutil.disk_usage(self._folder).free
            # the ledger says what it is only once it is packed; its text bounds what the engine writes
            if free < self._floor + _ENGINE_GROWTH * len(change_set.model_dump_json(exclude_defaults=True)):
                raise no_room(self._folder)
        if change_set.version_before == self._ledger.version:
            graph = applied(self._replayed().graph, change_set.delta)
            if missing := next(missing_ends(graph), None):
                raise StoreError(f"変更記録が、存在しない記録を参照しています（{missing}）。何も変更していません。")

    def _bring_in(self, seq: int, change_set: ChangeSet) -> None:
        if seq == 1 and len(change_set.delta.seats) >= BULK_SEATS and self._graph.has_room():
            self.rebuild(self._progress)
        else:
            self._project(seq, change_set)

    def _project(self, seq: int, change_set: ChangeSet) -> None:
        statements = projection(change_set.delta, seq, change_set.version_after)
        self._here().write(statements, self._lock.exclusive())
        self._seq = seq

    def _catch_up(self) -> None:
        """Project what the ledger has and the graph has not; left behind where the engine cannot."""
        pending = self._ledger.seq - self._seq
        try:
            for done, change_set in enumerate(self._ledger.change_sets(self._seq)):
                self._progress("グラフを台帳に追いつかせています", done, pending)
                self._project(self._seq + 1, change_set)
        except EngineFailure:
            with self._lock.exclusive():
                self._reopen()

    def _recover(self) -> None:
        """Close the engine after a failure, open it again (anew where it cannot be read), and catch up."""
        with self._lock.exclusive():
            self._reopen()
        if self._engine is not None:
            self._catch_up()
        if self._seq != self._ledger.seq and self._graph.has_room():
            with suppress(StoreError):
                self.rebuild(self._progress)

    def _reopen(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        try:
            self._engine = self._graph.opened(self._replayed, self._progress)
            self._seq = max(reading.marked(self._engine)[0], 0)
        except (EngineFailure, OSError):
            self._engine = None

    # -- upkeep

    def verify(self, progress: Progress) -> Verification:
        """Compare the graph with one replayed from the ledger; not inside `reading()`, it waits for writers."""
        self._here()
        with self._writing:
            graph = self._replayed().graph
            return self._still(lambda engine: verified(engine, graph, self._ledger.version, self._ledger.seq, progress))

    def rebuild(self, progress: Progress) -> None:
        """Build the graph anew beside the old one, which answers until the new one takes its place."""
        if os.getpid() != self._process:
            self._here()
        with self._writing:
            try:
                self._graph.build(self._replayed(), progress)
            except (EngineFailure, OSError) as fault:
                raise StoreError(
                    f"グラフを作り直せませんでした（{fault}）。空き容量を確認して、もう一度実行してください。"
                ) from fault
            with self._lock.exclusive():
                self._take_new()
                self._ledger.rebuilt()

    def query(self, text: str, parameters: Mapping[str, Scalar], *, rows: int, seconds: float) -> Table:
        """Answer a read-only query in the engine's Cypher."""
        with self._lock.shared():
            return self._here().ask(text, parameters, rows=rows, seconds=seconds)

    # -- keys and audit

    def keys(self) -> list[KeyRow]:
        """Return all keys."""
        self._here()
        return self._ledger.keys()

    def put_key(self, key: KeyRow) -> None:
        """Add a key, or replace the one with its id."""
        self._here()
        self._ledger.put_key(key)

    def audit(self, at: str, actor: str, action: str, subject: str) -> None:
        """Append one row to the audit."""
        self._here()
        self._ledger.audit(at, actor, action, subject)

    def audit_rows(self) -> list[tuple[str, str, str, str]]:
        """Return the audit, oldest first."""
        self._here()
        return self._ledger.audit_rows()

    # -- persons who are not shown

    def withheld_stamp(self) -> int:
        """Return what moves with every suppression, restoration and erasure."""
        return self._ledger.withheld_stamp

    def withheld(self) -> Withheld:
        """Return the suppression list and the hashes of the erased names."""
        self._here()
        return self._ledger.withheld()

    def suppress(self, row: Suppression) -> None:
        """Put a person on the suppression list; waits for questions to end."""
        self._here()
        with self._writing, self._lock.exclusive():
            self._ledger.suppress(row)

    def unsuppress(self, id: str) -> None:
        """Take a row off the suppression list."""
        self._here()
        with self._writing, self._lock.exclusive():
            self._ledger.unsuppress(id)

    def remember_erased(self, erased: Erased) -> None:
        """Keep these hashes of erased names in place of those that were kept."""
        self._here()
        with self._writing:
            self._ledger.remember_erased(erased)

    def rewrite(
        self, rewriting: Rewriting, erased: Erased, released: Sequence[str], row: AuditRow, progress: Progress
    ) -> None:
        """Write the record anew, and the graph from it.

        The new graph is built first, beside the old one. Then the ledger changes in one transaction, which also notes
        that the old graph must go: cut short after it, the next opening builds the graph from the new ledger.
        """
        self._here()
        with self._writing:
            if self._seq != self._ledger.seq:
                self._recover()
            if self._seq != self._ledger.seq:
                raise StoreBehind(
                    "グラフが台帳に追いついていないため、消せません。空き容量を確保してから、もう一度実行してください。"
                )
            if self._floor and not self._graph.has_room():
                raise no_room(self._folder)
            replay = Replay()
            rewritten: list[ChangeSet] = []
            for change_set in rewriting.change_sets(self._ledger.change_sets(0)):
                progress("記録を書き直しています", len(rewritten), self._ledger.seq)
                replay.advance([change_set])
                rewritten.append(change_set)
            try:
                version = rewritten[-1].version_after if rewritten else Graph().version
                self._graph.build(replay.record(), progress, version)
            except (EngineFailure, OSError) as fault:
                raise StoreError(
                    f"グラフを作り直せないため、何も変更していません（{fault}）。"
                    "空き容量を確認して、もう一度実行してください。"
                ) from fault
            with self._lock.exclusive():
                self._ledger.rewrite(rewritten, rewriting, erased, released, row)
                with self._replaying:
                    self._replay = replay
                try:
                    self._take_new()
                    self._ledger.rebuilt()
                except (EngineFailure, OSError):
                    # the record is written; the graph is built from it here, or at the next opening
                    self._reopen()

    def _take_new(self) -> None:
        """Open the graph that was built, in the place of the old one; nobody reads meanwhile."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self._engine = self._graph.replaced()
        self._seq = max(reading.marked(self._engine)[0], 0)

    def close(self) -> None:
        """Close and seal the graph, close the ledger, let the folder go; again is no harm."""
        if self._closed or os.getpid() != self._process:
            return
        self._closed = True
        with self._writing, self._lock.exclusive():
            if self._engine is not None:
                self._engine.close()
                self._engine = None
                self._graph.seal()
            self._ledger.close()
            self._folder_lock.release()
