"""What a column holds, told from its cells: a proposal for unknown headings, and the sense of ambiguous ones."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from musubime.types.base import Frozen, described
from musubime.types.prefectures import BY_CODE, BY_NAME
from musubime_loaders.name_lexicon import FORM, NAME_END, PERSON_NAME, ROLE, SECTOR_OF, TITLE
from musubime_loaders.person_cell import read_person_cell
from musubime_loaders.printed_dates import iso_date
from musubime_loaders.printed_rows import PrintedTable
from musubime_loaders.seat_columns import Field, fold_heading
from musubime_loaders.seat_values import is_corporate_number

_LOOKED_AT = 200
_URL = re.compile(r"^https?://\S+$")
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.IGNORECASE)
_PHONE = re.compile(r"^[(（]?0\d{1,4}[)）\-‐ー－ ]\d{1,4}[\-‐ー－ ]\d{3,4}$")
_POSTCODE = re.compile(r"^〒?\d{3}[\-‐－]\d{4}$")
_KANA = re.compile(r"^[ァ-ヶーぁ-んｦ-ﾟ 　・]{3,}$")
_GROUPS = re.compile(r"【[学官産金民公]】|[学官産金民][：:]")
_LINE = re.compile(r"^[一-龥々ヶぁ-んァ-ヶー]{1,6}[ 　]?[一-龥々ヶぁ-んァ-ヶー]{0,6}[ 　]*[（(].{2,}[)）]$")
_MEMBER_ROLES = re.compile(
    r"(?:委員|委員長|座長|主査|オブザーバー?|構成員|副委員長|副座長|議長|監事|アドバイザー|会員)$"
)
_KINDS = frozenset({"区分", "種別", "所属区分", "属性"})
"""Headings that may stand over sectors, over roles or over anything else."""
_BOARD = re.compile(
    r"(?:代表|副|専務|常務|業務執行|常任|名誉|臨時|特別|専門)?"
    r"(?:理事長?|評議員|監事|会長|部会長|分科会長|班長|主査|幹事長?|顧問|相談役|参与|会計|委員長?|委員長代理|構成員)(?:代理|代行)?"
)
_RANGE = re.compile(r"[～〜~]|\.\.|から")


class Guess(Frozen):
    """What a column of an unknown heading probably is; `field` is None where nothing speaks for anything."""

    heading: str = described("見出し", "The heading")
    field: Field | None = described("読み方", "Column that it is probably, or null", None)
    ignore: str | None = described("使わない理由", "Why it would rather be left unread, or null", None)
    reason: str = described("理由", "What in its cells speaks for that", "")
    examples: tuple[str, ...] = described("例", "Its first cells", ())


def cells_of(table: PrintedTable, heading: str) -> list[str]:
    """Return the first cells of a column that hold anything."""
    at = table.headings.index(heading)
    filled = (row.values[at] for row in table.rows if row.values[at])
    return list(islice(filled, _LOOKED_AT))


def guess(table: PrintedTable, heading: str, taken: set[Field]) -> Guess:
    """Return what the cells of a column look like; a column that is `taken` already is not guessed again."""
    cells = cells_of(table, heading)
    found = Guess(heading=heading, examples=tuple(dict.fromkeys(cell[:80] for cell in cells))[:3])
    if not cells:
        return found.model_copy(update={"ignore": "空の列", "reason": "どの行も空である"})
    for test, least, ignore, reason in _UNUSED:
        if _share(cells, test) >= least:
            return found.model_copy(update={"ignore": ignore, "reason": reason})
    if _counts_up(cells):
        return found.model_copy(update={"ignore": "通し番号", "reason": "1 から続く番号である"})
    for field, look, least, reason in _TESTS:
        if field not in taken and _share(cells, look) >= least:
            return found.model_copy(update={"field": field, "reason": reason})
    return found


def meant_by_content(table: PrintedTable, columns: Mapping[str, Field]) -> dict[str, Field]:
    """Return the columns with ambiguous headings taken for what their cells are.

    氏名 over person lines is a person line; 役職 over 委員長, 委員 … is the role in the body.
    """
    meant = dict(columns)
    for heading in columns:
        if heading in table.headings:
            meant[heading] = _meant(heading, cells_of(table, heading), meant, _titled(table, meant))
    given = set(meant.values())
    partners = [heading for heading, field in meant.items() if field == "partner"]
    if partners and not given & {"organization", "person", "person_line", "members"}:
        meant[partners[0]] = "organization"
    if "consortium" not in given:
        for heading, field in meant.items():
            if field == "region" and len(set(cells_of(table, heading))) > 1:
                meant[heading] = "note"
    return meant


def _titled(table: PrintedTable, columns: Mapping[str, Field]) -> bool:
    """Return whether the column of organizations prints titles too, so that another column of posts is of roles."""
    heading = next((one for one, field in columns.items() if field == "organization" and one in table.headings), None)
    if heading is None:
        return False
    return "職" in heading or _share(cells_of(table, heading), TITLE.search) >= 0.5


def _meant(heading: str, cells: Sequence[str], columns: Mapping[str, Field], titled: bool) -> Field:
    """Return what one column is taken for, beside the others."""
    field, given = columns[heading], set(columns.values())
    found = field
    if field == "person" and "organization" not in given and _share(cells, _is_person_line) >= 0.6:
        found = "person_line"
    elif (
        field == "post" and "role" not in given and (_names_roles(cells) or (titled and _share(cells, _is_role) >= 0.8))
    ):
        found = "role"
    elif field == "post" and not given & {"organization", "person_line", "members"}:
        found = "organization" if _share(cells, _is_organization) >= 0.5 else field
    elif field == "sector" and fold_heading(heading) in _KINDS and _share(cells, _is_sector) < 1.0:
        found = "role" if "role" not in given and _share(cells, _is_role) >= 0.6 else "note"
    elif field == "note" and "role" not in given and cells and _share(cells, _is_role) == 1.0:
        found = "role"
    elif field == "region" and not given & {"organization", "person", "members"}:
        found = "organization" if _share(cells, _is_municipality) >= 0.8 else field
    return found


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0


def _counts_up(cells: Sequence[str]) -> bool:
    numbers = [unicodedata.normalize("NFKC", cell).strip("().") for cell in cells]
    return len(cells) > 1 and numbers == [str(number) for number in range(1, len(cells) + 1)]


def _names_roles(cells: Sequence[str]) -> bool:
    return _share(cells, _is_role) >= 0.9 and _share(cells, _MEMBER_ROLES.search) >= 0.5


def _is_role(cell: str) -> bool:
    text = re.sub(r"\s", "", cell)
    return bool(ROLE.fullmatch(text) or _BOARD.fullmatch(text))


def _is_sector(cell: str) -> bool:
    return cell.strip("【】[]（）()") in SECTOR_OF


def _is_prefecture(cell: str) -> bool:
    return cell in BY_NAME or (cell.isdigit() and cell.zfill(2) in BY_CODE)


def _is_municipality(cell: str) -> bool:
    return bool(re.fullmatch(r"\S{1,12}[都道府県市区町村]", cell))


def _is_date(cell: str) -> bool:
    return iso_date(cell) is not None and not re.fullmatch(r"\d{1,4}", cell)


def _is_term(cell: str) -> bool:
    ends = _RANGE.split(cell, maxsplit=1)
    return len(ends) == 2 and all(not end.strip() or iso_date(end.strip()) for end in ends) and any(ends)


def _is_person_line(cell: str) -> bool:
    if not _LINE.match(cell.partition("\n")[0]):
        return False
    return any(entry.person and entry.organization for entry in read_person_cell(cell))


def _is_organization(cell: str) -> bool:
    bare = TITLE.sub("", cell.replace("\n", " ")).strip(" 　・")
    return bool(NAME_END.search(bare) or re.search(FORM, bare))


def _is_person(cell: str) -> bool:
    return bool(PERSON_NAME.match(cell)) and not NAME_END.search(cell) and not TITLE.search(cell) and len(cell) >= 3


_Test = tuple[Field, Callable[[str], object], float, str]
_TESTS: tuple[_Test, ...] = (
    ("prefecture", _is_prefecture, 0.9, "都道府県の名前か番号である"),
    ("corporate_number", is_corporate_number, 0.9, "13 桁の法人番号である"),
    ("sector", _is_sector, 0.9, "学・官・産などの部門である"),
    ("source_url", _URL.match, 0.9, "URL である"),
    ("term", _is_term, 0.8, "日付から日付までの期間である"),
    ("valid_from", _is_date, 0.8, "日付である"),
    ("members", lambda cell: _GROUPS.search(cell) or cell.count("、") >= 3, 0.6, "構成員を並べた欄である"),
    ("person_line", _is_person_line, 0.6, "氏名のあとに所属がかっこで続く"),
    ("role", _is_role, 0.8, "委員長・委員などの役割である"),
    ("organization", _is_organization, 0.6, "大学・会社・自治体などの名前である"),
    ("person", _is_person, 0.7, "人の名前である"),
    ("post", TITLE.search, 0.6, "学長・部長などの役職で終わる"),
)
_UNUSED: tuple[tuple[Callable[[str], object], float, str, str], ...] = (
    (_MAIL.match, 0.5, "個人の連絡先", "メールアドレスである"),
    (_PHONE.match, 0.5, "個人の連絡先", "電話番号である"),
    (_POSTCODE.match, 0.5, "個人の連絡先", "郵便番号である"),
    (_KANA.match, 0.95, "読みがな", "かなだけである"),
)
