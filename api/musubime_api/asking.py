"""How a route gets its answer out: one question, its bytes once per graph version, a strong ETag, a content coding."""

import hashlib
from collections.abc import Callable, Iterator

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

import musubime
from musubime.questions.provisional import noticing
from musubime_api.coding import LEAST, coding_for, encoded, encoded_stream
from musubime_api.kept_answers import Kept, headers_of, known, not_modified, remember, request_key
from musubime_api.state import doors_of

JSON = "application/json"


class Asking:
    """What a route answers through; made anew for each request."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.doors = doors_of(request)
        self.library = self.doors.library
        self.coding = coding_for(request.headers.get("accept-encoding", ""))

    def answer(self, question: Callable[[], BaseModel], *, ledger: bool = False) -> Response:
        """Return the answer to a question as JSON; `ledger` where it also depends on the newest change set."""
        return self.rendered(lambda: to_json(question()), JSON, ledger=ledger)

    def rendered(self, render: Callable[[], bytes], media_type: str, *, ledger: bool = False) -> Response:
        """Return rendered bytes, kept and tagged for as long as the graph stays what it is; provisional ones are not.

        The language of what is rendered has to follow from the address alone, as it does by `lang`.
        """
        version = self._version(ledger)
        etag = self._etag(version, media_type)
        if known(etag, self.request.headers):
            return not_modified(etag)
        kept = self.doors.cache.get(etag)
        if kept is None:
            with noticing() as notice:
                body = render()
            if notice.provisional:
                # an exact answer follows in the same graph: only that one is tagged and kept
                return _untagged(body, media_type)
            kept = self._kept(body, media_type, etag)
            if self._version(ledger) != version:
                # a load came between: nobody knows which of the two graphs this is, so it gets no tag
                return _untagged(render(), media_type)
            self.doors.cache.put(kept)
        request = request_key(self.request.scope, self.request.headers)
        remember(self.doors.cache, self.library, self.doors.store, request, etag, ledger=ledger)
        return kept.response(self.request.headers)

    def streamed(self, parts: Callable[[], Iterator[bytes]], media_type: str, disposition: str) -> Response:
        """Return a file as a stream; what is wrong with the question is raised before the first byte."""
        etag = self._etag(self._version(ledger=False), media_type)
        if known(etag, self.request.headers):
            return not_modified(etag)
        headers = {**headers_of(etag, self.coding), "Content-Disposition": disposition}
        return StreamingResponse(encoded_stream(parts(), self.coding), headers=headers, media_type=media_type)

    def _kept(self, body: bytes, media_type: str, etag: str) -> Kept:
        coding = self.coding if len(body) >= LEAST else "identity"
        return Kept(encoded(body, coding), media_type, coding, etag)

    def _version(self, ledger: bool) -> str:
        version = f"{self.library.version()} {self.library.hidden()}"
        return f"{version} {self.doors.store.ledger_seq()}" if ledger else version

    def _etag(self, version: str, media_type: str) -> str:
        url = self.request.url
        persons = "persons" if self.doors.settings.persons_on else ""
        parts = (version, musubime.__version__, persons, media_type, self.coding, url.path, url.query)
        return '"' + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32] + '"'


async def asking(request: Request) -> Asking:
    """Return the way to an answer, as a dependency of routes; async because it never waits."""
    return Asking(request)


def _untagged(body: bytes, media_type: str) -> Response:
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=media_type)


def to_json(answer: BaseModel) -> bytes:
    """Return an answer as JSON in UTF-8, in the order of its fields."""
    return answer.__pydantic_serializer__.to_json(answer, by_alias=True)
