"""The way of a command to the REST door: a running server, or the same application in this process."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

import httpx

from musubime.errors import MusubimeError, StoreAway
from musubime.store.port import Progress
from musubime_api import address_file
from musubime_api.address_file import ServerAddress
from musubime_api.commands.options import Run
from musubime_api.settings import IN_PROCESS_HOST, Settings, is_loopback

Value = str | int | float | bool | None
Parameters = Mapping[str, Value | Iterable[Value]]
Upload = tuple[str, tuple[str, BinaryIO]]
_PROBE_SECONDS = 2.0
_CONNECT_SECONDS = 10.0


class Answer(NamedTuple):
    """A finished answer of the door."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def read(self) -> dict[str, object]:
        """Return the body as an object of JSON."""
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value


class Told(MusubimeError):
    """What the door refused, in its own sentence; `problem` is the whole body."""

    def __init__(self, problem: Mapping[str, object]) -> None:
        self.problem = problem
        super().__init__(str(problem.get("detail") or problem.get("title") or "サーバーが誤りを返しました。"))


class Door:
    """Asks `/api/v1` and turns problems into errors."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def get(self, path: str, parameters: Parameters | None = None) -> Answer:
        """Return the answer to a question; raises Told."""
        return self._finished(self._http.get("/api/v1" + path, params=_query(parameters)))

    def post(
        self,
        path: str,
        parameters: Parameters | None = None,
        *,
        body: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        files: list[Upload] | None = None,
        if_match: str | None = None,
    ) -> Answer:
        """Return the answer to a write; raises Told."""
        headers = {"If-Match": f'"{if_match}"'} if if_match else {}
        return self._finished(
            self._http.post(
                "/api/v1" + path, params=_query(parameters), json=body, data=data, files=files, headers=headers
            )
        )

    @contextlib.contextmanager
    def stream(
        self, method: str, path: str, parameters: Parameters | None = None, *, body: Mapping[str, object] | None = None
    ) -> Iterator[Iterator[bytes]]:
        """Give the parts of a long answer; raises Told before the first."""
        with self._http.stream(method, "/api/v1" + path, params=_query(parameters), json=body) as response:
            if response.is_error:
                response.read()
                self._finished(response)
            yield response.iter_bytes()

    def _finished(self, response: httpx.Response) -> Answer:
        if response.is_error:
            raise Told(_problem(response))
        return Answer(response.status_code, response.headers, response.content)


def _query(parameters: Parameters | None) -> list[tuple[str, str | int | float | bool | None]]:
    pairs: list[tuple[str, str | int | float | bool | None]] = []
    for name, value in (parameters or {}).items():
        values = [value] if value is None or isinstance(value, (str, int, float, bool)) else value
        pairs += [(name, each) for each in values if each is not None]
    return pairs


def _problem(response: httpx.Response) -> Mapping[str, object]:
    try:
        body = response.json()
    except ValueError:
        body = None
    if isinstance(body, dict):
        return body
    return {"status": response.status_code, "detail": f"サーバーが {response.status_code} を返しました。"}


@contextlib.contextmanager
def asking(run: Run, ja: str, en: str, *, settings: Settings | None = None, create: bool = False) -> Iterator[Door]:
    """Open the way to the store of a run, or of other settings, and show that something is being done."""
    with run.working(ja, en) as progress, door(settings or run.settings, create=create, progress=progress) as asked:
        yield asked


@contextlib.contextmanager
def door(settings: Settings, *, create: bool = False, progress: Progress | None = None) -> Iterator[Door]:
    """Open the way to the store of the settings; raises NoStore where there is none and `create` is not given."""
    server = running(settings)
    if server is not None:
        with _remote(server.url, settings.key.get_secret_value() if settings.key else server.token) as http, _told():
            yield Door(http)
        return
    if settings.server:
        with _remote(settings.server, settings.key.get_secret_value() if settings.key else None) as http, _told():
            yield Door(http)
        return
    # slow to import, and not needed where a server answers
    from musubime_api.app import create_app
    from musubime_api.opening import opened
    from musubime_api.transport import InProcess

    with opened(settings, create=create, progress=progress or _silent) as store:
        app = create_app(store, settings.model_copy(update={"in_process": True, "cache_mb": 0}))
        with (
            InProcess(app) as transport,
            httpx.Client(
                transport=transport,
                base_url=f"http://{IN_PROCESS_HOST}",
                follow_redirects=True,
                timeout=httpx.Timeout(None),
            ) as http,
        ):
            yield Door(http)


def running(settings: Settings) -> ServerAddress | None:
    """Return the server that holds the embedded store of the settings, if one answers there."""
    if settings.server:
        return None
    address = address_file.found(settings.store)
    if address is None:
        return None
    try:
        with _remote(address.url, None, timeout=_PROBE_SECONDS) as http:
            health = http.get("/healthz").json()
    except (httpx.HTTPError, ValueError):
        return None
    return address if isinstance(health, dict) and health.get("instance") == address.instance else None


def _remote(url: str, key: str | None, timeout: float | None = None) -> httpx.Client:
    try:
        base = httpx.URL(url)
    except httpx.InvalidURL:
        base = httpx.URL("")
    if base.scheme not in {"http", "https"} or not base.host:
        raise StoreAway(f"サーバーのアドレス {url} が読めません。http://127.0.0.1:8000 のように書いてください。")
    return httpx.Client(
        base_url=base,
        headers={"Authorization": f"Bearer {key}"} if key else {},
        timeout=httpx.Timeout(timeout, connect=timeout or _CONNECT_SECONDS),
        follow_redirects=True,
        trust_env=not is_loopback(base.host),
    )


def _silent(_text: str, _done: int, _total: int) -> None:
    return None


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except httpx.TransportError as error:
        raise StoreAway(
            f"サーバーと話せません（{error.__class__.__name__}）。動いているか、アドレスが正しいかを確かめてください。"
        ) from None
