"""A table with one consortium a row and its members in one cell, into consortia and seats."""

from collections.abc import Iterator
from dataclasses import dataclass

from musubime.errors import BadInput
from musubime.types.edition import EditionConsortium, EditionProgramme, EditionSeat
from musubime.types.evidence import Evidence
from musubime.types.prefectures import BY_NAME
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import ConsortiumForm, Kind, NameKind, Reported
from musubime_loaders.csv_reader import read_csv
from musubime_loaders.draft import Draft
from musubime_loaders.manifest import RosterFile
from musubime_loaders.member_cell import MemberCell, MemberEntry, read_member_cell
from musubime_loaders.name_lexicon import NOT_REPORTED
from musubime_loaders.name_parts import closed_letters
from musubime_loaders.names.entry import ParsedEntry
from musubime_loaders.printed_rows import PrintedTable
from musubime_loaders.strict_toml import printed_place

COLUMNS = ("都道府県", "事業", "会議体", "計画名", "構成員", "要約", "場所", "形")
_FORMS = {form.value: form for form in ConsortiumForm}
_SHORT = (NameKind.ABBREVIATION, NameKind.CURATED, NameKind.ALIAS)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One consortium with its member cell, as printed."""

    number: int
    prefecture: str
    programme: str
    """Key or name of a programme of the roster."""
    name: str
    members: str
    locator: str
    form: str
    plan: str = ""
    summary: str = ""


def read_member_table(content: bytes, file: str, roster_file: RosterFile, draft: Draft) -> None:
    """Add the consortia and seats of a member table in CSV to the draft."""
    table = read_csv(content, file)
    draft.book.set_aside(table)
    add_member_rows(rows_of(table), file, roster_file.labels, draft)


def rows_of(table: PrintedTable) -> Iterator[MemberRow]:
    """Yield the rows of a table with the columns of a member table."""
    for heading in COLUMNS:
        if heading not in table.headings:
            raise BadInput("この列がありません。見出しを直してください。", file=table.file, row=1, field=heading)
    for heading in table.headings:
        if heading not in COLUMNS:
            raise BadInput("知らない列です。見出しを直すか列を消してください。", file=table.file, row=1, field=heading)
    for row in table.rows:
        cells = row.cells
        yield MemberRow(
            number=row.number,
            prefecture=cells["都道府県"],
            programme=cells["事業"],
            name=cells["会議体"],
            members=cells["構成員"],
            locator=cells["場所"],
            form=cells["形"],
            plan=cells["計画名"],
            summary=cells["要約"],
        )


def add_member_rows(rows: Iterator[MemberRow], file: str, labels: dict[str, str], draft: Draft) -> None:
    """Add one consortium a row, with its seats; `labels` are short names of programmes by key."""
    for row in rows:
        programme = _programme(row, file, draft)
        if row.prefecture not in BY_NAME:
            raise BadInput(
                "都道府県の名前ではありません。「徳島県」のように書いてください。",
                file=file,
                row=row.number,
                field="都道府県",
                value=row.prefecture,
            )
        if row.form not in _FORMS:
            raise BadInput(
                f"使えない値です。使える値は {'、'.join(_FORMS)} です。",
                file=file,
                row=row.number,
                field="形",
                value=row.form,
            )
        if not row.locator:
            raise BadInput("出典の中の場所がありません。書き足してください。", file=file, row=row.number, field="場所")
        with printed_place(file, row.number):
            cell = read_member_cell(row.members)
        for group in cell.unknown_groups:
            raise BadInput(
                "知らない部門の見出しです。学・官・産・金・民のどれかに直してください。",
                file=file,
                row=row.number,
                field="構成員",
                value=group,
            )
        before = len(draft.seats)
        with printed_place(file, row.number):
            _add(row, programme, cell, labels, draft)
        draft.book.made(file, row.number, len(draft.seats) - before)


def _programme(row: MemberRow, file: str, draft: Draft) -> EditionProgramme:
    for programme in draft.programmes.values():
        if row.programme in (programme.key, programme.mention.name, *(name.text for name in programme.names)):
            return programme
    raise BadInput(
        "この事業は名簿にありません。facts.toml の programme のキーか名称を書いてください。",
        file=file,
        row=row.number,
        field="事業",
        value=row.programme,
    )


def _add(row: MemberRow, programme: EditionProgramme, cell: MemberCell, labels: dict[str, str], draft: Draft) -> None:
    code = BY_NAME[row.prefecture].code
    base = f"{code}-{programme.key}"
    key = base
    while key in draft.consortia:
        key = f"{base}-{len(draft.consortia) + 1}"
    not_reported = bool(NOT_REPORTED.match(row.name)) or not row.name
    source = draft.manifest.default_source
    name, flags = closed_letters(row.name)
    if not_reported:
        name = f"（{_label(programme, labels)}・{row.prefecture}：記載なし）"
    printed_name = name if not_reported else row.name
    draft.consortia[key] = EditionConsortium(
        key=key,
        mention=draft.mentions.mention(
            Kind.CONSORTIUM, "consortium", printed_name, name, flags=tuple(flag.value for flag in flags)
        ),
        form=_FORMS[row.form],
        programmes=(programme.key,),
        prefecture=(code,),
        plan=None if NOT_REPORTED.match(row.plan) else row.plan or None,
        summary=None if NOT_REPORTED.match(row.summary) else row.summary or None,
        reported=_reported(not_reported, cell),
        unnamed_members=tuple(
            members.model_copy(
                update={"evidence": (Evidence(source=source, locator=row.locator, printed=members.printed),)}
            )
            for members in cell.unnamed
        ),
        evidence=(Evidence(source=source, locator=row.locator, printed=row.name or row.members),),
    )
    for entry in cell.entries:
        draft.seats.append(seat_of(entry, key, printed_name, row.locator, draft))


def _label(programme: EditionProgramme, labels: dict[str, str]) -> str:
    short = (name.text for name in programme.names if name.kind in _SHORT)
    return labels.get(programme.key) or next(short, programme.mention.name)


def _reported(not_reported: bool, cell: MemberCell) -> Reported:
    if not_reported:
        return Reported.NOT_REPORTED
    if not cell.entries:
        return Reported.MEMBERS_NOT_STATED
    partial = any(Flag.AND_OTHERS in entry.flags for entry in cell.entries)
    return Reported.PARTIAL if partial or cell.unnamed or cell.ignored else Reported.LISTED


def seat_of(
    entry: MemberEntry | ParsedEntry, consortium: str, body: str, locator: str, draft: Draft, source: str | None = None
) -> EditionSeat:
    """Return the seat of one entry on the consortium with this key and printed name."""
    mentions = draft.mentions
    flags = tuple(flag.value for flag in entry.flags)
    return EditionSeat(
        hash=mentions.hash(Kind.SEAT, body, entry.printed),
        consortium=consortium,
        source=source or draft.manifest.default_source,
        locator=locator,
        printed=entry.printed,
        organization=mentions.mention(
            Kind.ORGANIZATION, body, entry.printed, entry.organization, candidates=entry.candidates, flags=flags
        )
        if entry.organization
        else None,
        person=mentions.mention(Kind.PERSON, body, entry.printed, entry.person) if entry.person else None,
        unit=entry.unit,
        post=entry.post,
        role=entry.role,
        sector=entry.sector,
        flags=flags,
    )
