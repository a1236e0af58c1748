"""Every question gives the same bytes on every engine, but for the engine's own name and the times of loading."""

import datetime
import re
from collections.abc import Iterator
from contextlib import ExitStack, closing

import httpx
import pytest

from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime_api.app import create_app
from musubime_api.settings import Settings
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled
from musubime_loaders.loading import load_all
from tests.api.conftest import client_of
from tests.engines import EMBEDDED, ENGINES, place

TABLE = "roster=three-prefecture-table"
LISTS = ("organizations", "persons", "programmes", "consortia", "seats", "sources")
QUESTIONS = (
    *(f"/{name}?limit=500" for name in LISTS),
    *(f"/search?q={text}" for text in ("徳島大学", "とくしまだいがく", "Tokushima University", "大", "DX", "ない名前")),
    *(f"/key-actors?level={level}&limit=500" for level in ("organization", "post", "person")),
    *(
        f"/key-actors?{TABLE}&sort={measure}"
        for measure in ("connector", "sole_bridge", "bridge_share", "betweenness_two_mode", "brokerage_roles.liaison")
    ),
    "/overlap/matrix",
    f"/overlap/matrix?{TABLE}",
    f"/overlap/matrix?{TABLE}&by=programme",
    "/network",
    "/network?prefecture=徳島県",
    f"/seats?{TABLE}&prefecture=36&prefecture=39",
    "/seats?as_of=2021-06-01",
    "/organizations?sector=金",
    f"/exports/graphml?{TABLE}",
    f"/exports/csv?{TABLE}",
    "/exports/json",
)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded engine with the bundled rosters."""
    store = open_store(tmp_path_factory.mktemp("same") / "store", create=True)
    filled(store)
    yield store
    store.close()


@pytest.fixture(scope="module", params=[engine for engine in ENGINES if engine != EMBEDDED])
def neo4j(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A real Neo4j with the bundled rosters, loaded in the opposite order."""
    server = place(request.param, tmp_path_factory.mktemp("same"))
    with closing(server.open()) as store:
        filled(store, backwards=True)
        yield store
    server.wipe()


@pytest.fixture(scope="module")
def ours(embedded: Store) -> dict[str, bytes]:
    """The answers of the embedded engine, asked once for all others."""
    return answers(embedded)


def filled(store: Store, *, backwards: bool = False) -> None:
    """Load what comes with the product."""
    editions = read_bundled()[:: -1 if backwards else 1]
    noon = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    load_all(
        store, editions, bundled_judgements(), bundled_aliases(), lambda *_: None, actor="test", clock=lambda: noon
    )


def answers(store: Store) -> dict[str, bytes]:
    """Return the body of every question, those about single records included."""
    with ExitStack() as stack:
        client = client_of(create_app(store, Settings()), stack)
        given = {question: body(client, question) for question in QUESTIONS}
        for question in single_records(client):
            given[question] = body(client, question)
        return given


def single_records(client: httpx.Client) -> list[str]:
    """Return the questions about every single record and its neighbourhood, and about some that cost more.

    Those are every seventh wide neighbourhood and every 137th pair of consortia: engines differ by kind, not by id.
    """
    ids = {name: [item["id"] for item in client.get(f"/api/v1/{name}?limit=500").json()["items"]] for name in LISTS}
    posts = [item["id"] for item in client.get("/api/v1/key-actors?level=post&limit=500").json()["items"]]
    pairs = [(a, b) for a in ids["consortia"] for b in ids["consortia"] if a < b]
    return [
        *(f"/{name}/{id}" for name in LISTS for id in ids[name]),
        *(f"/posts/{id}" for id in posts),
        *(f"/organizations/{id}/neighbourhood?depth=1" for id in ids["organizations"]),
        *(f"/organizations/{id}/neighbourhood?depth=2" for id in ids["organizations"][::7]),
        *(f"/overlap?a={a}&b={b}" for a, b in pairs[::137]),
    ]


def body(client: httpx.Client, question: str) -> bytes:
    """Return an answer without the times of loading."""
    response = client.get(f"/api/v1{question}")
    assert response.status_code == 200, (question, response.text)
    return re.sub(rb'"loaded_at":"[^"]*"', b"", response.content)


@pytest.mark.neo4j
def test_every_question_has_the_same_answer_on_the_embedded_engine_and_on_neo4j(
    ours: dict[str, bytes], neo4j: Store
) -> None:
    theirs = answers(neo4j)
    assert list(ours) == list(theirs)
    assert [question for question in ours if ours[question] != theirs[question]] == []
    assert len(ours) > 900


@pytest.mark.neo4j
def test_the_graph_version_is_the_same_whatever_the_engine_and_the_order_of_loading(
    embedded: Store, neo4j: Store
) -> None:
    assert neo4j.read_graph().version == embedded.read_graph().version
    assert neo4j.verify(lambda *_: None).faults == ()
