"""Loading 行政事業レビュー 2024 (62,613 seats): what each step costs, on each engine; both processes for Neo4j."""

import datetime
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from bench.measuring import Row, cpu_once
from musubime.analytics.snapshot import Snapshot
from musubime.resolution.resolve import resolve
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.edition import RosterEdition
from musubime_loaders.loading import load
from musubime_loaders.manifest import read_manifest
from musubime_loaders.roster_folder import MANIFEST, names_of, read_roster
from tests.neo4j_server import VERSIONS, Neo4jServer, NoServer

ROOT = Path(__file__).resolve().parent.parent
ROSTER = ROOT / "bench" / "rosters" / "rs-2024"


def reference() -> Path | None:
    """Return the folder of reference material, which stays outside of the project; None where it is not there."""
    folder = Path(os.environ.get("MUSUBIME_TEST_REFERENCE") or ROOT.parent / "shared" / "reference")
    return folder if (folder / "bench").is_dir() else None


@cache
def rs_edition() -> RosterEdition:
    """Return the edition of the benchmark's roster, read once."""
    return _read_rs()


def _read_rs() -> RosterEdition:
    folder = reference()
    if folder is None:
        raise SystemExit("no reference folder: name it with MUSUBIME_TEST_REFERENCE")
    manifest = read_manifest((ROSTER / MANIFEST).read_bytes(), MANIFEST)
    edition, *_ = read_roster(manifest, {name: (folder / "bench" / name).read_bytes() for name in names_of(manifest)})
    return edition


def rows() -> Iterator[Row]:
    """Yield the steps of a load, then a whole load into each engine."""
    parsing, _, edition = cpu_once(_read_rs)
    size = f"{len(edition.seats):,} seats"
    yield Row("RS: read and parse", size, parsing, note=_per_second(edition, parsing))
    resolving, _, graph = cpu_once(lambda: resolve([edition], [], []))
    bodies = f"{len(graph.organizations):,} organizations, {len(graph.consortia):,} consortia"
    yield Row("RS: resolve", bodies, resolving, note=_per_second(edition, resolving))
    hashing, _, _ = cpu_once(lambda: graph.version)
    yield Row("RS: graph version", f"{len(graph.ties):,} ties", hashing)
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/store"
        with closing(open_store(address, create=True)) as store:
            yield from _whole_load("embedded", store, edition, parsing, None, "≥ 1,000 seats/s")
        opening, _, store = cpu_once(lambda: open_store(address))
        with closing(store):
            yield Row("RS: open again, embedded", size, opening, goal="≤ 1.5 s until records answer")
    with _neo4j() as server:
        if server is None:
            return
        address, process = server
        with closing(open_store(address, create=True)) as store:
            yield from _whole_load("Neo4j", store, edition, parsing, process, "≥ 500 seats/s, both processes")


def _whole_load(
    engine: str, store: Store, edition: RosterEdition, parsing: float, child: psutil.Process | None, goal: str
) -> Iterator[Row]:
    def clock() -> datetime.datetime:
        return datetime.datetime(2024, 4, 1, tzinfo=datetime.UTC)

    name = f"{store.engine.name} {store.engine.version}"
    size = f"{len(edition.seats):,} seats"
    ours, theirs, _ = cpu_once(lambda: load(store, edition, (), actor="bench", clock=clock), child)
    whole = parsing + ours + theirs
    note = _per_second(edition, whole)
    if child is not None:
        note += f"; {parsing + ours:.1f} s here, {theirs:.1f} s in the server"
    yield Row(f"RS: whole load, {engine}", f"{size}, {name}", whole, goal=goal, note=note)
    here, there, graph = cpu_once(store.read_graph, child)
    each = f"{(here + there) / len(edition.seats) * 1e6:.0f} µs a seat"
    yield Row(f"RS: read the graph, {engine}", size, here + there, goal="≤ 100 µs a seat, ≤ 200 Neo4j", note=each)
    building, _, _ = cpu_once(lambda: Snapshot(graph, "g0"))
    yield Row(f"RS: snapshot, {engine}", size, building, note=f"{building / len(edition.seats) * 1e6:.1f} µs a seat")


def _per_second(edition: RosterEdition, seconds: float) -> str:
    return f"{len(edition.seats) / seconds:,.0f} seats/s"


@contextmanager
def _neo4j() -> Iterator[tuple[str, psutil.Process] | None]:
    """Start a throw-away Neo4j; None, with the reason on stderr, where that is not possible."""
    before = set(psutil.Process().children())
    try:
        server = Neo4jServer(VERSIONS[0], heap="2g")
        server.__enter__()
    except NoServer as fault:
        print(fault, file=sys.stderr)
        yield None
        return
    try:
        (process,) = set(psutil.Process().children()) - before
        yield server.uri, process
    finally:
        server.__exit__()
