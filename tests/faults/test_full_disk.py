"""A full disk is one clear error: reads go on, and what comes after space is freed is safe again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from musubime.errors import StoreError, StoreFull
from musubime.store.opening import open_store
from musubime_loaders.loading import load
from tests.conftest import missing
from tests.faults.test_kill import killed_writer
from tests.faults.writer import now, roster, with_text

MEGABYTES = 48


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        missing("no right to mount a small file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, leave: int) -> Path:
    """Fill the disk but for `leave` bytes."""
    ballast = place / "ballast"
    block = b"\0" * 65_536
    with ballast.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(block)
        except OSError:
            pass
        file.truncate(max(file.tell() - leave, 0))
    return ballast


@pytest.mark.embedded
@pytest.mark.parametrize("floor", [0, 8 << 20], ids=["to the last byte", "with the floor"])
def test_a_full_disk_refuses_clearly_reads_go_on_and_later_loads_are_safe(small_disk: Path, floor: int) -> None:
    address = small_disk / "store"
    store = open_store(address, create=True, floor=floor)
    for number in range(1, 4):
        load(store, roster(number, long=False), (), actor="test", clock=now)
    ballast = fill(small_disk, leave=200_000)
    acknowledged, refused = {1, 2, 3}, None
    for number in range(4, 200):
        long = with_text(
            roster(number, long=False), "".join(chr(0x4E00 + (n * number) % 20_000) for n in range(20_000))
        )
        try:
            load(store, long, (), actor="test", clock=now)
            acknowledged.add(number)
        except StoreError as fault:
            refused = fault
            break
    assert refused is not None
    assert "空き" in str(refused)
    if floor:
        assert isinstance(refused, StoreFull)
    names = {int(consortium.name[1:-3]) for consortium in store.read_graph().consortia.values()}
    assert names <= acknowledged
    ballast.unlink()
    load(store, roster(500, long=True), (), actor="test", clock=now)
    store.close()
    said = killed_writer(address, 600, long=True, patience=0.4)
    store = open_store(address, floor=floor)
    kept = {int(consortium.name[1:-3]) for consortium in store.read_graph().consortia.values()}
    checked = store.verify(lambda *_: None)
    store.close()
    assert sorted({*acknowledged, 500, *said} - kept) == []
    assert checked.faults == ()
