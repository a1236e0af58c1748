"""One process at a time holds a store folder; the lock goes with the process, however it ends."""

import os
import sys
import weakref
from pathlib import Path

from musubime.errors import StoreError, StoreInUse

_held: "weakref.WeakSet[FolderLock]" = weakref.WeakSet()


class FolderLock:
    """The lock on one folder, held from creation to `release()`."""

    def __init__(self, folder: Path) -> None:
        try:
            self._file = os.open(folder / "in-use.lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as fault:
            raise StoreError(
                f"{folder} に書き込めません（{fault.strerror}）。フォルダの権限を確認してください。"
            ) from fault
        try:
            _lock(self._file)
        except OSError as fault:
            os.close(self._file)
            raise StoreInUse(
                f"{folder} は別のプロセスが使用中です。"
                "動いている musubime を終了するか、そのサーバーを通して実行してください。"
            ) from fault
        _held.add(self)

    def release(self) -> None:
        """Let others have the folder."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _let_go_in_child() -> None:
    for held in list(_held):
        held.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_child)
