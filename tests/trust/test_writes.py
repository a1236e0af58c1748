"""Who may write: every role at every write, foreign hosts and origins, keys at rest, and what the audit says."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from pydantic import SecretStr

from musubime.registers.opening import open_registers
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.changes import Judgement
from musubime.types.vocabulary import Kind, Verdict
from musubime_api.app import create_app
from musubime_api.keys import create_key, now, revoke_key
from musubime_api.security import CONTENT_SECURITY_POLICY, READING_POSTS
from musubime_api.settings import Settings
from musubime_api.transport import InProcess
from musubime_loaders.judging import write_judgements
from tests.api.conftest import BASE, sheet
from tests.registers.files import MEXT, as_csv

FIXED = "a-fixed-key-of-the-tests"
OUTSIDE = ("192.0.2.7", 50_000)
INSIDE = ("127.0.0.1", 50_000)

UNDONE = Judgement(
    kind=Kind.ORGANIZATION,
    left="徳島大",
    right="徳島大学",
    verdict=Verdict.SAME,
    by="担当",
    at="2026-11-22",
    reason="略称",
)
JUDGED = Judgement(
    kind=Kind.ORGANIZATION,
    left="徳島大",
    right="四国大学",
    verdict=Verdict.DIFFERENT,
    by="担当",
    at="2026-11-22",
    reason="",
)


class Keyed(NamedTuple):
    """A store with a small roster, a key that is valid and one that is revoked."""

    store: Store
    key: str
    revoked: str


@pytest.fixture
def keyed(tmp_path: Path) -> Iterator[Keyed]:
    with closing(open_store(tmp_path / "store", create=True)) as store:
        key, revoked = create_key(store, "担当"), create_key(store, "前任")
        revoke_key(store, revoked.id)
        with ExitStack() as stack:
            assert client(stack, store).post("/api/v1/loads", files=sheet()).status_code == 200
        write_judgements(store, [UNDONE], (), actor="担当", clock=now)
        yield Keyed(store, key.key, revoked.key)


def client(stack: ExitStack, store: Store, peer: tuple[str, int] = INSIDE, **settings: object) -> httpx.Client:
    """Return a client from a peer's address of a server with these settings."""
    made = Settings.model_validate({"persons": "on", **settings})
    transport = stack.enter_context(InProcess(create_app(store, made), peer))
    return stack.enter_context(httpx.Client(transport=transport, base_url=BASE))


