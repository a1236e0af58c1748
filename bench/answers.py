"""CPU time of one answer about the three-prefecture table, in process: nothing kept, then kept."""

import asyncio
import datetime
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from bench.asking import ask
from bench.measuring import Row
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime_api.app import create_app
from musubime_api.settings import Settings
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, bundled_rosters
from musubime_loaders.loading import judge, load
from musubime_loaders.roster_folder import read_roster_folder

ROSTER = "three-prefecture-table"
REPEATS = 9
ANOTHER = {"/api/v1/search": {"q": "広島"}}
QUESTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "search": ("/api/v1/search", {"q": "徳島大"}),
    "organizations": ("/api/v1/organizations", {"roster": ROSTER, "limit": "500"}),
    "seats": ("/api/v1/seats", {"roster": ROSTER, "limit": "500"}),
    "key actors": ("/api/v1/key-actors", {"roster": ROSTER, "limit": "500"}),
    "overlap matrix": ("/api/v1/overlap/matrix", {"roster": ROSTER}),
    "network scene": ("/api/v1/network", {"roster": ROSTER}),
    "GraphML": ("/api/v1/exports/graphml", {"roster": ROSTER}),
}


class Cost(NamedTuple):
    """CPU seconds of an answer: the first time, written anew, and out of the cache; and its length in bytes."""

    first: float
    anew: float
    kept: float
    length: int


def rows() -> Iterator[Row]:
    """Yield one row for each question."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"{folder}/store", create=True)) as store,
        closing(asyncio.new_event_loop()) as loop,
    ):
        _fill(store)
        for name, (path, query) in QUESTIONS.items():
            cost = _cpu_of(loop, store, path, query)
            note = f"{cost.anew * 1e3:.2f} ms with its measures kept, {cost.kept * 1e3:.2f} ms with its bytes kept"
            yield Row(f"answer: {name}", f"{cost.length:,} bytes", cost.first, note=note)


def _fill(store: Store) -> None:
    def clock() -> datetime.datetime:
        return datetime.datetime(2024, 4, 1, tzinfo=datetime.UTC)

    edition = read_roster_folder(bundled_rosters()[ROSTER])
    judge(store, bundled_judgements(), bundled_aliases(), actor="bench", clock=clock)
    load(store, edition, bundled_aliases(), actor="bench", clock=clock)


def _cpu_of(loop: asyncio.AbstractEventLoop, store: Store, path: str, query: dict[str, str]) -> Cost:
    """Return what the answer to a question costs; the route itself was used before, for another question."""
    first: list[float] = []
    anew: list[float] = []
    kept: list[float] = []
    length = 0
    for _ in range(REPEATS):
        for cache_mb, second in ((0, anew), (64, kept)):
            app = create_app(store, Settings(store=store.address, cache_mb=cache_mb))
            app.state.library.snapshot()
            loop.run_until_complete(ask(app, path, ANOTHER.get(path, {**query, "prefecture": "34"})))
            for taken in (first, second):
                start = time.process_time()
                length = len(loop.run_until_complete(ask(app, path, query)))
                taken.append(time.process_time() - start)
    return Cost(statistics.median(first), statistics.median(anew), statistics.median(kept), length)
