"""Ask an application in this process, and read its answer."""

import asyncio
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message, Scope


async def ask(app: ASGIApp, path: str, query: dict[str, str], status: int = 200) -> bytes:
    """Return the body of an answer; RuntimeError where it has another status."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": urlencode(query).encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"identity")],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 0),
    }
    parts: list[bytes] = []
    requests: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return requests.pop() if requests else await asyncio.Future()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] != status:
            raise RuntimeError(f"{path} answered {message['status']}")
        parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return b"".join(parts)
