"""CSV and TSV in UTF-8, CP932 or UTF-16 into printed rows."""

import codecs
import csv
from collections.abc import Callable, Iterator
from typing import TypeVar

from musubime.errors import UnreadableFile
from musubime_loaders.printed_rows import CELL_LIMIT, ROW_LIMIT, PrintedTable
from musubime_loaders.table_shape import Shape, table_of

T = TypeVar("T")
_LINE_LIMIT = 4 * 1024 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FOREIGN = (
    (b"PK\x03\x04", "XLSX などの ZIP ファイル"),
    (b"\xd0\xcf\x11\xe0", "古い形式の Excel（.xls）"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "画像"),
    (b"\xff\xd8\xff", "画像"),
    (b"\x1f\x8b", "圧縮ファイル"),
    (b"<!DOCTYPE", "HTML"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
    (b"<HTML", "HTML"),
)


def read_csv(content: bytes, file: str, shape: Shape | None = None) -> PrintedTable:
    """Return the table of a CSV file; UnreadableFile with the row where the bytes are no text of one encoding."""
    for magic, what in _FOREIGN:
        if content.lstrip().startswith(magic):
            raise UnreadableFile(f"CSV ではなく{what}です。CSV で保存し直すか、拡張子を直してください。", file=file)
    _check_lines(content, file)
    text = decoded(content, file)
    delimiter = _delimiter(text)
    if text.count("\n") > ROW_LIMIT:
        _parsed(text, delimiter, file, _counted)
    return _parsed(text, delimiter, file, lambda name, records: table_of(name, records, shape))


def _delimiter(text: str) -> str:
    """Return what parts the cells: of the first lines, the one with the most of either decides."""
    lines = text[:20_000].split("\n")[:20]
    counts = {letter: max(line.count(letter) for line in lines) for letter in ",\t;"}
    return max(counts, key=lambda letter: counts[letter]) if counts[","] < max(counts.values()) else ","


def _parsed(text: str, delimiter: str, file: str, use: Callable[[str, Iterator[tuple[int, list[str]]]], T]) -> T:
    """Return what `use` makes of the records; errors of the CSV itself become one sentence with the row."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    csv.field_size_limit(CELL_LIMIT * 4)
    try:
        return use(file, ((reader.line_num, record) for record in reader))
    except csv.Error as error:
        problem = (
            "引用符が閉じていないか、セルが長すぎます" if "limit" in str(error) else "引用符の使い方が正しくありません"
        )
        raise UnreadableFile(
            f"CSV として読めません（{problem}）。表計算ソフトで保存し直してください。", file=file, row=reader.line_num
        ) from None


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text with their ends, without a second copy of the whole."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _counted(file: str, records: Iterator[tuple[int, list[str]]]) -> None:
    """Refuse a table with too many rows before any of it is kept."""
    for count, (number, _) in enumerate(records):
        if count > ROW_LIMIT:
            raise UnreadableFile(f"行が多すぎます。{ROW_LIMIT:,} 行までに分けてください。", file=file, row=number)


def _check_lines(content: bytes, file: str) -> None:
    """Refuse a line that no table has, before the text is decoded."""
    if len(content) <= _LINE_LIMIT:
        return
    start, row = 0, 1
    while start < len(content):
        end = content.find(b"\n", start) + 1 or len(content)
        if end - start > _LINE_LIMIT:
            raise UnreadableFile(
                f"1 行が {_LINE_LIMIT // 1024 // 1024} MB を超えます。表の形のファイルか確かめてください。",
                file=file,
                row=row,
            )
        start, row = end, row + 1


def decoded(content: bytes, file: str) -> str:
    """Return the text of bytes in UTF-8, UTF-16 or CP932; UnreadableFile with the row otherwise."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(content, error, file, encoding) from None
    if b"\x00" in content[:4096] and (text := _unmarked_utf16(content)) is not None:
        return text
    if b"\x00" in content[:4096]:
        raise UnreadableFile("文字のファイルではありません。CSV で保存し直してください。", file=file)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as utf8:
        try:
            return content.decode("cp932")
        except UnicodeDecodeError as cp932:
            deeper = max(utf8, cp932, key=lambda error: error.start)
            encoding = "utf-8" if deeper is utf8 else "cp932"
            raise _undecodable(content, deeper, file, encoding) from None


def _unmarked_utf16(content: bytes) -> str | None:
    """Return the text of UTF-16 without a mark, told by line ends and letters that lie in one of its two orders."""
    for encoding, newline in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if newline not in content:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        japanese = sum("\u3000" <= letter <= "\u9fff" or " " <= letter <= "~" or letter in "\r\n\t" for letter in text)
        if japanese > 0.9 * len(text):
            return text
    return None


def _undecodable(content: bytes, error: UnicodeDecodeError, file: str, encoding: str) -> UnreadableFile:
    before = content[: error.start].decode(encoding, errors="replace")
    row = before.count("\n") + 1
    name = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp932": "CP932（Shift_JIS）"}[encoding]
    return UnreadableFile(
        f"文字コードが壊れています（{name} として {error.start + 1:,} バイト目が読めません）。"
        "UTF-8 で保存し直してください。",
        file=file,
        row=row,
    )
