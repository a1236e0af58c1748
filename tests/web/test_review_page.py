"""A steward decides about names with the keyboard alone: three decisions, each taken back."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.web.conftest import NARROW, WIDE, served, watching
from tests.web.test_every_page import NOTHING
from tests.web.watching import Watched

NAMES = ("阿波電子株式会社", "土佐木材株式会社", "南海水産有限会社")
SHEET = "会議体,都道府県,部門,機関\n" + "".join(
    f"{council},{prefecture},産,{name}\n"
    for council, prefecture in (("甲協議会", "徳島県"), ("乙協議会", "高知県"))
    for name in NAMES
)
"""Three firms of one name in two prefectures: nobody but a person can tell whether they are the same."""


@pytest.fixture(params=[NARROW, WIDE], ids=["375px", "1440px"])
def steward(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    """A page of a server whose queue holds three pairs."""
    with served(tmp_path_factory.mktemp("review"), "--empty") as url:
        answer = httpx.post(f"{url}/api/v1/loads", files={"files": ("roster.csv", SHEET.encode())}, timeout=60)
        assert answer.status_code == 200, answer.text
        with watching(browser, url, request.param) as watched:
            yield watched


def standing_on(page: Page) -> str:
    """The heading of the pair that has the focus."""
    return str(page.evaluate("document.activeElement.querySelector('h2')?.textContent ?? ''"))


def press(page: Page, key: str) -> None:
    """Press a key and wait for the page that the decision leads to."""
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press(key)


@pytest.mark.browser
def test_three_decisions_and_their_undo_take_one_key_each(steward: Watched) -> None:
    page = steward.open("/review")
    assert page.get_by_text("人の判断を待つ組は 3 です。").is_visible()
    assert steward.axe() == []
    decided = []
    for key, said in (("a", "同じ"), ("r", "別"), ("l", "保留")):
        before = standing_on(page)
        assert before.startswith("1. ")
        press(page, key)
        status = page.locator("#review-status").inner_text()
        assert f"を「{said}」としました。" in status
        decided.append(status.partition("」")[0].lstrip("「"))
        assert steward.axe() == []
    assert sorted(decided) == sorted(set(decided))
    for _ in range(3):
        press(page, "u")
        assert page.locator("#review-status").inner_text() == "判断を取り消しました。"
    assert page.get_by_text("人の判断を待つ組は 3 です。").is_visible()
    assert steward.faults() == NOTHING


@pytest.mark.browser
def test_the_keys_do_nothing_in_a_field_and_outside_of_the_queue(steward: Watched) -> None:
    page = steward.open("/review")
    page.locator("[data-pair] input[name=reason]").first.focus()
    page.keyboard.type("ar")
    assert page.locator("[data-pair] input[name=reason]").first.input_value() == "ar"
    page.locator("#search-box").focus()
    page.keyboard.type("a")
    assert page.get_by_text("人の判断を待つ組は 3 です。").is_visible()


@pytest.mark.browser
def test_all_pairs_of_a_rule_are_decided_after_a_preview(steward: Watched) -> None:
    page = steward.open("/review")
    page.get_by_role("navigation", name="規則ごと").get_by_role("link").nth(1).click()
    page.get_by_role("link", name="3 組を同じにする（確かめる）").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("tbody tr").count() == 3
    assert steward.axe() == []
    page.get_by_role("button", name="3 組を「同じ」とする").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("確認が必要な名前はありません。").is_visible()
    organizations = httpx.get(f"{steward.site}/api/v1/organizations").json()
    assert sorted(item["name"] for item in organizations["items"]) == sorted(NAMES)
    assert steward.faults() == NOTHING
