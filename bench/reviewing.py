"""The review queue: the page and the API over the product's rosters with the real ones of the reference folder."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx

from bench.loading import reference
from bench.measuring import Row, cpu_once, median_cpu
from musubime.resolution.undecided import undecided_pairs
from musubime.store.opening import open_store
from musubime_api.app import create_app
from musubime_api.keys import now
from musubime_api.loads import load_bundled
from musubime_api.settings import Settings
from musubime_api.transport import InProcess
from musubime_loaders.bundled import bundled_aliases
from musubime_loaders.loading import load_all
from tests.layouts.layouts import layouts, read_layout


def rows() -> Iterator[Row]:
    """Yield what it costs to find the open pairs, and to answer for a page of them."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store", create=True)
        load_bundled(store)
        given = reference()
        if given is not None:
            editions = [one for name in layouts() if (one := read_layout(given, name).edition) is not None]
            load_all(store, editions, (), bundled_aliases(), _silent, actor="bench", clock=now)
        record = store.record()
        size = f"{len(record.graph.seats):,} seats, {len(record.graph.organizations):,} organizations"
        finding, _, pairs = cpu_once(lambda: undecided_pairs(record.editions, record.judgements, bundled_aliases()))
        yield Row("review: find the open pairs", size, finding, note="once for each change of the record")
        with (
            InProcess(create_app(store, Settings(cache_mb=0))) as transport,
            httpx.Client(transport=transport, base_url="http://127.0.0.1:8000") as http,
        ):
            for what, path in (("page /review", "/review"), ("API /review, 50 pairs", "/api/v1/review")):
                http.get(path).raise_for_status()
                yield Row(what, f"{len(pairs)} pairs", median_cpu(lambda path=path: http.get(path)), goal="< 100 ms")  # type: ignore[misc]
        store.close()


def _silent(_text: str, _done: int, _total: int) -> None:
    return None
