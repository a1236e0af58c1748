"""Every error as RFC 9457 problem+json, and the one table that gives our errors their status."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from musubime import errors
from musubime.questions.moved import Moved
from musubime.questions.paging import ListMoved
from musubime_api.uploads import is_no_room, no_room_for_uploads

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[errors.MusubimeError], tuple[int, str]] = {
    errors.UnreadableFile: (422, "unreadable-file"),
    errors.BadInput: (422, "bad-input"),
    errors.PersonsOff: (404, "persons-off"),
    errors.NotFound: (404, "not-found"),
    errors.TooMany: (422, "too-many"),
    errors.BadQuestion: (422, "bad-question"),
    ListMoved: (422, "list-moved"),
    errors.NoStore: (503, "no-store"),
    errors.StoreInUse: (503, "store-in-use"),
    errors.StoreAway: (503, "store-away"),
    errors.WrongPassword: (503, "wrong-password"),
    errors.StoreFull: (507, "store-full"),
    errors.StoreBehind: (503, "store-behind"),
    errors.StoreBroken: (500, "store-broken"),
    errors.ForkedHandle: (500, "forked-handle"),
    errors.QueryRefused: (422, "query-refused"),
    errors.VersionMoved: (412, "version-moved"),
    errors.Refused: (403, "refused"),
    errors.StoreError: (503, "store-error"),
    errors.MusubimeError: (500, "error"),
}
RETRY_SECONDS = 2


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    field: str = Field(description="Parameter, heading or part of the body")
    problem: str = Field(description="What is wrong with it")


class Problem(BaseModel):
    """The body of every error (RFC 9457)."""

    type: str = Field(description="Name of the problem", examples=["urn:musubime:problem:not-found"])
    title: str = Field(description="The HTTP status in words", examples=["Not Found"])
    status: int = Field(description="The HTTP status", examples=[404])
    detail: str = Field(description="One sentence: what is wrong and what to do")
    instance: str = Field(description="Path of the request")
    errors: list[Fault] = Field(default_factory=list, description="What is wrong, part by part")


class Unauthorized(errors.Refused):
    """A write without a valid key."""


class ReadOnly(errors.Refused):
    """A write to a server that only reads."""


STATUS[Unauthorized] = (401, "key-needed")
STATUS[ReadOnly] = (403, "read-only")


def status_of(error: errors.MusubimeError) -> tuple[int, str]:
    """Return the status and the problem's name of the nearest class in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(
    path: str,
    status: int,
    name: str,
    detail: str,
    *,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """Return a problem+json response; `more` are members of its own."""
    body = {
        "type": f"urn:musubime:problem:{name}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": path,
        "errors": [fault.model_dump() for fault in faults],
        **more,
    }
    sent = {"Cache-Control": "no-store", **(headers or {})}
    if status == 503:
        sent.setdefault("Retry-After", str(RETRY_SECONDS))
    return Response(orjson.dumps(body), status, sent, MEDIA_TYPE)


def problem_of(path: str, error: errors.MusubimeError, *, logged: bool = True) -> Response:
    """Return the problem of one of our errors, with the facts it carries; `logged` where an operator should know."""
    status, name = status_of(error)
    facts = {key: getattr(error, key, None) for key in ("file", "row", "field", "value", "expected", "current")}
    told = {key: value for key, value in facts.items() if value is not None}
    headers = {"WWW-Authenticate": 'Bearer realm="musubime"'} if status == 401 else {}
    retry_after = getattr(error, "retry_after", None)
    if isinstance(retry_after, int):
        headers["Retry-After"] = str(retry_after)
    if status >= 500 and logged:
        log.warning("refused a request", extra={"path": path, "problem": name, "detail": str(error)})
    return problem(path, status, name, str(error), headers=headers, **told, **getattr(error, "members", {}))


