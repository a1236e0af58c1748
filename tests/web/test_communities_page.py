"""Communities and maps in a real browser: stability beside every group, cells that open to records and sources."""

import pytest

from tests.web.test_every_page import NOTHING, TABLE
from tests.web.watching import Watched


@pytest.mark.browser
def test_every_community_says_how_stable_it_is_and_leads_to_all_its_members(wide: Watched) -> None:
    page = wide.open("/communities?" + TABLE)
    said = page.locator("table.communities tbody tr:first-child td .tag").all_inner_texts()
    assert said == ["安定"] * 6
    page.locator("table.communities tbody th a").first.click()
    page.wait_for_url("**/communities/community:*", wait_until="load")
    assert page.locator("h1").inner_text() == "グループ：SAWACHI型健康社会共創拠点 ほか 1 会議体"
    assert page.locator("table.rows tbody tr").count() == 18
    assert wide.axe() == []
    page.get_by_role("link", name="図で見る").click()
    page.wait_for_url("**/network?*", wait_until="load")
    assert page.url.count("consortium=") == 2
    assert wide.faults() == NOTHING


@pytest.mark.browser
def test_another_size_stays_in_the_address_and_survives_the_filters(wide: Watched) -> None:
    page = wide.open("/communities?" + TABLE)
    page.get_by_role("link", name="大きめ").click()
    page.wait_for_url("**resolution=0.3*", wait_until="load")
    assert page.locator("table.communities tbody").count() == 3
    page.locator("input[name=prefecture][value='36']").check()
    page.locator("form.filters button[type=submit]").click()
    page.wait_for_url("**prefecture=36*", wait_until="load")
    assert "resolution=0.3" in page.url
    assert page.locator("table.communities tbody").count() == 1


@pytest.mark.browser
def test_a_cell_of_the_support_map_opens_to_reason_source_and_record(wide: Watched) -> None:
    page = wide.open("/support-map?owner=%E9%9D%92%E6%A3%AE%E7%9C%8C")
    assert page.locator(".map-table tbody .tag--absent").all_inner_texts() == ["記載なし"] * 2
    page.locator(".map-table summary").first.click()
    opened = page.locator(".map-table details[open]").first
    assert "確からしさ 0.95：行の順と" in opened.inner_text()
    assert opened.locator("a[href^='/sources/']").count() == 2
    opened.get_by_role("link", name="この事業・制度の記録を開く").click()
    assert page.locator("h1").inner_text() == "第四次産業革命を担うIT人財確保事業費"
    assert wide.faults() == NOTHING


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/communities", "/programme-map", "/support-map"])
def test_an_empty_store_says_so(wide: Watched, empty_site: str, path: str) -> None:
    response = wide.page.goto(empty_site + path)
    assert response is not None
    assert response.status == 200
    assert "条件をゆるめてください" in wide.page.locator("main").inner_text()
    assert wide.axe() == []
