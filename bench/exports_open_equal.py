"""Exports of 行政事業レビュー 2024 (62,613 seats): the same graph in networkx, igraph and graphology, and flat memory.

`python -m bench.exports_open_equal` compares every node, edge and attribute that a tool reads with what the graph says,
checks GraphML against its XML Schema, streams every format and prints how far the memory of the process (resident set)
rises above where it stood. It ends with 1 where anything differs. `--gexf-schema gexf.xsd` also checks GEXF: no package
registry carries that schema (https://gexf.net/schema.html does), so it is given by hand.
"""

import argparse
import ctypes
import gc
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import xmlschema

from bench.loading import rs_edition
from musubime.analytics.snapshot import Snapshot
from musubime.exports.formats import FORMATS, written
from musubime.exports.selection import Selection, whole
from musubime.resolution.resolve import resolve
from scripts import fetch_graphml_schema
from tests.exports.readers import (
    Read,
    by_graphology,
    by_igraph,
    by_networkx,
    differences,
    gexf_by_networkx,
    stated,
    without_ids,
)

TOO_LARGE = ("incidence",)
"""Bounded formats, which refuse a graph of this size by design."""


def main() -> int:
    """Print what was found; 0 where every tool reads the graph."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--gexf-schema", type=Path)
    schema = asked.parse_args().gexf_schema
    graph = resolve([rs_edition()], [], [])
    selection = whole(Snapshot(graph, graph.version))
    print(f"{len(selection.seat_ids):,} seats, {len(selection.consortium_ids):,} consortia, {graph.version}")
    faults = _streaming(selection)
    with tempfile.TemporaryDirectory() as folder:
        faults += _compared(selection, Path(folder), schema)
    print("all equal" if not faults else "\n".join(["differences:", *faults]))
    return 1 if faults else 0


def _streaming(selection: Selection) -> list[str]:
    print("\nformat          bytes   CPU s   wall s   rise of the resident set (MB)")
    faults = []
    for format in FORMATS.values():
        if format.kind in ("picture", "page") or format.name in TOO_LARGE:
            continue
        size, cpu, wall, rise = _watched(partial(written, selection, format.name, None, False))
        print(f"{format.name:13} {size:>11,} {cpu:7.2f} {wall:8.2f} {rise:8.1f}")
        if rise > 50 or not size:
            faults.append(f"{format.name}: {size:,} bytes, {rise:.0f} MB above idle")
    return faults


def _watched(write: Callable[[], Iterator[bytes]]) -> tuple[int, float, float, float]:
    """Return bytes, CPU seconds, wall seconds and how far the resident set rose, looked at every 2 ms."""
    process = psutil.Process()
    gc.collect()
    _give_back()
    idle = highest = process.memory_info().rss
    done = threading.Event()

    def look() -> None:
        nonlocal highest
        while not done.wait(0.002):
            highest = max(highest, process.memory_info().rss)

    watcher = threading.Thread(target=look)
    watcher.start()
    start, wall = time.process_time(), time.perf_counter()
    size = sum(len(part) for part in write())
    cpu, wall = time.process_time() - start, time.perf_counter() - wall
    done.set()
    watcher.join()
    return size, cpu, wall, (highest - idle) / 1e6


def _give_back() -> None:
    """Give memory that is free back to the system, where the C library can: else a rise would hide in it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _compared(selection: Selection, folder: Path, gexf_schema: Path | None) -> list[str]:
    graphml, gexf = folder / "graph.graphml", folder / "graph.gexf"
    for file in (graphml, gexf):
        file.write_bytes(b"".join(written(selection, file.suffix[1:], None, False)))
    said = stated(selection)
    print(f"\n{len(said.nodes):,} nodes, {len(said.edges):,} edges, {_values(said):,} attributes that are known")
    apart = stated(selection, gexf=True)
    for edge in apart.edges.values():
        if edge.keys() & {"start", "end"}:
            raise SystemExit("graphology reads no time of GEXF: compare without it")
    readers: tuple[tuple[str, Callable[[], Read], Read], ...] = (
        ("GraphML in networkx", lambda: by_networkx(graphml.read_bytes()), said),
        ("GraphML in igraph", lambda: by_igraph(graphml), said),
        ("GraphML in graphology", lambda: by_graphology(graphml), said),
        ("GEXF in networkx", lambda: gexf_by_networkx(gexf.read_bytes()), apart),
        ("GEXF in graphology", lambda: without_ids(by_graphology(gexf, "read_gexf.mjs")), apart),
    )
    faults = []
    for what, read, ours in readers:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Could not add", RuntimeWarning)
            found = differences(read(), ours)
        print(f"{what}: {found or 'equal'}")
        faults += [f"{what}: {one}" for one in found]
    schemas = [("GraphML", fetch_graphml_schema.CACHE / "graphml.xsd", graphml)]
    schemas += [("GEXF", gexf_schema, gexf)] if gexf_schema else []
    for what, schema, file in schemas:
        if not schema.is_file():
            print(f"{what}: no schema at hand")
            continue
        known = xmlschema.XMLSchema(schema, allow="local")
        errors = [str(error.reason) for error in known.iter_errors(xmlschema.XMLResource(file, lazy=True))][:10]
        print(f"{what} by its schema: {errors or 'valid'}")
        faults += [f"{what}: {error}" for error in errors]
    return faults


def _values(read: Read) -> int:
    return sum(map(len, read.nodes.values())) + sum(map(len, read.edges.values()))


if __name__ == "__main__":
    sys.exit(main())
