"""Sign-in for stewards whose server is not on their own machine."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.security import session_token
from musubime_api.sessions import COOKIE, LASTING, Sessions

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x1f]*")


@router.get("/login")
def login_page(request: Request) -> HTMLResponse:
    """The form that takes a key."""
    return _form(Page(request), request.query_params.get("next", ""), wrong=False)


@router.post("/login")
def sign_in(request: Request, key: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "") -> Response:
    """Exchange a key for a cookie, and go on to where the steward wanted to be."""
    token = _sessions(request).sign_in(key.strip())
    if token is None:
        return _form(Page(request), next, wrong=True)
    answer = RedirectResponse(own_path(next), status_code=303)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(LASTING.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return answer


@router.post("/logout")
def sign_out(request: Request) -> Response:
    """End the session of this browser."""
    _sessions(request).sign_out(session_token(request.headers))
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


def own_path(next: str) -> str:
    """Return a path of this site; the start page for anything else."""
    return next if _OWN_PATH.fullmatch(next) else "/"


def _sessions(request: Request) -> Sessions:
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)
    return sessions


def _form(page: Page, next: str, *, wrong: bool) -> HTMLResponse:
    return page.show(
        "login.html",
        title=page.words("login.title"),
        current="/login",
        status=401 if wrong else 200,
        headers={"Cache-Control": "no-store"},
        next=own_path(next),
        wrong=wrong,
    )
