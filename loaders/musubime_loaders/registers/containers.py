"""The files inside a file: itself, the members of a ZIP, what a GZ holds; none of it is unpacked to disk or memory."""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from musubime.errors import UnreadableFile

ENTRY_LIMIT = 1_000
TOTAL_LIMIT = 8 << 30
"""The national file of corporate numbers has about 1.2 GB."""
RATIO_LIMIT = 150
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, zlib.error, lzma.LZMAError)
"""What the libraries raise on archives that are not sound; BadGzipFile is an OSError."""
_SMALL = 1 << 20
_HEAD = 65_536


@dataclass(frozen=True)
class Part:
    """One readable file; `open` gives its bytes from the beginning, as often as asked."""

    name: str
    """What a sentence calls it: the file, and the member of its archive."""
    size: int
    """Bytes that it claims to hold; 0 where nothing says."""
    open: Callable[[], IO[bytes]]

    def head(self) -> bytes:
        """Return its first bytes."""
        with self.opened() as stream:
            return stream.read(_HEAD)

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Give its bytes; what is broken in an archive becomes one sentence."""
        try:
            stream = self.open()
        except (*_BROKEN, ValueError, struct.error):
            _refuse("圧縮が壊れているか、書き込みの途中のファイルです。取り直してください。", self.name)
        try:
            with stream:
                yield stream
        except _BROKEN:
            _refuse("圧縮が壊れているか、書き込みの途中のファイルです。取り直してください。", self.name)


def parts_of(path: Path, file: str) -> list[Part]:
    """Return what a file holds, checked for size before any of it is unpacked; an XLSX workbook is one part.

    Raises UnreadableFile for what is no file, is empty, is too large, or unpacks to far more than it holds.
    """
    try:
        if not path.is_file():
            _refuse("ファイルではありません。ファイルを選び直してください。", file)
        size = path.stat().st_size
        if not size:
            _refuse("空のファイルです。中身のあるファイルを選んでください。", file)
        with path.open("rb") as stream:
            magic = stream.read(4)
    except OSError as error:
        _refuse(f"読めません（{error.strerror}）。権限と場所を確かめてください。", file)
    if size > TOTAL_LIMIT:
        _refuse(f"大きすぎます。{TOTAL_LIMIT >> 30} GB までのファイルを指定してください。", file)
    if magic.startswith(b"\x1f\x8b"):
        return [Part(file, 0, lambda: _Unpacked(path, file, size).buffered())]
    if magic.startswith(b"PK"):
        return _members(path, file, size)
    return [Part(file, size, lambda: path.open("rb"))]


def _members(path: Path, file: str, size: int) -> list[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        _refuse("ZIP が壊れているか、書き込みの途中のファイルです。取り直してください。", file)
    names = [entry.filename for entry in entries]
    if "xl/workbook.xml" in names:
        return [Part(file, size, lambda: path.open("rb"))]
    if len(entries) > ENTRY_LIMIT or len(set(names)) < len(names):
        _refuse("ZIP の中のファイルが多すぎるか、同じ名前が二度あります。取り直してください。", file)
    if sum(entry.file_size for entry in entries) > TOTAL_LIMIT:
        _refuse(f"展開すると {TOTAL_LIMIT >> 30} GB を超えます。分けてください。", file)
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
            _refuse("圧縮率が異常です。信頼できるファイルか確かめてください。", file)
        if entry.flag_bits & 0x1:
            _refuse("暗号化されています。パスワードを外したファイルを指定してください。", file)
    return [_member(path, file, entry) for entry in entries]


def _member(path: Path, file: str, entry: zipfile.ZipInfo) -> Part:
    return Part(f"{file}（{_shown(entry)}）", entry.file_size, lambda: _Member(path, entry))


def _shown(entry: zipfile.ZipInfo) -> str:
    """Return the name of a member; archives made on Japanese Windows write CP932 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return entry.filename


class _Member(io.BufferedReader):
    """The bytes of one member; closing it closes the archive."""

    def __init__(self, path: Path, entry: zipfile.ZipInfo) -> None:
        self._archive = zipfile.ZipFile(path)
        super().__init__(self._archive.open(entry))  # type: ignore[arg-type]

    def close(self) -> None:
        """Close the member and its archive."""
        super().close()
        self._archive.close()


class _Unpacked(io.RawIOBase):
    """The bytes of a GZ file, refused as soon as they are far more than the file can honestly hold."""

    def __init__(self, path: Path, file: str, size: int) -> None:
        self._file, self._size, self._given = file, size, 0
        self._stream = gzip.open(path, "rb")  # noqa: SIM115 -- closed by close()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read the next bytes into a buffer and return how many."""
        block = self._stream.read(len(buffer))
        self._given += len(block)
        if self._given > TOTAL_LIMIT or (self._given > _SMALL and self._given > RATIO_LIMIT * self._size):
            _refuse("圧縮率が異常です。信頼できるファイルか確かめてください。", self._file)
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()

    def buffered(self) -> io.BufferedReader:
        """Return it with a buffer."""
        return io.BufferedReader(self, _HEAD)


def _refuse(problem: str, file: str) -> NoReturn:
    raise UnreadableFile(problem, file=file)
