"""Questions over REST: the numbers of measures.md, paging, tags, codings, problems, and no parameter ignored."""

import zlib

import httpx
import pytest
import zstandard

TABLE = {"roster": "three-prefecture-table"}


def test_the_three_prefecture_table_has_its_known_numbers(reading: httpx.Client) -> None:
    ranking = reading.get("/api/v1/key-actors", params={**TABLE, "limit": 4}).json()
    rows = [
        (item["rank"], item["name"], item["memberships"], item["betweenness_two_mode"]) for item in ranking["items"]
    ]
    assert rows == [
        (1, "徳島大学", 3, 60.857143),
        (1, "徳島県", 3, 60.857143),
        (1, "高知県", 3, 79.333333),
        (4, "マツダ株式会社", 2, 16.0),
    ]
    assert reading.get("/api/v1/organizations", params=TABLE).json()["total"] == 66
    matrix = reading.get("/api/v1/overlap/matrix", params=TABLE).json()
    assert sorted(pair["shared"] for pair in matrix["pairs"]) == [1, 2, 2, 3, 3, 3, 7]


def test_an_overlap_names_who_is_shared_and_with_which_seats(reading: httpx.Client) -> None:
    matrix = reading.get("/api/v1/overlap/matrix", params=TABLE).json()
    pair = max(matrix["pairs"], key=lambda pair: pair["shared"])
    alone = reading.get("/api/v1/overlap", params={"a": pair["a"], "b": pair["b"], **TABLE}).json()
    assert {key: alone[key] for key in pair} == pair
    seat = alone["members"][0]["seats_a"][0]
    assert reading.get(f"/api/v1/seats/{seat}").json()["holder"]["id"] == alone["members"][0]["id"]


def test_a_paged_walk_sees_every_item_once(reading: httpx.Client) -> None:
    seen: list[str] = []
    parameters: dict[str, str | int] = {"limit": 17, **TABLE}
    while True:
        page = reading.get("/api/v1/seats", params=parameters).json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        parameters["cursor"] = page["next"]
    assert (len(seen), len(set(seen)), page["total"]) == (84, 84, 84)


@pytest.mark.parametrize(
    ("path", "field", "sentence"),
    [
        ("/organizations?limit=501", "limit", "500 以下にしてください"),
        ("/organizations?limit=0", "limit", "1 以上にしてください"),
        ("/organizations?limit=x", "limit", "整数で書いてください"),
        ("/organizations?limit=5&limit=6", "limit", "一度だけ書けます"),
        ("/organizations?colour=red", "colour", "ここでは使えません"),
        ("/status?prefecture=36", "prefecture", "ここでは使えません"),
        ("/consortia?sector=学", "sector", "ここでは使えません"),
        ("/seats?prefecture=99", "prefecture", "都道府県「99」はありません"),
        ("/seats?roster=nowhere", "roster", "名簿「nowhere」はありません"),
        ("/seats?programme=nowhere", "programme", "nowhere"),
        ("/seats?as_of=yesterday", "as_of", ""),
        ("/seats?cursor=nonsense", "cursor", "cursor が正しくありません"),
        ("/key-actors?level=team", "level", "使えるのは"),
        ("/key-actors?sort=fame", "sort", ""),
        ("/overlap?a=x", "b", "必要です"),
        ("/overlap?a=x%20y&b=z", "a", "使えない文字があります"),
        ("/search", "q", "必要です"),
        ("/exports/graphml?prefecture=46", None, "prefecture=46"),
        ("/exports/pdf", "format", "使えるのは"),
        ("/exports/json?projection=newman", "projection", "graphml・gexf・csv でだけ"),
    ],
)
def test_what_cannot_apply_is_a_422_that_says_which_and_why(
    reading: httpx.Client, path: str, field: str | None, sentence: str
) -> None:
    response = reading.get("/api/v1" + path)
    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert sentence in problem["detail"]
    named = {problem.get("field"), *(fault["field"] for fault in problem["errors"])}
    assert field is None or field in named
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)


@pytest.mark.parametrize("kind", ["organizations", "persons", "posts", "programmes", "consortia", "seats", "sources"])
def test_an_unknown_id_is_a_404_problem(reading: httpx.Client, kind: str) -> None:
    response = reading.get(f"/api/v1/{kind}/nobody:00")
    assert (response.status_code, response.json()["type"]) == (404, "urn:musubime:problem:not-found")


