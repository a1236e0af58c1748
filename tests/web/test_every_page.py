"""Every page, narrow and wide, in both languages: nothing leaves the host, nothing is refused or out of reach."""

import json
import urllib.parse
import urllib.request

import html5lib
import pytest

from tests.web.watching import Watched

TABLE = "roster=three-prefecture-table"
PAGES = (
    "/",
    "/prefectures/39",
    "/prefectures/34",
    "/prefectures/07",
    "/prefectures/47",
    "/prefectures/wide",
    "/network?" + TABLE,
    "/network?prefecture=36&color=programme",
    "/network?prefecture=36&color=prefecture&sector=%E5%AD%A6",
    "/overlap?" + TABLE,
    "/overlap?by=programme&" + TABLE,
    "/overlap",
    "/overlap/top",
    "/overlap/top?of=SAWACHI%E5%9E%8B%E5%81%A5%E5%BA%B7%E7%A4%BE%E4%BC%9A%E5%85%B1%E5%89%B5%E6%8B%A0%E7%82%B9",
    "/key-actors?" + TABLE,
    "/key-actors?level=post&" + TABLE,
    "/key-actors?level=person",
    "/exports?" + TABLE,
    "/introductions",
    "/introductions?prefecture=04",
    "/introductions?" + TABLE,
    "/paths",
    "/paths?from=%E5%BE%B3%E5%B3%B6%E5%A4%A7%E5%AD%A6",
    "/paths?from=%E5%BE%B3%E5%B3%B6%E5%A4%A7%E5%AD%A6&to=%E5%BE%B3%E5%B3%B6%E7%9C%8C&" + TABLE,
    "/paths?from=%E5%BE%B3%E5%B3%B6%E5%A4%A7%E5%AD%A6&to=%E9%AB%98%E7%9F%A5&" + TABLE,
    "/partners",
    "/partners?q=%E9%AB%98%E7%9F%A5%E5%A4%A7%E5%AD%A6&" + TABLE,
    "/compare",
    "/compare?kind=date",
    "/compare?left=36&right=39&" + TABLE,
    "/compare?left=2010&right=2025",
    "/what-if?" + TABLE,
    "/what-if?remove_name=%E5%A4%A7%E5%AD%A6",
    "/what-if?remove_name=%E9%AB%98%E7%9F%A5%E7%9C%8C&" + TABLE,
    "/communities?" + TABLE,
    "/communities?prefecture=04",
    "/programme-map",
    "/support-map",
    "/search?q=%E5%BE%B3%E5%B3%B6%E5%A4%A7",
    "/search",
    "/about",
    "/api",
    "/loads",
    "/login",
)
RECORDS = ("organizations", "consortia", "programmes", "persons", "sources")
NAMED = {
    "organization": "徳島大学",
    "not reported": "（総務省調査・広島県：記載なし）",
    "programme": "地方大学・地域産業創生交付金",
}


def answer(site: str, path: str, **query: str) -> dict[str, object]:
    address = f"{site}/api/v1{path}?{urllib.parse.urlencode(query)}"
    with urllib.request.urlopen(address, timeout=30) as response:
        found: dict[str, object] = json.load(response)
        return found


def records(site: str, collection: str, limit: int = 3) -> list[str]:
    items = answer(site, f"/{collection}", limit=str(limit))["items"]
    assert isinstance(items, list)
    return [f"/{collection}/{item['id']}" for item in items]


def found(site: str, name: str) -> str:
    items = answer(site, "/search", q=name)["items"]
    assert isinstance(items, list)
    kinds = {"organization": "organizations", "consortium": "consortia", "programme": "programmes"}
    item = next(item for item in items if item["name"] == name)
    return f"/{kinds[item['kind'].lower()]}/{item['id']}"


NOTHING: dict[str, list[str]] = {"elsewhere": [], "console": [], "failed": [], "policy": []}


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_leaves_the_host_never_and_breaks_no_rule(watched: Watched, path: str) -> None:
    page = watched.open(path)
    assert watched.axe() == []
    assert watched.faults() == NOTHING
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True


