"""The policy officer's first sixty seconds, on the real data."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.web.watching import Watched

SENTENCE = "3つのネットワーク・24機関。内閣府と総務省のネットワークを結ぶのは高知県のみ。"
WITH_LAB = SENTENCE + "ほかに構成員の一部だけが分かる会議体が1件。"
ABSENT = "記載なし（表では「-」）"


@pytest.mark.browser
def test_from_the_map_to_the_sentence_the_matrix_the_network_and_the_ranking(wide: Watched) -> None:
    page = wide.open("/")
    assert page.locator(".map__tile").count() == 47
    assert SENTENCE in page.locator(".sentences").inner_text()
    page.locator(".map__tile a", has_text="高知").click()
    page.wait_for_selector("#scene-canvas[data-ready]")
    assert page.locator("#sentence").inner_text() == WITH_LAB
    cells = page.locator("table.matrix tbody tr td").all_inner_texts()
    assert sorted(re.sub(r"\s+", " ", cell) for cell in cells) == sorted(
        ["9", "15", "6", "1+", "3 33%", "3 33%", "1 17%", "1 17%", "3 50%", "3 50%", *["1+ 100%"] * 6]
    )
    matrix, network = (page.locator(selector).bounding_box() for selector in ("table.matrix", "#scene-canvas"))
    assert matrix is not None
    assert network is not None
    assert matrix["x"] < network["x"]
    first = page.locator("#actors-title").locator("xpath=ancestor::section").locator("tbody tr").first
    assert [text.strip() for text in first.locator("td").all_inner_texts()[:6]] == [
        "1",
        "4",
        "0.75",
        "4",
        "4.67",
        "105.33",
    ]
    assert first.locator("th").inner_text().strip().startswith("高知県")


@pytest.mark.browser
def test_a_number_opens_to_the_printed_line(wide: Watched) -> None:
    page = wide.open("/prefectures/39?roster=three-prefecture-table")
    row = page.locator("#actors-title").locator("xpath=ancestor::section").locator("tbody tr").first
    row.locator(".evidence summary").click()
    assert row.locator("q").all_inner_texts() == ["高知県", "高知県", "高知県"]
    page.locator("table.matrix td.heat-2 a, table.matrix td.heat-1 a").first.click()
    assert page.locator("h1").inner_text().endswith("の重なり")
    shown = [name.strip() for name in page.locator("main tbody th").all_inner_texts()]
    assert shown == ["官（国・自治体） 1", "高知県"]
    assert page.locator("main tbody q").all_inner_texts() == ["高知県", "高知県"]


@pytest.mark.browser
def test_the_missing_council_of_hiroshima_reads_as_not_stated(wide: Watched) -> None:
    page = wide.open("/prefectures/34")
    assert ABSENT in page.locator("#sentence").inner_text()
    card = page.locator(".card--absent")
    assert ABSENT in card.first.inner_text()
    card.first.locator("h3 a").click()
    assert ABSENT in page.locator("main").inner_text()
    assert "会議体がないという意味ではありません" in page.locator("main").inner_text()


@pytest.mark.browser
def test_the_copied_link_gives_the_same_view(wide: Watched) -> None:
    page = wide.open("/network?prefecture=39")
    page.locator("button[data-show-node]").first.click()
    page.locator("#scene-move-right").click()
    page.wait_for_url(re.compile("#p="))
    page.locator("#copy-button").click()
    expect(page.locator("#copy-status")).to_have_text("リンクをコピーしました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert "prefecture=39" in copied
    assert "node=" in copied
    status = page.locator("#scene-panel-title").inner_text()
    there = page.context.new_page()
    there.goto(copied)
    there.wait_for_selector("#scene-canvas[data-ready]")
    assert there.locator("#scene-panel-title").inner_text() == status
    assert there.locator("#sentence, h1").first.inner_text() == page.locator("#sentence, h1").first.inner_text()
    assert there.url == copied
    there.locator("#scene-zoom-in").click()
    assert page.locator("#scene-undo").is_enabled()


@pytest.mark.browser
def test_two_clicks_from_the_map_lead_to_a_link_that_reproduces_the_view(wide: Watched) -> None:
    page = wide.open("/")
    page.locator(".map__tile a", has_text="高知").click()
    page.locator("#copy-button").click()
    expect(page.locator("#copy-status")).to_have_text("リンクをコピーしました")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    assert page.locator("#sentence").inner_text() == WITH_LAB


@pytest.mark.browser
@pytest.mark.parametrize("format", ["JSON", "CSV", "GraphML"])
def test_the_data_of_the_view_can_be_taken_away(wide: Watched, format: str) -> None:
    page = wide.open("/network?roster=three-prefecture-table&prefecture=39")
    href = page.locator(".actions__data a", has_text=re.compile(f"^{format}$")).get_attribute("href")
    assert href is not None
    with urllib.request.urlopen(wide.site + href, timeout=30) as response:
        body = response.read()
    if format == "JSON":
        assert len(json.loads(body)["elements"]["nodes"]) == 27
    elif format == "GraphML":
        assert body.count(b"<node ") == 27
    else:
        assert body.decode("utf-8-sig").count("\n") == 31


@pytest.mark.browser
def test_the_legend_filters_and_colour_is_one_channel_at_a_time(wide: Watched) -> None:
    page = wide.open("/network?prefecture=39")
    page.locator(".legend a", has_text="学（").click()
    assert "sector=" in page.url
    sectors = set(
        page.locator("#scene-table-title")
        .locator("xpath=ancestor::section")
        .locator("tbody td:nth-child(2)")
        .all_inner_texts()
    )
    assert sectors == {"学"}
    page.locator(".scene__colour a", has_text="事業").click()
    assert "color=programme" in page.url
    assert "sector=" in page.url


@pytest.mark.browser
def test_a_printed_page_has_the_picture_a_source_line_and_no_chrome(wide: Watched) -> None:
    page = wide.open("/prefectures/39")
    page.emulate_media(media="print")
    assert page.locator("#scene-svg").is_visible()
    assert page.locator("#scene-canvas").is_hidden()
    assert page.locator(".site-header").is_hidden()
    assert page.locator(".actions").first.is_hidden()
    assert page.locator(".site-footer").get_by_text("出典").first.is_visible()


@pytest.mark.browser
def test_the_search_box_is_the_first_thing_and_finds_a_short_name(wide: Watched) -> None:
    page = wide.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#search-box").fill("徳島大")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert "徳島大学" in page.locator(".hits__name").all_inner_texts()
    page.locator(".hits__name a", has_text=re.compile("^徳島大学$")).click()
    assert page.locator("h1").inner_text() == "徳島大学"
    assert page.locator("main q").count() >= 3
