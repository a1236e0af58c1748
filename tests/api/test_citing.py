"""The doors of citations and graph versions: forms, media types, what they refuse, and the commands."""

import re
from html import unescape

import httpx
import pytest
import yaml  # type: ignore[import-untyped]
from pybtex.database import parse_string  # type: ignore[import-untyped]

from musubime.store.port import Store
from tests.api.conftest import Client, sheet

TABLE = "roster=three-prefecture-table"
CITED = re.compile(r'href="(/api/v1/cite[^"]*)"')


def test_each_form_of_a_citation_by_itself_is_the_field_of_the_whole(reading: httpx.Client) -> None:
    whole = reading.get(f"/api/v1/cite?{TABLE}").json()
    for form, media_type in (
        ("text", "text/plain; charset=utf-8"),
        ("bibtex", "application/x-bibtex; charset=utf-8"),
        ("cff", "application/yaml"),
    ):
        answer = reading.get(f"/api/v1/cite?{TABLE}&format={form}")
        assert (answer.headers["content-type"], answer.content.decode()) == (media_type, whole[form])
        assert reading.get(answer.url, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert yaml.safe_load(whole["cff"])["version"] == whole["graph_version"]
    assert len(parse_string(whole["bibtex"], "bibtex").entries) == 2


def test_the_address_of_a_citation_answers_with_the_seats_that_it_counts(reading: httpx.Client) -> None:
    for filters in (TABLE, "prefecture=徳島県&sector=学", "as_of=2021-04-01", "q=徳島大&within=true"):
        found = reading.get(f"/api/v1/cite?{filters}").json()
        assert reading.get(found["path"]).json()["total"] == found["seats"]
        assert {source["id"] for source in found["sources"]} >= {
            statement["source"]["id"]
            for seat in reading.get(found["path"]).json()["items"]
            for statement in seat["statements"]
            if TABLE not in filters or statement["roster"] == "three-prefecture-table"
        }


def test_english_is_asked_for_by_lang(reading: httpx.Client) -> None:
    text = reading.get("/api/v1/cite?format=text&lang=en").text
    assert text.splitlines()[1] == "Sources:"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("format=ris", "format: 使えるのは 'json', 'text', 'bibtex' or 'cff' です。"),
        ("prefecture=99", "都道府県「99」はありません。コード（01–47）か「徳島県」のような名前で書いてください。"),
        ("level=post", None),
    ],
)
def test_a_citation_refuses_what_it_cannot_use(reading: httpx.Client, query: str, sentence: str | None) -> None:
    answer = reading.get(f"/api/v1/cite?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    if sentence:
        assert answer.json()["detail"] == sentence


def test_the_version_of_every_answer_is_told(reading: httpx.Client) -> None:
    status = reading.get("/api/v1/status").json()
    found = reading.get(f"/api/v1/snapshots/{status['graph_version']}").json()
    assert (found["current"], found["counts"]) == (True, status["counts"])
    assert [roster["id"] for roster in found["rosters"]] == status["rosters"]
    newest = reading.get("/api/v1/loads?limit=1").json()["items"][0]
    assert (found["loads"][-1]["id"], found["loaded_at"]) == (newest["id"], newest["at"])
    for measure in found["measures"]:
        assert reading.get(measure["path"], params={"roster": "three-prefecture-table"}).status_code == 200


def test_versions_before_a_load_are_known_by_their_loads(client: Client, empty: Store) -> None:
    http = client()
    first = http.get("/api/v1/status").json()["graph_version"]
    assert http.get(f"/api/v1/snapshots/{first}").json()["loads"] == []
    http.post("/api/v1/loads?dry_run=false", files=sheet()).raise_for_status()
    second = http.get("/api/v1/status").json()["graph_version"]
    http.post("/api/v1/loads?dry_run=false", files=sheet(name="別.csv")).raise_for_status()
    for version, loads in ((first, 0), (second, 1)):
        found = http.get(f"/api/v1/snapshots/{version}").json()
        assert (found["current"], found["in_ledger"], found["counts"], len(found["loads"])) == (
            False,
            True,
            None,
            loads,
        )
    assert http.get("/api/v1/cite").json()["loaded_at"] == http.get("/api/v1/loads").json()["items"][0]["at"]


def test_a_version_that_never_was_is_a_problem(reading: httpx.Client) -> None:
    answer = reading.get("/api/v1/snapshots/g0000")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:musubime:problem:not-found")
    assert answer.json()["detail"].startswith("グラフの版 g0000 は台帳にありません。")


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/prefectures/36", "prefecture=36"),
        ("/prefectures/wide", ""),
        ("/key-actors?roster=three-prefecture-table&sector=学&lang=en", f"{TABLE}&sector=%E5%AD%A6"),
        ("/about", ""),
    ],
)
def test_the_footer_of_a_page_cites_what_the_page_selects(reading: httpx.Client, page: str, query: str) -> None:
    found = [unescape(address) for address in CITED.findall(reading.get(page).text)]
    lang = "&lang=en" if "lang=en" in page else ""
    assert found == [
        f"/api/v1/cite?{'&'.join(part for part in (query, f'format={form}') if part)}{lang}"
        for form in ("text", "bibtex", "cff")
    ]
    assert [reading.get(address).status_code for address in found] == [200, 200, 200]
