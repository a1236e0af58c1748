import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xmlschema

from scripts import fetch_graphml_schema
from tests.conftest import missing

OUTSIDE = Path(__file__).parent.parent / "outside"


@pytest.fixture(scope="session")
def graphml_schema() -> xmlschema.XMLSchema:
    """The GraphML XML Schema that `make setup` brings with Maven."""
    if not fetch_graphml_schema.complete():
        if shutil.which("mvn") is None:
            missing("no Java")
        pytest.fail("the GraphML schema is not in .cache/graphml-schema: run `make setup`")
    return xmlschema.XMLSchema(fetch_graphml_schema.CACHE / "graphml.xsd", allow="local")


@pytest.fixture(scope="session")
def graphology() -> Callable[[Path], dict[str, object]]:
    """Reads a GraphML file with graphology, in Node."""
    if not (OUTSIDE / "node_modules").is_dir():
        pytest.fail("graphology is not installed: run `make setup`")

    def read(file: Path) -> dict[str, object]:
        answer = subprocess.run(
            ["node", "--disable-warning=ExperimentalWarning", str(OUTSIDE / "read_graphml.mjs"), str(file)],
            check=True,
            capture_output=True,
            text=True,
        )
        assert answer.stderr == ""
        graph: dict[str, object] = json.loads(answer.stdout)
        return graph

    return read
