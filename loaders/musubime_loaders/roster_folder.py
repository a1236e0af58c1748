"""One folder, one roster: `roster.toml`, `facts.toml` and tables into a `RosterEdition`."""

import hashlib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from musubime.errors import BadInput
from musubime.types.edition import RosterEdition
from musubime_loaders.accounting import Rows
from musubime_loaders.draft import Draft
from musubime_loaders.facts import read_facts, read_relations
from musubime_loaders.generic_roster import add_seat_table
from musubime_loaders.head_lines import read_head_lines
from musubime_loaders.manifest import Manifest, read_manifest
from musubime_loaders.member_table import read_member_table
from musubime_loaders.seat_values import Unread
from musubime_loaders.table_files import read_table
from musubime_loaders.table_shape import Shape

MANIFEST = "roster.toml"


def read_roster_folder(folder: Path | Traversable) -> RosterEdition:
    """Return the edition that a roster folder states; BadInput with file, table and value where it is not sound."""
    return roster_of_folder(folder).edition


def roster_of_folder(folder: Path | Traversable) -> "ReadRoster":
    """Return what a roster folder states, with the account of its rows."""
    shown = f"{folder.name}/{MANIFEST}"
    manifest_bytes = _bytes(folder, MANIFEST, shown)
    manifest = read_manifest(manifest_bytes, shown)
    contents = {name: _bytes(folder, name, shown) for name in names_of(manifest)}
    return read_roster(manifest, {MANIFEST: manifest_bytes, **contents}, f"{folder.name}/")


def names_of(manifest: Manifest) -> list[str]:
    """Return the names of all files that a roster is read from, besides its `roster.toml`."""
    return list(dict.fromkeys([*(file.name for file in manifest.files), *(join.file for join in manifest.join)]))


class ReadRoster(NamedTuple):
    """An edition, the values that made no record, and the account of all rows."""

    edition: RosterEdition
    unread: list[Unread]
    rows: Rows


def read_roster(manifest: Manifest, contents: Mapping[str, bytes], place: str = "") -> ReadRoster:
    """Return the edition of a roster whose files are given by name, and what of them made no record.

    `place` stands before each file's name in errors. The hash of its documents is that of all files together.
    """
    draft = Draft(manifest, f"{place}{MANIFEST}")
    unread: list[Unread] = []
    facts = [
        (read_facts(contents[file.name], f"{place}{file.name}", draft), f"{place}{file.name}")
        for file in manifest.files
        if file.reader == "facts"
    ]
    for file in manifest.files:
        if file.reader == "member_table":
            read_member_table(contents[file.name], f"{place}{file.name}", file, draft)
        elif file.reader == "head_lines":
            table = read_head_lines(contents[file.name], f"{place}{file.name}", shape_of(manifest))
            unread += add_seat_table(table, draft, {})
        elif file.reader == "seats":
            table, left = read_table(contents[file.name], f"{place}{file.name}", shape_of(manifest))
            others = {join.file: read_table(contents[join.file], f"{place}{join.file}")[0] for join in manifest.join}
            unread += left + add_seat_table(table, draft, others)
    for tables, name in facts:
        read_relations(tables, name, draft)
    return ReadRoster(draft.edition(digest_of(contents)), unread, draft.book.rows())


def shape_of(manifest: Manifest) -> Shape:
    """Return what a manifest says of the shape of its tables."""
    named = frozenset({*manifest.columns, *manifest.ignore, *manifest.for_headings, *manifest.fill_down})
    return Shape(manifest.headings, manifest.heading_row, named)


def digest_of(contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of one file's bytes, or of several files by name, whatever their order."""
    if len(contents) == 1:
        return hashlib.sha256(next(iter(contents.values()))).hexdigest()
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _bytes(folder: Path | Traversable, name: str, shown: str) -> bytes:
    file = folder / name
    if "/" in name or "\\" in name or not file.is_file():
        raise BadInput(
            "ファイルがありません。名簿のフォルダーに置いてください。", file=shown, field="files", value=name
        )
    return file.read_bytes()
