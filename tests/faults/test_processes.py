"""One process has the store: a second one and a forked child are told so, and spoil nothing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from musubime.errors import ForkedHandle, StoreInUse
from musubime.store.opening import open_store, silent
from musubime.store.port import Store
from tests.conftest import PROJECT
from tests.contract.values import CHAIR, EMPTY, GRAPH, load, with_nodes
from tests.faults.test_kills import killed_run

pytestmark = pytest.mark.embedded
OPEN = "import sys; from musubime.store.opening import open_store; open_store(sys.argv[1], create=True)"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an open store that holds the small graph."""
    with closing(open_store(tmp_path / "store", create=True)) as opened:
        opened.apply(load(EMPTY, GRAPH))
        yield opened


def test_a_second_process_is_told_who_has_the_store(store: Store) -> None:
    second = subprocess.run(
        [sys.executable, "-c", OPEN, store.address], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert "musubime.errors.StoreInUse" in second.stderr
    assert "別のプロセスが使用中です" in second.stderr
    assert store.read_graph() == GRAPH


def test_a_command_is_told_in_one_line(store: Store) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "musubime_api.cli", "rebuild", "--store", store.address],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "使用中" in second.stderr


def test_the_same_process_cannot_open_it_twice(store: Store) -> None:
    with pytest.raises(StoreInUse, match="使用中"):
        open_store(store.address)
    assert store.read_graph() == GRAPH


def test_a_killed_process_leaves_the_store_free(tmp_path: Path) -> None:
    killed_run(tmp_path / "store", 0.2)
    open_store(tmp_path / "store").close()


def in_a_child(work: Callable[[], None]) -> str:
    """Fork, do `work` in the child, let the child end as Python ends, and return what it raised."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            work()
            said = "nothing"
        except BaseException as fault:
            said = f"{type(fault).__name__}: {fault}"
        os.write(into, said.encode())
        os.close(into)
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_is_told_and_loses_nothing_of_the_parent(store: Store) -> None:
    after = with_nodes(GRAPH, CHAIR.model_copy(update={"post": "会長"}))
    change = load(GRAPH, after)
    works: tuple[Callable[[], object], ...] = (
        store.read_graph,
        store.graph_seq,
        store.record,
        store.history,
        store.keys,
        lambda: store.apply(change),
        lambda: store.search("広島", 1),
        lambda: store.rebuild(silent),
        lambda: store.query("RETURN 1 AS n", {}, rows=1, seconds=1),
        lambda: store.reading().__enter__(),
        lambda: store.audit("", "", "", ""),
    )
    for work in works:
        assert in_a_child(lambda work=work: work()).startswith(f"{ForkedHandle.__name__}: このデータは別の")  # type: ignore[misc]
    assert in_a_child(store.close) == "nothing"
    store.apply(change)
    assert store.read_graph() == after
    assert store.verify(silent).sound


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_child_that_ends_like_any_program_leaves_the_store_alone(tmp_path: Path) -> None:
    program = """
import os, sys
from musubime.store.opening import open_store, silent
from tests.contract.values import EMPTY, GRAPH, load
store = open_store(sys.argv[1], create=True)
child = os.fork()
if child == 0:
    sys.exit(0)
os.waitpid(child, 0)
store.apply(load(EMPTY, GRAPH))
assert store.read_graph() == GRAPH
store.close()
store = open_store(sys.argv[1])
assert store.read_graph() == GRAPH and store.verify(silent).sound
store.close()
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, str(tmp_path / "store")],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
