"""Turns a template and what a page knows into an answer, in the language of the request."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import orjson
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from musubime_api.coding import LEAST, coding_for, encoded
from musubime_api.pages import marks
from musubime_api.pages.catalogue import Lang, Words
from musubime_api.pages.labels import Labels
from musubime_api.pages.links import Links
from musubime_api.pages.seat_groups import by_holder

NAVIGATION = (
    ("map", "/"),
    ("network", "/network"),
    ("overlap", "/overlap"),
    ("key_actors", "/key-actors"),
)
MORE: tuple[tuple[str, str], ...] = (
    ("introductions", "/introductions"),
    ("paths", "/paths"),
    ("partners", "/partners"),
    ("communities", "/communities"),
    ("programme_map", "/programme-map"),
    ("support_map", "/support-map"),
    ("compare", "/compare"),
    ("what_if", "/what-if"),
    ("exports", "/exports"),
    ("about", "/about"),
    ("api", "/api"),
)
"""Pages behind the last entry of the navigation, in the order of a reader's questions."""


class Page:
    """One answer in the making: its request, language, words and links."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.lang: Lang = "en" if request.query_params.get("lang") == "en" else "ja"
        self.words = Words(self.lang)
        self.links = Links(request, self.lang)
        self.labels = Labels(self.lang)

    def show(
        self,
        template: str,
        *,
        title: str,
        current: str = "",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: object,
    ) -> HTMLResponse:
        """Return the page; `current` is the path of its place in the navigation."""
        known = {
            "t": self.words,
            "words": self.words,
            "links": self.links,
            "labels": self.labels,
            "lang": self.lang,
            "title": title,
            "current": current,
            "navigation": NAVIGATION,
            "more": MORE,
            "search_text": self.request.query_params.get("q", "") if current == "/search" else "",
            "graph_version": "",
            "address": str(self.request.url),
            "marks": marks,
            "number": number,
            "by_holder": by_holder,
        }
        text = environment().get_template(template).render({**known, **context})
        return self._coded(text.encode(), status, headers or {})

    def _coded(self, body: bytes, status: int, headers: Mapping[str, str]) -> HTMLResponse:
        """Return a body in the content coding that the reader takes."""
        accepted = self.request.headers.get("accept-encoding", "")
        coding = coding_for(accepted) if len(body) >= LEAST else "identity"
        coded = {} if coding == "identity" else {"Content-Encoding": coding}
        return HTMLResponse(encoded(body, coding), status, {**headers, **coded, "Vary": "Accept-Encoding"})


def number(value: float) -> str:
    """Return a number with separators of thousands, without needless decimals."""
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0")


def fraction(value: float | None, digits: Literal[2, 3] = 2) -> str:
    """Return a share with two or three decimals; a dash where it does not apply."""
    return "–" if value is None else f"{value:.{digits}f}"


def percent(value: float | None) -> str:
    """Return a share in whole percent; a dash where it does not apply."""
    return "–" if value is None else f"{value * 100:.0f}%"


def embedded(value: object) -> Markup:
    """Return a value as JSON that may stand inside a script element of data."""
    text = orjson.dumps(value).decode()
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 -- escaped


@cache
def environment() -> Environment:
    """Return what renders the templates: everything that is put into one is escaped."""
    return Environment(
        loader=PackageLoader("musubime_web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
