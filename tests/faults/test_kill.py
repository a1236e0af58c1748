"""A kill at any moment loses no acknowledged load and leaves none half done."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from musubime.store.opening import open_store
from tests.conftest import PROJECT

KILLS = 60


def killed_writer(address: Path, first: int, *, long: bool, patience: float) -> list[int]:
    """Start a writer, kill it some time after it opened the store, and return the loads it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", str(address), str(first), "1" if long else "0"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        opened = writer.stdout.readline().strip()
        assert opened == "open", "the store did not open"
        time.sleep(patience)
        writer.kill()
        return [int(line) for line in writer.stdout.read().split("\n")[:-1]]


@pytest.mark.embedded
def test_60_kills_lose_no_acknowledged_load_and_leave_none_half_done(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    address = tmp_path / "store"
    acknowledged: set[int] = set()
    first = 1
    for kill in range(KILLS):
        said = killed_writer(address, first, long=kill % 3 == 2, patience=chance.uniform(0.0, 0.25))
        acknowledged.update(said)
        # one more may be in the ledger that nobody was told of
        first = max([first - 1, *said]) + 2
    store = open_store(address)
    graph = store.read_graph()
    kept = {int(consortium.name[1:-3]) for consortium in graph.consortia.values()}
    seats = [seat.consortium for seat in graph.seats.values()]
    assert sorted(acknowledged - kept) == []
    assert {seats.count(id) for id in graph.consortia} == {3}
    assert len(kept - acknowledged) <= KILLS
    assert len(acknowledged) > KILLS
    checked = store.verify(lambda *_: None)
    store.close()
    assert (checked.faults, checked.ledger_version) == ((), checked.graph_version)
