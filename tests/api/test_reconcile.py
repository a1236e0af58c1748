"""`/reconcile`: a spreadsheet is matched in the Reconciliation Service API 0.2."""

import json

import httpx
import pytest

from tests.api.conftest import Client, sheet

BATCH = {"q0": {"query": "マツダ㈱", "type": "organization", "limit": 1}}


def ask(client: httpx.Client, queries: dict[str, dict[str, object]]) -> dict[str, dict[str, list[dict[str, object]]]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    body: dict[str, dict[str, list[dict[str, object]]]] = answer.json()
    return body


def names(client: httpx.Client, **query: object) -> list[tuple[object, object]]:
    return [(one["name"], one["match"]) for one in ask(client, {"q": query})["q"]["result"]]


def test_the_manifest_names_the_version_the_kinds_and_every_further_door(reading: httpx.Client) -> None:
    own = "http://127.0.0.1:8000/reconcile"
    manifest = reading.get("/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    assert [kind["id"] for kind in manifest["defaultTypes"]] == ["organization", "consortium", "programme", "person"]
    assert manifest["view"] == {"url": own + "/view/{{id}}"}
    for part in ("entity", "type", "property"):
        door = manifest["suggest"][part]
        assert reading.get(door["service_url"] + door["service_path"], params={"prefix": "t"}).status_code == 200


def test_an_exact_name_that_is_unique_is_a_match(reading: httpx.Client) -> None:
    [found] = ask(reading, BATCH)["q0"]["result"]
    assert found == {
        "id": found["id"],
        "name": "マツダ株式会社",
        "score": 100.0,
        "match": True,
        "type": [{"id": "organization", "name": "機関"}],
        "description": "広島県",
        "features": [{"id": "name_similarity", "value": 100.0}],
    }


@pytest.mark.parametrize("name", ["徳島大", "国立大学法人徳島大学", "Tokushima University"])
def test_any_name_of_a_body_finds_it(reading: httpx.Client, name: str) -> None:
    assert names(reading, query=name)[0] == ("徳島大学", True)


def test_a_reading_finds_a_body_and_is_no_match_by_itself(reading: httpx.Client) -> None:
    assert names(reading, query="とくしまだいがく")[0] == ("徳島大学", False)


def test_a_name_that_is_only_alike_is_a_candidate_and_never_a_match(reading: httpx.Client) -> None:
    found = names(reading, query="徳島文里大学")
    assert found[0] == ("徳島文理大学", False)
    assert not any(match for _, match in found)


def test_a_place_that_speaks_against_a_body_keeps_it_from_matching(reading: httpx.Client) -> None:
    place = [{"pid": "prefecture", "v": "岡山県"}]
    assert names(reading, query="マツダ株式会社", properties=place, limit=1) == [("マツダ株式会社", False)]


def test_a_number_that_is_another_keeps_a_body_from_matching(reading: httpx.Client) -> None:
    number = [{"pid": "corporate_number", "v": "1000020390003"}]
    assert names(reading, query="高知県", properties=number, limit=1) == [("高知県", False)]
    own = [{"pid": "corporate_number", "v": {"id": "5000020390003"}}]
    assert names(reading, query="高知県", properties=own, limit=1) == [("高知県", True)]


def test_a_name_that_is_not_there_has_no_candidates(reading: httpx.Client) -> None:
    assert ask(reading, {"q": {"query": "qqqqqqqqqq"}}) == {"q": {"result": []}}


def test_a_batch_by_get_is_answered_as_by_post(reading: httpx.Client) -> None:
    assert reading.get("/reconcile", params={"queries": json.dumps(BATCH)}).json() == ask(reading, BATCH)


def test_matched_records_can_be_extended_by_columns(reading: httpx.Client) -> None:
    id = str(ask(reading, {"q": {"query": "高知県"}})["q"]["result"][0]["id"])
    wanted = {"ids": [id, "org:nobody"], "properties": [{"id": "corporate_number"}, {"id": "prefecture"}]}
    answer = reading.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert answer == {
        "meta": [{"id": "corporate_number", "name": "法人番号"}, {"id": "prefecture", "name": "都道府県"}],
        "rows": {
            id: {"corporate_number": [{"str": "5000020390003"}], "prefecture": [{"str": "高知県"}]},
            "org:nobody": {"corporate_number": [], "prefecture": []},
        },
    }


def test_the_view_of_a_record_leads_to_its_page(reading: httpx.Client) -> None:
    id = ask(reading, {"q": {"query": "高知県"}})["q"]["result"][0]["id"]
    answer = reading.get(f"/reconcile/view/{id}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/organizations/{id}")
    assert reading.get("/reconcile/view/org:nobody").status_code == 404


def test_what_is_no_batch_is_refused_in_one_sentence(reading: httpx.Client) -> None:
    for sent, told in (
        ("{", "queries を読めません。Reconciliation Service API 0.2 の形で送ってください。"),
        ('{"q": {}}', "queries（q.query） を読めません。Reconciliation Service API 0.2 の形で送ってください。"),
        (
            '{"q": {"query": "x", "type": "ship"}}',
            "使える種類は organization, consortium, programme, person です。",
        ),
    ):
        answer = reading.post("/reconcile", data={"queries": sent})
        assert (answer.status_code, answer.json()["detail"]) == (422, told)


def test_a_page_on_this_machine_may_read_the_answers_and_no_other(reading: httpx.Client) -> None:
    def granted(origin: str) -> str | None:
        sent = {"queries": json.dumps(BATCH)}
        answer = reading.post("/reconcile", data=sent, headers={"Origin": origin})
        allowed: str | None = answer.headers.get("access-control-allow-origin")
        return allowed

    assert granted("http://127.0.0.1:3333") == "http://127.0.0.1:3333"
    assert granted("https://example.org") is None


def test_persons_that_are_off_are_no_kind_and_no_candidate(client: Client) -> None:
    on, off = client(), client(persons="off")
    on.post("/api/v1/loads", files=sheet()).raise_for_status()
    assert names(on, query="河村保彦", type="person", limit=1) == [("河村 保彦", True)]
    id = ask(on, {"q": {"query": "河村保彦", "type": "person"}})["q"]["result"][0]["id"]
    answer = off.post("/reconcile", data={"queries": '{"q": {"query": "河村保彦", "type": "person"}}'})
    assert answer.status_code == 422
    assert names(off, query="河村保彦") == []
    assert off.get(f"/reconcile/view/{id}").status_code == 404


def test_a_server_that_only_reads_still_matches_names(client: Client) -> None:
    answer = client(read_only=True).post("/reconcile", data={"queries": json.dumps(BATCH)})
    assert (answer.status_code, answer.json()) == (200, {"q0": {"result": []}})
