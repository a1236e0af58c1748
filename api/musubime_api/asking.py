"""How a route gets its answer out: one question, its bytes once per graph version, a strong ETag, a content coding."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

import musubime
from musubime_api.coding import LEAST, Coding, coding_for, encoded, encoded_stream
from musubime_api.state import Doors

JSON = "application/json"
VARY = "Accept-Encoding"


class Kept(NamedTuple):
    """A finished answer: its bytes in one content coding."""

    body: bytes
    media_type: str
    coding: Coding
    etag: str


class AnswerCache:
    """Finished answers by the key of their ETag, the longest unused thrown out first."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Kept | None:
        """Return the answer with this key, if it is still there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, answer: Kept) -> None:
        """Keep an answer that is no larger than an eighth of the room."""
        if len(answer.body) * 8 > self._limit:
            return
        with self._lock:
            replaced = self._kept.pop(key, None)
            self._kept[key] = answer
            self._size += len(answer.body) - (len(replaced.body) if replaced else 0)
            while self._size > self._limit:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.body)


class Asking:
    """What a route answers through; made anew for each request."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.doors: Doors = request.app.state.doors
        self.library = self.doors.library
        self.coding = coding_for(request.headers.get("accept-encoding", ""))

    def answer(self, question: Callable[[], BaseModel], *, ledger: bool = False) -> Response:
        """Return the answer to a question as JSON; `ledger` where it also depends on the newest change set."""
        return self.rendered(lambda: to_json(question()), JSON, ledger=ledger)

    def rendered(
        self, render: Callable[[], bytes], media_type: str, *, ledger: bool = False, lang: str = ""
    ) -> Response:
        """Return rendered bytes, kept and tagged for as long as the graph stays what it is."""
        version = self._version(ledger)
        etag = self._etag(version, media_type, lang)
        if self._known(etag):
            return Response(status_code=304, headers=_headers(etag))
        kept = self.doors.cache.get(etag)
        if kept is None:
            body = render()
            coding = self.coding if len(body) >= LEAST else "identity"
            kept = Kept(encoded(body, coding), media_type, coding, etag)
            if self._version(ledger) == version:
                self.doors.cache.put(etag, kept)
            else:
                kept = kept._replace(etag=self._etag(self._version(ledger), media_type, lang))
        return Response(kept.body, headers=_headers(kept.etag, kept.coding), media_type=kept.media_type)

    def streamed(self, parts: Callable[[], Iterator[bytes]], media_type: str, disposition: str) -> Response:
        """Return a file as a stream; what is wrong with the question is raised before the first byte."""
        etag = self._etag(self._version(ledger=False), media_type, "")
        if self._known(etag):
            return Response(status_code=304, headers=_headers(etag))
        headers = {**_headers(etag, self.coding), "Content-Disposition": disposition}
        return StreamingResponse(encoded_stream(parts(), self.coding), headers=headers, media_type=media_type)

    def _version(self, ledger: bool) -> str:
        version = self.library.version()
        return f"{version} {self.doors.store.ledger_seq()}" if ledger else version

    def _etag(self, version: str, media_type: str, lang: str) -> str:
        url = self.request.url
        parts = (
            version,
            musubime.__version__,
            "persons" if self.doors.settings.persons_on else "",
            lang,
            media_type,
            self.coding,
            url.path,
            url.query,
        )
        return '"' + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32] + '"'

    def _known(self, etag: str) -> bool:
        sent = self.request.headers.get("if-none-match", "")
        return any(one.strip().removeprefix("W/") in {etag, "*"} for one in sent.split(","))


async def asking(request: Request) -> Asking:
    """Return the way to an answer, as a dependency of routes; async because it never waits."""
    return Asking(request)


def to_json(answer: BaseModel) -> bytes:
    """Return an answer as JSON in UTF-8, in the order of its fields."""
    return answer.__pydantic_serializer__.to_json(answer, by_alias=True)


def _headers(etag: str, coding: Coding = "identity") -> dict[str, str]:
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": VARY}
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return headers
