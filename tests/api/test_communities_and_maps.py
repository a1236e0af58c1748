"""Communities and both maps over REST and on the terminal: fields, paging to the last member, refusals."""

import json
from pathlib import Path

import httpx
import pytest

from musubime_api.cli import run

TABLE = {"roster": "three-prefecture-table"}


def test_every_member_of_every_community_is_reached_once_and_opens_to_its_seats(reading: httpx.Client) -> None:
    answer = reading.get("/api/v1/communities", params=TABLE).json()
    seen: list[str] = []
    for item in answer["items"]:
        cursor: str | None = None
        while True:
            query = {"limit": 7} | ({"cursor": cursor} if cursor else {})
            page = reading.get(item["members"], params={**TABLE, **query}).json()
            seen += [member["id"] for member in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert page["total"] == item["size"] == item["organizations_total"] + item["consortia_total"]
        assert page["community"] == item
    assert (len(seen), len(set(seen))) == (66 + 8, 66 + 8)
    first = answer["items"][0]["organizations"][0]
    seats = reading.get(first["seats"]).json()
    assert {seat["holder"]["id"] for seat in seats["items"]} == {first["id"]}


def test_the_same_question_gets_the_same_bytes_and_a_tag(reading: httpx.Client) -> None:
    one, two = (reading.get("/api/v1/communities", params=TABLE) for _ in range(2))
    assert (one.content, one.headers["etag"]) == (two.content, two.headers["etag"])
    again = reading.get("/api/v1/communities", params=TABLE, headers={"If-None-Match": one.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/communities?resolution=0", 422, "0.1 以上"),
        ("/communities?resolution=11", 422, "10.0 以下"),
        ("/communities?resolution=nan", 422, ""),
        ("/communities?sector=学", 422, "ここでは使えません"),
        ("/communities?prefecture=99", 422, "都道府県「99」はありません"),
        ("/communities/community:none", 404, "グループ"),
        ("/communities?cursor=nonsense", 422, "cursor が正しくありません"),
        ("/programme-map?as_of=2020-01-01", 422, "ここでは使えません"),
        ("/programme-map?owner=nobody", 422, "nobody"),
        ("/support-map?sector=官", 422, "ここでは使えません"),
        ("/support-map?limit=5", 422, "ここでは使えません"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(reading: httpx.Client, path: str, status: int, sentence: str) -> None:
    response = reading.get("/api/v1" + path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert sentence in response.json()["detail"]


def test_the_maps_answer_with_evidence_and_in_two_languages(reading: httpx.Client) -> None:
    support = reading.get("/api/v1/support-map", params={"lang": "en"}).json()
    assert [(column["label"], column["municipalities"]) for column in support["support_types"]][:2] == [
        ("human resources", 9),
        ("subsidy", 8),
    ]
    assert {scheme["evidence"][0]["source"]["title"] for scheme in support["schemes"]} == {
        "第３章 東北圏におけるデジタル化に向けた政策・支援の動向（図表３－４）"
    }
    programmes = reading.get("/api/v1/programme-map").json()
    follows = next(one for one in programmes["relations"] if one["from"]["name"] == "共創の場形成支援プログラム")
    assert (follows["type"], follows["label"], follows["to"]["name"], follows["confidence"]["value"]) == (
        ("FOLLOWED_BY", "後に続く", "地方大学・地域産業創生交付金", 0.7)
    )
    assert follows["evidence"][0]["printed"]
    assert [column["label"] for column in programmes["phases"]] == ["研究開発", "実証", "社会実装"]


def test_the_terminal_says_what_the_door_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))
    rows = "\n".join(
        f"研修事業,{council},徳島県,学,{body},試験資料"
        for council in ("甲会議", "乙会議")
        for body in ("甲大学", "乙大学")
    )
    sheet = tmp_path / "roster.csv"
    sheet.write_text(f"事業,会議体,都道府県,部門,機関,出典\n{rows}\n", encoding="utf-8")
    assert run(["load", str(sheet), "--yes"]) == 0
    capsys.readouterr()
    assert run(["ask", "communities", "--json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)["items"]
    assert (item["size"], item["extent"], item["verdict"]) == (4, "component", "stable")
    assert run(["ask", "community", item["id"], "--lang", "en"]) == 0
    assert "甲大学" in capsys.readouterr().out
    assert run(["ask", "programme-map"]) == 0
    assert "課題と段階" in capsys.readouterr().out
    assert run(["ask", "support-map"]) == 0
    assert "記載のある自治体" in capsys.readouterr().out
