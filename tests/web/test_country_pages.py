"""Pages that a graph of the whole country made hard to read: what stands first, what stays together, what fits."""

from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page

from musubime.questions.answers_records import SeatRow
from musubime_api.pages.seat_groups import by_holder
from musubime_loaders.bundled import bundled_rosters
from tests.web.conftest import NARROW, WIDE, watching
from tests.web.test_every_page import answer, found
from tests.web.watching import Watched

LAB = "SAWACHI型健康社会共創拠点"


def consortia(site: str, **query: str) -> list[dict[str, object]]:
    items = answer(site, "/consortia", limit="500", **query)["items"]
    assert isinstance(items, list)
    return items


def rounds(site: str) -> list[str]:
    """Return the paths of rounds that have others inside and no members of their own."""
    paths = []
    for item in consortia(site):
        if item["form"] != "award_round" or item["reported"] != "members_not_stated":
            continue
        relations = answer(site, f"/consortia/{item['id']}")["relations"]
        assert isinstance(relations, list)
        if any((one["type"], one["direction"]) == ("INSIDE", "in") for one in relations):
            paths.append(f"/consortia/{item['id']}")
    return paths


def row(id: str, holder: str | None) -> SeatRow:
    return SeatRow.model_validate(
        {
            "id": id,
            "holder": {"id": holder, "name": holder, "kind": "organization"} if holder else None,
            "consortium": {"id": "c", "name": "会議"},
        }
    )


def test_seats_of_one_holder_stand_together_in_the_order_of_their_first() -> None:
    seats = [row("1", "a"), row("2", "b"), row("3", "a"), row("4", None), row("5", None)]
    assert [[seat.id for seat in group] for group in by_holder(seats)] == [["1", "3"], ["2"], ["4"], ["5"]]
    assert [[seat.id for seat in group] for group in by_holder(seats, together=False)] == [[s.id] for s in seats]


@pytest.mark.browser
def test_a_round_shows_what_is_inside_it_first(wide: Watched) -> None:
    paths = rounds(wide.site)
    assert paths
    for path in paths:
        page = wide.open(path)
        assert page.locator("main h2").first.inner_text().startswith("この中にある会議体")
        inside = page.locator("#inside-title").locator("xpath=ancestor::section")
        assert inside.locator("li.card").count() >= 1
        assert "構成員は公表資料に記載されていません。" not in page.locator("main").inner_text()
        assert wide.axe() == []


@pytest.mark.browser
def test_seats_of_one_body_stand_together_with_every_printed_line(watched: Watched) -> None:
    path = found(watched.site, LAB)
    page = watched.open(path)
    seats = answer(watched.site, path)["seats"]
    assert isinstance(seats, list)
    table = page.locator("#members-title").locator("xpath=ancestor::section").locator("table")
    assert table.locator("tbody").count() == len({seat["holder"]["id"] for seat in seats}) < len(seats)
    assert table.locator("tbody tr").count() == len(seats)
    assert sorted(table.locator("td > q.printed").all_inner_texts()) == sorted(seat["printed"] for seat in seats)
    links = table.locator("tbody td:last-child").filter(has=page.locator("a"))
    assert links.count() == len(seats)
    assert watched.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True


@pytest.mark.browser
def test_how_sure_a_seat_is_opens_to_the_reasoning(wide: Watched) -> None:
    seats = answer(wide.site, "/seats", limit="500")["items"]
    assert isinstance(seats, list)
    seat = next(one for one in seats if one["confidence"])
    page = wide.open(f"/consortia/{seat['consortium']['id']}")
    line = page.locator(f"[id='seat-{seat['id']}'] details", has_text="確からしさ").first
    line.locator("summary").click()
    assert f"{seat['confidence']['value']:.2f}" in line.inner_text()
    assert seat["confidence"]["reasoning"] in line.inner_text()


