"""An httpx transport to an application in this process, so that the commands ask the same doors with no socket."""

import queue
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from types import TracebackType
from typing import Self

import anyio
import anyio.from_thread
import anyio.to_thread
import httpx
from starlette.types import ASGIApp, Message, Scope

CLIENT = ("127.0.0.1", 0)


class InProcess(httpx.BaseTransport):
    """Hands each request to the application in an event loop of its own thread; answers arrive as they are made."""

    def __init__(self, app: ASGIApp, client: tuple[str, int] = CLIENT) -> None:
        self._app, self._client = app, client
        self._stack = ExitStack()
        self._portal = self._stack.enter_context(anyio.from_thread.start_blocking_portal())

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response when its headers are there."""
        exchange = _Exchange(self._app, self._scope(request), request.read())
        task = self._portal.start_task_soon(exchange.run)
        start = exchange.next(task)
        if start is None:
            raise RuntimeError("the application answered nothing")
        return httpx.Response(start["status"], headers=start.get("headers", []), stream=_Body(exchange, task))

    def _scope(self, request: httpx.Request) -> Scope:
        raw_path, _, query = request.url.raw_path.partition(b"?")
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": request.url.scheme,
            "path": request.url.path,
            "raw_path": raw_path,
            "query_string": query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "server": (request.url.host, request.url.port or 80),
            "client": self._client,
        }

    def close(self) -> None:
        """End the event loop."""
        self._stack.close()

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        """End the event loop."""
        self.close()

    def __enter__(self) -> Self:
        """Return the transport itself."""
        return self


class _Exchange:
    """One request and the messages of its answer."""

    def __init__(self, app: ASGIApp, scope: Scope, body: bytes) -> None:
        self._app, self._scope, self._body = app, scope, body
        self._messages: queue.Queue[Message | None] = queue.Queue(maxsize=4)
        self._asked = self.abandoned = False

    async def run(self) -> None:
        """Run the application to its end."""
        try:
            await self._app(self._scope, self._receive, self._send)
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(self._put, None)

    async def _receive(self) -> Message:
        if self._asked:
            await anyio.sleep_forever()
        self._asked = True
        return {"type": "http.request", "body": self._body, "more_body": False}

    async def _send(self, message: Message) -> None:
        if self.abandoned:
            raise OSError("the reader has gone")
        await anyio.to_thread.run_sync(self._put, message)

    def _put(self, message: Message | None) -> None:
        while not self.abandoned:
            try:
                self._messages.put(message, timeout=0.2)
            except queue.Full:
                continue
            return

    def next(self, task: "Future[None]") -> Message | None:
        """Return the next message; None at the end. Raises what the application raised."""
        message = self._messages.get()
        if message is None:
            task.result()
        return message


class _Body(httpx.SyncByteStream):
    def __init__(self, exchange: _Exchange, task: "Future[None]") -> None:
        self._exchange, self._task = exchange, task

    def __iter__(self) -> Iterator[bytes]:
        while (message := self._exchange.next(self._task)) is not None:
            if message["type"] == "http.response.body" and message.get("body"):
                yield message["body"]

    def close(self) -> None:
        self._exchange.abandoned = True
