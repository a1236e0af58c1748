"""The `roster.toml` that belongs to the files that a user gives, among them or beside them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from musubime.errors import BadInput
from musubime_loaders.generic_roster import safe_id
from musubime_loaders.manifest import Manifest, read_manifest
from musubime_loaders.printed_rows import read_bytes
from musubime_loaders.roster_folder import MANIFEST, names_of
from musubime_loaders.strict_toml import parse_toml


def last_part(name: str) -> str:
    """Return the name of a file without its folders."""
    return name.replace("\\", "/").rpartition("/")[2]


def manifest_for(folders: Mapping[str, Path], contents: dict[str, bytes], roster: str | None) -> Manifest | None:
    """Return what the `roster.toml` among or beside the files says, or None where there is none.

    `folders` tells where each given file lies; further files that the manifest names are read into `contents`.
    """
    folder = next(iter(folders.values()))
    beside = folder / MANIFEST
    if MANIFEST in contents:
        content = contents[MANIFEST]
    elif beside.is_file():
        content = read_bytes(beside, MANIFEST)
    else:
        return None
    data = [name for name in contents if name != MANIFEST]
    name = roster or (safe_id(data[0]) if data else "roster")
    defaults: dict[str, object] = {"id": name, "title": data[0] if data else name}
    if data:
        defaults["files"] = _files(data, content)
    manifest = read_manifest(content, MANIFEST, defaults)
    if MANIFEST not in contents and not set(data) & set(names_of(manifest)):
        return None
    contents[MANIFEST] = content
    for needed in names_of(manifest):
        if needed not in contents:
            path = folder / needed
            if "/" in needed or "\\" in needed or not path.is_file():
                raise BadInput(
                    "ファイルがありません。一緒に渡してください。", file=MANIFEST, field="files", value=needed
                )
            contents[needed] = read_bytes(path, needed)
    for extra in data:
        if extra not in names_of(manifest):
            raise BadInput("roster.toml に書かれていないファイルです。files に加えてください。", file=extra)
    if roster is not None and roster != manifest.id:
        raise BadInput(
            "名簿の ID が roster.toml と違います。どちらかを直してください。",
            file=MANIFEST,
            field="id",
            value=manifest.id,
        )
    return manifest


def _files(data: Sequence[str], manifest: bytes) -> list[object]:
    """Return the files of a roster whose `roster.toml` lists none: facts, or tables with one seat a row."""
    joins = parse_toml(manifest, MANIFEST).get("join")
    joined = {join.get("file") for join in joins if isinstance(join, dict)} if isinstance(joins, list) else set()
    kept = [name for name in data if name not in joined]
    return [{"name": name, "reader": "facts" if name.endswith(".toml") else "seats"} for name in kept]
