"""Files that commands write: whole or not at all, never over another by accident."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from musubime.errors import BadInput


def written(path: Path, parts: Iterator[bytes], *, force: bool = False) -> int:
    """Write `parts` to `path` and return the number of bytes; an existing file stays unless `force`."""
    if path.exists() and not force:
        raise BadInput("ファイルがすでにあります。別の名前にするか --force を付けてください。", file=str(path))
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with fresh.open("xb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        fresh.replace(path)
    except FileNotFoundError:
        raise BadInput("書き込むフォルダーがありません。", file=str(path)) from None
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return size
