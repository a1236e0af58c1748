"""A register joined from several registers: one row a body, with a `src` column that names where each was read."""

import re
from collections.abc import Callable, Iterator

from musubime.registers.rows import Number, OtherName, Registered, Row
from musubime_loaders.registers.headed import Cells, under_headings
from musubime_loaders.registers.records import Text
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.values import (
    is_corporate_number,
    is_number,
    name_of,
    prefecture_code,
    prefecture_of_address,
)

NEEDED = ("key", "name", "kind", "corporate_number", "aliases", "src")
_SCHEMES = (("mext_code", "school"), ("ror", "ror"), ("edinet", "edinet"), ("seccode", "securities_code"))
_KEY = re.compile(r"^(?:cn|mext|ror|edinet):[A-Za-z0-9._-]{1,100}$")
_BAD_NUMBER = "法人番号の検査数字が合わないので番号を読まない"
_BAD_KEY = "key の形ではないので読まない"
_PERSON = "個人とみられる提出者なので名称では引かない"
_FAMILY_AND_GIVEN = re.compile(r"^[一-鿿㐀-䶿豈-﫿々ヶァ-ヴー]{1,5}　+[一-鿿㐀-䶿豈-﫿々ヶぁ-んァ-ヴー]{1,5}$")
_HAN = re.compile(r"[一-鿿㐀-䶿豈-﫿]")
_UNSPACED = re.compile(r"^[一-鿿㐀-䶿豈-﫿々ぁ-ん]{2,6}$")
_BODY = re.compile(r"(?:銀行|組合|[国社会団所院庫部])$")
_STEP = 10_000


class JoinedRegister:
    """One register; what it holds is never known to be everything."""

    def __init__(self, text: Text) -> None:
        self.text, self.file = text, text.part.name
        self.sources: set[str] = set()
        """What the `src` column names, once the rows were read."""

    def rows(self, report: Report, progress: Callable[[str, int, int], None]) -> Iterator[Row]:
        """Yield the bodies."""
        for done, cells in enumerate(under_headings(self.text.records(), NEEDED, self.file)):
            if done % _STEP == 0:
                progress("登録簿を読んでいます", done, 0)
            self.sources.update(source.strip() for source in cells["src"].split("|"))
            key = cells["key"]
            if not _KEY.match(key):
                report.note(_BAD_KEY, self.file, cells.row, "key", key)
            elif key.startswith("cn:") and not is_corporate_number(key[3:]):
                report.note(_BAD_NUMBER, self.file, cells.row, "key", key)
            else:
                yield self._body(cells, key, report)

    def _body(self, cells: Cells, key: str, report: Report) -> Registered:
        name = name_of(cells["name"], file=self.file, row=cells.row, field="name")
        numbers = []
        number = cells["corporate_number"]
        if is_corporate_number(number):
            numbers.append(Number("corporate_number", number))
        elif number:
            report.note(_BAD_NUMBER, self.file, cells.row, "corporate_number", number)
        person = is_person(cells)
        if person:
            report.count(_PERSON)
        numbers += [Number(scheme, cells[column]) for column, scheme in _SCHEMES if is_number(cells[column])]
        return Registered(
            key=key,
            name=name,
            names=tuple(self._others(cells, name)),
            numbers=tuple(numbers),
            kind=name_of(cells["kind"], file=self.file, row=cells.row, field="kind", needed=False),
            prefecture=prefecture_code(cells["pref"]) or prefecture_of_address(cells["address"]),
            hidden=person,
        )

    def _others(self, cells: Cells, name: str) -> Iterator[OtherName]:
        stated = [("name_en", cells["name_en"], "english")]
        stated += [("aliases", alias, "alias") for alias in cells["aliases"].split("|")]
        stated += [("kana", cells["kana"], "reading")]
        seen = {name}
        for field, printed, kind in stated:
            text = name_of(printed, file=self.file, row=cells.row, field=field, needed=False)
            if text and text not in seen:
                seen.add(text)
                yield OtherName(text, kind)


def is_person(cells: Cells) -> bool:
    """Return whether a row is an individual who submits to EDINET: private persons are no bodies to be found by name.

    The register does not say so itself: such a row comes from EDINET alone, has no corporate number, and its name is a
    family name and a given name with a wide space between, or few kanji that end like no body's name.
    """
    if cells["src"] != "EDINET" or cells["corporate_number"]:
        return False
    name = cells["name"]
    spaced = _FAMILY_AND_GIVEN.match(name) and _HAN.search(name)
    return bool(spaced or (_UNSPACED.match(name) and not _BODY.search(name)))
