"""Server CPU of an answer about overlap at national size (RS 2024), from memory: nothing, measures, bytes kept."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from fastapi import FastAPI

from bench.asking import ask
from bench.loading import rs_edition
from bench.measuring import Row
from musubime.resolution.resolve import resolve
from musubime_api.app import create_app
from musubime_api.settings import Settings
from tests.questions.fake_store import FakeStore

REPEATS = 7


def rows() -> Iterator[Row]:
    """Yield one row for each question."""
    store = FakeStore(resolve([rs_edition()], [], []))
    consortia = sorted(store.graph.consortia)
    questions: dict[str, tuple[str, dict[str, str]]] = {
        "overlap of two": ("/api/v1/overlap", {"a": consortia[0], "b": consortia[1]}),
        "overlap of two, SDSM": ("/api/v1/overlap", {"a": consortia[0], "b": consortia[1], "null_model": "sdsm"}),
        "matrix of 復興庁": ("/api/v1/overlap/matrix", {"owner": "復興庁"}),
        "matrix of 復興庁, SDSM": ("/api/v1/overlap/matrix", {"owner": "復興庁", "null_model": "sdsm"}),
        "matrix by programme": ("/api/v1/overlap/matrix", {"by": "programme"}),
        "top of one": ("/api/v1/overlap/top", {"consortium": consortia[0]}),
        "top of one in 厚生労働省": (
            "/api/v1/overlap/top",
            {"consortium": _of(store, "厚生労働省"), "owner": "厚生労働省"},
        ),
    }
    with closing(asyncio.new_event_loop()) as loop:
        for name, (path, query) in questions.items():
            uncached = _cost(loop, _application(store, cache_mb=0), path, query)
            cached = _cost(loop, _application(store, cache_mb=64), path, query)
            note = (
                f"{uncached.again * 1e3:.2f} ms with its measures kept, {cached.again * 1e3:.2f} ms with its bytes kept"
            )
            yield Row(f"answer at RS: {name}", f"{uncached.length:,} bytes", uncached.first, note=note)


def _of(store: FakeStore, ministry: str) -> str:
    """Return a consortium of a ministry."""
    owner = next(id for id, each in store.graph.organizations.items() if each.name == ministry)
    programmes = {tie.to_id for tie in store.graph.ties.values() if tie.type.name == "OWNS" and tie.from_id == owner}
    ties = store.graph.ties.values()
    return min(tie.from_id for tie in ties if tie.type.name == "UNDER" and tie.to_id in programmes)


class _Cost(NamedTuple):
    """CPU seconds of an answer with nothing but the snapshot kept, and of the one after it; and its length in bytes."""

    first: float
    again: float
    length: int


def _application(store: FakeStore, cache_mb: int) -> FastAPI:
    app = create_app(store, Settings(store=store.address, cache_mb=cache_mb))
    app.state.library.snapshot()
    return app


def _cost(loop: asyncio.AbstractEventLoop, app: FastAPI, path: str, query: dict[str, str]) -> _Cost:
    """Return what an answer costs, on a route that was used before."""
    length = len(loop.run_until_complete(ask(app, path, query)))
    first: list[float] = []
    again: list[float] = []
    for _ in range(REPEATS):
        app.state.library._clear()
        for taken in (first, again):
            start = time.process_time()
            loop.run_until_complete(ask(app, path, query))
            taken.append(time.process_time() - start)
    return _Cost(statistics.median(first), statistics.median(again), length)
