"""A real server over the bundled rosters, and a real browser that watches everything a page does."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from musubime_api.address_file import found
from tests.conftest import missing
from tests.web.watching import Watched

SECONDS = 120
NARROW, WIDE = 375, 1440


def _chromium() -> str | None:
    named = os.environ.get("MUSUBIME_TEST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over a fresh store with the bundled rosters."""
    with served(tmp_path_factory.mktemp("web")) as url:
        yield url


@pytest.fixture(scope="session")
def site_without_persons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the same with persons switched off."""
    with served(tmp_path_factory.mktemp("web-persons-off"), MUSUBIME_PERSONS="off") as url:
        yield url


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over an empty store."""
    with served(tmp_path_factory.mktemp("web-empty"), "--empty") as url:
        yield url


@contextlib.contextmanager
def served(folder: Path, *options: str, **environ: str) -> Iterator[str]:
    """Run `musubime serve` over a store in a folder until the block ends."""
    store, log = folder / "store", folder / "server.log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MUSUBIME_")}
    command = [sys.executable, "-m", "musubime_api.cli", "serve", "--store", str(store), "--port", "0", *options]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env={**clean, **environ}) as server:
        try:
            yield _answering(server, store, log)
        finally:
            server.terminate()


def _answering(server: "subprocess.Popen[bytes]", store: Path, log: Path) -> str:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text(encoding='utf-8')[-2000:]}")
        address = found(str(store))
        if address is not None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"{address.url}/readyz", timeout=5).close()
                return address.url
        time.sleep(0.2)
    return pytest.fail(f"the server did not answer in {SECONDS} s")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a real Chromium."""
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        except Error:
            missing("no browser")
            raise
        yield launched
        launched.close()


@pytest.fixture(params=[NARROW, WIDE], ids=["375px", "1440px"])
def watched(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Watched]:
    """Return a page of each width that notes requests, console messages and violations."""
    with watching(browser, site, request.param) as page:
        yield page


@pytest.fixture
def wide(browser: Browser, site: str) -> Iterator[Watched]:
    """Return a wide page that notes requests, console messages and violations."""
    with watching(browser, site, WIDE) as page:
        yield page


@contextlib.contextmanager
def watching(browser: Browser, site: str, width: int) -> Iterator[Watched]:
    """Open a page of this width on a site, watched."""
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=site, locale="ja-JP")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page: Page = context.new_page()
    yield Watched(page, site)
    context.close()
