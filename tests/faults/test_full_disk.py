"""A full disk: the load fails in one sentence, reads go on, and later loads are as safe as ever."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from musubime.errors import StoreBehind, StoreFull
from musubime.store.opening import open_store, silent
from musubime.store.port import Store
from musubime.types.graph import Graph
from tests.conftest import missing
from tests.contract.values import EMPTY, GRAPH, load, with_nodes
from tests.faults.test_kills import killed_run

pytestmark = pytest.mark.embedded
SIZE = 24 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a small file system in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except OSError as fault:
        missing(f"no small file system can be mounted here: {fault}")
    if done.returncode != 0:
        missing(f"no small file system can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=False)


def fill(disk: Path, leave: int) -> Path:
    """Fill a file system up to `leave` bytes and return the file that does."""
    ballast = disk / "ballast"
    with ballast.open("ab") as file, contextlib.suppress(OSError):
        while True:
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            if free <= leave:
                break
            file.write(b"x" * min(1 << 16, free - leave))
            file.flush()
    return ballast


def big(graph: Graph, number: int) -> Graph:
    """Return a graph with a seat more whose note is 300 kB that compress badly."""
    known = next(iter(graph.seats.values()))
    note = "".join(chr(0x4E00 + byte) for byte in os.urandom(100_000))
    return with_nodes(graph, known.model_copy(update={"id": f"seat:big{number}", "note": note}))


def load_until_full(store: Store, graph: Graph) -> tuple[Graph, int, Exception]:
    """Load until the store refuses; return the graph of what was acknowledged, how many loads, and the refusal."""
    for number in range(1_000):
        after = big(graph, number)
        try:
            store.apply(load(graph, after))
        except (StoreFull, StoreBehind) as refusal:
            return graph, number, refusal
        graph = after
    raise AssertionError("the disk never filled")


def test_below_the_floor_nothing_is_written(disk: Path) -> None:
    store = open_store(disk / "store", create=True, floor=8 << 20)
    store.apply(load(EMPTY, GRAPH))
    ballast = fill(disk, 6 << 20)
    with pytest.raises(StoreFull, match="空きがありません。何も変更していません"):
        store.apply(load(GRAPH, big(GRAPH, 1)))
    assert (store.ledger_seq(), store.read_graph()) == (1, GRAPH)
    ballast.unlink()
    after = big(GRAPH, 2)
    store.apply(load(GRAPH, after))
    assert store.read_graph() == after
    store.close()


@pytest.mark.parametrize("leave", [0, 200_000, 700_000, 1_500_000, 3_000_000, 6_000_000])
def test_a_disk_that_fills_up_loses_nothing(disk: Path, leave: int) -> None:
    folder = disk / "store"
    store = open_store(folder, create=True, floor=0)
    store.apply(load(EMPTY, GRAPH))
    ballast = fill(disk, leave)
    graph, loads, refusal = load_until_full(store, GRAPH)
    assert "空き" in str(refusal)
    assert store.ledger_seq() in (1 + loads, 2 + loads)
    # without any room the engine does not always open again; reads then say what it needs
    with contextlib.suppress(StoreBehind):
        assert len(store.read_graph().seats) >= len(GRAPH.seats)
    ballast.unlink()
    # what the ledger holds is in for good, also where only the graph found no room
    held = store.record().graph
    after = big(held, 2_000)
    store.apply(load(held, after))
    assert store.read_graph() == after
    assert set(graph.seats) <= set(after.seats)
    store.close()
    store = open_store(folder)
    assert store.read_graph() == after
    assert store.verify(silent).sound
    store.close()


def test_loads_after_space_is_freed_survive_a_kill(disk: Path) -> None:
    folder = disk / "store"
    # on a busy machine a child may be killed before its first load
    while not killed_run(folder, 0.5):
        pass
    store = open_store(folder, floor=0)
    ballast = fill(disk, 300_000)
    graph, _, _ = load_until_full(store, store.record().graph)
    ballast.unlink()
    store.close()
    for _ in range(3):
        store = open_store(folder, floor=0)
        kept = store.ledger_seq()
        store.close()
        told = killed_run(folder, 0.3)
        store = open_store(folder, floor=0)
        assert store.ledger_seq() >= (told[-1][0] if told else kept)
        assert set(graph.seats) <= set(store.read_graph().seats)
        assert store.verify(silent).sound
        store.close()
