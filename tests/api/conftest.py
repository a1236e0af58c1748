"""Stores and clients for the tests of the doors: the bundled rosters to read, small ones to write."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime_api.app import create_app
from musubime_api.loads import load_bundled
from musubime_api.settings import Settings
from musubime_api.transport import InProcess

BASE = "http://127.0.0.1:8000"
Client = Callable[..., httpx.Client]

SHEET = """事業,会議体,都道府県,部門,機関,役職,氏名,役割,出典
試験事業,甲協議会,徳島県,学,徳島大学,学長,河村 保彦,座長,試験資料
試験事業,甲協議会,徳島県,官,徳島県,,,委員,試験資料
試験事業,乙協議会,徳島県,官,徳島県,,,委員,試験資料
"""
"""Three seats on two consortia, one of them with a person."""


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An embedded store with everything that comes with the product."""
    store = open_store(tmp_path_factory.mktemp("bundled") / "store", create=True)
    load_bundled(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def reading(bundled: Store) -> Iterator[httpx.Client]:
    """A client of a loopback server over the bundled rosters."""
    with ExitStack() as stack:
        yield client_of(create_app(bundled, Settings()), stack)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """An empty embedded store."""
    store = open_store(tmp_path / "store", create=True)
    yield store
    store.close()


@pytest.fixture
def client(empty: Store) -> Iterator[Client]:
    """Make clients of servers over the empty store, with settings of one's own."""
    with ExitStack() as stack:
        yield lambda **settings: client_of(create_app(empty, Settings(**settings)), stack)


def client_of(app: FastAPI, stack: ExitStack) -> httpx.Client:
    """Return a client whose requests come from loopback; a stack closes it."""
    transport = stack.enter_context(InProcess(app))
    return stack.enter_context(httpx.Client(transport=transport, base_url=BASE))


def sheet(text: str = SHEET, name: str = "試験.csv") -> list[tuple[str, tuple[str, bytes]]]:
    """Return the files of an upload of one sheet."""
    return [("files", (name, text.encode()))]
