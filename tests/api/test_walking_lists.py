"""A walk through a list page by page while a roster is loaded between two pages."""

from collections.abc import Iterator

import httpx

from musubime.store.port import Store
from tests.api.conftest import SHEET, Client, sheet

LATER = (
    SHEET.replace("甲協議会", "丙協議会").replace("徳島大学", "あ大学").replace("徳島県,官,徳島県", "徳島県,官,香川県")
)
"""Bodies that come before and behind those of the first sheet, by name."""


def walked(http: httpx.Client, path: str, limit: int) -> Iterator[tuple[str, list[str]]]:
    """Yield graph version and ids of each page to the end."""
    cursor: dict[str, str] = {}
    while True:
        page = http.get(path, params={"limit": limit, **cursor}).raise_for_status().json()
        yield page["graph_version"], [item["id"] for item in page["items"]]
        if page["next"] is None:
            return
        cursor = {"cursor": page["next"]}


def ids(http: httpx.Client, path: str) -> list[str]:
    return [id for _, page in walked(http, path, 500) for id in page]


def test_what_stands_in_a_list_all_the_time_is_given_once_although_a_load_came_between(
    client: Client, empty: Store
) -> None:
    http = client()
    http.post("/api/v1/loads?dry_run=false", files=sheet()).raise_for_status()
    for path in ("/api/v1/organizations", "/api/v1/seats", "/api/v1/consortia"):
        before = ids(http, path)
        walk = walked(http, path, 1)
        first, given = next(walk)
        loaded = http.post("/api/v1/loads?dry_run=false", files=sheet(LATER, "後の.csv")).raise_for_status().json()
        pages = list(walk)
        given += [id for _, page in pages for id in page]
        assert {version for version, _ in pages} == {loaded["graph_version"]} != {first}
        assert [id for id in given if id in before] == before
        assert len(set(given)) == len(given)
        change = http.get("/api/v1/loads?limit=1").json()["items"][0]["id"]
        http.post(f"/api/v1/loads/{change}/undo").raise_for_status()


def test_a_list_that_cannot_go_on_after_a_load_says_so(client: Client, empty: Store) -> None:
    http = client()
    http.post("/api/v1/loads?dry_run=false", files=sheet()).raise_for_status()
    ranking = "/api/v1/key-actors?limit=1&cursor=" + http.get("/api/v1/key-actors?limit=1").json()["next"]
    assert http.get(ranking).json()["next"] is None
    http.post("/api/v1/loads?dry_run=false", files=sheet(LATER, "後の.csv")).raise_for_status()
    new_first = http.get("/api/v1/organizations?limit=1").json()
    assert new_first["items"][0]["name"] == "あ大学"
    moved = http.get(ranking)
    change = http.get("/api/v1/loads?limit=1").json()["items"][0]["id"]
    http.post(f"/api/v1/loads/{change}/undo").raise_for_status()
    gone = http.get(f"/api/v1/organizations?limit=1&cursor={new_first['next']}")
    for answer in (moved, gone):
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:musubime:problem:list-moved")
        assert answer.json()["detail"] == "一覧が更新されました。最初の頁から見直してください。"
    # undone, the graph is the one that the ranking was made in
    assert http.get(ranking).status_code == 200
