"""Reference registers at 10 k, 50 k and 150 k bodies: loading, looking keys up by the batch, finding similar names."""

import csv
import gzip
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.loading import reference
from bench.measuring import Row, cpu_once, median_cpu
from musubime.registers.opening import open_registers
from musubime.resolution.keys import prepared
from musubime.resolution.registers import KeyLevel
from musubime_loaders.registers.loaded import GivenFile
from musubime_loaders.registers.loading import load_registers

SLICE = "nta_slice_tohoku_hiroshima_tokushima_kochi.csv.gz"
SIZES = (10_000, 50_000, None)
"""Bodies taken from the slice; None for all of its 153,137."""
ASKED = 5_000
SIMILAR = 100


def rows() -> Iterator[Row]:
    """Yield loading and looking up at each size."""
    folder = reference()
    if folder is None:
        raise SystemExit("no reference folder: name it with MUSUBIME_TEST_REFERENCE")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as place:
            yield from _at(folder / "registries" / SLICE, size, Path(place))


def _at(slice_: Path, size: int | None, place: Path) -> Iterator[Row]:
    file = place / "slice.csv"
    with gzip.open(slice_, "rt", encoding="utf-8", newline="") as stream, file.open("w", newline="") as part:
        part.writelines(itertools.islice(stream, None if size is None else size + 1))
    prepared.cache_clear()
    store = str(place / "store")
    given = [GivenFile(file.name, file)]
    loading, _, loaded = cpu_once(lambda: load_registers(given, store, lambda *_: None))
    info = loaded.items[0].info
    bodies = f"{info.entries:,} bodies, {info.names:,} names"
    megabytes = (place / "store" / "registers.sqlite").stat().st_size / 1e6
    note = f"{info.entries / loading:,.0f} bodies/s; file {megabytes:.0f} MB"
    yield Row("Registers: load", bodies, loading, goal="150 k in ≤ 60 s", note=note)
    with file.open(encoding="utf-8", newline="") as part:
        names = [row["name"] for row in csv.DictReader(part)]
    asked = names[:: max(1, len(names) // ASKED)][:ASKED]
    with open_registers(store) as registers:
        for level in KeyLevel:
            keys = list(dict.fromkeys(getattr(prepared(name), level.value) for name in asked))
            taken = median_cpu(lambda level=level, keys=keys: registers.hits(level, keys))  # type: ignore[misc]
            note = f"{len(keys) / taken:,.0f} keys/s"
            yield Row(
                f"Registers: hits, {level.value}", f"{len(keys):,} keys, {bodies}", taken, goal="≥ 30 k/s", note=note
            )
        few = asked[:: max(1, len(asked) // SIMILAR)][:SIMILAR]
        taken = median_cpu(lambda: [registers.similar(name, 10) for name in few], 3) / len(few)
        yield Row("Registers: similar, one name", bodies, taken, goal="milliseconds")
