"""A page for everything that goes wrong, in plain words: unknown ids, conditions that cannot apply, a busy store."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from musubime.errors import MusubimeError
from musubime.questions.moved import Moved
from musubime_api.pages.rendering import Page
from musubime_api.problems import RETRY_SECONDS, status_of

log = logging.getLogger(__name__)

_TITLES = {404: "error.not_found", 422: "error.bad_question", 503: "error.busy", 403: "error.refused"}


def error_page(request: Request, status: int, sentence: str | None = None, *, retry: int | None = None) -> Response:
    """Return the page of an error: a plain sentence, what to do, and ways on."""
    page = Page(request)
    if sentence is None:
        sentence = page.words("error.not_found_text" if status == 404 else "error.failed_text")
    headers = {"Cache-Control": "no-store"}
    if status == 503:
        retry = retry or RETRY_SECONDS
        headers["Retry-After"] = str(retry)
    return page.show(
        "error.html",
        title=page.words(_TITLES.get(status, "error.failed")),
        status=status,
        headers=headers,
        sentence=sentence,
        faults=[],
        retry=retry,
    )


def refusal(request: Request, error: MusubimeError) -> Response:
    """Return the page of one of our errors."""
    status, _ = status_of(error)
    after = getattr(error, "retry_after", None)
    return error_page(request, status, str(error), retry=after if isinstance(after, int) else None)


class PageRoute(APIRoute):
    """A route whose errors are pages, not problem+json."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with its errors turned into pages."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Moved as moved:
                return _moved(request, moved)
            except MusubimeError as error:
                return refusal(request, error)
            except RequestValidationError as error:
                fields = "、".join(str(item["loc"][-1]) for item in error.errors())
                return error_page(request, 422, f"{fields} の値が使えません。条件を選び直してください。")
            except HTTPException as error:
                return error_page(request, error.status_code, None if error.status_code == 404 else error.detail)
            except Exception:
                log.exception("a page that could not be made", extra={"path": request.url.path})
                return error_page(request, 500)

        return answer


def _moved(request: Request, moved: Moved) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return Response(status_code=308, headers={"Location": f"/{moved.collection}/{moved.kept}{query}"})
