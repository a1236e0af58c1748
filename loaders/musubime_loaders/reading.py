"""Files that a user gives, of any known layout, into one edition: what the doors call."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from musubime.errors import BadInput
from musubime.types.base import Frozen
from musubime.types.edition import EditionSeat, RosterEdition
from musubime_loaders.accounting import Rows
from musubime_loaders.bundled import bundled_rosters
from musubime_loaders.draft import Draft
from musubime_loaders.generic_roster import add_seat_table
from musubime_loaders.known_roster import read_known_roster
from musubime_loaders.manifest import manifest_of, read_manifest
from musubime_loaders.manifest_beside import last_part, manifest_for
from musubime_loaders.printed_rows import PrintedTable, read_bytes
from musubime_loaders.proposal import Answers, Proposal, answered, manifest_table, propose, remembered
from musubime_loaders.proposed_rows import ProposedRow, proposed_rows
from musubime_loaders.published_table import is_published_table
from musubime_loaders.roster_folder import MANIFEST, ReadRoster, digest_of, read_roster, roster_of_folder
from musubime_loaders.seat_values import NAMELESS, SUMMARY_UNUSED, Unread
from musubime_loaders.table_files import read_table
from musubime_loaders.unknown_columns import UnknownColumns

_SAMPLE = 5


class InputFile(Frozen):
    """A file that a user gives: the name to show, and where it lies; a folder stands for a roster folder."""

    name: str
    path: Path


class Note(Frozen):
    """A printed value that made no record, with its place and the reason."""

    file: str
    row: int | None = None
    field: str
    value: str
    what: str


class Reading(Frozen):
    """What the files say. `edition` is None only while a proposal still waits for headings to be known."""

    edition: RosterEdition | None
    known: bool
    """Whether a roster.toml or a known layout told how to read, and not a proposal."""
    columns: dict[str, str] = Field(default_factory=dict)
    """For a proposal: heading → column."""
    unknown: tuple[str, ...] = ()
    """For a proposal: headings that nobody knows, and columns that are missing."""
    ignored: tuple[Note, ...] = ()
    """Values left unread on purpose."""
    issues: tuple[Note, ...] = ()
    """Values that could not be read, or not wholly."""
    sample: tuple[EditionSeat, ...] = ()
    """The first five seats."""
    rows: Rows | None = None
    """Where every row went; None only while a proposal waits."""
    proposal: Proposal | None = None
    """How the table is read, where no roster.toml says so."""
    rows_shown: tuple[ProposedRow, ...] = ()
    """For a proposal: the first five rows as printed and as they would be read."""
    roster_toml: str | None = None
    """For a proposal that somebody answered: the text by which the same headings need no answer again."""

    @property
    def proposed(self) -> bool:
        """Whether a user has to agree to the mapping before this is loaded."""
        return not self.known


class Layout(Frozen):
    """A roster or a way of writing one that the readers know."""

    id: str
    title: str
    kind: str
    """`roster` for a bundled roster, `layout` for a way of writing."""


def layouts() -> tuple[Layout, ...]:
    """Return the bundled rosters and the layouts that any roster may have."""
    rosters = []
    for id, folder in bundled_rosters().items():
        manifest = read_manifest((folder / MANIFEST).read_bytes(), f"{id}/{MANIFEST}")
        rosters.append(Layout(id=id, title=manifest.title, kind="roster"))
    return (
        *rosters,
        Layout(id="folder", title="名簿のフォルダー（roster.toml と facts.toml、表）", kind="layout"),
        Layout(id="seats", title="1 行 1 席の表（CSV・XLSX・HTML、見出しは日本語か英語）", kind="layout"),
        Layout(id="head-lines", title="「# 項目: 値」の行とタブ区切りの表（見出しのない表も）", kind="layout"),
        Layout(id="member-cell", title="貼り付けた構成員の欄（【学】…【官】…【産】…）", kind="layout"),
        Layout(id="published-table", title="公表された三県の表（タブ区切りの文字）", kind="layout"),
    )


def read_each(
    files: Sequence[InputFile],
    *,
    roster: str | None = None,
    accept_proposal: bool = False,
    answers: Answers | None = None,
) -> list[Reading]:
    """Return what the files of SEVERAL rosters say, in the order given.

    A folder is a roster, files of one folder with a `roster.toml` among or beside them are one, any other file is one.
    `answers` are what somebody said about a single file.
    """
    groups: dict[object, list[InputFile]] = {}
    for file in files:
        folder = file.path.parent
        with_manifest = not file.path.is_dir() and (
            (folder / MANIFEST).is_file() or any(other.path == folder / MANIFEST for other in files)
        )
        groups.setdefault(folder if with_manifest else file.path, []).append(file)
    if len(groups) > 1:
        if roster is not None:
            raise BadInput("名簿の ID は、名簿を一つだけ渡すときに指定できます。", file=files[-1].name)
        if answers is not None:
            raise BadInput("読み方や版の日付は、名簿を一つだけ渡すときに指定できます。", file=files[-1].name)
    return [
        read_files(group, roster=roster, accept_proposal=accept_proposal, answers=answers) for group in groups.values()
    ]


def read_files(
    files: Sequence[InputFile],
    *,
    roster: str | None = None,
    accept_proposal: bool = False,
    answers: Answers | None = None,
) -> Reading:
    """Return what the files of ONE roster say.

    A folder or a `roster.toml`, given or beside the file, tells how to read; `roster` may name a bundled roster
    whose table the file is a new edition of. Otherwise the headings propose a mapping, in which `answers` are
    written; `accept_proposal` takes it only when every heading is known, and raises UnknownColumns otherwise.
    """
    if not files:
        raise BadInput("ファイルがありません。名簿のファイルを渡してください。")
    if len(files) == 1 and files[0].path.is_dir():
        return _reading(roster_of_folder(files[0].path))
    given = {last_part(file.name): file for file in files}
    if len(given) < len(files):
        raise BadInput("同じ名前のファイルが二つあります。名前を変えてください。", file=files[-1].name)
    contents = {name: read_bytes(file.path, file.name) for name, file in given.items()}
    folders = {name: file.path.parent for name, file in given.items()}
    if roster in bundled_rosters() and MANIFEST not in contents:
        return _reading(read_known_roster(bundled_rosters()[str(roster)], contents))
    manifest = manifest_for(folders, contents, roster, answers)
    if manifest is not None:
        return _reading(read_roster(manifest, contents))
    if len(contents) > 1:
        raise BadInput(
            "一つの名簿に複数のファイルがあります。読み方を書いた roster.toml を一緒に渡してください。",
            file=files[-1].name,
        )
    return _proposed(*next(iter(contents.items())), roster, accept_proposal, answers)


def _proposed(file: str, content: bytes, roster: str | None, accept: bool, answers: Answers | None) -> Reading:
    if is_published_table(content):
        raise BadInput("公表された三県の表です。名簿の ID に three-prefecture-table を指定してください。", file=file)
    table, unread = read_table(content, file)
    proposal = propose(table)
    if answers is not None:
        proposal = answered(proposal, answers, file)
    if roster is not None:
        proposal = proposal.model_copy(update={"roster": roster})
    shown = proposed_rows(table, proposal, answers)
    if not proposal.complete:
        if accept:
            raise UnknownColumns(proposal, shown, file)
        return Reading(
            edition=None,
            known=False,
            columns=dict(proposal.columns),
            unknown=(*proposal.unknown, *proposal.missing),
            ignored=tuple(_note(one) for one in unread),
            proposal=proposal,
            rows_shown=shown,
        )
    reading = _reading(_edition_of(table, content, proposal, unread, answers))
    update = {"known": False, "columns": dict(proposal.columns), "proposal": proposal, "rows_shown": shown}
    text = remembered(proposal, answers) if answers is not None else None
    return reading.model_copy(update={**update, "roster_toml": text})


def _edition_of(
    table: PrintedTable, content: bytes, proposal: Proposal, unread: list[Unread], answers: Answers | None
) -> ReadRoster:
    stated: dict[str, object] = {
        "files": [],
        "edition_date": answers and answers.edition_date,
        "complete": bool(answers and answers.complete),
    }
    manifest = manifest_of({**manifest_table(proposal, answers), **stated}, MANIFEST)
    draft = Draft(manifest, table.file)
    left = add_seat_table(table, draft, {}, proposal.columns)
    return ReadRoster(draft.edition(digest_of({table.file: content})), [*unread, *left], draft.book.rows())


def _reading(read: ReadRoster) -> Reading:
    ignored = [one for one in read.unread if one.row is None or one.what in (NAMELESS, SUMMARY_UNUSED)]
    return Reading(
        edition=read.edition,
        known=True,
        ignored=tuple(_note(one) for one in ignored),
        issues=tuple(_note(one) for one in read.unread if one not in ignored),
        sample=read.edition.seats[:_SAMPLE],
        rows=read.rows,
    )


def _note(one: Unread) -> Note:
    return Note(file=one.file, row=one.row, field=one.field, value=one.value, what=one.what)
