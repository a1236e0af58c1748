"""Linking against registers of 10 k, 50 k and 150 k names: CPU time, names per second, growth with the register."""

import csv
import gzip
import math
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from bench.linking_data import named
from bench.loading import reference
from bench.measuring import Row, cpu_once, median_cpu
from musubime.registers.opening import open_registers
from musubime.resolution.keys import exact_key, prepared
from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import Mention
from musubime_loaders.reading import InputFile
from musubime_loaders.registers.loading import load_registers

_SLICE = Path("registries") / "nta_slice_tohoku_hiroshima_tokushima_kochi.csv.gz"
_SIZES = (10_000, 50_000, 150_000)
_NAMES = 10_000
_GOAL = "≥ 10,000/s"


def rows() -> Iterator[Row]:
    """Yield one line for each size of the register; half of the names are registered, half are of other bodies."""
    folder = reference()
    if folder is None:
        raise SystemExit("no reference folder: name it with MUSUBIME_TEST_REFERENCE")
    with gzip.open(folder / _SLICE, "rt", encoding="utf-8-sig", newline="") as file:
        table = list(islice(csv.reader(file), _SIZES[-1] + 1))
    others = [each.name for each in named(folder)]
    before: tuple[int, float] | None = None
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as home:
            address = str(Path(home) / "store")
            part = _written(table[: size + 1], Path(home) / "slice.csv.gz")
            loading, _, _ = cpu_once(partial(load_registers, [part], address, _silent))
            mentions = _mentions([row[1] for row in table[1 : size + 1]], others)
            with open_registers(address) as index:
                taken = median_cpu(partial(_linked, Linker(index), mentions), 3)
        growth = f", grows as n^{math.log(taken / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        before = size, taken
        note = f"{len(mentions) / taken:,.0f} names/s{growth}; the register loaded in {loading:.1f} s"
        yield Row("Link names", f"{len(mentions):,} × {size // 1000} k", taken, goal=_GOAL, note=note)


def _mentions(registered: Sequence[str], others: Sequence[str]) -> list[Mention]:
    half = _NAMES // 2
    names = [*registered[:: max(1, len(registered) // half)][:half], *others[:: len(others) // half][:half]]
    return [Mention(name) for name in names]


def _linked(linker: Linker, mentions: Sequence[Mention]) -> None:
    """Link names that were never seen: what keys a process remembers is forgotten first."""
    exact_key.cache_clear()
    prepared.cache_clear()
    linker.link(mentions)


def _written(table: Sequence[Sequence[str]], path: Path) -> InputFile:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return InputFile(name=path.name, path=path)


def _silent(text: str, done: int, total: int) -> None:
    """Say nothing while loading."""
