"""A full disk at the door is a 507 in one sentence; reads go on, and a load works again once there is room."""

import contextlib
import tempfile
from pathlib import Path

import httpx
import pytest

from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime_api.app import create_app
from musubime_api.settings import Settings
from tests.api.conftest import client_of, sheet
from tests.faults.test_full_disk import disk, fill

__all__ = ["disk"]
LATER = sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv")
LARGE = sheet("会議体,機関\n" + "丙協議会,四国大学\n" * 60_000, "大きい.csv")
READS = ("/readyz", "/api/v1/status", "/api/v1/seats", "/api/v1/key-actors", "/api/v1/exports/csv", "/", "/network")

pytestmark = pytest.mark.embedded


def refused(answer: httpx.Response, sentence: str) -> None:
    """Check that an answer is the problem of a full disk, in one sentence and the one that says what to do."""
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (507, "application/problem+json")
    assert (problem["type"], problem["title"]) == ("urn:musubime:problem:store-full", "Insufficient Storage")
    assert sentence in problem["detail"]
    assert problem["detail"].endswith("空き容量を増やしてから、もう一度実行してください。")


@pytest.mark.parametrize("left", [6 << 20, 0], ids=["under the floor", "to the last byte"])
def test_a_load_is_refused_reads_go_on_and_a_later_load_works(
    disk: Path, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.ExitStack() as stack:
        store: Store = stack.enter_context(contextlib.closing(open_store(disk / "store", create=True, floor=8 << 20)))
        http = client_of(create_app(store, Settings()), stack)
        assert http.post("/api/v1/loads", files=sheet()).status_code == 200
        before = http.get("/api/v1/status").json()
        ballast = fill(disk, left)
        refused(http.post("/api/v1/loads", files=LATER), "のあるディスクに空きがありません。何も変更していません。")
        assert {address: http.get(address).status_code for address in READS} == dict.fromkeys(READS, 200)
        assert http.get("/api/v1/status").json() == before
        assert http.post("/api/v1/admin/verify").json()["total"] == 0
        if left == 0:
            refused(http.post("/api/v1/admin/keys", json={"action": "create"}), "に空きがありません")
            monkeypatch.setattr(tempfile, "tempdir", str(disk))
            for files in (LATER, LARGE):
                refused(
                    http.post("/api/v1/loads", files=files), f"送られたファイルを置く場所（{disk}）に空きがありません"
                )
            monkeypatch.undo()
        ballast.unlink()
        assert http.post("/api/v1/loads", files=LATER).json()["items"][0]["status"] == "applied"
        assert http.get("/api/v1/status").json()["counts"]["seats"] == before["counts"]["seats"] + 1
    with contextlib.closing(open_store(disk / "store")) as store:
        assert (store.ledger_seq(), store.verify(lambda *_: None).faults) == (2, ())
