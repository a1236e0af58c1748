"""What holds for every request before any route sees it, and for every answer after.

Host in the allow-list, Origin = Host on writes, a key for writes beyond loopback, a bound on bodies, the security
headers; and an error that nobody foresaw becomes a problem without a traceback.
"""

import logging
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musubime.errors import MusubimeError, Refused
from musubime_api.keys import KeyRing
from musubime_api.problems import ReadOnly, Unauthorized, problem, problem_of
from musubime_api.sessions import COOKIE, Sessions
from musubime_api.settings import IN_PROCESS_HOST, Settings, is_loopback

log = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: under that, browsers send `Origin: null` with the forms of our own pages
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
REGISTERS = "/api/v1/admin/registers"
"""Where registers are sent to, which are larger than rosters."""
SAFE = {"GET", "HEAD", "OPTIONS"}
READING_POSTS = {"/reconcile"}
"""Addresses whose POST only reads, because the protocol that they speak sends its questions so."""
STEWARD_FORMS = "/review"
SIGN_IN = {"/login", "/logout"}
"""Addresses that a browser writes to before it is signed in, or to be so no longer."""


class Gate:
    """The outermost layer of the application (pure ASGI)."""

    def __init__(self, app: ASGIApp, settings: Settings, keys: KeyRing, sessions: Sessions | None = None) -> None:
        self.app, self.settings, self.keys = app, settings, keys
        self.sessions = sessions or Sessions(keys)
        self.limits = {REGISTERS: settings.register_limit_mb}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            elif scope["method"] == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        try:
            refusal = await self._refusal(scope)
            if refusal is None:
                inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
                await self.app(inner, self._bounded(receive, self._limit(scope)), sent)
                return
        except MusubimeError as error:
            refusal = problem_of(scope["path"], error, logged=not self.settings.in_process)
        except ClientDisconnect:
            # who asked has gone: there is nobody to tell, and nothing to mend
            return
        except Exception:
            log.exception("an error that nobody foresaw", extra={"path": scope["path"]})
            refusal = problem(
                scope["path"],
                500,
                "internal",
                "サーバーの中で予期しない誤りが起きました。記録（ログ）を管理者に見せてください。",
            )
        if not started:
            await refusal(scope, receive, sent)

    async def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        try:
            self._check_host(headers)
            if scope["method"] not in SAFE and scope["path"] not in READING_POSTS:
                await run_in_threadpool(self._check_write, scope, headers)
        except Unauthorized as error:
            if scope["path"].startswith(STEWARD_FORMS):
                # a form of a page is answered with the page to sign in, not with a problem for programs
                return RedirectResponse(f"/login?next={STEWARD_FORMS}", status_code=303)
            return problem_of(scope["path"], error)
        except MusubimeError as error:
            return problem_of(scope["path"], error)
        length = headers.get("content-length") or "0"
        return self._too_large(scope) if length.isdigit() and int(length) > self._limit(scope) << 20 else None

    def _limit(self, scope: Scope) -> int:
        """Return how many megabytes a request may send."""
        return self.limits.get(scope["path"], self.settings.upload_limit_mb)

    def _check_host(self, headers: Headers) -> None:
        host = headers.get("host", "")
        if host_name(host) not in self.settings.hosts and not (self.settings.in_process and host == IN_PROCESS_HOST):
            raise Refused(
                "この Host 名では応答しません。使う名前を MUSUBIME_ALLOWED_HOSTS に加えて起動し直してください。"
            )

    def _check_write(self, scope: Scope, headers: Headers) -> None:
        if self.settings.in_process:
            scope["musubime.actor"] = "command line"
            return
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
            raise Refused("別のサイトからの書き込みは受け付けません（Origin が Host と違います）。")
        if origin is None and headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
            raise Refused("別のサイトからの書き込みは受け付けません。")
        if scope["path"] in SIGN_IN:
            return
        if self.settings.read_only:
            raise ReadOnly("このサーバーは閲覧専用です（--read-only）。書き込みはできません。")
        scope["musubime.actor"] = self._actor(scope, headers)

    def _actor(self, scope: Scope, headers: Headers) -> str:
        scheme, _, key = headers.get("authorization", "").partition(" ")
        if key:
            name = self.keys.holder(key.strip()) if scheme.lower() == "bearer" else None
            if name is None:
                raise Unauthorized("鍵が正しくないか、取り消されています。musubime key list で確かめてください。")
            return name
        if token := session_token(headers):
            name = self.sessions.holder(token) if headers.get("origin") is not None else None
            if name is not None:
                return name
        if not self._local(scope, headers):
            raise Unauthorized(
                "書き込みには鍵が必要です。画面では /login でサインインし、"
                "それ以外では Authorization: Bearer <鍵> を付けてください。"
            )
        return "local"

    def _local(self, scope: Scope, headers: Headers) -> bool:
        """Whether only this machine can have asked: bound to, named as and come from loopback, through no proxy."""
        client = scope.get("client")
        proxied = "forwarded" in headers or "x-forwarded-for" in headers
        return (
            self.settings.on_loopback
            and is_loopback(host_name(headers.get("host", "")))
            and client is not None
            and is_loopback(client[0])
            and not proxied
        )

    def _bounded(self, receive: Receive, megabytes: int) -> Receive:
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > megabytes << 20:
                raise HTTPException(413)
            return message

        return bounded

    def _too_large(self, scope: Scope) -> Response:
        setting = "MUSUBIME_REGISTER_LIMIT_MB" if scope["path"] in self.limits else "MUSUBIME_UPLOAD_LIMIT_MB"
        sentence = (
            f"送られたデータが {self._limit(scope)} MB を超えています。分けて送るか、{setting} を上げてください。"
        )
        return problem(scope["path"], 413, "too-large", sentence, headers={"Connection": "close"})


def session_token(headers: Headers) -> str:
    """Return the value of the cookie of a sign-in; empty where there is none."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def host_name(host: str) -> str:
    """Return the name in a `Host` header, without its port, in lower case."""
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.rpartition(":")[0].lower() if host.count(":") == 1 else host.lower()