WRITES: dict[str, dict[str, object]] = {
    "/api/v1/loads": {"files": sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv")},
    "/api/v1/loads?dry_run=true": {"files": sheet("会議体,機関\n丁協議会,四国大学\n", "三つ目.csv")},
    "/api/v1/admin/cypher": {"json": {"query": "MATCH (s:Seat) RETURN count(s) AS n"}},
    "/api/v1/admin/verify": {},
    "/api/v1/admin/backup": {},
    "/api/v1/admin/copy": {"json": {"to": "COPY"}},
    "/api/v1/admin/keys": {"json": {"action": "create", "name": "新しい担当"}},
    "/api/v1/admin/persons": {"json": {"action": "suppress", "id": "PERSON"}},
    "/api/v1/admin/registers": {"files": [("files", ("schools.csv", as_csv(MEXT)))]},
    "/api/v1/admin/names": {
        "json": {"action": "compare", "rows": [{"name_a": "マツダ㈱", "name_b": "マツダ株式会社"}]}
    },
    "/api/v1/judgements": {
        "json": {"kind": "Organization", "left": "四国大", "right": "四国大学", "verdict": "same", "reason": "略称"}
    },
    "/api/v1/judgements/import": {"files": {"file": ("j.jsonl", JUDGED.model_dump_json().encode())}},
    "/api/v1/judgements/{id}/undo": {},
    "/api/v1/review": {"json": {"rule": "T1", "kind": "organization", "verdict": "undecided", "reason": "後で見る"}},
    "/api/v1/loads/{id}/undo": {},
}
AUDITED = {
    "/api/v1/loads": "load",
    "/api/v1/admin/cypher": "cypher",
    "/api/v1/admin/backup": "backup",
    "/api/v1/admin/copy": "copy",
    "/api/v1/admin/keys": "key create",
    "/api/v1/admin/persons": "person suppress",
    "/api/v1/admin/registers": "register load",
    "/api/v1/judgements": "judgement",
    "/api/v1/judgements/import": "judgements import",
    "/api/v1/judgements/{id}/undo": "judgement undo",
    "/api/v1/review": "review",
    "/api/v1/loads/{id}/undo": "load undo",
}
"""What each write leaves in the audit; showing a difference and verifying change nothing."""

READ_ONLY = (403, "urn:musubime:problem:read-only")
KEY_NEEDED = (401, "urn:musubime:problem:key-needed")
REFUSED = (403, "urn:musubime:problem:refused")
ALLOWED = (200, "")
Expected = tuple[int, str]
ROLES: dict[str, tuple[tuple[str, int], dict[str, object], dict[str, str], Expected]] = {
    "on loopback without a key": (INSIDE, {}, {}, ALLOWED),
    "on loopback with the right key": (INSIDE, {}, {"Authorization": "Bearer KEY"}, ALLOWED),
    "on loopback with a wrong key": (INSIDE, {}, {"Authorization": "Bearer wrong"}, KEY_NEEDED),
    "on loopback with a revoked key": (INSIDE, {}, {"Authorization": "Bearer REVOKED"}, KEY_NEEDED),
    "on loopback with a key of another scheme": (INSIDE, {}, {"Authorization": "Basic KEY"}, KEY_NEEDED),
    "on loopback with the hash of the key": (INSIDE, {}, {"Authorization": "Bearer HASH"}, KEY_NEEDED),
    "on loopback through a proxy": (INSIDE, {}, {"X-Forwarded-For": "127.0.0.1"}, KEY_NEEDED),
    "on loopback from our own page": (INSIDE, {}, {"Origin": BASE}, ALLOWED),
    "on loopback from a foreign page": (INSIDE, {}, {"Origin": "http://evil.example"}, REFUSED),
    "on loopback from a page without origin": (INSIDE, {}, {"Origin": "null"}, REFUSED),
    "on loopback by a foreign name": (INSIDE, {}, {"Host": "evil.example"}, REFUSED),
    "a stranger at a loopback server": (OUTSIDE, {}, {}, KEY_NEEDED),
    "a neighbour at an open server without a key": (INSIDE, {"host": "0.0.0.0"}, {}, KEY_NEEDED),
    "a stranger without a key": (OUTSIDE, {"host": "0.0.0.0"}, {}, KEY_NEEDED),
    "a stranger with an empty key": (OUTSIDE, {"host": "0.0.0.0"}, {"Authorization": "Bearer "}, KEY_NEEDED),
    "a stranger with a wrong key": (OUTSIDE, {"host": "0.0.0.0"}, {"Authorization": "Bearer wrong"}, KEY_NEEDED),
    "a stranger with a revoked key": (OUTSIDE, {"host": "0.0.0.0"}, {"Authorization": "Bearer REVOKED"}, KEY_NEEDED),
    "a stranger with the right key": (OUTSIDE, {"host": "0.0.0.0"}, {"Authorization": "Bearer KEY"}, ALLOWED),
    "a stranger with the key of the settings": (
        OUTSIDE, {"host": "0.0.0.0", "key": SecretStr(FIXED)}, {"Authorization": f"Bearer {FIXED}"}, ALLOWED),
    "a stranger with the right key from a foreign page": (
        OUTSIDE, {"host": "0.0.0.0"}, {"Authorization": "Bearer KEY", "Origin": "http://evil.example"}, REFUSED),
    "a stranger with the right key by a foreign name": (
        OUTSIDE, {"host": "0.0.0.0"}, {"Authorization": "Bearer KEY", "Host": "evil.example"}, REFUSED),
    "a stranger by an allowed name without a key": (
        OUTSIDE, {"host": "0.0.0.0", "allowed_hosts": "graph.example"}, {"Host": "graph.example"}, KEY_NEEDED),
    "a stranger by an allowed name with the right key": (
        OUTSIDE, {"host": "0.0.0.0", "allowed_hosts": "graph.example"},
        {"Host": "graph.example", "Authorization": "Bearer KEY"}, ALLOWED),
    "anybody at a server that only reads": (INSIDE, {"read_only": True}, {}, READ_ONLY),
    "a key at a server that only reads": (INSIDE, {"read_only": True}, {"Authorization": "Bearer KEY"}, READ_ONLY),
    "a stranger with a key at a server that only reads": (
        OUTSIDE, {"host": "0.0.0.0", "read_only": True}, {"Authorization": "Bearer KEY"}, READ_ONLY),
}  # fmt: skip


@pytest.mark.parametrize(("peer", "settings", "headers", "expected"), ROLES.values(), ids=ROLES)
def test_every_write_is_open_to_exactly_those_who_may(
    keyed: Keyed,
    tmp_path: Path,
    peer: tuple[str, int],
    settings: dict[str, object],
    headers: dict[str, str],
    expected: Expected,
) -> None:
    words = {"KEY": keyed.key, "REVOKED": keyed.revoked, "HASH": hashlib.sha256(keyed.key.encode()).hexdigest()}
    for word, value in words.items():
        headers = {name: text.replace(f" {word}", f" {value}") for name, text in headers.items()}
    before = state(keyed.store)
    audited = keyed.store.audit_rows()
    with ExitStack() as stack:
        http = client(stack, keyed.store, peer, **settings)
        for path, body in WRITES.items():
            ordered = {"json": {"to": str(tmp_path / "copy")}} if path.endswith("copy") else body
            if path.endswith("persons"):
                ordered = {"json": {"action": "suppress", "id": next(iter(keyed.store.read_graph().persons))}}
            answer = http.post(path.format(id=subject(keyed.store, path)), headers=headers, **ordered)
            told = answer.json()["type"] if answer.status_code != 200 else ""
            assert (path, answer.status_code, told) == (path, *expected)
            assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
            if expected == ALLOWED:
                new = keyed.store.audit_rows()[len(audited) :]
                assert [row[2] for row in new] == ([AUDITED[path]] if path in AUDITED else []), path
                audited += new
        reads = [http.get(path, headers=headers).status_code for path in ("/", "/api/v1/seats", "/healthz", "/about")]
        foreign = headers.get("Host") == "evil.example"
        assert reads == [403 if foreign else 200] * 4
    if expected != ALLOWED:
        assert (state(keyed.store), keyed.store.audit_rows(), (tmp_path / "copy").exists()) == (before, audited, False)


def subject(store: Store, path: str) -> str:
    """Return the id of what a write undoes: the judgement of the fixture, or its load."""
    return store.history()[0].id if path.startswith("/api/v1/loads") else UNDONE.id


def state(store: Store) -> tuple[int, str, int, int, int]:
    """Return what a refused write must leave as it is."""
    with open_registers(store.address) as registers:
        loaded = len(registers.infos())
    return store.ledger_seq(), store.read_graph().version, len(store.keys()), store.withheld_stamp(), loaded


def test_the_writes_of_this_test_are_all_that_the_api_has(keyed: Keyed) -> None:
    with ExitStack() as stack:
        document = client(stack, keyed.store).get("/openapi.json").json()
    writing = {
        (method, path)
        for path, methods in document["paths"].items()
        for method in methods
        if method in {"post", "put", "patch", "delete"}
    }
    assert writing == {("post", path) for path in [*WRITES, *READING_POSTS] if "?" not in path}


def test_a_key_lies_in_the_store_as_a_hash_only_and_in_no_answer_and_no_file(keyed: Keyed, tmp_path: Path) -> None:
    with ExitStack() as stack:
        http = client(stack, keyed.store, key=SecretStr(FIXED))
        answers = [http.post("/api/v1/admin/keys", json={"action": "list"}).content]
        answers.append(http.post("/api/v1/admin/backup").content)
        answers.append(http.post("/api/v1/admin/cypher", json={"query": "MATCH (n) RETURN n LIMIT 500"}).content)
        answers.append(http.get("/api/v1/loads").content)
    files = {path: path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file()}
    for secret in (keyed.key, keyed.revoked, FIXED):
        assert [path for path, content in files.items() if secret.encode() in content] == []
        assert [answer for answer in answers if secret.encode() in answer] == []
    digest = hashlib.sha256(keyed.key.encode()).hexdigest().encode()
    assert digest in files[tmp_path / "store" / "ledger.sqlite"]
    assert [answer for answer in answers if digest in answer] == []


def test_each_write_is_one_row_with_who_what_and_when(keyed: Keyed) -> None:
    with ExitStack() as stack:
        http = client(stack, keyed.store, OUTSIDE, host="0.0.0.0")
        headers = {"Authorization": f"Bearer {keyed.key}"}
        made = http.post("/api/v1/admin/keys", json={"action": "create"}, headers=headers).json()
        http.post("/api/v1/admin/keys", json={"action": "list"}, headers=headers)
        http.post("/api/v1/admin/keys", json={"action": "revoke", "id": made["id"]}, headers=headers)
        http.post("/api/v1/loads", files=sheet("会議体\n", "別.csv"), headers=headers)
        http.post("/api/v1/admin/keys", json={"action": "revoke", "id": "key:none"}, headers=headers)
    kept = {row.name: row.id for row in keyed.store.keys()}  # noqa: SIM118 -- no mapping
    rows = keyed.store.audit_rows()[1:]
    assert [row[1:] for row in rows] == [
        (kept["担当"], "key create", made["id"]),
        (kept["担当"], "key revoke", made["id"]),
    ]
    assert all(row[0].endswith("+00:00") for row in rows)
