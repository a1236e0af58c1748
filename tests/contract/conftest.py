"""One suite for every engine: a test that takes `place` or `store` runs on each."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from musubime.store.port import Store
from tests.engines import EMBEDDED, ENGINES, Place
from tests.engines import place as place_of

_PARAMETERS = [
    pytest.param(engine, marks=pytest.mark.embedded if engine == EMBEDDED else pytest.mark.neo4j, id=engine)
    for engine in ENGINES
]


@pytest.fixture(params=_PARAMETERS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Return an empty place for a store, on every engine in turn."""
    found = place_of(request.param, tmp_path / "store")
    yield found
    found.wipe()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """Return an open, empty store, on every engine in turn."""
    with closing(place.open()) as opened:
        yield opened
