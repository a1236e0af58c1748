"""A running server: one process, one worker, bound before it is announced, gone without a trace when it is stopped."""

import contextlib
import signal
import socket
import threading
from collections.abc import Iterator
from types import FrameType

import uvicorn

from musubime.errors import Refused
from musubime.store.port import Progress
from musubime_api.address_file import ServerAddress, left_beside, new_address
from musubime_api.app import create_app, key_ring
from musubime_api.keys import KeyRing
from musubime_api.loads import load_bundled
from musubime_api.opening import opened
from musubime_api.settings import Settings
from musubime_api.state import Doors

_GRACE_SECONDS = 5
_BACKLOG = 256


class Server:
    """A server that is bound to its port and ready to run."""

    def __init__(self, uvicorn_server: uvicorn.Server, listening: socket.socket, address: ServerAddress) -> None:
        self._server, self._socket, self.address = uvicorn_server, listening, address

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.address.url

    def run(self) -> None:
        """Answer until Ctrl-C or SIGTERM; both end it cleanly."""
        with _signals_end_cleanly():
            self._server.run(sockets=[self._socket])


@contextlib.contextmanager
def server_of(settings: Settings, *, empty: bool, progress: Progress) -> Iterator[Server]:
    """Open the store, fill it where it is empty, bind, and leave the address beside the store until the block ends."""
    check_persons_stated(settings)
    with (
        _terminated_as_interrupt(),
        contextlib.closing(_bound(settings)) as listening,
        opened(settings, create=True, progress=progress) as store,
    ):
        check_key_exists(settings, key_ring(settings, store))
        address = new_address(_url(settings, listening))
        app = create_app(store, settings, address)
        doors: Doors = app.state.doors
        if not empty and store.ledger_seq() == 0:
            load_bundled(store, progress)
        listening.listen(_BACKLOG)
        doors.library.warm()
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        with left_beside(settings.store, address):
            yield Server(uvicorn.Server(config), listening, address)


def check_persons_stated(settings: Settings) -> None:
    """Raise Refused where others could reach the server and nobody decided whether persons are shown."""
    if not settings.on_loopback and settings.persons is None:
        raise Refused(
            f"{settings.host} で待ち受けるには、人物を表示するかどうかを MUSUBIME_PERSONS=on か off で決めてください。"
        )


def check_key_exists(settings: Settings, keys: KeyRing) -> None:
    """Raise Refused where others could write and no key keeps them from it."""
    if not settings.on_loopback and not settings.read_only and not keys.any():
        raise Refused(
            f"{settings.host} で待ち受けるには、musubime key create で鍵を作るか、--read-only を付けてください。"
        )


def _bound(settings: Settings) -> socket.socket:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
    except OSError as error:
        raise Refused(
            f"{settings.host}:{settings.port} で待ち受けられません（{error.strerror}）。"
            "別のサーバーが動いていないか確かめるか、--port で別の番号にしてください。"
        ) from None
    return listening


def _url(settings: Settings, listening: socket.socket) -> str:
    name = settings.host if settings.host not in {"0.0.0.0", "::", ""} else "127.0.0.1"  # noqa: S104 -- compared, not bound
    port = listening.getsockname()[1]
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


@contextlib.contextmanager
def _terminated_as_interrupt() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that the store is closed."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    with _handler(signal.SIGTERM, interrupt):
        yield


@contextlib.contextmanager
def _signals_end_cleanly() -> Iterator[None]:
    """uvicorn raises the signal that stopped it once more when it is done; by then it has done its work."""

    def done(_number: int, _frame: FrameType | None) -> None:
        return None

    with _handler(signal.SIGTERM, done), _handler(signal.SIGINT, done):
        yield


@contextlib.contextmanager
def _handler(number: signal.Signals, handler: object) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(number, handler)  # type: ignore[arg-type]
    try:
        yield
    finally:
        signal.signal(number, before)
