"""A real server in a thread of this process: sockets, threads and all, over a store that the test holds."""

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import uvicorn

from musubime.store.port import Store
from musubime_api.app import create_app
from musubime_api.settings import Settings

PATIENCE = 30.0


@contextlib.contextmanager
def listening(store: Store, settings: Settings | None = None, address: str = "127.0.0.1") -> Iterator[httpx.Client]:
    """Run a server with these settings at an address of this machine; gives a client of it."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    with socket.socket() as bound:
        bound.bind((address, 0))
        bound.listen()
        app = create_app(store, settings or Settings())
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        url = f"http://{address}:{bound.getsockname()[1]}"
        try:
            with httpx.Client(base_url=url, timeout=PATIENCE, trust_env=False) as http:
                yield http
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


def until(http: httpx.Client, path: str, status: int, seconds: float) -> float:
    """Ask until the status is answered, and return how many seconds that took; fails after `seconds`."""
    start = time.monotonic()
    while (answered := http.get(path).status_code) != status:
        assert time.monotonic() - start < seconds, f"{path} still answers {answered} after {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - start
