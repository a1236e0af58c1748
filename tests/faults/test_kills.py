"""A process that is killed while it loads loses nothing that it has acknowledged, and leaves nothing half done."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from musubime.store.opening import open_store, silent
from musubime.types.graph import Graph
from tests.conftest import PROJECT
from tests.faults.child import SEATS_A_LOAD, after_load

KILLS = 60


def killed_run(folder: Path, wait: float) -> list[tuple[int, str]]:
    """Let a child load into the store, kill it after `wait` seconds, and return what it had acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child", str(folder)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    try:
        opened = child.stdout.readline()
        assert opened == "open\n", child.communicate(timeout=60)[1]
        try:
            child.wait(wait)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        said, complaint = child.communicate(timeout=60)
    finally:
        child.kill()
    assert complaint == ""
    whole = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return [(int(seq), version) for seq, version in whole]


@pytest.mark.embedded
def test_sixty_kills_lose_nothing_and_leave_nothing_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    moments = random.Random(2026)
    graph, at = Graph(), 0
    acknowledged = 0
    for _ in range(KILLS):
        told = killed_run(folder, moments.uniform(0.0, 0.4))
        acknowledged += len(told)
        store = open_store(folder, floor=0)
        try:
            seq = store.ledger_seq()
            assert seq >= (told[-1][0] if told else at), "an acknowledged load is lost"
            versions = dict(told)
            while at < seq:
                at += 1
                graph = after_load(graph, at)
                assert versions.get(at, graph.version) == graph.version
            assert store.graph_seq() == seq
            found = store.read_graph()
            assert len(found.seats) == SEATS_A_LOAD * seq, "a load is there in part"
            assert found == graph
        finally:
            store.close()
    assert acknowledged > KILLS
    store = open_store(folder, floor=0)
    assert store.verify(silent).sound
    store.close()
