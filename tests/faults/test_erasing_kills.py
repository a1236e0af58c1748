"""A process that is killed while it erases a person leaves the whole old record or the whole new one."""

import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from musubime.store.opening import open_store, silent
from musubime.types.graph import Graph
from musubime_api.loads import Loads
from musubime_loaders.reading import InputFile, read_each
from tests.conftest import PROJECT
from tests.faults.erasing_child import NAME
from tests.trust.sweeping import SHEET, named
from tests.trust.test_erase import holding

KILLS = 15
EDITIONS = 3


def filled(folder: Path) -> None:
    """Make a store whose person is in several change sets, with enough beside them that erasing takes a while."""
    rows = "".join(
        f"試験事業,第{n}協議会,徳島県,,,産,株式会社試験{n},社長,河村 保彦,,委員,,,資料{n}\n" for n in range(60)
    )
    with closing(open_store(folder, create=True)) as store:
        loads = Loads(store)
        for number in range(EDITIONS):
            file = folder.parent / f"roster{number}.csv"
            file.write_text(SHEET + rows, encoding="utf-8")
            readings = read_each([InputFile(name=file.name, path=file)], roster=None, accept_proposal=True)
            loads.write([reading.edition for reading in readings if reading.edition], "test")


def killed_run(folder: Path, wait: float) -> bool:
    """Let a child erase, kill it `wait` seconds after it began, and return whether it said that it was done."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.erasing_child", str(folder)],
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
    return said == "erased\n"


@pytest.mark.embedded
def test_fifteen_kills_leave_the_old_record_or_the_new_one(tmp_path: Path) -> None:
    whole, folder = tmp_path / "whole", tmp_path / "store"
    filled(whole)
    with closing(open_store(whole)) as store:
        old = store.record().graph
    shutil.copytree(whole, folder)
    began = time.monotonic()
    assert killed_run(folder, 60.0)
    took = time.monotonic() - began
    moments = random.Random(2026)
    found = {"old": 0, "new": 0}
    for _ in range(KILLS):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        done = killed_run(folder, moments.uniform(0.0, took))
        store = open_store(folder, floor=0)
        with closing(store):
            state = state_of(store.read_graph(), old)
            found[state] += 1
            assert state == "new" or not done, "an acknowledged erasure is lost"
            assert store.record().graph == store.read_graph()
            assert store.verify(silent).sound
            assert bool(store.withheld().erased.names) == (state == "new") == bool(store.audit_rows())
            names = [bool(named(repr(change_set), [NAME])) for change_set in store.change_sets()]
            assert names == [state == "old"] * EDITIONS
        assert bool(holding(folder)) == (state == "old")
    assert min(found.values()) > 0, found


def state_of(graph: Graph, old: Graph) -> str:
    """Return whether a graph is the one before the erasure, or one in which the person never was."""
    if graph == old:
        return "old"
    assert len(graph.seats) == len(old.seats)
    assert [person.name for person in graph.persons.values() if person.name == NAME] == []
    return "new"
