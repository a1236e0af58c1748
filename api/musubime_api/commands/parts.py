"""The files of a load as parts of a request: those given, and those that lie beside them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from musubime.errors import BadInput

MANIFEST = "roster.toml"


class Part(NamedTuple):
    """One file to send; the first part of its name tells folders apart."""

    field: Literal["files", "beside"]
    name: str
    path: Path


def parts_of(files: tuple[Path, ...]) -> list[Part]:
    """Return the parts of a request that loads these files and folders; raises BadInput for one that is not there."""
    parts: dict[Path, Part] = {}
    folders: list[Path] = []
    for file in files:
        if not file.exists():
            raise BadInput("ファイルがありません。パスを確かめてください。", file=str(file))
        if not file.is_file() and not file.is_dir():
            # a device or a pipe may never end
            raise BadInput("ふつうのファイルではありません。ファイルに保存してから指定してください。", file=str(file))
        folder = (file if file.is_dir() else file.parent).resolve()
        if folder not in folders:
            folders.append(folder)
        place = folders.index(folder)
        for path in _inside(folder) if file.is_dir() else [folder / file.name]:
            parts[path] = Part("files", f"{place}/{path.name}", path)
    for place, folder in enumerate(folders):
        for path in _beside(folder):
            parts.setdefault(path, Part("beside", f"{place}/{path.name}", path))
    return list(parts.values())


def _inside(folder: Path) -> list[Path]:
    """Return the files of a roster folder: its roster.toml and what that names."""
    if not (folder / MANIFEST).is_file():
        raise BadInput("名簿のフォルダーには roster.toml が要ります。", file=str(folder))
    return [path for path in _beside(folder) if not path.name.endswith(f".{MANIFEST}")]


def _beside(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.glob(f"*.{MANIFEST}")) if path.is_file())
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return
    yield manifest
    try:
        table = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return  # the reader says what is wrong with it, in its own words
    named = set(_texts(table)) | {"facts.toml"}
    yield from (path for path in sorted(folder.iterdir()) if path.name in named - {MANIFEST} and path.is_file())


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a TOML document: one that is the name of a file beside it names that file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
