import shutil

import pytest
import xmlschema

from scripts import fetch_graphml_schema
from tests.conftest import missing
from tests.exports.readers import OUTSIDE


@pytest.fixture(scope="session")
def graphml_schema() -> xmlschema.XMLSchema:
    """The GraphML XML Schema that `make setup` brings with Maven."""
    if not fetch_graphml_schema.complete():
        if shutil.which("mvn") is None:
            missing("no Java")
        pytest.fail("the GraphML schema is not in .cache/graphml-schema: run `make setup`")
    return xmlschema.XMLSchema(fetch_graphml_schema.CACHE / "graphml.xsd", allow="local")


@pytest.fixture(scope="session")
def graphology() -> None:
    """Graphology in Node, which `make setup` brings."""
    if not (OUTSIDE / "node_modules").is_dir():
        pytest.fail("graphology is not installed: run `make setup`")
