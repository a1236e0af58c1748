"""What the command line uses while a server runs: Cypher, verification, keys, backup and copy."""

import gzip
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.store.moving import restore
from musubime.store.opening import open_store, silent
from musubime.store.port import Store
from tests.api.conftest import Client, sheet


def test_a_query_answers_rows_within_its_limit_and_says_when_it_was_cut(client: Client) -> None:
    http = client(query_rows=2)
    http.post("/api/v1/loads", files=sheet())
    count = http.post("/api/v1/admin/cypher", json={"query": "MATCH (s:Seat) RETURN count(s) AS seats"}).json()
    assert count == {"columns": ["seats"], "rows": [[3]], "cut": False}
    all_rows = {"query": "MATCH (s:Seat) RETURN s.id AS id ORDER BY id", "rows": 500}
    cut = http.post("/api/v1/admin/cypher", json=all_rows).json()
    assert (len(cut["rows"]), cut["cut"]) == (2, True)


@pytest.mark.parametrize("query", ["CREATE (x:Seat) RETURN x", "MATCH (n) DETACH DELETE n", "this is no Cypher", ""])
def test_a_query_that_writes_or_is_none_is_refused(client: Client, query: str) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    response = http.post("/api/v1/admin/cypher", json={"query": query})
    assert (response.status_code, response.json()["type"]) == (422, "urn:musubime:problem:query-refused")
    assert http.get("/api/v1/status").json()["counts"]["seats"] == 3


def test_a_sound_store_verifies(client: Client) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    found = http.post("/api/v1/admin/verify").json()
    assert (found["total"], found["faults"]) == (0, [])
    assert found["graph_version"] == found["ledger_version"]


def test_keys_are_made_listed_and_revoked_and_never_stored_or_listed_in_clear(client: Client, empty: Store) -> None:
    http = client()
    made = http.post("/api/v1/admin/keys", json={"action": "create", "name": "担当"}).json()
    listed = http.post("/api/v1/admin/keys", json={"action": "list"})
    assert [item["name"] for item in listed.json()["items"]] == ["担当"]
    assert made["key"] not in listed.text
    assert "sha256" not in listed.text
    assert made["key"] not in repr(empty.keys())
    headers = {"Authorization": f"Bearer {made['key']}"}
    assert http.post("/api/v1/admin/verify", headers=headers).status_code == 200
    assert http.post("/api/v1/admin/keys", json={"action": "revoke", "id": made["id"]}).json()["revoked_at"]
    assert http.post("/api/v1/admin/verify", headers=headers).status_code == 401
    assert http.post("/api/v1/admin/keys", json={"action": "revoke", "id": "key:none"}).status_code == 404
    assert [row[2] for row in empty.audit_rows()] == ["key create", "key revoke"]


def test_a_backup_restores_to_the_same_graph_version(client: Client, empty: Store, tmp_path: Path) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    http.post("/api/v1/loads", files=sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv"))
    file = tmp_path / "backup"
    file.write_bytes(http.post("/api/v1/admin/backup").content)
    with closing(open_store(tmp_path / "other", create=True)) as other:
        assert restore(file, other, silent) == empty.read_graph().version
        assert [header.at for header in other.history()] == [header.at for header in empty.history()]
        with pytest.raises(BadInput, match="既にデータがあります"):
            restore(file, other, silent)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda whole: whole[:-40], "途中で切れている"),
        (lambda whole: whole[:-400] + bytes(b ^ 0xFF for b in whole[-400:-390]) + whole[-390:], "途中で切れている"),
        (
            lambda whole: gzip.compress(gzip.decompress(whole).replace("徳島".encode(), "広島".encode())),
            "途中で切れている",
        ),
        (lambda whole: gzip.compress(b"{}\n"), "結び目の控えではありません"),
        (lambda whole: b"PK" + whole, "結び目の控えではありません"),
        (lambda whole: b"", "結び目の控えではありません"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_written(
    client: Client, tmp_path: Path, damage: Callable[[bytes], bytes], sentence: str
) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    file = tmp_path / "backup"
    file.write_bytes(damage(http.post("/api/v1/admin/backup").content))
    with closing(open_store(tmp_path / "other", create=True)) as other:
        with pytest.raises(BadInput, match=sentence):
            restore(file, other, silent)
        assert other.ledger_seq() == 0


def test_a_copy_has_the_same_graph_version_and_never_writes_over_data(
    client: Client, empty: Store, tmp_path: Path
) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    order = {"to": str(tmp_path / "copy")}
    copied = http.post("/api/v1/admin/copy", json=order).json()
    assert copied == {**order, "graph_version": empty.read_graph().version}
    again = http.post("/api/v1/admin/copy", json=order)
    assert (again.status_code, "既にデータがあります" in again.json()["detail"]) == (422, True)
    itself = http.post("/api/v1/admin/copy", json={"to": empty.address})
    assert (itself.status_code, itself.json()["type"]) == (503, "urn:musubime:problem:store-in-use")
