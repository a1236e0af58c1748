"""A browser page that notes what must never happen: requests elsewhere, console messages, policy violations."""

import functools
import html
from pathlib import Path

import axe_core_python  # type: ignore[import-untyped]
from playwright.sync_api import ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).parents[2]


@functools.cache
def axe_source() -> str:
    """Return the newest axe that is installed: of the registry's package, else of the Python one."""
    newest = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    bundled = Path(axe_core_python.__file__).parent / "axe.min.js"
    return (newest if newest.is_file() else bundled).read_text(encoding="utf-8")


class Watched:
    """One page and what it did."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.elsewhere: list[str] = []
        self.console: list[str] = []
        self.failed: list[str] = []
        page.on("request", self._request)
        page.on("console", self._message)
        page.on("pageerror", lambda error: self.console.append(f"pageerror {error}"))
        page.on("response", self._response)
        page.add_init_script(
            "window.violations = [];"
            "document.addEventListener('securitypolicyviolation', e => window.violations.push("
            "e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber));"
        )

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def _message(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type} {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def open(self, path: str) -> Page:
        """Open a path and wait until everything has settled, a drawing too."""
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")
        if self.page.locator("#scene-canvas").count() and self.page.locator("#scene-svg [data-node]").count():
            self.page.wait_for_selector("#scene-canvas[data-ready]", timeout=20_000)
        return self.page

    def faults(self) -> dict[str, list[str]]:
        """Return everything that must be empty."""
        violations: list[str] = self.page.evaluate("window.violations")
        return {
            "elsewhere": self.elsewhere,
            "console": self.console,
            "failed": self.failed,
            "policy": violations,
        }

    def axe(self) -> list[str]:
        """Return the violations that axe finds, one line each."""
        self.page.evaluate(axe_source())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
        return [
            f"{one['id']}: {html.unescape(node['html'])[:160]} {node['failureSummary'][:200]}"
            for one in found
            for node in one["nodes"]
        ]
