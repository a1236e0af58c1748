"""Download the Neo4j servers that the tests run on, once, into a cache folder; their tests are skipped without them."""

import sys

from tests.neo4j_server import main

if __name__ == "__main__":
    sys.exit(main())
