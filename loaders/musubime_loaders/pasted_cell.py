"""A member cell pasted as text under a few lines that say whose it is, into a table of one row."""

import re

from musubime.errors import BadInput
from musubime_loaders.csv_reader import decoded
from musubime_loaders.printed_rows import PrintedRow, PrintedTable, checked
from musubime_loaders.seat_columns import field_of

_HEADER = re.compile(r"^(?P<heading>[^：:【】、，\t]{1,20})[：:][ 　]*(?P<value>.*)$")


def read_pasted(content: bytes, file: str) -> PrintedTable:
    """Return one row: lines such as `会議体：…` or, alone, the consortium's name; below them the cell as pasted.

    A blank line may stand between; the row has the number of the first line of the cell.
    """
    lines = decoded(content, file).replace("\r\n", "\n").split("\n")
    cells: dict[str, str] = {}
    at = 0
    for at, line in enumerate(lines):
        text = checked(line, file, at + 1, 0)
        found = _HEADER.match(text)
        if found and field_of(found["heading"]):
            if found["heading"] in cells:
                raise BadInput("同じ見出しが二度あります。", file=file, row=at + 1, field=found["heading"])
            cells[found["heading"]] = found["value"].strip()
        elif text and not cells:
            cells["会議体"] = text
        elif text:
            break
    else:
        at = len(lines)
    members = checked("\n".join(lines[at:]), file, at + 1, 0)
    if "構成員" not in cells:
        if not members:
            raise BadInput("構成員がありません。会議体の行の下に構成員を貼り付けてください。", file=file, row=at + 1)
        cells["構成員"] = members
    elif members:
        raise BadInput("構成員が二か所にあります。一つにしてください。", file=file, row=at + 1, value=members)
    if not any(field_of(heading) == "consortium" for heading in cells):
        raise BadInput("会議体の名前がありません。1 行目に「会議体：…」と書いてください。", file=file, row=1)
    return PrintedTable(file, tuple(cells), (PrintedRow(at + 1, tuple(cells), tuple(cells.values())),))