@pytest.mark.parametrize("kind", ["organizations", "persons", "posts", "programmes", "consortia", "seats", "sources"])
def test_every_item_of_a_list_opens(reading: httpx.Client, kind: str) -> None:
    page = reading.get(f"/api/v1/{kind}", params={"limit": 500}).json()
    assert page["total"] == len(page["items"]) > 0
    assert page["next"] is None
    for item in page["items"][::25]:
        record = reading.get(f"/api/v1/{kind}/{item['id']}")
        assert (record.status_code, record.json()["id"]) == (200, item["id"])


def test_a_merged_id_answers_308_to_the_kept_one_and_keeps_the_rest(reading: httpx.Client, bundled: object) -> None:
    graph = bundled.read_graph()  # type: ignore[attr-defined]
    kept, merged = next(
        (node.id, mention) for node in graph.organizations.values() for mention in node.mentions if mention != node.id
    )
    response = reading.get(f"/api/v1/organizations/{merged}/neighbourhood?depth=2")
    assert response.status_code == 308
    assert response.headers["location"] == f"/api/v1/organizations/{kept}/neighbourhood?depth=2"


def test_the_same_question_gives_the_same_bytes_and_tag_and_304_when_known(reading: httpx.Client) -> None:
    first, second = (reading.get("/api/v1/key-actors") for _ in range(2))
    assert first.content == second.content
    tag = first.headers["etag"]
    assert tag == second.headers["etag"]
    assert tag.startswith('"')
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = reading.get("/api/v1/key-actors", headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert reading.get("/api/v1/key-actors", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_content_coding_has_a_tag_of_its_own_and_unpacks_to_the_same_bytes(reading: httpx.Client) -> None:
    def asked(coding: str) -> tuple[httpx.Headers, bytes]:
        with reading.stream("GET", "/api/v1/key-actors", headers={"Accept-Encoding": coding}) as response:
            return response.headers, b"".join(response.iter_raw())

    (plain, body), (gzip, gzipped), (zstd, packed) = (asked(coding) for coding in ("identity", "gzip", "zstd"))
    assert (zlib.decompress(gzipped, 31), zstandard.ZstdDecompressor().decompress(packed)) == (body, body)
    assert [headers.get("content-encoding") for headers in (plain, gzip, zstd)] == [None, "gzip", "zstd"]
    assert len({headers["etag"] for headers in (plain, gzip, zstd)}) == 3
    assert all(headers["vary"] == "Accept-Encoding" for headers in (plain, gzip, zstd))


@pytest.mark.parametrize(("format", "start"), [("graphml", b"<?xml"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")])
def test_an_export_has_a_file_name_with_region_date_and_version(
    reading: httpx.Client, format: str, start: bytes
) -> None:
    response = reading.get(f"/api/v1/exports/{format}", params={"prefecture": "徳島県"})
    version = reading.get("/api/v1/status").json()["graph_version"]
    assert response.content.startswith(start)
    disposition = response.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="musubime_Tokushima_')
    assert version in disposition
    assert "filename*=UTF-8''" in disposition
    tag = response.headers["etag"]
    again = reading.get(f"/api/v1/exports/{format}", params={"prefecture": "徳島県"}, headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_the_openapi_document_describes_every_operation_parameter_and_problem(reading: httpx.Client) -> None:
    document = reading.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    operations = [
        (path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in {"get", "post"}
    ]
    ids = [operation["operationId"] for _, operation in operations]
    assert len(ids) == len(set(ids))
    for path, operation in operations:
        assert operation["summary"], path
        assert operation["description"], path
        assert operation["tags"], path
        for parameter in operation.get("parameters", []):
            schema = parameter["schema"]
            assert parameter["description"], (path, parameter["name"])
            assert schema.get("title"), (path, parameter["name"])
            assert schema.get("examples"), (path, parameter["name"])
        assert "HTTPValidationError" not in str(operation)
    text = str(document)
    assert all(word not in text for word in ("MATCH (o", "arcadedb", "SqliteLedger"))


def test_health_answers_whatever_the_store_does(reading: httpx.Client) -> None:
    assert reading.get("/healthz").json()["status"] == "ok"
    assert reading.get("/readyz").json() == {"status": "ready"}
