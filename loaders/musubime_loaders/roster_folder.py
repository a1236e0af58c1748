"""One folder, one roster: `roster.toml`, `facts.toml` and tables into a `RosterEdition`."""

import hashlib
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path

from musubime.errors import BadInput
from musubime.types.edition import RosterEdition
from musubime_loaders.draft import Draft
from musubime_loaders.facts import read_facts, read_relations
from musubime_loaders.manifest import RosterFile, read_manifest
from musubime_loaders.member_table import read_member_table

MANIFEST = "roster.toml"
TableReader = Callable[[bytes, str, RosterFile, Draft], None]
_TABLE_READERS: dict[str, TableReader] = {"member_table": read_member_table}


def read_roster_folder(folder: Path | Traversable) -> RosterEdition:
    """Return the edition that a roster folder states; BadInput with file, table and value where it is not sound."""
    shown = f"{folder.name}/{MANIFEST}"
    draft = Draft(read_manifest(_bytes(folder, MANIFEST, shown), shown), shown)
    digest = hashlib.sha256()
    files = [(file, _bytes(folder, file.name, shown)) for file in draft.manifest.files]
    for name, content in sorted([(MANIFEST, _bytes(folder, MANIFEST, shown)), *((f.name, b) for f, b in files)]):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    facts = [
        (read_facts(content, f"{folder.name}/{file.name}", draft), f"{folder.name}/{file.name}")
        for file, content in files
        if file.reader == "facts"
    ]
    for file, content in files:
        if file.reader != "facts":
            _TABLE_READERS[file.reader](content, f"{folder.name}/{file.name}", file, draft)
    for tables, name in facts:
        read_relations(tables, name, draft)
    return draft.edition(digest.hexdigest())


def _bytes(folder: Path | Traversable, name: str, shown: str) -> bytes:
    file = folder / name
    if "/" in name or "\\" in name or not file.is_file():
        raise BadInput(
            "ファイルがありません。名簿のフォルダーに置いてください。", file=shown, field="files", value=name
        )
    return file.read_bytes()
