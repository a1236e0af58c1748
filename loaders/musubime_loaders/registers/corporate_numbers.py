"""法人番号公表サイト: whole files and daily differences of corporate numbers, 30 columns without headings."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from musubime.errors import BadInput
from musubime.registers.rows import Deleted, Former, Number, OtherName, Registered, Row
from musubime.types.prefectures import BY_CODE
from musubime_loaders.registers.name_history import NameHistory
from musubime_loaders.registers.records import Record, Text
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.values import date_of, is_corporate_number, name_of

COLUMNS = (
    "一連番号", "法人番号", "処理区分", "訂正区分", "更新年月日", "変更年月日", "商号又は名称",
    "商号又は名称イメージID", "法人種別", "国内所在地（都道府県）", "国内所在地（市区町村）",
    "国内所在地（丁目番地等）", "国内所在地イメージID", "都道府県コード", "市区町村コード", "郵便番号",
    "国外所在地", "国外所在地イメージID", "登記記録の閉鎖等年月日", "登記記録の閉鎖等の事由",
    "承継先法人番号", "変更事由の詳細", "法人番号指定年月日", "最新履歴", "商号又は名称（英語表記）",
    "国内所在地（都道府県）（英語表記）", "国内所在地（市区町村丁目番地等）（英語表記）",
    "国外所在地（英語表記）", "フリガナ", "検索対象除外",
)  # fmt: skip
KINDS = {
    "101": "国の機関",
    "201": "地方公共団体",
    "301": "株式会社",
    "302": "有限会社",
    "303": "合名会社",
    "304": "合資会社",
    "305": "合同会社",
    "399": "その他の設立登記法人",
    "401": "外国会社等",
    "499": "その他",
}
_NAME_CHANGED, _DELETED = "11", "99"
_NUMBER, _PROCESS, _CORRECTION, _UPDATED, _CHANGED, _NAME, _KIND = 1, 2, 3, 4, 5, 6, 8
_CITY, _PREFECTURE, _CLOSED, _SUCCESSOR, _LATEST, _ENGLISH, _READING, _HIDDEN = 10, 13, 18, 20, 23, 24, 28, 29
_BAD_NUMBER = "法人番号の検査数字が合わないので読まない"
_ORPHANED = "最新の行がない過去の行なので読まない"
_STEP = 10_000
_DIFFERENCE = re.compile(r"(?<![a-z])diff(?:erence)?s?(?![a-z])|sabun|差分")
_WHOLE = re.compile(r"(?<![a-z])(?:all|full|zenken|zenkoku)(?![a-z])|全件")


class Nature(NamedTuple):
    """What a first look over all rows of a file tells."""

    rows: int
    days: frozenset[str]
    """Up to three of its days of update."""
    last_day: str
    deletes: bool
    past: bool
    prefectures: frozenset[str]
    first: int
    """Its first serial number; 0 where they have a gap."""

    def is_difference(self, file: str) -> bool:
        """Return whether this is a daily difference and not a whole file.

        Deletions only come in differences. Else the publisher's own words in the file's name tell (`diff_…`, `…_all_…`,
        差分, 全件); without those, that whole files hold no past rows and differences rows of one day of update only.
        """
        if self.deletes or _DIFFERENCE.search(file.lower()):
            return True
        return not _WHOLE.search(file.lower()) and (self.past or len(self.days) == 1)


class CorporateNumbers:
    """One file of corporate numbers."""

    def __init__(self, text: Text) -> None:
        self.text, self.file = text, text.part.name
        self._history = NameHistory()
        self.nature = self._looked_over()

    def _looked_over(self) -> Nature:
        """Read all rows once: their widths, what kind of file they make, and their past names."""
        count, first, last = 0, 0, ""
        days: set[str] = set()
        prefectures: set[str] = set()
        deletes, past, gapless = False, False, True
        for row, cells in _records(self.text):
            serial = self._serial(cells, row)
            first = first or serial
            gapless = gapless and serial == first + count
            count += 1
            if len(days) < 3:
                days.add(cells[_UPDATED])
            last = max(last, cells[_UPDATED])
            deletes = deletes or cells[_PROCESS] == _DELETED
            prefectures.add(cells[_PREFECTURE])
            if cells[_LATEST] == "0" and cells[_PROCESS] != _DELETED:
                past = True
                self._history.add(cells[_NUMBER], self._change(cells, row), serial)
        whole = first if gapless else 0
        return Nature(count, frozenset(days), last, deletes, past, frozenset(prefectures), whole)

    @staticmethod
    def complete_together(files: Sequence["CorporateNumbers"]) -> bool:
        """Return whether files show themselves to hold every body: all prefectures, and no serial number left out.

        Each file counts from 1, as those of the prefectures do, or goes on where another one ended.
        """
        prefectures = frozenset[str]().union(*(file.nature.prefectures for file in files))
        starts = {1} | {file.nature.first + file.nature.rows for file in files if file.nature.first}
        return set(BY_CODE) <= prefectures and all(file.nature.first in starts for file in files)

    def rows(self, report: Report, progress: Callable[[str, int, int], None]) -> Iterator[Row]:
        """Yield the bodies as they stand, with their former names; then names of bodies that stand elsewhere."""
        for done, (row, cells) in enumerate(_records(self.text)):
            if done % _STEP == 0:
                progress("法人番号を読んでいます", done, self.nature.rows)
            number = cells[_NUMBER]
            if cells[_PROCESS] == _DELETED:
                yield Deleted(f"cn:{number}")
            elif not is_corporate_number(number):
                report.note(_BAD_NUMBER, self.file, row, COLUMNS[_NUMBER], number)
            elif cells[_LATEST] != "0":
                yield self._body(cells, row)
        for number, changes in self._history.without_present():
            if is_corporate_number(number):
                names, since = self._history.former(changes)
                last = changes[-1].name
                yield Former(f"cn:{number}", (*names, OtherName(last, "former", since)))
            else:
                report.note(_ORPHANED, self.file, None, COLUMNS[_NUMBER], number)

    def _body(self, cells: Sequence[str], row: int) -> Registered:
        number = cells[_NUMBER]
        change = self._change(cells, row)
        names = self._other_names(cells, row)
        since = change.date if change.renames else ""
        if past := self._history.of(number):
            former, since = self._history.former([*past, change])
            self._history.met(number)
            names += former
        successor = cells[_SUCCESSOR].strip()
        prefecture = cells[_PREFECTURE].strip()
        return Registered(
            key=f"cn:{number}",
            name=change.name,
            names=names,
            numbers=(Number("corporate_number", number),),
            kind=KINDS.get(cells[_KIND].strip(), ""),
            prefecture=prefecture if prefecture in BY_CODE else "",
            city=name_of(cells[_CITY], file=self.file, row=row, field=COLUMNS[_CITY], needed=False),
            closed=self._date(cells, row, _CLOSED),
            successor=f"cn:{successor}" if is_corporate_number(successor) else "",
            name_from=since,
            hidden=cells[_HIDDEN].strip() == "1",
            corrected=cells[_CORRECTION].strip() == "1",
        )

    def _other_names(self, cells: Sequence[str], row: int) -> tuple[OtherName, ...]:
        named = ((_ENGLISH, "english"), (_READING, "reading"))
        texts = [(name_of(cells[at], file=self.file, row=row, field=COLUMNS[at], needed=False), k) for at, k in named]
        return tuple(OtherName(text, kind) for text, kind in texts if text)

    def _change(self, cells: Sequence[str], row: int) -> "NameHistory.Change":
        name = name_of(cells[_NAME], file=self.file, row=row, field=COLUMNS[_NAME])
        return NameHistory.Change(name, self._date(cells, row, _CHANGED), cells[_PROCESS].strip() == _NAME_CHANGED)

    def _date(self, cells: Sequence[str], row: int, column: int) -> str:
        return date_of(cells[column], file=self.file, row=row, field=COLUMNS[column])

    def _serial(self, cells: Sequence[str], row: int) -> int:
        if not cells[0].strip().isdecimal() or len(cells[0]) > 20:
            raise BadInput(
                "数字ではありません。ファイルを取り直してください。", file=self.file, row=row, field=COLUMNS[0]
            )
        return int(cells[0])


def is_row(cells: Sequence[str]) -> bool:
    """Return whether a row begins as every row of these files does: serial number, 13 digits, process."""
    return (
        len(cells) >= 7
        and cells[0].strip().isdecimal()
        and bool(re.match(r"^\d{13}$", cells[1].strip()))
        and bool(re.match(r"^\d{2}$", cells[2].strip()))
    )


def _records(text: Text) -> Iterator[Record]:
    """Yield the rows, each of exactly 30 cells."""
    for row, cells in text.records():
        if len(cells) != len(COLUMNS):
            short = len(cells) < len(COLUMNS)
            raise BadInput(
                f"{len(COLUMNS)} 列のはずが {len(cells)} 列あります。ファイルを取り直してください。",
                file=text.part.name,
                row=row,
                field=COLUMNS[len(cells)] if short else f"{len(COLUMNS) + 1} 列目",
            )
        yield row, cells
