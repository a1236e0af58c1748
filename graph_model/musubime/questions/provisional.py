"""Whether what was just answered is provisional: an estimate that an exact value will replace in the same graph."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Notice:
    """What is known of an answer while it is made."""

    def __init__(self) -> None:
        self.provisional = False


_notice: ContextVar[Notice | None] = ContextVar("musubime-provisional", default=None)


@contextmanager
def noticing() -> Iterator[Notice]:
    """Watch whether anything answered inside is provisional; such an answer must not be kept under its ETag."""
    notice = Notice()
    token = _notice.set(notice)
    try:
        yield notice
    finally:
        _notice.reset(token)


def mark_provisional() -> None:
    """Say that what is being answered is provisional."""
    if (notice := _notice.get()) is not None:
        notice.provisional = True
