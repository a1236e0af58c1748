"""Text pasted under a few lines that say whose it is, into a table of one row: a member cell, or lines of persons."""

import re
from collections.abc import Sequence

from musubime.errors import BadInput
from musubime_loaders.csv_reader import decoded
from musubime_loaders.names.parsing import parse
from musubime_loaders.printed_rows import PrintedRow, PrintedTable, SetAside, checked
from musubime_loaders.seat_columns import field_of
from musubime_loaders.table_shape import NOTE, TITLE, is_note
from musubime_loaders.titles import body_name

MEMBERS, LINES = "構成員", "名簿の行"
_HEADER = re.compile(r"^(?P<heading>[^：:【】、，\t]{1,20})[：:][ 　]*(?P<value>.*)$")
_DATED = re.compile(r"^[（(]?[^、，。]{4,24}(?:現在|時点|更新|作成)[)）]?$")


def read_pasted(content: bytes, file: str) -> PrintedTable:
    """Return one row: lines such as `会議体：…` or, alone, the consortium's name; below them the text as pasted.

    A blank line may stand between; the row has the number of the first line of the text.
    """
    return read_pasted_text(decoded(content, file), file)


def read_pasted_text(pasted: str, file: str) -> PrintedTable:
    """Return the row of a text that is decoded already."""
    lines = [
        checked(line, file, number, 0) for number, line in enumerate(pasted.replace("\r\n", "\n").split("\n"), start=1)
    ]
    cells: dict[str, str] = {}
    aside: list[SetAside] = []
    at = 0
    for at, text in enumerate(lines):
        found = _HEADER.match(text)
        if found and field_of(found["heading"]):
            if found["heading"] in cells:
                raise BadInput("同じ見出しが二度あります。", file=file, row=at + 1, field=found["heading"])
            cells[found["heading"]] = found["value"].strip()
        elif text and not cells:
            cells["会議体"] = body_name(text) or text
        elif text and (_DATED.match(text) or is_note([text])):
            aside.append(SetAside(at + 1, text, TITLE))
        elif text:
            break
    else:
        at = len(lines)
    body = _without_notes(lines, at, aside)
    if MEMBERS not in cells:
        if not body:
            raise BadInput("構成員がありません。会議体の行の下に構成員を貼り付けてください。", file=file, row=at + 1)
        cells[LINES if _names_persons(body) else MEMBERS] = body
    elif body:
        raise BadInput("構成員が二か所にあります。一つにしてください。", file=file, row=at + 1, value=body)
    if not any(field_of(heading) == "consortium" for heading in cells):
        raise BadInput("会議体の名前がありません。1 行目に「会議体：…」と書いてください。", file=file, row=1)
    row = PrintedRow(at + 1, tuple(cells), tuple(cells.values()))
    titles = tuple(one.printed for one in aside if one.reason == TITLE)
    return PrintedTable(file, tuple(cells), (row,), tuple(aside), titles)


def _without_notes(lines: Sequence[str], at: int, aside: list[SetAside]) -> str:
    """Return the text from a line on; a note in it is set aside and leaves its line empty, so that places stay."""
    kept = []
    for number, line in enumerate(lines[at:], start=at + 1):
        note = bool(line) and is_note([line])
        if note:
            aside.append(SetAside(number, line, NOTE))
        kept.append("" if note else line)
    return "\n".join(kept).rstrip()


def _names_persons(text: str) -> bool:
    """Return whether the lines are about persons, and not a list of bodies."""
    entries = parse(text)
    return sum(entry.person is not None for entry in entries) * 2 > len(entries)
