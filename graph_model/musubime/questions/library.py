"""What every question asks: the store, the snapshot of its graph, and whether persons are shown."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar, cast

from pydantic import BaseModel

from musubime.analytics.snapshot import Snapshot
from musubime.errors import StoreAway, StoreError
from musubime.privacy.hiding import Hiding
from musubime.questions.privacy import VeiledStore
from musubime.questions.readable import Readable
from musubime.questions.results import Improving, Results
from musubime.store.port import EngineInfo, Store, Withheld
from musubime.types.changes import ChangeSetHeader
from musubime.types.graph import Graph

V = TypeVar("V")
M = TypeVar("M", bound=BaseModel)
KEPT = 128
"""Intermediate results kept for one graph, the longest unused thrown out first."""
KEPT_BEST = 512
"""The same for results that were worked out beside the answers, so that they do not soon give way to quick ones."""


class StillReading(StoreAway):
    """The graph is being read into memory; ask again after `retry_after` seconds."""

    def __init__(self, retry_after: int = 2) -> None:
        self.retry_after = retry_after
        super().__init__("グラフを読み込んでいます。数秒後にもう一度お試しください。")


@dataclass(frozen=True)
class _Shelf:
    """A snapshot, who was hidden when it was made, and where graph and suppression list stood then."""

    stand: tuple[int, int]
    snapshot: Snapshot
    hiding: Hiding | None


class Library:
    """One store with the current snapshot; any thread may ask.

    `store` answers what questions read of single records, already without persons when they are switched off, and
    without those on the suppression list.
    `patience` is how many seconds a question waits for a snapshot that is being read before it raises StillReading;
    None waits to the end. `settled` is called when a snapshot is there to stay.
    """

    def __init__(
        self,
        store: Store,
        persons: bool = True,
        patience: float | None = None,
        settled: Callable[[], None] | None = None,
    ) -> None:
        self.persons = persons
        self._settled = settled
        self._inner = store
        self._patience = patience
        self._shelf: _Shelf | None = None
        self._building = threading.Lock()
        self._results, self._best = Results(KEPT), Results(KEPT_BEST)
        self._improving = Improving()
        self._ledger_version: tuple[tuple[int, int], str] | None = None
        self._withheld: Withheld | None = None
        self._veiled = VeiledStore(store, self._hiding)

    @contextmanager
    def reading(self) -> Iterator["Reading"]:
        """Hold the graph still for one question."""
        with self._inner.reading() as seq:
            yield Reading(self, self.store, seq)

    @property
    def store(self) -> Readable:
        """The store as questions may read it."""
        return self._veiled if self.hides_anybody() else self._inner

    def withheld(self) -> Withheld:
        """Return the suppression list, as the store holds it now."""
        known, stamp = self._withheld, self._inner.withheld_stamp()
        if known is None or known.stamp != stamp:
            self._withheld = known = self._inner.withheld() if stamp else Withheld()
        return known

    def hides_anybody(self) -> bool:
        """Return whether persons are switched off, or some are on the suppression list."""
        return not self.persons or bool(self.withheld().suppressed)

    def hidden(self) -> str:
        """Return who is on the suppression list, for the key of an answer; empty where nobody is."""
        return "\x1e".join(part for row in self.withheld().suppressed for part in (row.id, *row.names))

    def forget(self) -> None:
        """Drop everything that was read, so that an erased name is not even in memory."""
        self._shelf = self._withheld = self._ledger_version = None
        self._clear()

    def snapshot(self) -> Snapshot:
        """Return the snapshot of the graph as it stands; built once, other callers wait."""
        with self.reading() as reading:
            return reading.snapshot

    def version(self) -> str:
        """Return the version of the graph as it stands (see `Reading.version`)."""
        with self.reading() as reading:
            return reading.version

    @property
    def engine(self) -> EngineInfo:
        """Engine of the store."""
        return self._inner.engine

    def history(self) -> list[ChangeSetHeader]:
        """Return the headers of all change sets, oldest first, as the ledger holds them (see `unnamed`)."""
        return self._inner.history()

    def ledger_version(self) -> str | None:
        """Return the graph version that the ledger makes; None for an empty store."""
        history = self._inner.history()
        return history[-1].version_after if history else None

    def loaded_at(self) -> dict[str, str]:
        """Return when each roster was last loaded, by its id."""
        return {header.roster: header.at for header in self._inner.history() if header.roster is not None}

    def roster_titles(self) -> dict[str, str]:
        """Return the title of each roster as it was last loaded, by its id."""
        headers = (header for header in self._inner.history() if header.kind == "load" and header.roster is not None)
        return {header.roster: self.unnamed(header).title for header in headers if header.roster is not None}

    def ready(self) -> bool:
        """Return whether the snapshot of the graph as it stands is already in memory."""
        shelf = self._shelf
        return shelf is not None and shelf.stand == (self._inner.graph_seq(), self.withheld().stamp)

    def warm(self) -> threading.Thread:
        """Start reading the snapshot beside whatever else happens; returns the thread that does it."""
        thread = threading.Thread(target=self._warm, name="musubime-snapshot", daemon=True)
        thread.start()
        return thread

    def _warm(self) -> None:
        try:
            with self._inner.reading() as seq:
                self._at(seq, patience=None)
        except StoreError:
            # what is wrong with the store is told to the one who asks, not to a thread nobody reads
            return

    def unnamed(self, record: M) -> M:
        """Return a record of the ledger as it may be shown: without the names of hidden persons."""
        return self._hiding().record(record) if self.hides_anybody() else record

    def _hiding(self) -> Hiding:
        with self._inner.reading() as seq:
            return self._at(seq, self._patience).hiding or Hiding(Graph(), ())

    def _at(self, seq: int, patience: float | None) -> _Shelf:
        """Return the shelf of a graph that is held still at `seq`, with the suppression list as it is."""
        shelf, withheld = self._shelf, self.withheld()
        stand = (seq, withheld.stamp)
        if shelf is not None and shelf.stand == stand:
            return shelf
        if not self._building.acquire(timeout=-1 if patience is None else patience):
            raise StillReading
        try:
            shelf = self._shelf
            if shelf is None or shelf.stand != stand:
                self._shelf = shelf = self._read(stand, withheld)
                self._clear()
                if self._settled is not None:
                    self._settled()
            return shelf
        finally:
            self._building.release()

    def _read(self, stand: tuple[int, int], withheld: Withheld) -> _Shelf:
        graph = self._inner.read_graph()
        version = graph.version
        if self.persons and not withheld.suppressed:
            return _Shelf(stand, Snapshot(graph, version), None)
        hiding = Hiding(graph, withheld.suppressed, everybody=not self.persons)
        return _Shelf(stand, Snapshot(hiding.graph(graph), version), hiding)

    def _version(self, seq: int) -> str:
        shelf, stand = self._shelf, (seq, self.withheld().stamp)
        if shelf is not None and shelf.stand == stand:
            return shelf.snapshot.version
        known = self._ledger_version
        if known is None or known[0] != stand:
            header = next((header for header in reversed(self._inner.history()) if header.seq == seq), None)
            if header is None:
                return self._at(seq, self._patience).snapshot.version
            self._ledger_version = known = (stand, header.version_after)
        return known[1]

    def _clear(self) -> None:
        for results in (self._results, self._best, self._improving):
            results.clear()

    def kept(self, key: Hashable, compute: Callable[[], V]) -> V:
        """Return what `compute` gave for this key, which names the graph version, computing it when it is not kept."""
        return self._results.get(key, compute)

    def bettered(self, key: Hashable, quick: Callable[[], V], best: Callable[[], V]) -> tuple[V, bool]:
        """Return the best result for this key, or a quick one while the best is worked out beside the answers.

        The second value says whether it is only the quick one. Where questions wait for the snapshot to the end, they
        wait for the best result too.
        """
        if self._patience is None:
            return self._best.get(key, best), False
        if (found := self._best.peek(key)) is not None:
            return cast(V, found), False
        self._improving.ask(key, lambda: self._best.get(key, best))
        return self.kept(("quick", key), quick), True


@dataclass(frozen=True)
class Reading:
    """One question's hold on the graph."""

    library: Library
    store: Readable
    seq: int

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot of the graph that is held; raises StillReading when patience runs out."""
        return self.library._at(self.seq, self.library._patience).snapshot

    @property
    def version(self) -> str:
        """The graph version: computed from the graph where it is in memory, before that as the ledger notes it."""
        return self.library._version(self.seq)
