"""Every format at the door: a file with a name, what it is inside it, and a clear refusal where there is nothing."""

import io
import re
import zipfile
from urllib.parse import unquote

import httpx
import pytest

from musubime.exports.formats import FORMATS, PROJECTED
from musubime_api.commands.export import export as command
from musubime_api.v1.exports import Format

STARTS = {
    "graphml": b"<?xml",
    "gexf": b"<?xml",
    "csv": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "json": b"{",
    "jsonl": b'{"kind":"about"',
    "cypher": b"// ",
    "svg": b"<?xml",
    "png": b"\x89PNG",
    "html": b"<!doctype html>",
    "incidence": b"\xef\xbb\xbf",
    "matrix-market": b"PK",
}


def told(body: bytes) -> str:
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_has_a_name_with_region_date_and_version_and_its_own_type(reading: httpx.Client, format: str) -> None:
    response = reading.get(f"/api/v1/exports/{format}", params={"prefecture": "36"})
    version = reading.get("/api/v1/status").json()["graph_version"]
    suffix = FORMATS[format].suffix
    assert response.status_code == 200
    assert response.content.startswith(STARTS[format])
    assert response.headers["content-type"] == FORMATS[format].media_type
    ascii, full = re.findall(r"filename\*?=(\S+)", response.headers["content-disposition"])
    assert re.fullmatch(rf'"musubime_Tokushima_[0-9-]+_{version}\.{suffix}";', ascii)
    assert re.fullmatch(rf"UTF-8''結び目_徳島県_[0-9-]+_{version}\.{suffix}", unquote(full))


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("csv", "incidence")])
def test_a_file_says_inside_which_version_filters_date_licence_and_citation_it_is_of(
    reading: httpx.Client, format: str
) -> None:
    answer = reading.get(f"/api/v1/exports/{format}", params={"prefecture": "36"})
    text, status = told(answer.content), reading.get("/api/v1/status").json()
    assert status["graph_version"] in text
    assert "prefecture=36" in text
    assert reading.get("/api/v1/key-actors", params={"prefecture": "36"}).json()["as_of"] in text
    assert "ライセンスの記載なし" in text
    assert "The Musubime authors" in text


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_selection_is_refused_with_the_filters_that_made_it(reading: httpx.Client, format: str) -> None:
    response = reading.get(f"/api/v1/exports/{format}", params={"prefecture": "46"})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert "prefecture=46" in response.json()["detail"]


def test_the_door_the_command_and_the_list_know_the_same_formats() -> None:
    literal = Format.__origin__  # type: ignore[attr-defined]
    (argument,) = (parameter for parameter in command.params if parameter.name == "format")
    assert set(literal.__args__) == set(FORMATS) == set(argument.type.choices)  # type: ignore[attr-defined]


@pytest.mark.parametrize("format", PROJECTED)
def test_a_projection_is_another_file_and_bounded(reading: httpx.Client, format: str) -> None:
    address = f"/api/v1/exports/{format}"
    plain, projected = (
        reading.get(address, params={"prefecture": "36", **more}) for more in ({}, {"projection": "newman"})
    )
    assert (plain.status_code, projected.status_code) == (200, 200)
    assert plain.content != projected.content


@pytest.mark.parametrize(("format", "option"), [("xlsx", "raw=true"), ("xlsx", "projection=newman")])
def test_what_a_format_does_not_take_is_refused(reading: httpx.Client, format: str, option: str) -> None:
    response = reading.get(f"/api/v1/exports/{format}?{option}")
    assert (response.status_code, response.json()["field"]) == (422, option.partition("=")[0])


def test_the_dictionary_describes_every_column_that_the_files_have(reading: httpx.Client) -> None:
    items = reading.get("/api/v1/exports/dictionary").json()["items"]
    seats = [item for item in items if item["table"] == "seats"]
    table = reading.get("/api/v1/exports/csv", params={"prefecture": "36", "raw": "true"}).text
    assert table.partition("\r\n")[0].split(",") == [item["name"] for item in seats]
    graph = reading.get("/api/v1/exports/graphml", params={"prefecture": "36"}).text
    keys = re.findall(r'for="(node|edge|graph)" attr.name="(\w+)" attr.type="(\w+)"><desc>([^<]*)</desc>', graph)
    tables = {"nodes": "node", "edges": "edge", "about": "graph"}
    described = {
        (tables[item["table"]], item["name"], item["type"], f"{item['title']}: {item['meaning']}")
        for item in items
        if item["table"] in tables
    }
    assert described == {(place, name, type, text.replace("&gt;", ">")) for place, name, type, text in keys} - {
        key for key in keys if key[1] == "projection"
    }


def test_each_page_leads_to_every_format_with_its_filters(reading: httpx.Client) -> None:
    page = reading.get("/prefectures/36").text
    form = page[page.index('action="/exports"') :].partition("</form>")[0]
    assert re.findall(r'<option value="([\w-]+)"', form) == list(FORMATS)
    assert '<input type="hidden" name="prefecture" value="36">' in form
    answer = reading.get("/exports?prefecture=36&format=gexf&lang=en", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/api/v1/exports/gexf?prefecture=36")
