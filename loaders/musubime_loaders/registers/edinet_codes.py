"""EDINET code list (EdinetcodeDlInfo.csv): a line about the download, headings, one row a submitter."""

import re
from collections.abc import Callable, Iterator

from musubime.registers.rows import Number, OtherName, Registered, Row
from musubime_loaders.registers.headed import Cells, under_headings
from musubime_loaders.registers.records import Text
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.values import is_corporate_number, is_number, name_of, prefecture_of_address

NEEDED = ("EDINETコード", "提出者種別", "提出者名")
NEEDED_ENGLISH = ("EDINET Code", "Type of Submitter", "Submitter Name")
_ENGLISH = {
    "EDINET Code": "EDINETコード",
    "Type of Submitter": "提出者種別",
    "Submitter Name": "提出者名",
    "Submitter Name（alphabetic）": "提出者名(英字)",
    "Submitter Name（phonetic）": "提出者名(ヨミ)",
    "Province": "所在地",
    "Securities Identification Code": "証券コード",
    "Submitter's Japan corporate number": "提出者法人番号",
}
_CODE = re.compile(r"^E[0-9]{5}$")
_BAD_NUMBER = "提出者法人番号の検査数字が合わないので番号を読まない"
_PERSON = "個人の提出者なので読まない"
_BAD_CODE = "EDINETコードの形ではないので読まない"


class EdinetCodes:
    """One code list; individuals who submit are no bodies and stay out."""

    def __init__(self, text: Text) -> None:
        self.text, self.file = text, text.part.name

    def rows(self, report: Report, progress: Callable[[str, int, int], None]) -> Iterator[Row]:
        """Yield the submitters that are bodies."""
        progress("EDINET コードを読んでいます", 0, 0)
        for cells in under_headings(self.text.records(), NEEDED, self.file, renamed=_ENGLISH):
            code, kind = cells["EDINETコード"], cells["提出者種別"]
            if not _CODE.match(code):
                report.note(_BAD_CODE, self.file, cells.row, "EDINETコード", code)
            elif "個人" in kind or "individual" in kind.lower():
                report.count(_PERSON)
            else:
                yield self._submitter(cells, code, kind, report)

    def _submitter(self, cells: Cells, code: str, kind: str, report: Report) -> Registered:
        others = (
            OtherName(text, name_kind)
            for column, name_kind in (("提出者名(英字)", "english"), ("提出者名(ヨミ)", "reading"))
            if (text := name_of(cells[column], file=self.file, row=cells.row, field=column, needed=False))
        )
        numbers = [Number("edinet", code)]
        number = cells["提出者法人番号"]
        if is_corporate_number(number):
            numbers.append(Number("corporate_number", number))
        elif number:
            report.note(_BAD_NUMBER, self.file, cells.row, "提出者法人番号", number)
        if is_number(cells["証券コード"]):
            numbers.append(Number("securities_code", cells["証券コード"]))
        return Registered(
            key=f"edinet:{code}",
            name=name_of(cells["提出者名"], file=self.file, row=cells.row, field="提出者名"),
            names=tuple(others),
            numbers=tuple(numbers),
            kind=name_of(kind, file=self.file, row=cells.row, field="提出者種別", needed=False),
            prefecture=prefecture_of_address(cells["所在地"]),
        )