@pytest.mark.browser
@pytest.mark.parametrize("collection", RECORDS)
def test_pages_of_records_break_no_rule(watched: Watched, collection: str) -> None:
    for path in records(watched.site, collection):
        page = watched.open(path)
        assert (path, watched.axe()) == (path, [])
        assert (path, watched.faults()) == (path, NOTHING)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMED.values(), ids=NAMED)
def test_pages_of_well_known_records_break_no_rule(watched: Watched, name: str) -> None:
    watched.open(found(watched.site, name))
    assert watched.axe() == []
    assert watched.faults() == NOTHING


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/prefectures/39", "/network?" + TABLE, "/overlap?" + TABLE, "/about"])
def test_english_pages_break_no_rule_and_stay_english(wide: Watched, path: str) -> None:
    page = wide.open(path + ("&" if "?" in path else "?") + "lang=en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert wide.axe() == []
    assert wide.faults() == NOTHING
    inside = page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    switch = page.locator("a[hreflang='ja']").get_attribute("href")
    exempt = ("/api/v1", "/openapi.json", "/static")
    assert [href for href in inside if "lang=en" not in href and not href.startswith(exempt) and href != switch] == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/nowhere", "/organizations/none", "/prefectures/99", "/network?prefecture=nowhere"])
def test_what_is_not_there_is_said_in_plain_words(wide: Watched, path: str) -> None:
    page = wide.open(path)
    assert wide.axe() == []
    faults = wide.faults()
    assert (faults["elsewhere"], faults["policy"]) == ([], [])
    assert page.locator("h1").inner_text() in {"ページが見つかりません", "この条件では表示できません"}
    assert page.locator("#search-box").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/prefectures/39", "/network", "/overlap", "/key-actors", "/about"])
def test_an_empty_store_shows_what_to_do(wide: Watched, empty_site: str, path: str) -> None:
    page = wide.page
    response = page.goto(empty_site + path)
    assert response is not None
    assert response.status == 200
    assert wide.axe() == []


@pytest.mark.browser
def test_without_persons_no_page_of_a_person_opens(wide: Watched, site: str, site_without_persons: str) -> None:
    path = records(site, "persons", 1)[0]
    response = wide.page.goto(site_without_persons + path)
    assert response is not None
    assert response.status == 404
    assert "人物の表示は無効です" in wide.page.locator("main").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_html_is_well_formed_and_ids_are_unique(site: str, path: str) -> None:
    with urllib.request.urlopen(site + path, timeout=30) as response:
        text = response.read().decode("utf-8")
    parser = html5lib.HTMLParser(strict=True)
    tree = parser.parse(text)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.browser
def test_a_number_between_two_programmes_opens_their_consortia(wide: Watched) -> None:
    page = wide.open("/overlap?by=programme&" + TABLE)
    page.locator("table.matrix td a").filter(has=page.locator("small")).first.click()
    assert page.locator("h1").inner_text() == "会議体の重なり"
    assert page.locator("table.matrix tbody tr").count() >= 2
    assert wide.faults() == NOTHING


@pytest.mark.browser
def test_a_measure_that_does_not_exist_is_refused_and_every_other_sorts(wide: Watched) -> None:
    for sort in ("connector", "sole_bridge", "bridge_share", "betweenness_two_mode", "brokerage_roles.liaison"):
        page = wide.open(f"/key-actors?sort={sort}&{TABLE}")
        assert page.locator(".ranking tbody tr").count() == 50
    assert wide.faults() == NOTHING
    page = wide.open(f"/key-actors?sort=influence&{TABLE}")
    assert page.locator("h1").inner_text() == "この条件では表示できません"


@pytest.mark.browser
def test_without_script_the_drawing_the_tables_and_the_forms_are_there(wide: Watched, site: str) -> None:
    context = wide.page.context.browser
    assert context is not None
    plain = context.new_context(java_script_enabled=False, base_url=site)
    page = plain.new_page()
    page.goto("/prefectures/39")
    assert page.locator("#scene-svg svg [data-node]").count() > 20
    assert page.locator("#scene-canvas").is_hidden()
    assert page.locator("table.matrix").is_visible()
    page.goto("/network?" + TABLE)
    page.locator("input[name=prefecture][value='39']").check()
    page.locator("form.filters button[type=submit]").click()
    assert "prefecture=39" in page.url
    assert page.locator("#scene-svg svg [data-node]").count() == 27
    plain.close()