@pytest.mark.browser
def test_rosters_are_offered_by_their_own_titles(wide: Watched) -> None:
    page = wide.open("/network")
    boxes = page.locator("input[name=roster]")
    assert set(boxes.evaluate_all("all => all.map(one => one.value)")) <= set(bundled_rosters())
    table = page.locator("label", has=page.locator("input[name=roster][value='j-peaks']"))
    assert "地域中核・特色ある研究大学強化促進事業（J-PEAKS）採択大学" in table.inner_text()


@pytest.mark.browser
def test_tiles_of_the_map_show_their_number_on_a_small_screen(browser: Browser, site: str) -> None:
    with watching(browser, site, NARROW) as watched:
        page = watched.open("/")
        numbers = page.locator(".map__tile b")
        assert numbers.count() >= 30
        for place in range(numbers.count()):
            number, tile = numbers.nth(place), page.locator(".map__tile a").nth(place)
            inner, outer = number.bounding_box(), tile.bounding_box()
            assert inner is not None
            assert outer is not None
            assert inner["height"] >= 8
            assert inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1


@pytest.mark.browser
def test_sentences_of_the_prefectures_use_the_whole_width(wide: Watched) -> None:
    page = wide.open("/")
    lefts = {round(box) for box in boxes_of(page, ".sentences .card", "x")}
    assert len(lefts) >= 3


def boxes_of(page: Page, selector: str, side: str) -> list[float]:
    found: list[float] = page.locator(selector).evaluate_all(
        f"all => all.map(one => one.getBoundingClientRect().{side})"
    )
    return found


@pytest.mark.browser
def test_a_matrix_of_many_consortia_has_the_whole_width_of_its_page(wide: Watched) -> None:
    page = wide.open("/prefectures/04")
    region = page.locator(".table-scroll", has=page.locator("table.matrix"))
    assert region.evaluate("one => one.scrollWidth <= one.clientWidth") is True


@pytest.mark.browser
def test_a_large_matrix_moves_under_heads_that_stand_still(wide: Watched) -> None:
    page = wide.open("/overlap")
    region = page.locator(".table-scroll--both", has=page.locator("table.matrix"))
    box = region.bounding_box()
    assert box is not None
    assert box["height"] <= 900
    region.evaluate("one => one.scrollTo(600, 600)")
    page.wait_for_timeout(100)
    heads, names = (page.locator(f"table.matrix {part}") for part in ("thead th", "tbody th"))
    top, left = heads.nth(8).bounding_box(), names.nth(12).bounding_box()
    assert top is not None
    assert left is not None
    assert abs(top["y"] - box["y"]) <= 2
    assert abs(left["x"] - box["x"]) <= 4
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True
    assert wide.axe() == []


@pytest.mark.browser
def test_reasons_are_short_and_open_to_the_whole(wide: Watched) -> None:
    page = wide.open("/key-actors")
    reasons = page.locator("details.reason")
    assert reasons.count() >= 20
    first = reasons.first
    box = first.bounding_box()
    assert box is not None
    assert box["height"] <= 70
    assert "分かっている範囲で" in first.locator("summary").inner_text()
    first.locator("summary").click()
    assert "「" in first.locator("p").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_whole_country_is_in_sight_at_once(browser: Browser, site: str, width: int) -> None:
    with watching(browser, site, width) as watched:
        page = watched.open("/network")
        box = page.locator("#scene-surface").bounding_box()
        assert box is not None
        drawn = page.locator("#scene-svg svg rect[rx='8']").count()
        assert drawn >= 30
        assert watched.axe() == []
        assert watched.faults() == {"elsewhere": [], "console": [], "failed": [], "policy": []}


@pytest.mark.browser
def test_names_of_prefectures_do_not_cover_each_other_in_the_picture(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/network")
    names = page.locator("#scene-svg svg > text")
    boxes = [box for box in (names.nth(place).bounding_box() for place in range(names.count())) if box]
    assert len(boxes) >= 30
    covering = [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a["x"] < b["x"] + b["width"] - 1
        and b["x"] < a["x"] + a["width"] - 1
        and a["y"] < b["y"] + b["height"] - 1
        and b["y"] < a["y"] + a["height"] - 1
    ]
    assert covering == []
    context.close()