def install(app: FastAPI, error_page: Callable[[Request, int], Response]) -> None:
    """Make every error of the application a problem, and an address that is none a page for those who read pages."""

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if is_no_room(error.__cause__):
            return problem_of(request.url.path, no_room_for_uploads())
        if error.status_code == 405 and (allowed := _allowed(request)):
            error.headers = {"Allow": allowed}
        reads_pages = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/v1")
        return error_page(request, 404) if error.status_code == 404 and reads_pages else _http(request, error)

    app.add_exception_handler(errors.MusubimeError, _ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, _invalid)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.MusubimeError)
    if isinstance(error, Moved):
        return Response(status_code=308, headers={"Location": _kept_address(request, error)})
    # a command tells it in its own sentence
    logged = not request.app.state.doors.settings.in_process
    return problem_of(request.url.path, error, logged=logged)


def _kept_address(request: Request, moved: Moved) -> str:
    """Return the address of a request with the kept id in place of the merged one, in path and query."""
    path = "/".join(moved.kept if part == moved.id else part for part in request.url.path.split("/"))
    query = [(name, moved.kept if value == moved.id else value) for name, value in request.query_params.multi_items()]
    return path + ("?" + urlencode(query) if query else "")


def _allowed(request: Request) -> str | None:
    """Return the methods of an address that the OpenAPI document describes; of its paths that with fewest names."""
    described = request.app.openapi()["paths"]
    patterns = {path: re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) for path in described}
    found = [path for path, pattern in patterns.items() if re.fullmatch(pattern, request.url.path)]
    methods = described[min(found, key=lambda path: path.count("{"))] if found else ()
    return ", ".join(sorted(method.upper() for method in methods)) or None


_SENTENCES = {
    400: "送られたデータの形が読めません。",
    404: "このアドレスには何もありません。/openapi.json に一覧があります。",
    405: "このアドレスではこのメソッドを使えません。",
    413: "送られたデータが大きすぎます。",
}


def _http(request: Request, error: HTTPException) -> Response:
    sentence = _SENTENCES.get(error.status_code, error.detail)
    phrase = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    name = "too-large" if error.status_code == 413 else phrase
    return problem(request.url.path, error.status_code, name, sentence, headers=error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [Fault(field=_place(item["loc"]), problem=_sentence(item)) for item in error.errors()]
    detail = "。".join(f"{fault.field}: {fault.problem}" for fault in faults[:5]) + "。"
    return problem(request.url.path, 422, "bad-question", detail, faults=faults)


def _place(loc: Sequence[int | str]) -> str:
    parts = [str(part) for part in loc if part not in ("query", "path", "body", "header")]
    return ".".join(parts) or "body"


_WORDS = {
    "missing": "必要です",
    "int_parsing": "整数で書いてください",
    "int_from_float": "整数で書いてください",
    "float_parsing": "数で書いてください",
    "float_type": "数で書いてください",
    "finite_number": "有限の数で書いてください",
    "bool_parsing": "true か false で書いてください",
    "less_than_equal": "{le} 以下にしてください",
    "greater_than_equal": "{ge} 以上にしてください",
    "string_too_long": "{max_length} 文字以下にしてください",
    "string_too_short": "{min_length} 文字以上にしてください",
    "string_pattern_mismatch": "使えない文字があります",
    "literal_error": "使えるのは {expected} です",
    "enum": "使えるのは {expected} です",
    "json_invalid": "JSON として読めません",
    "string_type": "文字列で書いてください",
    "int_type": "整数で書いてください",
    "bool_type": "true か false で書いてください",
    "list_type": "一覧（[…]）で書いてください",
    "dict_type": "JSON のオブジェクト（{{…}}）で書いてください",
    "model_attributes_type": "JSON のオブジェクト（{{…}}）で書いてください",
    "model_type": "JSON のオブジェクト（{{…}}）で書いてください",
    "extra_forbidden": "知らない欄です",
    "too_long": "{max_length} 件以下にしてください",
    "too_short": "{min_length} 件以上にしてください",
}
_VALUE_WORDS = {
    "control character": "制御文字は使えません",
    "Expected UploadFile": "ファイルとして送ってください",
}
"""What validators of values say, by its beginning."""


def _sentence(item: Mapping[str, Any]) -> str:
    words = _WORDS.get(str(item["type"]))
    if words:
        return words.format(**item.get("ctx", {}))
    said = str(item["msg"]).removeprefix("Value error, ")
    known = next((word for start, word in _VALUE_WORDS.items() if said.startswith(start)), None)
    return known or f"この値は使えません（{said}）"
