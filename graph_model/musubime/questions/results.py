"""Results that several questions need: each worked out once, however many ask, and the slow ones beside the answers."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

log = logging.getLogger(__name__)
V = TypeVar("V")
WAITING = 16
"""Slow results that wait to be worked out, the longest waiting given up first: whoever asks again, asks anew."""


class Results:
    """Results by key, the longest unused thrown out first; any thread may ask."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._underway: dict[Hashable, threading.Event] = {}
        self._cleared = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], V]) -> V:
        """Return the result for a key; a second thread waits for the first instead of computing the same."""
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return cast(V, self._kept[key])
                underway, begun = self._underway.get(key), self._cleared
                if underway is None:
                    done = self._underway[key] = threading.Event()
                    break
            underway.wait()
        try:
            value = compute()
            with self._lock:
                # what was begun before everything was thrown out may hold what must not be in memory any more
                if self._cleared == begun:
                    self._kept[key] = value
                    while len(self._kept) > self._limit:
                        self._kept.popitem(last=False)
            return value
        finally:
            with self._lock:
                del self._underway[key]
            done.set()

    def peek(self, key: Hashable) -> object | None:
        """Return the result for a key where it is there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def clear(self) -> None:
        """Throw everything out, and what is being worked out too."""
        with self._lock:
            self._kept.clear()
            self._cleared += 1


class Improving:
    """Works slow results out one at a time, the newest wish first, in a thread that ends when nothing is left."""

    def __init__(self) -> None:
        self._wishes: OrderedDict[Hashable, Callable[[], object]] = OrderedDict()
        self._current: Hashable = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def ask(self, key: Hashable, compute: Callable[[], object]) -> None:
        """Wish for a result; the same wish twice is one."""
        with self._lock:
            if key == self._current:
                return
            self._wishes[key] = compute
            self._wishes.move_to_end(key)
            while len(self._wishes) > WAITING:
                self._wishes.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="musubime-improving", daemon=True)
                self._thread.start()

    def clear(self) -> None:
        """Give up every wish that is still waiting."""
        with self._lock:
            self._wishes.clear()

    def finish(self) -> None:
        """Wait until every wish is fulfilled."""
        while (thread := self._thread) is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wishes:
                    self._current = self._thread = None
                    return
                self._current, compute = self._wishes.popitem()
            try:
                compute()
            except Exception as error:
                # the quick result stands, and the next question may wish again; names stay out of the log
                log.error("a result could not be worked out beside the answers", extra={"fault": type(error).__name__})
