"""What one graph version contains: in full for the graph as it stands, of an earlier one what the ledger tells."""

from collections import Counter, defaultdict

import numpy as np

from musubime.analytics.incidence import incidence
from musubime.analytics.snapshot import Snapshot
from musubime.errors import NotFound
from musubime.questions.answers_citing import (
    SnapshotAnswer,
    SnapshotLoad,
    SnapshotMeasure,
    SnapshotRoster,
    SnapshotSize,
    SnapshotSource,
)
from musubime.questions.key_actors import SORTS
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from musubime.questions.status import counts_of
from musubime.types.changes import ChangeSetHeader
from musubime.types.nodes import Source

PAIR_MEASURES = ("shared", "jaccard", "overlap_coefficient", "containment_a", "containment_b")


class UnknownVersion(NotFound):
    """Neither the graph as it stands nor the ledger has this version."""

    def __init__(self, version: str) -> None:
        super().__init__("グラフの版", version)
        self.args = (f"グラフの版 {version} は台帳にありません。/api/v1/loads の graph_version から選んでください。",)


def snapshot_contents(library: Library, version: str) -> SnapshotAnswer:
    """Return what a graph version contains; raises UnknownVersion for one that never was."""
    with library.reading() as reading:
        snapshot = reading.snapshot
        known, headers = history_of(library, version)
        current = version == snapshot.version
        if not (current or known):
            raise UnknownVersion(version)
        facts: dict[str, object] = {}
        if current:
            facts = {
                "as_of": snapshot.newest_edition,
                "counts": counts_of(snapshot),
                "ties": dict(sorted(Counter(tie.type.value for tie in snapshot.graph.ties.values()).items())),
                "size": library.kept(("size", snapshot.version), lambda: _size(snapshot)),
                "rosters": library.kept(("rosters", snapshot.version), lambda: _rosters(library, snapshot)),
                "measures": _measures(),
            }
        return SnapshotAnswer.model_validate(
            {
                "graph_version": version,
                "current": current,
                "current_version": snapshot.version,
                "in_ledger": known,
                "loaded_at": headers[-1].at if headers else None,
                "persons": library.persons,
                "loads": tuple(_load(library.unnamed(header)) for header in headers),
                **facts,
            }
        )


def history_of(library: Library, version: str) -> tuple[bool, list[ChangeSetHeader]]:
    """Return whether the ledger led to a version, and its change sets up to the last time that it did."""
    history = library.history()
    last = max((n for n, header in enumerate(history, start=1) if header.version_after == version), default=0)
    return last > 0 or (bool(history) and history[0].version_before == version), history[:last]


def _load(header: ChangeSetHeader) -> SnapshotLoad:
    return SnapshotLoad(
        id=header.id,
        kind=header.kind,
        title=header.title,
        roster=header.roster,
        edition_date=header.edition_date,
        at=header.at,
        graph_version=header.version_after,
    )


def _size(snapshot: Snapshot) -> SnapshotSize:
    every = Selection().resolve(snapshot).seats
    found = incidence(snapshot, every, "organization")
    degrees = found.degrees()
    return SnapshotSize(
        organizations=len(found.actors),
        consortia=len(found.consortia),
        memberships=int(degrees.sum()),
        expansions=int(np.sum(degrees * (degrees - 1) // 2)),
    )


def _rosters(library: Library, snapshot: Snapshot) -> tuple[SnapshotRoster, ...]:
    seats: Counter[str] = Counter()
    dates: defaultdict[str, set[str]] = defaultdict(set)
    for seat in snapshot.graph.seats.values():
        seats.update({statement.roster for statement in seat.statements})
        for statement in seat.statements:
            if statement.edition_date is not None:
                dates[statement.roster].add(statement.edition_date)
    sources: defaultdict[str, list[Source]] = defaultdict(list)
    for source in snapshot.graph.sources.values():
        if source.roster is not None:
            sources[source.roster].append(source)
    titles, loaded = library.roster_titles(), library.loaded_at()
    return tuple(
        SnapshotRoster(
            id=id,
            title=titles.get(id),
            edition_dates=tuple(sorted(dates[id])),
            seats=seats[id],
            sources=tuple(
                SnapshotSource(id=node.id, title=node.name, licence=node.licence, sha256=node.sha256)
                for node in sorted(sources[id], key=lambda node: (node.name, node.id))
            ),
            loaded_at=loaded.get(id),
        )
        for id in sorted(seats.keys() | sources.keys())
    )


def _measures() -> tuple[SnapshotMeasure, ...]:
    ranked = (SnapshotMeasure(id=name, path=f"/api/v1/key-actors?sort={name}") for name in SORTS)
    paired = (SnapshotMeasure(id=name, path="/api/v1/overlap/matrix") for name in PAIR_MEASURES)
    return (*ranked, *paired)
