"""The seal: what the engine's files looked like when the store was last closed.

Files that match it need no check at the next start. Files that are gone or shorter were damaged; others were changed,
by an engine or by a fault, and only the engine's own check can tell which.
"""

import os
import zlib
from pathlib import Path
from typing import Literal

import orjson

_BLOCK = 1 << 20
_COMES_AND_GOES = (".wal", ".lck", ".json", "last-tx-id.bin")
Seal = Literal["whole", "changed", "damaged", "none"]


def seal(folder: Path, at: Path) -> None:
    """Write down length and checksum of every file of a closed graph."""
    at.write_bytes(orjson.dumps(_state(folder)))


def broken_seal(folder: Path, at: Path) -> Seal:
    """Return what became of a sealed graph, and take the seal off: it holds until the graph is opened again."""
    try:
        sealed = orjson.loads(at.read_bytes())
    except (OSError, ValueError):
        return "none"
    finally:
        at.unlink(missing_ok=True)
    if not isinstance(sealed, dict):
        return "none"
    found = _state(folder)
    if found == sealed:
        return "whole"
    for name, (length, _) in sealed.items():
        if not name.endswith(_COMES_AND_GOES) and (name not in found or found[name][0] < length):
            return "damaged"
    return "changed"


def _state(folder: Path) -> dict[str, list[int]]:
    return {
        path.name: [path.stat().st_size, _checksum(path)]
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.endswith(".lck")
    }


def _checksum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total = zlib.crc32(block, total)
    return total


def on_the_disk(folder: Path) -> None:
    """Wait until everything in a folder has reached the disk."""
    for path in [*folder.iterdir(), folder]:
        if path.is_dir() and os.name == "nt":
            continue
        handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
