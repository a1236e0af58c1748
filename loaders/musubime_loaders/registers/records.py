"""The rows of a part as text: encoding found over all bytes, lines bounded, quotes strict, one row at a time."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from musubime.errors import BadInput, UnreadableFile
from musubime_loaders.registers.containers import Part

Record = tuple[int, list[str]]
LINE_LIMIT = 1 << 20
ROW_LIMIT = 10_000_000
_BLOCK = 1 << 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SHOWN = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp932": "CP932（Shift_JIS）"}


class Undecodable(UnreadableFile):
    """The bytes are no text of an encoding."""


class Text(NamedTuple):
    """A part whose encoding and delimiter are known."""

    part: Part
    encoding: str
    delimiter: str

    def records(self) -> Iterator[Record]:
        """Yield the rows with their numbers, counted from 1 by lines; BadInput names the row that is none."""
        csv.field_size_limit(LINE_LIMIT)
        with self.part.opened() as stream, io.TextIOWrapper(stream, encoding=self.encoding, newline="") as text:
            reader = csv.reader(_lines(text, self.part.name), delimiter=self.delimiter, strict=True)
            try:
                for record in reader:
                    if record:
                        yield reader.line_num, record
            except csv.Error:
                raise UnreadableFile(
                    "CSV として読めません（引用符の使い方が正しくありません）。ファイルを取り直してください。",
                    file=self.part.name,
                    row=reader.line_num,
                ) from None


def encoding_of(part: Part) -> str:
    """Return the encoding in which all bytes of a part are text; UnreadableFile with the row where there is none."""
    head = part.head()
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            _decode(part, encoding)
            return encoding
    try:
        _decode(part, "utf-8")
    except Undecodable as utf8:
        try:
            _decode(part, "cp932")
        except Undecodable as cp932:
            raise max(utf8, cp932, key=lambda error: error.row or 0) from None
        return "cp932"
    return "utf-8"


def _decode(part: Part, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    rows = 1
    with part.opened() as stream:
        while True:
            block = stream.read(_BLOCK)
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                row = rows + error.object[: error.start].count(b"\n")
                raise Undecodable(
                    f"文字コードが壊れています（{_SHOWN[encoding]} として読めません）。ファイルを取り直してください。",
                    file=part.name,
                    row=row,
                ) from None
            if not block:
                return
            rows += block.count(b"\n")


def _lines(stream: io.TextIOWrapper, file: str) -> Iterator[str]:
    row = 0
    while line := stream.readline(LINE_LIMIT + 1):
        row += 1
        if len(line) > LINE_LIMIT:
            raise UnreadableFile("1 行が長すぎます。登録簿のファイルか確かめてください。", file=file, row=row)
        if row > ROW_LIMIT:
            raise UnreadableFile(f"行が多すぎます。{ROW_LIMIT:,} 行までのファイルを読めます。", file=file, row=row)
        if found := _CONTROL.search(line):
            raise BadInput(
                f"制御文字 U+{ord(found.group()):04X} が入っています。ファイルを取り直してください。",
                file=file,
                row=row,
            )
        yield line
