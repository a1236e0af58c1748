"""A new edition of a bundled roster's table, read from the user's file instead of the bundled one."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable

from musubime.errors import BadInput
from musubime_loaders.csv_reader import read_csv
from musubime_loaders.draft import Draft
from musubime_loaders.facts import read_facts, read_relations
from musubime_loaders.manifest import read_manifest
from musubime_loaders.member_table import add_member_rows, rows_of
from musubime_loaders.published_table import add_published_table, is_published_table
from musubime_loaders.roster_folder import MANIFEST, ReadRoster, digest_of
from musubime_loaders.seat_values import SUMMARY_UNUSED, Unread
from musubime_loaders.table_files import read_table


def read_known_roster(folder: Traversable, contents: Mapping[str, bytes]) -> ReadRoster:
    """Return the edition of a bundled roster with its member table read from the given file.

    Programmes, forms and short summaries stay the roster's own; the file gives consortia and members.
    """
    shown = f"{folder.name}/{MANIFEST}"
    manifest = read_manifest((folder / MANIFEST).read_bytes(), shown)
    tables = [file for file in manifest.files if file.reader == "member_table"]
    if len(tables) != 1 or len(contents) != 1:
        raise BadInput(
            "この名簿は表のファイル一つからは読めません。roster.toml のあるフォルダーを渡してください。",
            file=next(iter(contents)),
            value=manifest.id,
        )
    own = tables[0]
    file, content = next(iter(contents.items()))
    draft = Draft(manifest, shown)
    facts = [
        (read_facts((folder / one.name).read_bytes(), f"{folder.name}/{one.name}", draft), f"{folder.name}/{one.name}")
        for one in manifest.files
        if one.reader == "facts"
    ]
    unread: list[Unread] = []
    if is_published_table(content):
        typed = tuple(rows_of(read_csv((folder / own.name).read_bytes(), own.name)))
        for row, field, value in add_published_table(content, file, typed, own.labels, draft):
            unread.append(Unread(file, row, field, value, SUMMARY_UNUSED))
    else:
        table, unread = read_table(content, file)
        draft.book.set_aside(table)
        add_member_rows(rows_of(table), file, own.labels, draft)
    for tables_of_facts, name in facts:
        read_relations(tables_of_facts, name, draft)
    return ReadRoster(draft.edition(digest_of(contents), expect=False), unread, draft.book.rows())
