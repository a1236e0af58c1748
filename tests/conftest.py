"""What every room of tests shares: the folder of reference material, and skips that fail where they must not happen."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def missing(what: str) -> None:
    """Skip the test, saying what is missing; under MUSUBIME_TEST_STRICT=1 fail instead."""
    if os.environ.get("MUSUBIME_TEST_STRICT") == "1":
        pytest.fail(f"{what}, and MUSUBIME_TEST_STRICT=1 allows no skip")
    pytest.skip(what)


@pytest.fixture(scope="session")
def reference() -> Path:
    """Return the folder of reference material, which stays outside of the project."""
    folder = Path(os.environ.get("MUSUBIME_TEST_REFERENCE") or PROJECT.parent / "shared" / "reference")
    if not folder.is_dir():
        missing("no reference folder")
    return folder


def pytest_configure() -> None:
    """Take tables as a pipe gets them: the processes of pytest-xdist are told a width that no pipe has."""
    os.environ.pop("COLUMNS", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file on one worker, and all that share a database or a browser on one, so that none starts twice."""
    for item in items:
        file = item.path.relative_to(PROJECT / "tests").as_posix()
        room = file.partition("/")[0]
        if room == "contract" and item.get_closest_marker("neo4j"):
            item.add_marker(pytest.mark.xdist_group("databases"))
        else:
            item.add_marker(pytest.mark.xdist_group(room if room == "web" else file))
