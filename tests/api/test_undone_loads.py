"""Undoing a load: what the ledger held of that edition before comes back, as one unit."""

import httpx
import pytest

from musubime.store.port import Store
from tests.api.conftest import Client, sheet

LATER = """会議体,都道府県,機関,役職,氏名
甲協議会,徳島県,徳島大学,学長,河村 保彦
"""
OTHER = """会議体,都道府県,機関,役職,氏名
丙協議会,徳島県,徳島県,知事,後藤田 正純
"""


def loaded(http: httpx.Client, text: str, name: str = "試験.csv") -> str:
    assert http.post("/api/v1/loads", files=sheet(text, name)).status_code == 200
    return str(http.get("/api/v1/loads").json()["items"][0]["id"])


def version(http: httpx.Client) -> str:
    return str(http.get("/api/v1/status").json()["graph_version"])


def test_undoing_the_first_load_of_a_roster_takes_it_out_and_leaves_the_others(client: Client, empty: Store) -> None:
    http = client(persons="on")
    loaded(http, OTHER, "別.csv")
    before = version(http)
    id = loaded(http, LATER)
    shown = http.post(f"/api/v1/loads/{id}/undo?dry_run=true").json()
    assert [item["status"] for item in shown["items"]] == ["shown"]
    assert version(http) != before
    done = http.post(f"/api/v1/loads/{id}/undo", headers={"If-Match": f'"{version(http)}"'})
    assert (done.status_code, done.json()["graph_version"], version(http)) == (200, before, before)
    assert [edition.roster for edition in empty.record().editions] == ["u5225"]
    newest = http.get("/api/v1/loads").json()["items"][0]
    assert (newest["kind"], newest["title"]) == ("undo", "取り消し: 試験.csv")
    assert http.get(f"/api/v1/loads/{newest['id']}").status_code == 200


def test_undoing_a_reload_puts_the_reading_before_back(client: Client) -> None:
    http = client(persons="on")
    loaded(http, LATER + "甲協議会,徳島県,四国大学,,\n")
    before = version(http)
    first, second = "", loaded(http, LATER)
    first = http.get("/api/v1/loads").json()["items"][1]["id"]
    refused = http.post(f"/api/v1/loads/{first}/undo")
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("「id」: この読み込みのあとに、同じ版がもう一度変わっています。")
    assert http.post(f"/api/v1/loads/{second}/undo").json()["graph_version"] == before
    again = http.post(f"/api/v1/loads/{second}/undo")
    assert again.json()["detail"].startswith("「id」: この読み込みはすでに取り消されています。")
    undo = http.get("/api/v1/loads").json()["items"][0]["id"]
    assert http.post(f"/api/v1/loads/{undo}/undo").status_code == 200
    assert version(http) != before


def test_undoing_an_old_version_that_was_shown_answers_412_with_the_new_difference(client: Client) -> None:
    http = client(persons="on")
    id = loaded(http, LATER)
    answer = http.post(f"/api/v1/loads/{id}/undo", headers={"If-Match": '"g0"'})
    assert (answer.status_code, answer.json()["difference"]["graph_version"]) == (412, version(http))


@pytest.mark.parametrize(("id", "status"), [("load:none", 404), ("judgements", 422)])
def test_what_is_no_load_cannot_be_undone_as_one(client: Client, id: str, status: int) -> None:
    http = client(persons="on")
    loaded(http, LATER)
    order = {"kind": "Organization", "left": "徳島大", "right": "徳島大学", "verdict": "same"}
    assert http.post("/api/v1/judgements", json=order).status_code == 200
    newest = http.get("/api/v1/loads").json()["items"][0]
    assert newest["kind"] == "judgements"
    answer = http.post(f"/api/v1/loads/{newest['id'] if id == 'judgements' else id}/undo")
    assert answer.status_code == status
    assert "persons" not in answer.json()


def test_the_name_of_a_person_is_masked_in_an_undone_load_while_persons_are_off(client: Client) -> None:
    http = client(persons="on")
    id = loaded(http, LATER)
    off = client(persons="off")
    answer = off.post(f"/api/v1/loads/{id}/undo?dry_run=true")
    assert answer.status_code == 200
    assert "河村" not in answer.text
