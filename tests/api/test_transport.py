"""The commands ask the application in their own process as they would ask a server."""

import threading
from collections.abc import Iterator

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

from musubime_api.transport import InProcess


def test_an_answer_arrives_while_it_is_made() -> None:
    app, read_on = FastAPI(), threading.Event()

    def parts() -> Iterator[bytes]:
        yield b"first"
        assert read_on.wait(10)
        yield b"second"

    @app.get("/long")
    def long() -> StreamingResponse:
        return StreamingResponse(parts())

    with InProcess(app) as transport, httpx.Client(transport=transport, base_url="http://127.0.0.1") as http:
        response = http.send(http.build_request("GET", "/long"), stream=True)
        arriving = response.iter_raw()
        assert next(arriving) == b"first"
        read_on.set()
        assert next(arriving) == b"second"


def test_a_reader_that_goes_away_ends_the_answer() -> None:
    app, made = FastAPI(), []

    def endless() -> Iterator[bytes]:
        while True:
            made.append(1)
            yield b"x" * 1000

    @app.get("/endless")
    def route() -> StreamingResponse:
        return StreamingResponse(endless())

    with InProcess(app) as transport, httpx.Client(transport=transport, base_url="http://127.0.0.1") as http:
        response = http.send(http.build_request("GET", "/endless"), stream=True)
        next(response.iter_raw())
        response.close()
    assert len(made) < 100


def test_japanese_in_path_query_and_body_arrives_as_sent() -> None:
    app = FastAPI()

    @app.post("/{name}")
    async def echo(name: str, q: str, request: Request) -> list[str]:
        return [name, q, (await request.body()).decode()]

    with InProcess(app) as transport, httpx.Client(transport=transport, base_url="http://127.0.0.1") as http:
        answer = http.post("/徳島大学", params={"q": "高知 県"}, content="席".encode()).json()
    assert answer == ["徳島大学", "高知 県", "席"]
