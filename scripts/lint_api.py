"""Read the OpenAPI document with two linters of others, spectral and redocly; exit code 1 where either finds an error.

They are no part of `make test`: `make api-lint` installs them into tests/openapi (some 80 MB of npm packages).
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from musubime.store.opening import open_store
from musubime_api.app import create_app
from musubime_api.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tests" / "openapi"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def document() -> str:
    """Return the OpenAPI document of an application over an empty store."""
    with tempfile.TemporaryDirectory(prefix="musubime-openapi-") as name:
        store = open_store(Path(name) / "store", create=True)
        try:
            return json.dumps(create_app(store, Settings()).openapi(), ensure_ascii=False)
        finally:
            store.close()


def main() -> int:
    """Return 0 where both find nothing wrong."""
    linters = TOOLS / "node_modules" / ".bin"
    if not linters.is_dir():
        print("The linters are not installed; run `make api-lint`.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="musubime-openapi-") as name:
        file = Path(name) / "openapi.json"
        file.write_text(document(), encoding="utf-8")
        commands = (
            [str(linters / "spectral"), "lint", str(file), "--ruleset", str(TOOLS / ".spectral.yaml")],
            [str(linters / "redocly"), "lint", str(file), "--config", str(TOOLS / "redocly.yaml")],
        )
        codes = [subprocess.run(one, cwd=name, env={**os.environ, **QUIET}, check=False).returncode for one in commands]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
