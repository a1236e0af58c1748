"""The drawing from the keyboard alone, mirrored for a screen reader."""

import re

import pytest
from playwright.sync_api import Page

from tests.web.watching import Watched

PATH = "/network?roster=three-prefecture-table&prefecture=39"


def current(page: Page) -> str | None:
    frame = page.locator("#scene-canvas")
    if frame.get_attribute("aria-activedescendant") is None:
        return None
    return page.locator("#scene-current").get_attribute("aria-label")


@pytest.mark.browser
def test_a_skip_link_leads_to_the_drawing_and_arrows_follow_ties(wide: Watched) -> None:
    page = wide.open(PATH)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "drawing"
    for _ in range(16):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "scene-canvas":
            break
    assert page.evaluate("document.activeElement.id") == "scene-canvas"
    assert current(page) is None
    page.keyboard.press("ArrowRight")
    first = current(page)
    assert first is not None
    seen = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp") * 3:
        before = current(page)
        page.keyboard.press(key)
        after = current(page)
        assert after is not None
        if after == before:
            assert page.locator("#scene-status").inner_text() == "その方向につながりはありません。"
            continue
        seen.add(after)
        assert ("会議体" in after) != ("会議体" in (before or ""))
    assert len(seen) > 2
    assert wide.faults()["console"] == []


@pytest.mark.browser
def test_the_status_says_sector_name_and_number_of_consortia(wide: Watched) -> None:
    page = wide.open(PATH)
    page.get_by_role("button", name="高知県 を図で示す", exact=True).click()
    assert current(page) == "官 高知県、3 件に参加"
    assert page.locator("#scene-status").inner_text() == "選択：官 高知県、3 件に参加"
    assert page.locator("tr.is-current th").inner_text().strip() == "高知県"
    assert page.locator("#scene-panel-ties li").count() == 3
    assert "node=" in page.url


@pytest.mark.browser
def test_shift_and_an_arrow_go_to_the_nearest_and_escape_clears(wide: Watched) -> None:
    page = wide.open(PATH)
    page.locator("#scene-canvas").focus()
    page.keyboard.press("ArrowRight")
    moved = False
    for key in ("Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowUp", "Shift+ArrowDown"):
        before = current(page)
        page.keyboard.press(key)
        moved = moved or current(page) != before
    assert moved
    page.keyboard.press("Escape")
    assert current(page) is None
    assert page.locator("#scene-panel").is_hidden()
    assert "node=" not in page.url


@pytest.mark.browser
def test_enter_opens_one_step_more_and_the_back_key_returns(wide: Watched) -> None:
    page = wide.open(PATH)
    page.get_by_role("button", name="高知県 を図で示す", exact=True).click()
    page.keyboard.press("Enter")
    page.wait_for_url("**/network?around=*")
    assert "高知県" in page.locator("h1").inner_text()
    page.go_back()
    page.wait_for_selector("#scene-canvas[data-ready]")
    assert page.locator("#scene-panel-title").inner_text() == "高知県"


@pytest.mark.browser
def test_plus_minus_and_nought_zoom_only_while_the_drawing_has_the_focus(wide: Watched) -> None:
    page = wide.open(PATH)
    page.locator("#search-box").focus()
    page.keyboard.type("+-0")
    assert page.locator("#search-box").input_value() == "+-0"
    page.locator("#scene-canvas").focus()
    for key in ("+", "-", "0"):
        page.keyboard.press(key)
    assert wide.faults()["console"] == []


@pytest.mark.browser
def test_buttons_do_what_dragging_does_and_every_step_can_be_undone(wide: Watched) -> None:
    page = wide.open(PATH)
    page.get_by_role("button", name="高知県 を図で示す", exact=True).click()
    assert page.locator("#scene-undo").is_disabled()
    page.locator("#scene-move-right").click()
    page.wait_for_url(re.compile("#p="))
    page.locator("#scene-hide").click()
    assert page.locator("#scene-panel").is_hidden()
    page.locator("#scene-undo").click()
    page.locator("#scene-undo").click()
    page.wait_for_url(re.compile("^[^#]*$"))
    page.locator("#scene-redo").click()
    page.wait_for_url(re.compile("#p="))
    for name in ("zoom-in", "zoom-out", "fit", "pan-left", "pan-right", "pan-up", "pan-down"):
        page.locator(f"#scene-{name}").click()
    assert wide.faults()["console"] == []


@pytest.mark.browser
def test_the_focus_can_be_seen_and_the_skip_link_leads_to_the_content(wide: Watched) -> None:
    page = wide.open("/prefectures/39")
    page.keyboard.press("Tab")
    skip = page.locator(".skip").first
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
