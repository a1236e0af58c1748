"""The graph folder is a projection: deleted or damaged, the next start builds it anew to the same version."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from musubime.errors import StoreInUse
from musubime.store.opening import open_store
from musubime_loaders.loading import load
from tests.conftest import PROJECT
from tests.faults.writer import now, roster

pytestmark = pytest.mark.embedded


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, str]:
    """A closed store with some loads, and its graph version."""
    address = tmp_path / "store"
    store = open_store(address, create=True)
    for number in range(1, 6):
        load(store, roster(number, long=number == 3), (), actor="test", clock=now)
    version = store.read_graph().version
    store.close()
    return address, version


def reopened(address: Path) -> tuple[str, tuple[str, ...]]:
    """Open the store; return the version of its graph and what verify finds."""
    store = open_store(address)
    version, checked = store.read_graph().version, store.verify(lambda *_: None)
    store.close()
    return version, checked.faults


def test_a_deleted_graph_folder_is_built_anew(filled: tuple[Path, str]) -> None:
    address, version = filled
    shutil.rmtree(address / "graph")
    assert reopened(address) == (version, ())


@pytest.mark.parametrize("damage", ["truncated", "overwritten", "missing"])
def test_a_damaged_graph_folder_is_built_anew(filled: tuple[Path, str], damage: str) -> None:
    address, version = filled
    files = sorted(file for file in (address / "graph").rglob("*") if file.is_file())
    assert files
    for file in files:
        if damage == "missing":
            file.unlink()
        elif damage == "truncated":
            os.truncate(file, file.stat().st_size // 2)
        else:
            file.write_bytes(b"\xff" * file.stat().st_size)
    assert reopened(address) == (version, ())


def test_each_single_file_of_the_graph_may_be_lost(filled: tuple[Path, str]) -> None:
    address, version = filled
    names = sorted(str(f.relative_to(address)) for f in (address / "graph").rglob("*") if f.is_file())
    for name in names:
        file = address / name
        if file.exists():
            file.write_bytes(b"damaged")
            assert reopened(address) == (version, ()), name


def test_a_second_process_is_told_who_holds_the_store(filled: tuple[Path, str]) -> None:
    address, _ = filled
    store = open_store(address)
    second = subprocess.run(
        [sys.executable, "-m", "musubime_api.cli", "rebuild", "--store", str(address)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    with pytest.raises(StoreInUse):
        open_store(address)
    store.close()
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "Traceback" not in second.stderr
    assert "使" in second.stderr


def test_a_forked_child_is_refused_and_the_parent_goes_on(filled: tuple[Path, str]) -> None:
    address, version = filled
    program = (
        "import os, sys\n"
        "from musubime.errors import ForkedHandle\n"
        "from musubime.store.opening import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    try:\n"
        "        store.read_graph()\n"
        "    except ForkedHandle as fault:\n"
        "        print(fault, flush=True)\n"
        "        os._exit(7)\n"
        "    os._exit(0)\n"
        "_, status = os.waitpid(child, 0)\n"
        "print(os.waitstatus_to_exitcode(status), store.read_graph().version)\n"
        "store.close()\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(address)], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert said[0].startswith("このデータは別のプロセスで開かれています。")
    assert said[1] == f"7 {version}"
