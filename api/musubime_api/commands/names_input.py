"""The sheet of names that `names compare` and `names link` read: a file, or `-` for the standard input."""

import sys
from pathlib import Path

from musubime.errors import UnreadableFile


def sheet_bytes(file: Path) -> tuple[str, bytes]:
    """Return what to call the sheet and its bytes; raise UnreadableFile where it is empty, too large or no file."""
    # slow to import, and needed by two commands alone
    from musubime_loaders.printed_rows import FILE_LIMIT, read_bytes

    if str(file) != "-":
        return str(file), read_bytes(file, str(file))
    name, content = "標準入力", sys.stdin.buffer.read(FILE_LIMIT + 1)
    if not content:
        raise UnreadableFile("何も渡されていません。CSV を渡してください。", file=name)
    if len(content) > FILE_LIMIT:
        raise UnreadableFile(f"大きすぎます。{FILE_LIMIT // 1024 // 1024} MB までに分けてください。", file=name)
    return name, content
