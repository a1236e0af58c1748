"""CPU seconds of this process and, where asked, of a child; medians, since other work shares the cores."""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import psutil  # type: ignore[import-untyped]

T = TypeVar("T")


class Row(NamedTuple):
    """One line of the table: CPU seconds of ours and of the plain way, in the same run."""

    what: str
    size: str
    ours: float
    plain: float | None = None
    plain_way: str = ""
    goal: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the plain way costs."""
        return self.plain / self.ours if self.plain is not None and self.ours else None


def median_cpu(ask: Callable[[], object], repeats: int = 5) -> float:
    """Return the median CPU seconds of one call, each measured over enough calls to last 20 ms."""
    ask()
    start = time.process_time()
    ask()
    once = max(time.process_time() - start, 1e-6)
    calls = max(1, int(0.02 / once))
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeats):
            start = time.process_time()
            for _ in range(calls):
                ask()
            taken.append((time.process_time() - start) / calls)
    finally:
        gc.enable()
    return statistics.median(taken)


def cpu_once(do: Callable[[], T], child: psutil.Process | None = None) -> tuple[float, float, T]:
    """Return CPU seconds of one call in this process and in a child, and its answer."""
    child_before = _cpu_of(child)
    start = time.process_time()
    answer = do()
    return time.process_time() - start, _cpu_of(child) - child_before, answer


def peak_megabytes(do: Callable[[], object]) -> float:
    """Return the peak of Python's memory during one call, in megabytes, above what was there before."""
    gc.collect()
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def _cpu_of(process: psutil.Process | None) -> float:
    if process is None:
        return 0.0
    times = process.cpu_times()
    return float(times.user + times.system)
