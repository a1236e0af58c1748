"""Partner search at the doors: REST, the page, and the page of an organization."""

import html
import re
from urllib.parse import quote

import httpx

ROSTER = "roster=three-prefecture-table"


def organization(reading: httpx.Client, name: str) -> str:
    items = reading.get(f"/api/v1/organizations?q={quote(name)}&limit=500").json()["items"]
    return str(next(item["id"] for item in items if item["name"] == name))


def plain(page: httpx.Response) -> str:
    assert page.status_code == 200, page.text
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", page.text)))


def test_the_answer_has_the_fields_of_the_doors(reading: httpx.Client) -> None:
    id = organization(reading, "高知大学")
    answer = reading.get(f"/api/v1/organizations/{id}/partners?{ROSTER}&limit=1")
    found = answer.json()
    assert answer.headers["etag"].startswith('"')
    assert (found["total"], len(found["items"])) == (3, 1)
    assert found["organization"] == {"id": id, "name": "高知大学"}
    (item,) = found["items"]
    assert (item["rank"], item["name"], item["score"]) == (1, "高知リハビリテーション専門職大学", 33.333333)
    assert [one["name"] for one in item["introducers"]] == ["高知県", "高知工業高等専門学校", "高知県立大学"]
    following = reading.get(
        f"/api/v1/organizations/{id}/partners?{ROSTER}&limit=500&cursor={found['next']}&lang=en"
    ).json()
    assert [one["name"] for one in following["items"]] == ["高知学園大学", "高知学園短期大学"]
    assert following["items"][0]["reasons"][1] == "They meet it on 高知県・大学等連携協議会."
    assert reading.get(item["paths"]).json()["length"] == item["steps"]
    seats = reading.get(item["seats"]).json()["items"]
    assert {seat["holder"]["id"] for seat in seats} == {item["id"]}


def test_what_cannot_be_asked_is_refused_by_name(reading: httpx.Client) -> None:
    id = organization(reading, "高知大学")
    path = f"/api/v1/organizations/{id}/partners"
    for query, words in (
        ("theme=%E5%AD%98%E5%9C%A8%E3%81%97%E3%81%AA%E3%81%84", "テーマ「存在しない」の会議体はありません"),
        ("kind=castle", "機関の種類「castle」はありません"),
        ("level=post", "パラメーター level はここでは使えません"),
        ("limit=501", "limit"),
        ("sector=%E8%BE%B2", "部門「農」はありません"),
    ):
        refused = reading.get(f"{path}?{query}")
        assert (query, refused.status_code) == (query, 422)
        assert words in refused.text
    assert reading.get("/api/v1/organizations/org:none/partners").status_code == 404


def test_a_name_on_the_page_leads_to_its_organization_or_asks_which(reading: httpx.Client) -> None:
    id = organization(reading, "高知大学")
    led = reading.get(f"/partners?q={quote('高知大学')}&{ROSTER}&lang=en")
    assert led.status_code == 303
    assert sorted(led.headers["location"].partition("?")[2].split("&")) == [
        "lang=en",
        f"organization={quote(id, safe='')}",
        ROSTER,
    ]
    assert "「大学」に近い名称です" in plain(reading.get(f"/partners?q={quote('大学')}"))
    assert "という機関は見つかりません" in plain(reading.get(f"/partners?q={quote('存在しない機関名')}"))
    assert "参画の多い機関から選ぶ" in plain(reading.get("/partners"))


def test_the_page_shows_reasons_introducers_lines_and_ways_on(reading: httpx.Client) -> None:
    id = organization(reading, "高知大学")
    page = reading.get(f"/partners?organization={id}&{ROSTER}")
    text = plain(page)
    assert "2 の会議体で 20 機関と同席しています。候補は 3 機関です。" in text
    assert "高知県・高知工業高等専門学校・高知県立大学の3機関が、高知大学ともこの機関とも同席しています。" in text
    assert "窓口の記載なし" in text
    assert "ほかに42機関は、機関の席をたどっても高知大学からの道がないため順位がありません" in text
    other = organization(reading, "高知学園大学")
    assert f'href="/paths?from={quote(id, safe="")}&amp;to={quote(other, safe="")}"' in page.text
    assert f'href="/api/v1/organizations/{id}/partners?{ROSTER}"' in page.text
    filtered = plain(reading.get(f"/partners?organization={id}&{ROSTER}&kind=junior_college"))
    assert "候補 3 機関のうち、条件に合うのは 1 機関です。" in filtered
    assert "機関の種類: 短期大学" in filtered


def test_the_page_of_an_organization_names_the_nearest(reading: httpx.Client) -> None:
    asker = organization(reading, "高知リハビリテーション専門職大学")
    text = plain(reading.get(f"/organizations/{asker}"))
    section = text.partition("まだ同席していない機関")[2]
    names = [item["name"] for item in reading.get(f"/api/v1/organizations/{asker}/partners?limit=5").json()["items"]]
    assert all(name in section for name in names)
    assert re.search(r"候補 \d+ 機関をすべて見る", section)


def test_every_desk_in_the_country_opens_to_its_source(reading: httpx.Client) -> None:
    sendai = organization(reading, "東北大学")
    found = reading.get(f"/api/v1/organizations/{sendai}/partners?limit=500").json()
    desks = [desk for item in found["items"] for desk in item["contact"]]
    assert desks
    for desk in desks:
        seat = reading.get(f"/api/v1/seats/{desk['seat']['id']}").json()
        assert "事務局" in seat["role"]
        assert seat["consortium"] == desk["consortium"]
        assert seat["source"]["id"] == desk["seat"]["source"]["id"]
