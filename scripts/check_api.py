"""Ask the whole API with made-up data, those that fit its description and those that do not, by schemathesis.

A server over the bundled rosters is started on a throw-away store; exit code 1 where an answer is not as described.
What follows the command goes to `schemathesis run`, for example `--max-examples 100` or `--include-path /api/v1/cite`.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HOOKS = "tests.openapi.schemathesis_hooks"
PATIENCE = 600.0
DEFAULTS = {
    "--max-examples": "30",
    "--seed": "1",
    "--request-timeout": "120",
    "--max-response-time": "120",
    "--phases": "examples,coverage,fuzzing",
}
# a 422 for a name that is well-formed and not in the graph is what doors promise, so it counts as an answer
LEFT_OUT = "positive_data_acceptance"


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server over a new store in a folder; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(BIN / "musubime"), "serve", "--store", str(folder / "store"), "--port", str(port)]
    running = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, running)
        yield address
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _wait(address: str, running: "subprocess.Popen[bytes]") -> None:
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE and running.poll() is None:
        try:
            if httpx.get(f"{address}/api/v1/status", timeout=PATIENCE, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise SystemExit("The server did not start; run `musubime serve --store` on a new folder to see why.")


def main(arguments: list[str]) -> int:
    """Return the exit code of schemathesis."""
    given = {argument.partition("=")[0] for argument in arguments}
    options = [part for name, value in DEFAULTS.items() if name not in given for part in (name, value)]
    with tempfile.TemporaryDirectory(prefix="musubime-api-") as name, server(Path(name)) as address:
        environment = {
            **os.environ,
            "SCHEMATHESIS_HOOKS": HOOKS,
            "MUSUBIME_TEST_COPIES": name,
            "PYTHONPATH": str(ROOT),
        }
        command = [str(BIN / "schemathesis"), "run", f"{address}/openapi.json", "--checks", "all"]
        command += ["--exclude-checks", LEFT_OUT, *options, *arguments]
        return subprocess.run(command, cwd=name, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
