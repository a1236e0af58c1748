"""The engines that a test can run on, each as a place where stores are opened, edited behind our back, and wiped."""

import atexit
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import neo4j

from musubime.store.opening import open_store
from musubime.store.port import Store
from tests.conftest import missing
from tests.neo4j_server import VERSIONS, Neo4jServer, NoServer

ADDRESS = os.environ.get("MUSUBIME_TEST_NEO4J")
EMBEDDED = "embedded"
ENGINES = (EMBEDDED, "neo4j") if ADDRESS else (EMBEDDED, *(f"neo4j-{version}" for version in VERSIONS))
Login = tuple[str, str | None, str | None]
_running: dict[str, Neo4jServer] = {}


class Place(Protocol):
    """Where one engine keeps one store."""

    engine: str

    def open(self, *, create: bool = True) -> Store:
        """Open the store; a test opens one at a time."""

    def behind_our_back(self, cypher: str, parameters: Mapping[str, object]) -> None:
        """Write into the engine by itself, while the store is closed."""

    def run_script(self, statements: Iterable[str]) -> None:
        """Write statements one by one into the engine by itself, while the store is closed."""

    def wipe(self) -> None:
        """Leave nothing."""


class Folder:
    """An embedded store in a folder of the test's own."""

    engine = EMBEDDED

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, *, create: bool = True) -> Store:
        """Open the store in the folder."""
        return open_store(self.folder, create=create, floor=0)

    def run_script(self, statements: Iterable[str]) -> None:
        """Write with the engine's own driver, a transaction each."""
        import arcadedb  # type: ignore[import-untyped]

        with arcadedb.open_database(str(self.folder / "graph")) as database:
            for statement in statements:
                with database.transaction():
                    database.command("opencypher", statement, {}).close()

    def behind_our_back(self, cypher: str, parameters: Mapping[str, object]) -> None:
        """Write with the engine's own driver."""
        import arcadedb

        with arcadedb.open_database(str(self.folder / "graph")) as database, database.transaction():
            database.command("opencypher", cypher, dict(parameters)).close()

    def wipe(self) -> None:
        """Nothing to do: the test's folder goes with the test."""


class Server:
    """A store on a Neo4j server that tests share."""

    def __init__(self, engine: str, login: Login) -> None:
        self.engine, self._login = engine, login

    @property
    def address(self) -> str:
        """The server's Bolt address."""
        return self._login[0]

    def open(self, *, create: bool = True) -> Store:
        """Open the store on the server."""
        address, user, password = self._login
        return open_store(address, create=create, user=user, password=password)

    def behind_our_back(self, cypher: str, parameters: Mapping[str, object]) -> None:
        """Write with a driver of the test's own."""
        address, user, password = self._login
        auth = (user or "neo4j", password) if password else None
        with neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF") as driver:
            driver.execute_query(cypher, dict(parameters))

    def run_script(self, statements: Iterable[str]) -> None:
        """Write with a driver of the test's own, a transaction each."""
        address, user, password = self._login
        auth = (user or "neo4j", password) if password else None
        with (
            neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF") as driver,
            driver.session() as session,
        ):
            for statement in statements:
                session.run(statement).consume()

    def wipe(self) -> None:
        """Delete everything; the constraints may stay."""
        self.behind_our_back("MATCH (n) DETACH DELETE n", {})


def place(engine: str, folder: Path) -> Place:
    """Return an empty place of an engine; skips where the engine cannot be had."""
    if engine == EMBEDDED:
        return Folder(folder)
    found = Server(engine, _login(engine))
    found.wipe()
    return found


def _login(engine: str) -> Login:
    if ADDRESS:
        user = os.environ.get("MUSUBIME_TEST_NEO4J_USER")
        return (ADDRESS, user, os.environ.get("MUSUBIME_TEST_NEO4J_PASSWORD"))
    return (server(engine.removeprefix("neo4j-")).uri, None, None)


def server(version: str) -> Neo4jServer:
    """Return the running server of a version, started once for all tests; skips where it cannot be started."""
    if version not in _running:
        starting = Neo4jServer(version)
        try:
            starting.start()
        except NoServer as reason:
            starting.__exit__()
            missing(str(reason))
        _running[version] = starting
    return _running[version]


@atexit.register
def _stop_all() -> None:
    for running in _running.values():
        with suppress(OSError):
            running.__exit__()
