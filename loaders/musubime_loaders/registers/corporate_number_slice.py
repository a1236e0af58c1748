"""An extract of the corporate numbers under English headings, as it is handed around for tests."""

from collections.abc import Callable, Iterator

from musubime.registers.rows import Number, OtherName, Registered, Row
from musubime_loaders.registers.corporate_numbers import KINDS
from musubime_loaders.registers.headed import under_headings
from musubime_loaders.registers.records import Text
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.values import date_of, is_corporate_number, name_of, prefecture_code

NEEDED = ("corporate_number", "name", "kind", "pref", "close_date", "successor")
_BAD_NUMBER = "法人番号の検査数字が合わないので読まない"
_STEP = 10_000


class CorporateNumberSlice:
    """One extract; it never holds every body."""

    def __init__(self, text: Text) -> None:
        self.text, self.file = text, text.part.name

    def rows(self, report: Report, progress: Callable[[str, int, int], None]) -> Iterator[Row]:
        """Yield the bodies."""
        for done, cells in enumerate(under_headings(self.text.records(), NEEDED, self.file)):
            if done % _STEP == 0:
                progress("法人番号を読んでいます", done, 0)
            number = cells["corporate_number"]
            if not is_corporate_number(number):
                report.note(_BAD_NUMBER, self.file, cells.row, "corporate_number", number)
                continue
            others = (
                OtherName(text, kind)
                for column, kind in (("en_name", "english"), ("kana", "reading"))
                if (text := name_of(cells[column], file=self.file, row=cells.row, field=column, needed=False))
            )
            successor = cells["successor"]
            yield Registered(
                key=f"cn:{number}",
                name=name_of(cells["name"], file=self.file, row=cells.row, field="name"),
                names=tuple(others),
                numbers=(Number("corporate_number", number),),
                kind=KINDS.get(cells["kind"], ""),
                prefecture=prefecture_code(cells["pref"]),
                city=name_of(cells["city"], file=self.file, row=cells.row, field="city", needed=False),
                closed=date_of(cells["close_date"], file=self.file, row=cells.row, field="close_date"),
                successor=f"cn:{successor}" if is_corporate_number(successor) else "",
            )
