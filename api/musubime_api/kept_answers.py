"""Finished answers: kept by the key of their ETag, and found again by the bytes of the request before any routing."""

import threading
from collections import OrderedDict
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from musubime.questions.library import Library
from musubime.store.port import Store
from musubime_api.address_file import is_folder_address
from musubime_api.coding import Coding

RequestKey = tuple[str, bytes, str]
"""Path, query and `Accept-Encoding` of a request, as they were sent."""
_REQUESTS = 4096


class Kept(NamedTuple):
    """A finished answer: its bytes in one content coding."""

    body: bytes
    media_type: str
    coding: Coding
    etag: str

    def response(self, headers: Headers) -> Response:
        """Return the answer, or 304 to a client that has it."""
        if known(self.etag, headers):
            return not_modified(self.etag)
        return Response(self.body, headers=headers_of(self.etag, self.coding), media_type=self.media_type)


class _Stand(NamedTuple):
    """What an answer stands on: the newest change set in the graph and, where it depends on it, in the ledger.

    And the suppression list, whose stamp moves whenever it changes.
    """

    graph: int
    ledger: int | None
    withheld: int


class AnswerCache:
    """Finished answers by the key of their ETag, the longest unused thrown out first."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._requests: OrderedDict[RequestKey, tuple[_Stand, str]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, etag: str) -> Kept | None:
        """Return the answer with this tag, if it is still there."""
        with self._lock:
            if etag in self._kept:
                self._kept.move_to_end(etag)
            return self._kept.get(etag)

    def put(self, answer: Kept) -> None:
        """Keep an answer that is no larger than an eighth of the room."""
        if len(answer.body) * 8 > self._limit:
            return
        with self._lock:
            replaced = self._kept.pop(answer.etag, None)
            self._kept[answer.etag] = answer
            self._size += len(answer.body) - (len(replaced.body) if replaced else 0)
            while self._size > self._limit:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.body)

    def clear(self) -> None:
        """Throw everything out."""
        with self._lock:
            self._kept.clear()
            self._requests.clear()
            self._size = 0

    def remember(self, request: RequestKey, graph: int, ledger: int | None, etag: str, withheld: int = 0) -> None:
        """Note which answer a request had while the store stood there."""
        with self._lock:
            self._requests[request] = (_Stand(graph, ledger, withheld), etag)
            self._requests.move_to_end(request)
            if len(self._requests) > _REQUESTS:
                self._requests.popitem(last=False)

    def remembered(self, request: RequestKey, graph: int, ledger: int, withheld: int = 0) -> Kept | None:
        """Return the answer of a request that still holds."""
        found = self._requests.get(request)
        if found is None or found[0] not in (_Stand(graph, ledger, withheld), _Stand(graph, None, withheld)):
            return None
        return self.get(found[1])


class KeptAnswers:
    """Answers again what was answered before (ASGI), as long as the store stands where it stood.

    Only over an embedded store, which knows by itself where it stands; a database would have to be asked.
    """

    def __init__(self, app: ASGIApp, cache: AnswerCache, store: Store) -> None:
        self.app, self._cache, self._store = app, cache, store
        self._embedded = is_folder_address(store.address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that is known, or hand it on."""
        if self._embedded and scope["type"] == "http" and scope["method"] == "GET":
            headers = Headers(scope=scope)
            found = self._cache.remembered(
                request_key(scope, headers),
                self._store.graph_seq(),
                self._store.ledger_seq(),
                self._store.withheld_stamp(),
            )
            if found is not None:
                await found.response(headers)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def request_key(scope: Scope, headers: Headers) -> RequestKey:
    """Return what tells one request for an answer from another."""
    return scope["path"], scope["query_string"], headers.get("accept-encoding", "")


def remember(
    cache: AnswerCache, library: Library, store: Store, request: RequestKey, etag: str, *, ledger: bool
) -> None:
    """Note an answer for its request, once the graph version is the one of the graph itself and will not move."""
    if is_folder_address(store.address) and library.ready():
        at_ledger = store.ledger_seq() if ledger else None
        cache.remember(request, store.graph_seq(), at_ledger, etag, store.withheld_stamp())


def known(etag: str, headers: Headers) -> bool:
    """Return whether `If-None-Match` names the tag."""
    sent = headers.get("if-none-match", "")
    return any(one.strip().removeprefix("W/") in {etag, "*"} for one in sent.split(","))


def not_modified(etag: str) -> Response:
    """Return the answer to a client that has it already."""
    return Response(status_code=304, headers=headers_of(etag))


def headers_of(etag: str, coding: Coding = "identity") -> dict[str, str]:
    """Return the headers of an answer that may be kept and asked for again."""
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return headers
