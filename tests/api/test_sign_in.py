"""A steward signs in on `/login`: the key becomes a cookie of this site, good for as long as the key."""

import datetime

import httpx
import pytest

from musubime.store.port import Store
from musubime_api.app import create_app
from musubime_api.keys import KeyRing, create_key, revoke_key
from musubime_api.sessions import LASTING, Sessions
from musubime_api.settings import Settings
from musubime_api.transport import InProcess
from tests.api.conftest import sheet

BASE = "http://steward.example:8000"
OWN = {"Origin": BASE}


@pytest.fixture
def away(empty: Store) -> httpx.Client:
    """A client of another machine, of a server that listens beyond loopback."""
    settings = Settings(host="0.0.0.0", allowed_hosts="steward.example", persons="on")
    transport = InProcess(create_app(empty, settings), ("192.0.2.7", 50000))
    return httpx.Client(transport=transport, base_url=BASE)


def test_a_key_becomes_a_cookie_that_no_script_reads_and_no_other_site_sends(away: httpx.Client, empty: Store) -> None:
    key = create_key(empty, "steward").key
    answer = away.post("/login", data={"key": key, "next": "/review"}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    attributes = {part.strip().split("=")[0] for part in answer.headers["set-cookie"].split(";")[1:]}
    assert attributes == {"HttpOnly", "Max-Age", "Path", "SameSite"}
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert key not in answer.headers["set-cookie"]


def test_a_browser_that_is_signed_in_may_write_from_this_site_only(away: httpx.Client, empty: Store) -> None:
    made = create_key(empty, "steward")
    assert away.post("/api/v1/loads", files=sheet(), headers=OWN).status_code == 401
    away.post("/login", data={"key": made.key}, headers=OWN)
    assert away.post("/api/v1/loads", files=sheet(), headers=OWN).status_code == 200
    assert away.post("/api/v1/loads", files=sheet()).status_code == 401
    assert away.post("/api/v1/loads", files=sheet(), headers={"Origin": "http://evil.example"}).status_code == 403
    assert [row[1:3] for row in empty.audit_rows()] == [(made.id, "load")]


def test_a_session_ends_with_its_key_by_signing_out_and_after_twelve_hours(away: httpx.Client, empty: Store) -> None:
    made = create_key(empty, "steward")
    away.post("/login", data={"key": made.key}, headers=OWN)
    away.post("/logout", headers=OWN)
    assert away.post("/api/v1/loads", files=sheet(), headers=OWN).status_code == 401
    time = datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC)
    sessions = Sessions(KeyRing(empty, None), lambda: time)
    token = sessions.sign_in(made.key)
    assert token is not None
    assert sessions.holder(token) == made.id
    time += LASTING
    assert sessions.holder(token) is None
    time -= LASTING
    revoke_key(empty, made.id)
    assert sessions.holder(token) is None


def test_a_wrong_key_is_told_in_one_sentence_and_sets_no_cookie(away: httpx.Client) -> None:
    answer = away.post("/login", data={"key": "guess"}, headers=OWN)
    assert answer.status_code == 401
    assert "鍵が正しくないか、取り消されています。" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nX: y"])
def test_signing_in_never_leads_to_another_site(away: httpx.Client, empty: Store, next: str) -> None:
    answer = away.post("/login", data={"key": create_key(empty, "steward").key, "next": next}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
