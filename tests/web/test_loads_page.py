"""A steward loads a roster on the page: the difference first, then all of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.api.conftest import SHEET
from tests.web.conftest import WIDE, served, watching
from tests.web.test_every_page import NOTHING
from tests.web.watching import Watched


@pytest.fixture
def steward(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A page of a server over an empty store of its own."""
    with served(tmp_path_factory.mktemp("loads"), "--empty") as url, watching(browser, url, WIDE) as watched:
        yield watched


def choose(watched: Watched, text: str) -> None:
    file = {"name": "試験.csv", "mimeType": "text/csv", "buffer": text.encode()}
    watched.page.locator("#load-files").set_input_files(file)  # type: ignore[arg-type]
    watched.page.get_by_role("button", name="差分を見る").click()


@pytest.mark.browser
def test_a_roster_is_shown_applied_and_found_again_in_the_history(steward: Watched) -> None:
    page = steward.open("/loads")
    assert page.get_by_text("まだ何も読み込んでいません。").is_visible()
    choose(steward, SHEET)
    page.wait_for_selector("#load-result table")
    assert page.locator("#load-status").inner_text() == "まだ書き込んでいません。次のように変わります。"
    told = page.locator("#load-result p").first.inner_text()
    assert told.startswith("新しい席 3、終わった席 0、役職・役割の変わった席 0、人の替わった席 0、")
    assert steward.axe() == []
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button", name="この差分を適用する").click()
    page.get_by_role("link", name="試験").click()
    page.get_by_role("heading", name="新しい席 3").wait_for()
    assert page.locator("#added-title + .table-scroll tbody tr").count() == 3
    assert steward.axe() == []
    assert steward.faults() == NOTHING


@pytest.mark.browser
def test_the_same_roster_again_changes_nothing_and_a_bad_one_says_why(steward: Watched) -> None:
    page = steward.open("/loads")
    choose(steward, SHEET)
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button", name="この差分を適用する").click()
    choose(steward, SHEET)
    page.get_by_text("変更はありません。").wait_for()
    choose(steward, "機関\n徳島大学\n")
    page.locator("#load-result [role=alert]").wait_for()
    assert "会議体" in page.locator("#load-result [role=alert]").inner_text()


STRANGE = "甲協議会 委員名簿,,\n謎の人,謎の所,謎\n河村 保彦,徳島大学,あ\n佐藤 花子,阿波銀行,い\n"


@pytest.mark.browser
def test_unknown_columns_are_asked_about_and_the_answer_can_be_kept(steward: Watched) -> None:
    page = steward.open("/loads")
    page.get_by_label("この版の日付（分かれば）").fill("2024-04")
    choose(steward, STRANGE)
    page.get_by_role("button", name="この読み方で差分を見る").wait_for()
    assert page.get_by_label("「謎の人」は何の列ですか。").input_value() == "person"
    assert page.get_by_label("「謎の所」は何の列ですか。").input_value() == "organization"
    rows = [row.split("\t")[:6] for row in page.locator("#load-result tbody tr").all_inner_texts()]
    assert rows == [
        ["3", "甲協議会", "徳島大学", "", "", "河村 保彦"],
        ["4", "甲協議会", "阿波銀行", "", "", "佐藤 花子"],
    ]
    assert steward.axe() == []
    page.get_by_label("「謎」は何の列ですか。").select_option("ignore")
    page.get_by_role("button", name="この読み方で差分を見る").click()
    page.get_by_role("button", name="この差分を適用する").wait_for()
    lines = page.locator("#load-result p").all_inner_texts()
    assert lines[0].startswith("新しい席 2、終わった席 0、")
    assert lines[1] == "読んだ行 3 = 席になった行 2（席 2）+ 席以外 0 + 使わない 1（表の上の題名 1）"
    with page.expect_download() as download:
        page.get_by_role("link", name="読み方を roster.toml として保存する").click()
    assert 'for_headings = ["謎の人", "謎の所", "謎"]' in download.value.path().read_text(encoding="utf-8")
    assert steward.axe() == []
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button", name="この差分を適用する").click()
    page.get_by_role("cell", name="2024-04").wait_for()
    assert steward.faults()["policy"] == steward.faults()["elsewhere"] == []
