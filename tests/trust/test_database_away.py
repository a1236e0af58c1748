"""Neo4j goes away under a running server, silently or with a bang: told at once, and over by itself when it is back."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime_api.cli import run
from musubime_api.settings import Settings
from tests.api.conftest import SHEET, sheet
from tests.conftest import missing
from tests.neo4j_server import VERSIONS, Neo4jServer, NoServer, free_port
from tests.trust.serving import listening, until

pytestmark = pytest.mark.neo4j

PASSWORD = "a password of the tests"
TOLD_SECONDS, BACK_SECONDS = 2.0, 5.0
API = ("/readyz", "/api/v1/status", "/api/v1/search?q=徳島", "/api/v1/organizations", "/api/v1/seats",
       "/api/v1/key-actors", "/api/v1/network", "/api/v1/overlap/matrix", "/api/v1/loads",
       "/api/v1/exports/graphml", "/api/v1/exports/csv")  # fmt: skip
PAGES = ("/", "/network", "/overlap", "/key-actors", "/search?q=徳島", "/prefectures/36", "/organizations/x")
LATER = sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv")


@pytest.fixture(scope="module")
def server() -> Iterator[Neo4jServer]:
    starting = Neo4jServer(VERSIONS[0], password=PASSWORD, heap="512m")
    try:
        starting.start()
    except NoServer as reason:
        starting.__exit__()
        missing(str(reason))
    yield starting
    starting.__exit__()


@pytest.fixture(scope="module")
def store(server: Neo4jServer) -> Iterator[Store]:
    with closing(open_store(server.uri, create=True, user="neo4j", password=PASSWORD)) as opened:
        yield opened


@pytest.fixture(scope="module")
def http(store: Store) -> Iterator[httpx.Client]:
    """A server with a small roster that has answered everything once."""
    with listening(store, Settings(store=store.address)) as client:
        assert client.post("/api/v1/loads", files=sheet()).status_code == 200
        until(client, "/api/v1/key-actors", 200, BACK_SECONDS)
        yield client


WAYS = {"answers nothing": (Neo4jServer.pause, Neo4jServer.resume), "is killed": (Neo4jServer.stop, Neo4jServer.start)}


@pytest.mark.parametrize(("leave", "return_"), WAYS.values(), ids=WAYS)
def test_a_database_that_leaves_is_told_of_at_once_and_back_by_itself(
    server: Neo4jServer,
    store: Store,
    http: httpx.Client,
    leave: Callable[[Neo4jServer], None],
    return_: Callable[[Neo4jServer], None],
) -> None:
    before = {path: http.get(path).content for path in API}
    seq = store.ledger_seq()
    leave(server)
    try:
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda path: told(http, path), (*API, *PAGES)))
        refused = http.post("/api/v1/loads", files=LATER)
        assert (refused.status_code, refused.json()["type"]) == (503, "urn:musubime:problem:store-away")
        alive_under_a_crowd(http)
    finally:
        return_(server)
    assert until(http, "/readyz", 200, BACK_SECONDS) < BACK_SECONDS
    assert {path: http.get(path).content for path in API} == before
    assert {path: http.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200) | {"/organizations/x": 404}
    assert store.ledger_seq() == seq


def told(http: httpx.Client, path: str) -> None:
    """Check that a path answers 503 in time, with when to try again."""
    media_type = "application/problem+json" if path in API else "text/html; charset=utf-8"
    start = time.monotonic()
    answer = http.get(path)
    taken = time.monotonic() - start
    assert (path, answer.status_code, answer.headers["content-type"]) == (path, 503, media_type)
    assert int(answer.headers["retry-after"]) > 0
    assert "Neo4j に接続できません" in answer.text
    assert (path, taken < TOLD_SECONDS) == (path, True), taken


def alive_under_a_crowd(http: httpx.Client) -> None:
    """Check that `/healthz` answers while more questions wait for the database than there are threads."""
    with ThreadPoolExecutor(60) as pool:
        waiting = [
            pool.submit(httpx.get, f"{http.base_url}/api/v1/status", trust_env=False, timeout=60) for _ in range(60)
        ]
        time.sleep(0.3)
        start = time.monotonic()
        answer = http.get("/healthz")
        taken = time.monotonic() - start
        assert (answer.status_code, answer.json()["status"]) == (200, "ok")
        assert {one.result().status_code for one in waiting} == {503}
    assert taken < TOLD_SECONDS


def test_a_load_after_the_return_is_written_once(store: Store, http: httpx.Client) -> None:
    assert [item["status"] for item in http.post("/api/v1/loads", files=LATER).json()["items"]] == ["applied"]
    assert http.post("/api/v1/admin/verify").json()["total"] == 0
    assert [row[2] for row in store.audit_rows()] == ["load", "load"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "試験.csv"
    path.write_text(SHEET)
    return str(path)


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the last line on standard error; before it may stand what takes long."""
    out, err = capsys.readouterr()
    assert (out, "Traceback" in err) == ("", False)
    *progress, sentence = err.splitlines()
    assert all(line.endswith("…") for line in progress)
    return sentence


@pytest.mark.parametrize("command", ["status", "load", "serve"])
def test_a_command_to_an_address_where_nothing_answers_is_refused_in_one_sentence(
    command: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"bolt://127.0.0.1:{free_port()}"
    more = {"load": [file, "--yes"], "serve": ["--port", "0"]}.get(command, [])
    assert run([command, *more, "--store", address]) == 1
    assert one_sentence(capsys) == (
        f"{address} の Neo4j に接続できません。起動しているか、アドレスが正しいかを確認してください。"
    )


def test_a_command_to_an_address_of_something_else_is_refused_in_one_sentence(
    http: httpx.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"bolt://127.0.0.1:{http.base_url.port}"
    assert run(["status", "--store", address]) == 1
    assert one_sentence(capsys).startswith(f"{address} の Neo4j に接続できません。")


# a third wrong password would lock the user out, the right one too
@pytest.mark.parametrize("command", ["status", "load"])
def test_a_wrong_password_is_refused_in_one_sentence_without_the_password(
    command: str, file: str, server: Neo4jServer, store: Store, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    seq = store.ledger_seq()
    monkeypatch.setenv("MUSUBIME_NEO4J_PASSWORD", "not the password")
    assert run([command, *([file, "--yes"] if command == "load" else []), "--store", server.uri]) == 1
    assert one_sentence(capsys) == (
        f"{server.uri} がログインを拒否しました。"
        "ユーザー名とパスワード（MUSUBIME_NEO4J_USER・MUSUBIME_NEO4J_PASSWORD）を確認してください。"
    )
    assert store.ledger_seq() == seq
