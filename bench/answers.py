"""CPU time of one answer about the three-prefecture table, in process: nothing kept, then kept; beside networkx."""

import asyncio
import datetime
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from urllib.parse import urlencode

import networkx  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Scope

from bench.measuring import Row, median_cpu
from bench.seed import three_prefectures
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.graph import Graph
from musubime_api.app import create_app
from musubime_api.settings import Settings
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, bundled_rosters
from musubime_loaders.loading import judge, load
from musubime_loaders.roster_folder import read_roster_folder

ROSTER = "three-prefecture-table"
REPEATS = 15
QUESTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "search": ("/api/v1/search", {"q": "徳島大"}),
    "organizations": ("/api/v1/organizations", {"roster": ROSTER, "limit": "500"}),
    "seats": ("/api/v1/seats", {"roster": ROSTER, "limit": "500"}),
    "key actors": ("/api/v1/key-actors", {"roster": ROSTER, "limit": "500"}),
    "overlap matrix": ("/api/v1/overlap/matrix", {"roster": ROSTER}),
    "network scene": ("/api/v1/network", {"roster": ROSTER}),
    "GraphML": ("/api/v1/exports/graphml", {"roster": ROSTER}),
}


def rows() -> Iterator[Row]:
    """Yield one row for each question, then the measures beside plain networkx."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"{folder}/store", create=True)) as store,
        closing(asyncio.new_event_loop()) as loop,
    ):
        _fill(store)
        for name, (path, query) in QUESTIONS.items():
            cold, kept, length = _cpu_of(loop, store, path, query)
            yield Row(
                f"answer: {name}", f"{length:,} bytes", cold, note=f"{kept * 1e6:.0f} µs kept ({cold / kept:.0f}×)"
            )
        measured = [_cpu_of(loop, store, *QUESTIONS["key actors"])[0] for _ in range(3)]
        plain = median_cpu(lambda: _plain_measures(three_prefectures()))
        yield Row(
            "key actors, whole answer beside measures alone",
            "66 × 8",
            statistics.median(measured),
            plain,
            "networkx, plain Python",
        )


def _fill(store: Store) -> None:
    def clock() -> datetime.datetime:
        return datetime.datetime(2024, 4, 1, tzinfo=datetime.UTC)

    edition = read_roster_folder(bundled_rosters()[ROSTER])
    judge(store, bundled_judgements(), bundled_aliases(), actor="bench", clock=clock)
    load(store, edition, bundled_aliases(), actor="bench", clock=clock)


def _cpu_of(
    loop: asyncio.AbstractEventLoop, store: Store, path: str, query: dict[str, str]
) -> tuple[float, float, int]:
    """Return CPU seconds of an answer that nothing is kept of, of one that is kept, and its length."""
    cold: list[float] = []
    kept: list[float] = []
    length = 0
    for _ in range(REPEATS):
        app = create_app(store, Settings(store=store.address))
        app.state.library.snapshot()
        loop.run_until_complete(_ask(app, "/healthz", {}))
        for taken in (cold, kept):
            start = time.process_time()
            length = loop.run_until_complete(_ask(app, path, query))
            taken.append(time.process_time() - start)
    return statistics.median(cold), statistics.median(kept), length


async def _ask(app: ASGIApp, path: str, query: dict[str, str]) -> int:
    """Ask the application in this process and return the length of its answer."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": urlencode(query).encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"identity")],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 0),
    }
    length = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal length
        if message["type"] == "http.response.start" and message["status"] != 200:
            raise RuntimeError(f"{path} answered {message['status']}")
        length += len(message.get("body", b""))

    await app(scope, receive, send)
    return length


def _plain_measures(graph: Graph) -> object:
    two_mode = networkx.Graph()
    rosters: dict[str, set[str]] = {}
    for seat in graph.seats.values():
        if seat.organization:
            two_mode.add_edge(seat.organization, seat.consortium)
            rosters.setdefault(seat.consortium, set()).add(seat.organization)
    sole: dict[str, int] = {}
    share: dict[str, float] = {}
    for a, b in combinations(sorted(rosters), 2):
        both = rosters[a] & rosters[b]
        for actor in both:
            share[actor] = share.get(actor, 0.0) + 1 / len(both)
            sole[actor] = sole.get(actor, 0) + (len(both) == 1)
    return dict(two_mode.degree()), sole, share, networkx.betweenness_centrality(two_mode, normalized=False)
