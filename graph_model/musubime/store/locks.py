"""A lock that many may read under at once and one may write under alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReadersWriterLock:
    """Readers share it, a writer has it alone; a thread that reads may read again inside.

    A waiting writer keeps new readers out, so it always gets its turn. A thread that reads must not ask to write.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._readers = 0
        self._waiting = 0
        self._writer: int | None = None
        self._mine = threading.local()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Hold off writers until the block ends."""
        depth: int = getattr(self._mine, "depth", 0)
        # the writer itself may read what it is writing
        outermost = depth == 0 and self._writer != threading.get_ident()
        if outermost:
            with self._condition:
                self._condition.wait_for(lambda: self._writer is None and self._waiting == 0)
                self._readers += 1
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            if outermost:
                with self._condition:
                    self._readers -= 1
                    self._condition.notify_all()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Wait until nobody reads, then keep everybody out until the block ends."""
        if self._writer == threading.get_ident():
            yield
            return
        if getattr(self._mine, "depth", 0):
            raise RuntimeError("a thread that reads cannot wait for itself to finish reading")
        with self._condition:
            self._waiting += 1
            try:
                self._condition.wait_for(lambda: self._writer is None and self._readers == 0)
            finally:
                self._waiting -= 1
            self._writer = threading.get_ident()
        try:
            yield
        finally:
            with self._condition:
                self._writer = None
                self._condition.notify_all()
