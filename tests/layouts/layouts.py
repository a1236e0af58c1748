"""The real rosters of the reference folder, each read with the roster.toml that is kept here."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musubime_loaders.manifest import read_manifest
from musubime_loaders.reading import InputFile, Reading, read_files

HERE = Path(__file__).parent
MANIFEST = "roster.toml"


def layouts() -> list[str]:
    """Return the names of the folders that hold a roster.toml, in order."""
    return sorted(path.parent.name for path in HERE.glob(f"*/{MANIFEST}"))


@contextmanager
def folder_of(reference: Path, layout: str) -> Iterator[Path]:
    """Give a folder that holds the roster.toml and the file of facts side by side."""
    manifest = HERE / layout / MANIFEST
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / layout
        folder.mkdir()
        shutil.copy(manifest, folder / MANIFEST)
        for file in read_manifest(manifest.read_bytes(), MANIFEST).files:
            shutil.copy(reference / "rosters" / file.name, folder / file.name)
        yield folder


def read_layout(reference: Path, layout: str) -> Reading:
    """Return what one real roster says."""
    with folder_of(reference, layout) as folder:
        return read_files([InputFile(name=layout, path=folder)])
