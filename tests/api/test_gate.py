"""Host, Origin, keys, bounds and headers hold for every request, whatever route it wants."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from pydantic import SecretStr

from musubime.store.port import KeyRow
from musubime_api import problems
from musubime_api.keys import KeyRing, create_key, list_keys, revoke_key
from musubime_api.security import CONTENT_SECURITY_POLICY, Gate
from musubime_api.settings import Settings
from musubime_api.transport import InProcess

FIXED_KEY = "a-fixed-key-for-tests"


class Keys:
    """Keys in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, KeyRow] = {}

    def keys(self) -> list[KeyRow]:
        return list(self.rows.values())

    def put_key(self, key: KeyRow) -> None:
        self.rows[key.id] = key


@contextmanager
def client(settings: Settings, keys: Keys | None = None, peer: str = "127.0.0.1") -> Iterator[httpx.Client]:
    app = FastAPI()
    problems.install(app, lambda _request, status: Response("page", status))

    @app.get("/read")
    def read() -> dict[str, str]:
        return {"read": "yes"}

    @app.post("/write")
    async def write(request: Request) -> dict[str, object]:
        return {"actor": request.scope["musubime.actor"], "size": len(await request.body())}

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("secret detail")

    fixed = settings.key.get_secret_value() if settings.key else None
    app.add_middleware(Gate, settings=settings, keys=KeyRing(keys or Keys(), fixed))
    transport = InProcess(app, (peer, 50000))
    with transport, httpx.Client(transport=transport, base_url="http://127.0.0.1:8000") as http:
        yield http


def test_every_answer_carries_the_security_headers() -> None:
    with client(Settings()) as http:
        for response in (http.get("/read"), http.get("/nowhere"), http.get("/read", headers={"Host": "evil.example"})):
            assert response.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
            assert response.headers["x-content-type-options"] == "nosniff"
            assert response.headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", ""])
def test_a_foreign_host_is_refused(host: str) -> None:
    with client(Settings()) as http:
        response = http.get("/read", headers={"Host": host})
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:musubime:problem:refused"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "[::1]"])
def test_loopback_names_are_hosts(host: str) -> None:
    with client(Settings()) as http:
        assert http.get("/read", headers={"Host": host}).status_code == 200


def test_an_allowed_host_may_read_but_writes_only_with_a_key() -> None:
    settings = Settings(allowed_hosts="graph.example", key=SecretStr(FIXED_KEY))
    with client(settings) as http:
        assert http.get("/read", headers={"Host": "graph.example"}).status_code == 200
        refused = http.post("/write", headers={"Host": "graph.example"})
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, 'Bearer realm="musubime"')
        allowed = http.post("/write", headers={"Host": "graph.example", "Authorization": f"Bearer {FIXED_KEY}"})
        assert allowed.json() == {"actor": "MUSUBIME_KEY", "size": 0}


def test_on_loopback_a_write_needs_no_key() -> None:
    with client(Settings()) as http:
        assert http.post("/write", content=b"abc").json() == {"actor": "local", "size": 3}


@pytest.mark.parametrize(
    ("settings", "peer", "headers"),
    [
        (Settings(host="0.0.0.0", persons="on"), "127.0.0.1", {}),
        (Settings(), "10.0.0.7", {}),
        (Settings(), "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        (Settings(), "127.0.0.1", {"Forwarded": "for=10.0.0.7"}),
        (Settings(), "127.0.0.1", {"Authorization": "Bearer wrong"}),
        (Settings(key=SecretStr(FIXED_KEY)), "127.0.0.1", {"Authorization": f"Basic {FIXED_KEY}"}),
    ],
)
def test_beyond_loopback_or_with_a_wrong_key_a_write_is_refused(
    settings: Settings, peer: str, headers: dict[str, str]
) -> None:
    with client(settings, peer=peer) as http:
        response = http.post("/write", headers=headers)
    assert (response.status_code, response.json()["type"]) == (401, "urn:musubime:problem:key-needed")


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:9000"},
                {"Sec-Fetch-Site": "cross-site"}],
)  # fmt: skip
def test_a_write_from_another_site_is_refused(headers: dict[str, str]) -> None:
    with client(Settings()) as http:
        assert http.post("/write", headers=headers).status_code == 403
        assert http.get("/read", headers=headers).status_code == 200


def test_a_write_from_our_own_page_is_let_in() -> None:
    with client(Settings()) as http:
        assert http.post("/write", headers={"Origin": "http://127.0.0.1:8000"}).status_code == 200


def test_a_read_only_server_refuses_every_write_even_with_a_key() -> None:
    with client(Settings(read_only=True, key=SecretStr(FIXED_KEY))) as http:
        response = http.post("/write", headers={"Authorization": f"Bearer {FIXED_KEY}"})
    assert (response.status_code, response.json()["type"]) == (403, "urn:musubime:problem:read-only")


def test_a_body_over_the_bound_is_refused_announced_or_not() -> None:
    large = b"x" * (1024 * 1024 + 1)
    with client(Settings(upload_limit_mb=1)) as http:
        assert http.post("/write", content=large).status_code == 413
        unannounced = http.post("/write", content=iter([large[:10], large]))
        assert (unannounced.status_code, unannounced.json()["type"]) == (413, "urn:musubime:problem:too-large")
        assert http.post("/write", content=large[1:]).json()["size"] == 1024 * 1024


def test_an_unforeseen_error_is_a_problem_without_its_words() -> None:
    with client(Settings()) as http:
        response = http.get("/broken")
    assert (response.status_code, response.json()["type"]) == (500, "urn:musubime:problem:internal")
    assert "secret" not in response.text
    assert "Traceback" not in response.text


def test_head_answers_what_get_answers_without_the_body() -> None:
    with client(Settings()) as http:
        response = http.head("/read")
    assert (response.status_code, response.content, response.headers["content-length"]) == (200, b"", "14")


def test_unknown_paths_and_methods_are_problems() -> None:
    with client(Settings()) as http:
        missing, method = http.get("/nowhere"), http.delete("/read")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    assert (method.status_code, method.headers["content-type"]) == (405, "application/problem+json")
    assert method.headers["allow"] == "GET"


def test_an_unknown_address_is_a_page_for_a_browser_but_not_under_the_api() -> None:
    with client(Settings()) as http:
        pages = {"Accept": "text/html,*/*"}
        assert http.get("/nowhere", headers=pages).text == "page"
        assert http.get("/api/v1/nowhere", headers=pages).json()["status"] == 404


def test_a_key_is_shown_once_stored_as_a_hash_and_dead_when_revoked() -> None:
    keys = Keys()
    made = create_key(keys, "徳島の担当")
    assert made.key not in repr(keys.rows)
    with client(Settings(host="0.0.0.0", persons="off"), keys) as http:
        headers = {"Authorization": f"Bearer {made.key}"}
        assert http.post("/write", headers=headers).json()["actor"] == made.id
        revoke_key(keys, made.id)
        assert http.post("/write", headers=headers).status_code == 401
    assert [(key.name, key.revoked_at is not None) for key in list_keys(keys)] == [("徳島の担当", True)]
