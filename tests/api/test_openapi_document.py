"""What the OpenAPI document says besides the routes: limits, headers, keys; and that answers keep to it."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import Client

LIMITS = {"enum", "const", "maxLength", "maximum", "maxItems", "pattern"}


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, item[method])
        for path, item in document["paths"].items()
        for method in ("get", "post")
        if method in item
    ]


@pytest.fixture
def document(reading: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = reading.get("/openapi.json").json()
    return found


def test_every_parameter_shows_its_limits_and_examples_that_fit(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            schema, name = parameter["schema"], f"{path} {parameter['name']}"
            # what OpenRefine sends in one parameter is bounded by the length of an address or a body
            assert schema.get("type") == "boolean" or LIMITS & schema.keys() or path == "/reconcile", name
            assert "null" not in str(schema), name
            for example in schema["examples"]:
                assert isinstance(example, list) == (schema["type"] == "array"), name


def test_waiting_tags_and_moves_are_described_as_headers(document: dict[str, Any]) -> None:
    headers = {
        (status, name)
        for path, method, operation in operations(document)
        if path.startswith("/api/v1") and method == "get"
        for status, response in operation["responses"].items()
        for name in response.get("headers", {"none": {}})
        if status in {"200", "304", "308", "503"}
    }
    assert headers == {("200", "ETag"), ("304", "ETag"), ("308", "Location"), ("503", "Retry-After")}


def test_writes_say_that_they_may_need_a_key_and_questions_that_they_do_not(document: dict[str, Any]) -> None:
    needed = {
        path: [name for choice in operation["security"] for name in choice]
        for path, method, operation in operations(document)
        if method == "post" and path != "/reconcile"
    }
    assert set(map(tuple, needed.values())) == {("key", "signIn")}
    assert set(document["components"]["securitySchemes"]) == {"key", "signIn"}
    assert all(op["security"] == [{}] for _, method, op in operations(document) if method == "get")


def test_a_wrong_method_is_told_the_right_ones(client: Client) -> None:
    http = client()
    allowed = {
        ("DELETE", "/api/v1/judgements"): "GET, POST",
        ("PUT", "/api/v1/judgements/import"): "POST",
        ("PATCH", "/api/v1/loads/x"): "GET",
        ("POST", "/api/v1/status"): "GET",
    }
    for (method, path), methods in allowed.items():
        answer = http.request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, methods), path
        assert answer.json()["detail"] == "このアドレスではこのメソッドを使えません。"


@pytest.mark.parametrize("date", ["0", "1600000000", "2023-04-01T00:00:00", "20230401", "2023-1", "２０２３"])
def test_a_number_or_moment_is_no_date(reading: httpx.Client, date: str) -> None:
    answer = reading.get("/api/v1/seats", params={"as_of": date})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "as_of")


def test_a_month_or_a_year_is_a_date_and_one_that_never_was_is_refused(reading: httpx.Client) -> None:
    assert [reading.get("/api/v1/seats", params={"as_of": date}).json()["as_of"] for date in ("2023", "2023-04")] == [
        "2023",
        "2023-04",
    ]
    answer = reading.get("/api/v1/seats", params={"as_of": "2023-02-30"})
    detail = "日付「2023-02-30」を読めません。2021-04-01 の形で書いてください。"
    assert (answer.status_code, answer.json()["detail"]) == (422, detail)


def test_a_copy_to_what_is_no_place_for_a_store_is_the_fault_of_the_address(client: Client, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").write_text("x")
    answer = client().post("/api/v1/admin/copy", json={"to": str(tmp_path / "taken")})
    assert (answer.status_code, answer.json()["field"]) == (422, "to")
    assert "Musubime のデータではない" in answer.json()["detail"]


@pytest.mark.parametrize("word", ["0", "1", "yes", "True", "on"])
def test_only_true_and_false_answer_yes_and_no_in_a_form(client: Client, word: str) -> None:
    answer = client().post("/api/v1/loads?dry_run=true&bundled=true", data={"complete": word})
    assert (answer.status_code, answer.json()["detail"]) == (422, "complete: true か false で書いてください。")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("persons", {"action": "list", "confirmed": 1}, "confirmed"),
        ("persons", {"action": "list", "confirmed": "yes"}, "confirmed"),
        ("cypher", {"query": "RETURN 1 AS one", "rows": "5"}, "rows"),
        ("names", {"action": "link", "rows": [], "similar": "5"}, "similar"),
    ],
)
def test_a_body_is_taken_as_it_is_typed(client: Client, path: str, body: dict[str, object], field: str) -> None:
    answer = client().post(f"/api/v1/admin/{path}", json=body)
    assert answer.status_code == 422
    assert field in [fault["field"] for fault in answer.json()["errors"]]
