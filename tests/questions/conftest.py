"""The bundled rosters as one graph, read once; nothing is stored."""

import pytest

from musubime.questions.library import Library
from musubime.questions.selection import Selection
from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled
from tests.questions.fake_store import FakeStore

TABLE = Selection(roster=("three-prefecture-table",))


@pytest.fixture(scope="session")
def graph() -> Graph:
    """Return the graph of all bundled rosters."""
    return resolve(read_bundled(), bundled_judgements(), bundled_aliases())


@pytest.fixture(scope="session")
def library(graph: Graph) -> Library:
    """Return a library over the bundled rosters, persons shown."""
    return Library(FakeStore(graph))


@pytest.fixture(scope="session")
def unnamed(graph: Graph) -> Library:
    """Return a library over the bundled rosters, persons switched off."""
    return Library(FakeStore(graph), persons=False)


@pytest.fixture
def table() -> Selection:
    """Return the selection of the three-prefecture table."""
    return TABLE
