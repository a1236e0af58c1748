"""What goes wrong becomes a page in plain words with the right status; hostile texts stay texts."""

from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request
from markupsafe import Markup

from musubime.errors import BadQuestion, MusubimeError, NotFound, PersonsOff, StoreAway
from musubime.questions.library import StillReading
from musubime.questions.moved import Moved
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page, embedded, fraction, number, percent
from musubime_api.transport import InProcess

HOSTILE = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)>&amp;\u2028'


def answer_to(error: Exception, query: str = "") -> httpx.Response:
    router = APIRouter(route_class=PageRoute)

    def page(request: Request) -> None:
        raise error

    router.add_api_route("/page", page)
    app = FastAPI()
    app.include_router(router)
    with httpx.Client(transport=InProcess(app), base_url="http://127.0.0.1") as client:
        return client.get(f"/page{query}")


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (NotFound("機関", "org:none"), 404, "ページが見つかりません"),
        (PersonsOff(), 404, "ページが見つかりません"),
        (BadQuestion("都道府県「x」はありません。"), 422, "この条件では表示できません"),
        (StoreAway("データベースが応答しません。"), 503, "ただいま準備中です"),
        (RuntimeError("secret detail"), 500, "表示できませんでした"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_an_error_is_a_page_with_a_plain_sentence(error: Exception, status: int, heading: str) -> None:
    answer = answer_to(error)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert f"<h1>{heading}</h1>" in answer.text
    assert "Traceback" not in answer.text
    assert (str(error) in answer.text) == isinstance(error, MusubimeError)


def test_a_snapshot_in_the_making_says_when_to_try_again() -> None:
    answer = answer_to(StillReading(retry_after=7))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
    assert "約 7 秒後に、もう一度お試しください。" in answer.text


def test_a_merged_id_leads_to_the_kept_one_and_keeps_the_language() -> None:
    answer = answer_to(Moved("organization", "org:old", "org:kept"), "?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (308, "/organizations/org:kept?lang=en")


def test_an_error_speaks_the_language_of_the_page() -> None:
    answer = answer_to(NotFound("機関", "x"), "?lang=en")
    assert '<html lang="en">' in answer.text
    assert "<h1>Page not found</h1>" in answer.text


def test_hostile_text_in_the_search_box_and_the_address_stays_text() -> None:
    answer = answer_to(NotFound("機関", HOSTILE), f"?q={quote(HOSTILE)}")
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


def test_data_in_the_page_cannot_end_its_element() -> None:
    text = embedded({"name": HOSTILE})
    assert isinstance(text, Markup)
    assert {character: character in text for character in "<>&"} == {"<": False, ">": False, "&": False}


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (number, 1234567, "1,234,567"),
        (number, 9.5, "9.5"),
        (number, 3.0, "3"),
        (fraction, 0.666667, "0.67"),
        (fraction, None, "–"),
        (percent, 0.375, "38%"),
        (percent, None, "–"),
    ],
)
def test_numbers_are_written_for_readers(write: Callable[[float | None], str], value: float | None, text: str) -> None:
    assert write(value) == text


def test_links_keep_the_language_and_the_filters_and_drop_empty_ones() -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/network",
        "headers": [],
        "server": ("testserver", 80),
        "scheme": "http",
        "query_string": b"lang=en&prefecture=39&as_of=&node=x",
    }
    links = Page(Request(scope)).links
    assert links.to("/about") == "/about?lang=en"
    assert links.filtered("/overlap", sector=["学"]) == "/overlap?prefecture=39&sector=%E5%AD%A6&lang=en"
    assert links.filtered("/api/v1/network") == "/api/v1/network?prefecture=39"
    assert links.here(node=None) == "/network?prefecture=39&lang=en"
    assert links.switched() == "/network?prefecture=39&node=x"
