"""The graph beside the ledger: opened, checked, and built anew whenever it is not what it should be."""

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from itertools import groupby
from pathlib import Path

from musubime.store.arcade_engine import NAME, ArcadeEngine, Damaged, Filling, is_valid_schema
from musubime.store.engine import EngineFailure, Row
from musubime.store.ledger import SqliteLedger
from musubime.store.port import Progress, Record
from musubime.store.projecting import holder_rows, mark, node_row, statement_rows, ties_by_ends
from musubime.store.reading import marked
from musubime.store.sealing import broken_seal, on_the_disk, seal
from musubime.types.graph import Graph
from musubime.types.vocabulary import Kind

ROOM_BYTES = 32 << 20
"""What an empty graph and its log take, and some."""


class GraphFolder:
    """`graph/` of a store folder, which may be deleted at any time, and `graph.seal` beside it."""

    def __init__(self, folder: Path, ledger: SqliteLedger) -> None:
        self._ledger = ledger
        self._place, self._new, self._log = folder / "graph", folder / "graph-new", folder / "log"
        self._seal = folder / "graph.seal"

    def opened(self, replayed: Callable[[], Record], progress: Progress) -> ArcadeEngine:
        """Open the graph, built anew where it is missing, damaged or of another ledger; raises EngineFailure."""
        _delete(self._new)
        try:
            return self._sound(progress)
        except Damaged:
            self.build(replayed(), progress)
            engine = self.replaced()
            self._ledger.rebuilt()
            return engine

    def _sound(self, progress: Progress) -> ArcadeEngine:
        if not self._place.is_dir():
            raise Damaged(NAME, "missing")
        if self._ledger.rebuild_is_due():
            raise Damaged(NAME, "it is older than a rewrite of the ledger")
        found = broken_seal(self._place, self._seal)
        if found == "damaged" or not is_valid_schema(self._place):
            raise Damaged(NAME, "files are missing or cut")
        engine = ArcadeEngine(self._place, self._log, create=False)
        try:
            types_were_missing = engine.define()
            if found != "whole":
                progress("グラフのファイルを検査しています", 0, 0)
                if types_were_missing or engine.faults():
                    raise Damaged(NAME, "the engine's check found faults")
            seq, version = marked(engine)
            if version != self._ledger.version_at(seq):
                raise Damaged(NAME, "the graph follows another ledger")
        except EngineFailure as fault:
            engine.close()
            raise Damaged(NAME, fault.reason) from fault
        return engine

    def build(self, record: Record, progress: Progress, version: str | None = None) -> None:
        """Build the graph of a ledger beside the present one; raises EngineFailure, OSError.

        `version` is what to mark it with; without one, what the ledger states.
        """
        _delete(self._new)
        size = sum(1 for _ in record.graph.nodes())
        progress("グラフを台帳から作り直しています", 0, size)
        engine = ArcadeEngine(self._new, self._log, create=True)
        try:
            engine.define()
            if size:
                engine.fill(filling(record.graph))
            version = version or self._ledger.version_at(record.seq) or ""
            engine.write([mark(record.seq, version)], nullcontext())
            engine.close()
            on_the_disk(self._new)
        except BaseException:
            engine.close()
            shutil.rmtree(self._new, ignore_errors=True)
            raise
        progress("グラフを台帳から作り直しています", size, size)

    def has_room(self) -> bool:
        """Whether a second graph would fit beside the present one."""
        size = sum(path.stat().st_size for path in self._place.glob("*")) if self._place.is_dir() else 0
        return shutil.disk_usage(self._place.parent).free > 2 * size + ROOM_BYTES

    def replaced(self) -> ArcadeEngine:
        """Put the graph that was built in the place of the old one and open it."""
        self._seal.unlink(missing_ok=True)
        _delete(self._place)
        self._new.rename(self._place)
        on_the_disk(self._place.parent)
        return ArcadeEngine(self._place, self._log, create=False)

    def seal(self) -> None:
        """Write down what the closed graph looks like."""
        try:
            seal(self._place, self._seal)
        except OSError:
            # without a seal the next start checks the files; a torn one counts as none
            self._seal.unlink(missing_ok=True)


def _delete(place: Path) -> None:
    """Delete whatever lies there, a folder or something that took its place."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def filling(graph: Graph) -> Filling:
    """Return a graph as the engine takes it in at once."""
    by_label: dict[str, list[Row]] = {kind.value: [] for kind in Kind}
    for kind, nodes in groupby(graph.nodes(), key=lambda node: node.node_kind):
        by_label[kind.value] = [node_row(node) for node in nodes]
    seats = list(graph.seats.values())
    organization, person, seat = Kind.ORGANIZATION.value, Kind.PERSON.value, Kind.SEAT.value
    on: list[Row] = [{"start": held.id, "end": held.consortium} for held in seats]
    relations = [
        ("HOLDS", organization, seat, [_turned(row) for row in holder_rows(seats, Kind.ORGANIZATION)]),
        ("HOLDS", person, seat, [_turned(row) for row in holder_rows(seats, Kind.PERSON)]),
        ("ON", seat, Kind.CONSORTIUM.value, on),
        ("STATED_IN", seat, Kind.SOURCE.value, [_stated(row) for row in statement_rows(seats)]),
    ]
    for (type, start, end), rows in ties_by_ends(graph.ties.values()).items():
        ties: list[Row] = [
            {"start": row["from_id"], "end": row["to_id"], "properties": row["properties"]} for row in rows
        ]
        relations.append((type.value, start.value, end.value, ties))
    return Filling(by_label, relations)


def _turned(row: Row) -> Row:
    return {"start": row["id"], "end": row["seat"]}


def _stated(row: Row) -> Row:
    return {"start": row["seat"], "end": row["id"], "properties": row["properties"]}
