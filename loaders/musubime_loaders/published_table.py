"""The published table as text with TAB cells: prefectures down, programmes across, each with name, members, summary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from musubime.errors import BadInput, UnreadableFile
from musubime.types.prefectures import BY_NAME
from musubime_loaders.csv_reader import decoded
from musubime_loaders.draft import Draft
from musubime_loaders.member_table import MemberRow, add_member_rows
from musubime_loaders.name_lexicon import NOT_REPORTED
from musubime_loaders.printed_rows import checked

_TRIPLET = ("名称", "構成員", "取組概要")
_PLAN = re.compile(r"^(?P<name>.+?)\s*[（(]\s*計画名\s*[：:]\s*(?P<plan>.+)[）)]$", re.DOTALL)
_HEADING = re.compile(r"^(?P<programme>.+?)(?:[（(](?P<owner>[^（）()※]+)[）)])?(?:\s*[（(]?※\d*[）)]?)*$")


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One consortium of the table, as printed."""

    row: int
    prefecture: str
    programme: str
    """Heading of its column without the owner in brackets and marks of notes."""
    name: str
    plan: str
    members: str
    summary: str


def is_published_table(content: bytes) -> bool:
    """Return whether the bytes look like the published table, without reading them whole."""
    return content.find("\t".join(_TRIPLET).encode()) >= 0


def read_published_cells(content: bytes, file: str) -> tuple[PublishedCell, ...]:
    """Return the cells of the table, row by row; UnreadableFile where the table is not there."""
    lines = decoded(content, file).replace("\r\n", "\n").split("\n")
    for index, line in enumerate(lines):
        headings = _cells(line, file, index + 1)
        if index and len(headings) > 3 and tuple(headings[1:4]) == _TRIPLET:
            break
    else:
        raise UnreadableFile(
            "「名称・構成員・取組概要」が並ぶ見出しの行がありません。表をタブ区切りのまま保存してください。", file=file
        )
    if len(headings) % 3 != 1 or any(headings[at : at + 3] != [*_TRIPLET] for at in range(1, len(headings), 3)):
        raise BadInput("見出しが三つ一組になっていません。列を直してください。", file=file, row=index + 1)
    programmes = _programmes(_cells(lines[index - 1], file, index), len(headings), file, index)
    cells = tuple(_data_rows(lines, index + 1, programmes, file))
    if not cells:
        raise UnreadableFile("見出しの下に都道府県の行がありません。", file=file, row=index + 2)
    return cells


def add_published_table(
    content: bytes, file: str, typed: tuple[MemberRow, ...], labels: dict[str, str], draft: Draft
) -> list[tuple[int, str, str]]:
    """Add the published table to a draft that has its programmes.

    `typed` are the roster's own rows: they give form, place and short summary of a consortium that they know.
    Returns (row, field, value) of every printed summary for which a short one was taken.
    """
    rows: list[MemberRow] = []
    unused: list[tuple[int, str, str]] = []
    for cell in read_published_cells(content, file):
        known = [row for row in typed if (row.prefecture, row.name) == (cell.prefecture, cell.name)]
        known = [row for row in known if _same_programme(row, cell, draft)]
        form = known[0].form if known else _form(cell, typed, draft, file)
        if known and not NOT_REPORTED.match(cell.summary):
            unused.append((cell.row, "取組概要", cell.summary))
        rows.append(
            MemberRow(
                number=cell.row,
                prefecture=cell.prefecture,
                programme=cell.programme,
                name=cell.name,
                members=cell.members,
                locator=known[0].locator if known else f"表・{cell.prefecture}の行・{cell.programme}の列",
                form=form,
                plan=cell.plan,
                summary=known[0].summary if known else cell.summary,
            )
        )
    add_member_rows(iter(rows), file, labels, draft)
    return unused


def _cells(line: str, file: str, row: int) -> list[str]:
    return [checked(cell, file, row, column) for column, cell in enumerate(line.split("\t"))]


def _programmes(cells: list[str], width: int, file: str, row: int) -> list[str]:
    names: list[str] = []
    for at in range(1, width, 3):
        heading = cells[at] if at < len(cells) else ""
        found = _HEADING.match(heading)
        if not found:
            raise BadInput(
                "事業の見出しがありません。見出しの行を直してください。", file=file, row=row, field=f"{at + 1} 列目"
            )
        names.append(found["programme"].strip())
    return names


def _data_rows(lines: list[str], start: int, programmes: list[str], file: str) -> Iterator[PublishedCell]:
    for number, line in enumerate(lines[start:], start=start + 1):
        cells = _cells(line, file, number)
        if len(cells) == 1:
            return
        if cells[0] not in BY_NAME:
            raise BadInput("都道府県の名前ではありません。", file=file, row=number, field="都道府県", value=cells[0])
        if len(cells) != 1 + 3 * len(programmes):
            raise BadInput(
                f"{1 + 3 * len(programmes)} 列のはずが {len(cells)} 列あります。タブを直してください。",
                file=file,
                row=number,
                value=cells[0],
            )
        for index, programme in enumerate(programmes):
            name, members, summary = cells[1 + 3 * index : 4 + 3 * index]
            planned = _PLAN.match(name)
            yield PublishedCell(
                row=number,
                prefecture=cells[0],
                programme=programme,
                name=planned["name"] if planned else name,
                plan=planned["plan"] if planned else "",
                members=members,
                summary=summary,
            )


def _same_programme(row: MemberRow, cell: PublishedCell, draft: Draft) -> bool:
    programme = draft.programmes.get(row.programme)
    return cell.programme == row.programme or (programme is not None and programme.mention.name == cell.programme)


def _form(cell: PublishedCell, typed: tuple[MemberRow, ...], draft: Draft, file: str) -> str:
    """Return the one form that the roster gives to all consortia of this column."""
    forms = {row.form for row in typed if _same_programme(row, cell, draft)}
    if len(forms) != 1:
        raise BadInput(
            "この列の会議体の形が名簿から分かりません。名簿に事業を書き足してください。",
            file=file,
            row=cell.row,
            field="名称",
            value=cell.name,
        )
    return forms.pop()
