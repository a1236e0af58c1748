"""What an XLSX file claims and holds, checked in its raw archive before any of it is parsed."""

import io
import re
import zipfile
import zlib
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from musubime.errors import UnreadableFile
from musubime_loaders.printed_rows import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT

ENTRY_LIMIT = 1_000
TOTAL_LIMIT = 128 * 1024 * 1024
RATIO_LIMIT = 150
CELLS_LIMIT = 1_000_000
TAG_LIMIT = 5_000_000
DEPTH_LIMIT = 64
_BLOCK = 1 << 20
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_MERGE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})$")
_COLUMN = re.compile(r"^([A-Z]{1,3})\d*$")


class Merge(NamedTuple):
    """A range of cells merged into one: first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


def check_archive(content: bytes, file: str) -> dict[str, list[Merge]]:
    """Return the merged ranges of each sheet's part; raise UnreadableFile where the bytes are no sound XLSX.

    Parses nothing into memory besides.
    """
    merges: dict[str, list[Merge]] = {}
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse("古い形式（.xls）かパスワード付きの Excel です。パスワードを外し、.xlsx で保存し直してください。", file)
    if not content.startswith(b"PK"):
        what = "HTML" if content.lstrip()[:1] == b"<" else "XLSX ではない別の形式"
        _refuse(f"中身は{what}です。Excel で開き、.xlsx で保存し直してください。", file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist(), file)
            for entry in archive.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    merges[entry.filename] = _check_xml(archive, entry, file)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        _refuse("壊れているか、書き込みの途中のファイルです。保存し直してください。", file)
    except zlib.error:
        _refuse("圧縮が壊れています。保存し直してください。", file)
    return merges


def _check_entries(entries: list[zipfile.ZipInfo], file: str) -> None:
    names = [entry.filename for entry in entries]
    if "xl/workbook.xml" not in names:
        _refuse("Excel のブックではありません。.xlsx で保存し直してください。", file)
    if len(entries) > ENTRY_LIMIT or len(set(names)) < len(names):
        _refuse("中のファイルが多すぎるか、同じ名前が二度あります。.xlsx で保存し直してください。", file)
    if sum(entry.file_size for entry in entries) > TOTAL_LIMIT:
        _refuse(f"展開すると {TOTAL_LIMIT // 1024 // 1024} MB を超えます。シートを分けてください。", file)
    for entry in entries:
        if entry.file_size > _BLOCK and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
            _refuse("圧縮率が異常です。信頼できるファイルか確かめてください。", file)
        if entry.flag_bits & 0x1:
            _refuse("暗号化されています。パスワードを外して保存し直してください。", file)


class _Scan:
    """Counts of one XML part; every limit is kept while it streams."""

    def __init__(self, file: str, *, sheet: bool) -> None:
        self.file, self.sheet = file, sheet
        self.depth = self.cells = self.rows = self.text = 0
        self.row = ""
        self.inside = ""
        self.formula = self.value = False
        self.merges: list[Merge] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            _refuse("XML の入れ子が深すぎます。.xlsx で保存し直してください。", self.file)
        self.text = 0
        local = self.inside = name.rpartition(":")[2]
        if not self.sheet:
            return
        if local == "row":
            self.rows += 1
            self.row = attributes.get("r", str(self.rows))
            if self.rows > ROW_LIMIT + 1 or (self.row.isdigit() and int(self.row) > ROW_LIMIT + 1):
                _refuse(f"行が多すぎます。{ROW_LIMIT:,} 行までに分けてください。", self.file, self.row)
        elif local == "c":
            self._cell(attributes.get("r", ""))
            self.value = attributes.get("t") == "str"
        elif local == "mergeCell" and (found := _MERGE.match(attributes.get("ref", ""))):
            if len(self.merges) >= ROW_LIMIT:
                _refuse("結合したセルが多すぎます。結合を解いて保存し直してください。", self.file)
            self.merges.append(Merge(int(found[2]), _number(found[1]), int(found[4]), _number(found[3])))
        elif local == "f":
            self.formula = True
        elif local == "is":
            self.value = True

    def _cell(self, place: str) -> None:
        self.cells += 1
        self.formula = self.value = False
        if self.cells > CELLS_LIMIT:
            _refuse(f"セルが多すぎます。{CELLS_LIMIT:,} 個までに分けてください。", self.file, self.row)
        column = _COLUMN.match(place)
        if column and _number(column[1]) > COLUMN_LIMIT:
            _refuse(f"列が多すぎます。{COLUMN_LIMIT} 列までにしてください。", self.file, self.row)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.sheet and name.rpartition(":")[2] == "c" and self.formula and not self.value:
            _refuse("計算式の値が保存されていません。Excel で開いて保存し直してください。", self.file, self.row)

    def characters(self, data: str) -> None:
        self.text += len(data)
        self.value = self.value or self.inside == "v"
        if self.text > CELL_LIMIT:
            _refuse(f"長すぎるセルがあります。{CELL_LIMIT:,} 文字までにしてください。", self.file, self.row)

    def doctype(self, *_: object) -> None:
        _refuse("XML に DOCTYPE があります。信頼できるファイルか確かめてください。", self.file)


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> list[Merge]:
    with archive.open(entry) as part:
        tags = 0
        while block := part.read(_BLOCK):
            tags += block.count(b"<")
            if tags > TAG_LIMIT:
                _refuse("セルが多すぎます。シートを分けてください。", file)
    parser = expat.ParserCreate()
    scan = _Scan(file, sheet=bool(_SHEET.match(entry.filename)))
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    parser.StartDoctypeDeclHandler = scan.doctype
    try:
        with archive.open(entry) as part:
            while block := part.read(_BLOCK):
                parser.Parse(block, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        _refuse(f"中の XML（{entry.filename}）が壊れています。保存し直してください。", file, str(error.lineno))
    return scan.merges


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _refuse(problem: str, file: str, row: str = "") -> NoReturn:
    raise UnreadableFile(problem, file=file, row=int(row) if row.isdigit() else None)
