"""An estimate that exact values will replace has no ETag; what follows has one and keeps it."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from musubime.analytics.betweenness import Betweenness, exact
from musubime.analytics.folding import Core
from musubime.questions import measuring
from musubime.store.port import Store
from musubime_api.app import create_app
from musubime_api.settings import Settings
from tests.api.conftest import client_of

ASKED = "/api/v1/key-actors?roster=three-prefecture-table&limit=3"


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let exact betweenness come late: when this is set."""
    go = threading.Event()

    def later(core: Core) -> Betweenness:
        go.wait(10)
        return exact(core)

    monkeypatch.setattr(measuring, "EXACT_WORK", -1)
    monkeypatch.setattr(measuring, "exact", later)
    return go


@pytest.fixture
def served(bundled: Store) -> Iterator[httpx.Client]:
    with ExitStack() as stack:
        app = create_app(bundled, Settings())
        client = client_of(app, stack)
        client.library = app.state.library  # type: ignore[attr-defined]
        yield client


def test_an_estimate_is_not_tagged_and_the_exact_answer_is(served: httpx.Client, go: threading.Event) -> None:
    first = served.get(ASKED)
    assert first.json()["betweenness"] == "estimated"
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"
    go.set()
    served.library._improving.finish()  # type: ignore[attr-defined]
    then, again = served.get(ASKED), served.get(ASKED)
    assert then.json()["betweenness"] == "exact"
    assert then.headers["etag"] == again.headers["etag"]
    assert then.content == again.content
    known = served.get(ASKED, headers={"If-None-Match": then.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
