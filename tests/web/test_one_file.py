"""The exported HTML file opened from a disk: no request, nothing blocked, no name that runs; tables without script."""

from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from musubime.store.opening import open_store
from musubime_api.app import create_app
from musubime_api.settings import Settings
from tests.api.conftest import client_of, sheet
from tests.web.conftest import NARROW, WIDE

pytestmark = pytest.mark.browser
HOSTILE = (
    "</script><script>document.title='x'</script>",
    "<img src=x onerror=document.title='x'>",
    "</style><svg onload=document.title='x'>",
    "{{7*7}}{%raw%}",
    "'\" onfocus=document.title='x' autofocus x='",
    "甲\u2028乙\u2029丙",
    "𠮷田か゚＂商店",
)
URL = "javascript:document.title='x'"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one-file")
    rows = ["事業,会議体,都道府県,部門,機関,役職,役割,出典,出典URL"]
    for name in HOSTILE:
        quoted = name.replace('"', '""')
        for body in ("甲協議会", "乙協議会", "</title>丙"):
            rows.append(f'事業,{body},徳島県,学,"{quoted}","{quoted}",委員,</td>資料,{URL}')
    with ExitStack() as stack:
        store = stack.enter_context(closing(open_store(folder / "store", create=True)))
        http = client_of(create_app(store, Settings()), stack)
        assert http.post("/api/v1/loads", files=sheet("\n".join(rows) + "\n")).status_code == 200
        made = folder / "一枚.html"
        made.write_bytes(http.get("/api/v1/exports/html").content)
    return made


def opened(browser: Browser, file: Path, *, width: int = WIDE, script: bool = True) -> tuple[Page, list[str]]:
    """Return the file in a window, and everything it asked for, said or failed at."""
    page = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900}).new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(file.as_uri())
    assert heard == [file.as_uri()]
    return page, heard


def test_hostile_names_are_shown_and_run_nowhere(browser: Browser, file: Path) -> None:
    page, heard = opened(browser, file)
    title = page.title()
    assert title == "産学官のつながり: 機関・人 7、会議体 3"
    cells = page.locator("#seats tbody tr td:nth-child(2)").all_text_contents()
    assert sorted(set(cells)) == sorted(HOSTILE)
    assert page.locator("#sources a").count() == 0
    page.locator(".drawing [data-node]").first.click()
    assert (page.title(), heard) == (title, [file.as_uri()])


def test_the_box_filters_every_table_and_a_node_keeps_what_it_is_tied_to(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file)
    rows = page.locator("#seats tbody tr")
    assert (rows.count(), page.locator("#seats tbody tr:visible").count()) == (21, 21)
    page.fill("#words", '𠮷田 か゚"商店')
    assert page.locator("#seats tbody tr:visible").count() == 3
    page.fill("#words", "")
    page.locator(".drawing [data-node]", has_text="乙協議会").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#seats tbody tr:visible").count() == 7
    assert page.locator(".drawing line.near").count() == 7
    page.keyboard.press("Escape")
    assert page.locator("#seats tbody tr:visible").count() == 21


def test_without_script_the_tables_stand_there_in_full(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file, script=False)
    assert page.locator("#seats tbody tr:visible").count() == 21
    assert page.locator("#overlap tbody tr:visible").count() == 3
    assert page.locator("#finder").is_hidden()
    assert page.locator("#sources tbody tr:visible").count() >= 1


def test_it_fits_a_narrow_window_and_can_be_read_by_everyone(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file, width=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    page, _ = opened(browser, file)
    context = page.context
    context.close()
    # its own policy lets no tool in, so what is checked is the same file without it
    bare = file.with_name("bare.html")
    text = file.read_text("utf-8")
    start = text.index('<meta http-equiv="Content-Security-Policy"')
    bare.write_text(text[:start] + text[text.index(">", start) + 1 :], "utf-8")
    page, _ = opened(browser, bare)
    violations = Axe().run(page)["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in violations] == []
