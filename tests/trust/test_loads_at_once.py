"""Uploads that arrive together at a real server give the graph that they give one after another."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from musubime.store.opening import open_store
from musubime.store.port import Store
from tests.api.conftest import sheet
from tests.trust.serving import listening

Files = list[tuple[str, tuple[str, bytes]]]
EIGHT = [
    sheet(
        "事業,会議体,都道府県,部門,機関,役職,氏名,役割\n"
        f"事業{n % 3},協議会{n % 5},徳島県,学,徳島大学,学長,,座長\n"
        f"事業{n % 3},協議会{n % 5},徳島県,産,機関{n},代表,人物 {n},委員\n"
        f"事業{n % 3},共通の会,徳島県,官,徳島県,,,委員\n",
        f"roster-{n}.csv",
    )
    for n in range(8)
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "store", create=True)) as opened:
        yield opened


def at_once(asks: list[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    """Return the answers to requests that all wait for each other before they go."""
    with ThreadPoolExecutor(len(asks)) as pool:
        return [asked.result() for asked in [pool.submit(ask) for ask in asks]]


def upload(url: httpx.URL, files: Files, **headers: str) -> httpx.Response:
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as http:
        return http.post("/api/v1/loads", files=files, headers=headers)


def in_a_row(folder: Path, files: list[Files]) -> str:
    """Return the graph version after loads one after another."""
    with closing(open_store(folder, create=True)) as store, listening(store) as http:
        for one in files:
            assert http.post("/api/v1/loads", files=one).status_code == 200
        version = store.read_graph().version
        assert http.get("/api/v1/status").json()["graph_version"] == version
        return version


def test_eight_at_once_give_the_graph_of_eight_in_a_row(store: Store, tmp_path: Path) -> None:
    shuffled = random.Random(8).sample(EIGHT, 8)
    expected = {in_a_row(tmp_path / "straight", EIGHT), in_a_row(tmp_path / "shuffled", shuffled)}
    with listening(store) as http:
        url = http.base_url
        answers = at_once([lambda files=files: upload(url, files) for files in EIGHT])  # type: ignore[misc]
        assert [answer.status_code for answer in answers] == [200] * 8
        assert [item["status"] for answer in answers for item in answer.json()["items"]] == ["applied"] * 8
        assert {http.get("/api/v1/status").json()["graph_version"], store.read_graph().version} == expected
        assert len(expected) == 1
        assert sorted(item["seq"] for item in http.get("/api/v1/loads").json()["items"]) == list(range(1, 9))
    assert store.verify(lambda *_: None).faults == ()
    assert [row[2] for row in store.audit_rows()] == ["load"] * 8


def test_the_same_file_eight_times_at_once_is_loaded_once(store: Store) -> None:
    with listening(store) as http:
        url = http.base_url
        answers = at_once([lambda: upload(url, EIGHT[0])] * 8)
    statuses = sorted(item["status"] for answer in answers for item in answer.json()["items"])
    assert (statuses, store.ledger_seq()) == (["applied"] + ["unchanged"] * 7, 1)


def test_of_eight_confirmed_against_one_version_one_is_written_and_seven_get_the_new_difference(store: Store) -> None:
    with listening(store) as http:
        url = http.base_url
        shown = http.post("/api/v1/loads?dry_run=true", files=EIGHT[0]).json()["graph_version"]
        confirmed = {"If-Match": f'"{shown}"'}
        answers = at_once([lambda files=files: upload(url, files, **confirmed) for files in EIGHT])  # type: ignore[misc]
        assert sorted(answer.status_code for answer in answers) == [200] + [412] * 7
        assert store.ledger_seq() == 1
        now = http.get("/api/v1/status").json()["graph_version"]
        for answer in answers:
            problem = answer.json()
            if answer.status_code == 412:
                assert (problem["type"], problem["expected"]) == ("urn:musubime:problem:version-moved", shown)
                assert problem["current"] == problem["difference"]["graph_version"] == now
                assert [item["status"] for item in problem["difference"]["items"]] == ["shown"]
    assert [row[2] for row in store.audit_rows()] == ["load"]


def test_a_load_of_two_files_confirmed_and_moved_writes_neither(store: Store) -> None:
    with listening(store) as http:
        shown = http.post("/api/v1/loads?dry_run=true", files=EIGHT[0] + EIGHT[1]).json()["graph_version"]
        http.post("/api/v1/loads", files=EIGHT[2])
        before = store.read_graph()
        refused = http.post("/api/v1/loads", files=EIGHT[0] + EIGHT[1], headers={"If-Match": f'"{shown}"'})
        assert (refused.status_code, len(refused.json()["difference"]["items"])) == (412, 2)
        assert (store.read_graph(), store.ledger_seq()) == (before, 1)
