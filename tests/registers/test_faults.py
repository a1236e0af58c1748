"""A load of a register that is killed, or finds no room, leaves what stood there and nothing half done."""

import csv
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from musubime.errors import StoreFull
from musubime.registers.opening import open_registers
from musubime.registers.reading import RegisterFile
from musubime.resolution.registers import KeyLevel
from musubime_loaders.registers.loaded import GivenFile
from musubime_loaders.registers.loading import load_registers
from tests.conftest import PROJECT
from tests.faults.test_full_disk import disk, fill
from tests.registers.files import MEXT, as_csv

__all__ = ["disk"]
KILLS = 12
LOAD = """
import sys
from pathlib import Path
from musubime_loaders.registers.loaded import GivenFile
from musubime_loaders.registers.loading import load_registers
print("ready", flush=True)
while True:
    for file in sys.argv[2:]:
        load_registers([GivenFile(file, Path(file))], sys.argv[1], lambda *_: None)
        print(file, flush=True)
"""


def written(path: Path, bodies: int, name: str) -> Path:
    """Write a slice of corporate numbers that nobody has."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["corporate_number", "name", "kind", "pref", "close_date", "successor"])
        for n in range(bodies):
            base = f"{n:012d}"
            check = 9 - sum(int(d) * (1 if at % 2 == 0 else 2) for at, d in enumerate(reversed(base))) % 9
            writer.writerow([f"{check}{base}", f"{name}{n}株式会社", "301", "徳島県", "", ""])
    return path


def test_a_killed_load_leaves_the_register_of_the_one_before_or_the_new_one_whole(tmp_path: Path) -> None:
    files = {
        str(written(tmp_path / f"{name}.csv", bodies, name)): bodies for name, bodies in (("甲", 900), ("乙", 1_400))
    }
    store = str(tmp_path / "store")
    moments = random.Random(2026)
    acknowledged = 0
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", LOAD, store, *files], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        try:
            assert child.stdout.readline() == "ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(moments.uniform(0.05, 0.4))
        finally:
            child.send_signal(signal.SIGKILL)
        acknowledged += len(child.communicate(timeout=60)[0].splitlines())
        with open_registers(store) as registers:
            whole = {name: bodies for path, bodies in files.items() for name in [Path(path).stem]}
            if not registers:
                continue
            (info,) = registers.infos()
            named = {name for name in whole if registers.hits(KeyLevel.CORE, [f"{name}7"])}
            assert [(name, info.entries) for name in named] == [(name, whole[name]) for name in named]
            assert len(named) == 1
    assert acknowledged


def test_a_load_that_finds_no_room_is_told_in_one_sentence_and_readers_go_on(disk: Path, tmp_path: Path) -> None:
    large = GivenFile("large.csv", written(tmp_path / "large.csv", 60_000, "丙"))
    (tmp_path / "schools.csv").write_bytes(as_csv(MEXT))
    store = str(disk / "store")
    load_registers([GivenFile("schools.csv", tmp_path / "schools.csv")], store, lambda *_: None)
    with RegisterFile(disk / "store" / "registers.sqlite") as registers:
        before = registers.infos()
        ballast = fill(disk, 4 << 20)
        with pytest.raises(StoreFull, match="空きがありません。登録簿は変わっていません。"):
            load_registers([large], store, lambda *_: None)
        assert registers.infos() == before
        assert list(registers.hits(KeyLevel.EXACT, ["徳島大学"])) == ["徳島大学"]
    ballast.unlink()
    small = GivenFile("small.csv", written(tmp_path / "small.csv", 300, "丁"))
    assert load_registers([small], store, lambda *_: None).items[0].info.entries == 300
