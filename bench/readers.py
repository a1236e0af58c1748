"""Eight readers of a running server while a load is applied: how long they wait, and whether one sees half of it."""

import random
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import numpy as np
import psutil  # type: ignore[import-untyped]

from bench.measuring import Row

READERS = 8
BEFORE_SECONDS, AFTER_SECONDS = 5.0, 10.0
PATIENCE = 300.0
SHEET = """事業,会議体,都道府県,部門,機関,出典
試験事業,読者試験会議,東京都,官,東京都,試験資料
試験事業,読者試験会議,東京都,学,試験大学,試験資料
"""
Asked = Sequence[tuple[str, dict[str, str]]]


class Read(NamedTuple):
    """One answer: when it was asked for and there, its status, question, graph version and what it says."""

    start: float
    seconds: float
    status: int
    retry_after: str | None
    question: int
    version: str
    said: int


class Moments(NamedTuple):
    """When a load was sent, when it was acknowledged, and when the first answer came from the new graph."""

    loading: float
    loaded: float
    ready: float


def under_a_load(folder: Path, asked: Asked) -> Iterator[Row]:
    """Yield what readers saw: before the load, from its beginning until the new graph answers, and after."""
    with _server(folder) as (http, server):
        for path, query in asked:
            http.get(path, params=query)
        reads: list[Read] = []
        stop = threading.Event()
        readers = [threading.Thread(target=_read, args=(http, asked, n, reads, stop)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        time.sleep(BEFORE_SECONDS)
        spent = [_cpu_of(server)]
        loading = time.monotonic()
        answer = http.post("/api/v1/loads?dry_run=false", files={"files": ("読者試験.csv", SHEET.encode())})
        answer.raise_for_status()
        loaded = time.monotonic()
        spent.append(_cpu_of(server))
        _until_ready(http)
        ready = time.monotonic()
        spent.append(_cpu_of(server))
        time.sleep(AFTER_SECONDS)
        stop.set()
        for reader in readers:
            reader.join()
    cpu = [after - before for before, after in pairwise(spent)]
    yield from _rows(reads, Moments(loading, loaded, ready), cpu, answer.json()["graph_version"])


def _rows(reads: list[Read], at: Moments, cpu: list[float], after: str) -> Iterator[Row]:
    told: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for read in reads:
        if read.status == 200:
            told[read.question, read.version].add(read.said)
    versions = {read.version for read in reads if read.status == 200}
    late = [read for read in reads if read.status == 200 and read.start > at.loaded and read.version != after]
    halves = sum(len(each) > 1 for each in told.values())
    verdict = f"{halves} questions with two answers in one version, {len(versions)} versions, {len(late)} stale"
    for name, start, end in (
        ("before a load", 0.0, at.loading),
        (f"while a load is applied ({at.loaded - at.loading:.1f} s, {cpu[0]:.1f} s CPU)", at.loading, at.loaded),
        (f"while the new graph is read ({at.ready - at.loaded:.1f} s, {cpu[1]:.1f} s CPU)", at.loaded, at.ready),
        ("after", at.ready, float("inf")),
    ):
        there = [read for read in reads if start <= read.start < end]
        fine = [read.seconds for read in there if read.status == 200]
        waiting = [read for read in there if read.status == 503]
        other = [read for read in there if read.status not in (200, 503)]
        untold = sum(read.retry_after is None for read in waiting)
        if there:
            half, nearly = np.percentile([read.seconds for read in there], [50, 99])
            note = (
                f"p50 {half * 1e3:.0f} ms; {len(fine)} answers, {len(waiting)} × 503 ({untold} without Retry-After), "
                f"{len(other)} others; {verdict}"
            )
            yield Row(f"serving RS: p99 of {READERS} readers {name}", "wall time", float(nearly), note=note)


def _read(http: httpx.Client, asked: Asked, number: int, reads: list[Read], stop: threading.Event) -> None:
    draw = random.Random(number)
    while not stop.is_set():
        question = draw.randrange(len(asked))
        path, query = asked[question]
        start = time.monotonic()
        try:
            answer = http.get(path, params=query)
        except httpx.TransportError:
            # the server closed a connection that had been idle, at the moment when it was used again
            continue
        seconds = time.monotonic() - start
        retry_after = answer.headers.get("retry-after")
        version, said = ("", 0)
        if answer.status_code == 200:
            body = answer.json()
            version, said = body["graph_version"], hash(repr(_without_estimates(body)))
        reads.append(Read(start, seconds, answer.status_code, retry_after, question, version, said))
        if answer.status_code == 503:
            stop.wait(min(float(retry_after or 1), 2.0))


def _without_estimates(value: Any) -> Any:  # noqa: ANN401 -- JSON
    """Return an answer without the betweenness, which is an estimate until the exact one is there."""
    if isinstance(value, dict):
        return {name: _without_estimates(one) for name, one in value.items() if not name.startswith("betweenness")}
    return [_without_estimates(one) for one in value] if isinstance(value, list) else value


def _until_ready(http: httpx.Client) -> None:
    start = time.monotonic()
    while http.get("/api/v1/key-actors?limit=1&q=試験大学").status_code != 200:
        if time.monotonic() - start > PATIENCE:
            raise RuntimeError("the new graph did not come")
        time.sleep(0.1)


@contextmanager
def _server(folder: Path) -> Iterator[tuple[httpx.Client, psutil.Process]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "musubime_api", "serve", "--store", str(folder), "--port", str(port), "--empty"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    limits = httpx.Limits(max_connections=READERS + 2)
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False, limits=limits
        ) as http:
            _answering(http, running)
            yield http, psutil.Process(running.pid)
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _answering(http: httpx.Client, running: "subprocess.Popen[bytes]") -> None:
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE and running.poll() is None:
        try:
            if http.get("/api/v1/key-actors").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise RuntimeError(f"the server did not answer (it ended with {running.poll()})")


def _cpu_of(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
