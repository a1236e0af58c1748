"""Files of a request on their way to the readers: names that stay inside one folder, bytes copied in blocks."""

import contextlib
import errno
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from fastapi import UploadFile

from musubime.errors import BadInput, StoreFull
from musubime_loaders.reading import InputFile

_PART = re.compile(r"^(?!\.)[^/\\\x00-\x1f]{1,200}$")
_MOST = 200


def no_room_for_uploads() -> StoreFull:
    """Return the error for a disk without room for the files of a request, to be raised."""
    return StoreFull(
        f"送られたファイルを置く場所（{tempfile.gettempdir()}）に空きがありません。何も変更していません。"
        "空き容量を増やしてから、もう一度実行してください。"
    )


def is_no_room(error: BaseException | None) -> bool:
    """Return whether an error says that a disk is full."""
    return isinstance(error, OSError) and error.errno == errno.ENOSPC


@contextlib.contextmanager
def unpacked(files: Sequence[UploadFile], beside: Sequence[UploadFile] = ()) -> Iterator[list[InputFile]]:
    """Give the uploaded files in a folder of their own until the block ends; `a/b.csv` lies in the folder `a`.

    Files that lie `beside` are there too, but are not among those given.
    """
    if len(files) + len(beside) > _MOST:
        raise BadInput(f"一度に送れるファイルは {_MOST} 個までです。分けて送ってください。")
    with _folder() as folder:
        given = [_copied(file, folder) for file in files]
        for file in beside:
            _copied(file, folder)
        yield given


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix="musubime-load-") as folder:
            yield Path(folder)
    except OSError as error:
        if is_no_room(error):
            raise no_room_for_uploads() from error
        raise


def _copied(file: UploadFile, folder: Path) -> InputFile:
    name = file.filename or ""
    parts = name.split("/")
    if not 1 <= len(parts) <= 2 or not all(_PART.match(part) for part in parts):
        raise BadInput(
            "このファイル名は使えません。名前だけ、または フォルダー/名前 で送ってください。", file=name[:80]
        )
    path = folder.joinpath(*parts)
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        raise BadInput("同じ名前のファイルが二つあります。", file=name)
    with path.open("xb") as target:
        shutil.copyfileobj(file.file, target)
    return InputFile(name=parts[-1], path=path)
