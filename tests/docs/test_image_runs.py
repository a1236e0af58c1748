"""What docker-compose.yml starts, without docker: the image's command and settings against a real Neo4j."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.docs.test_image import ROOT, compose, environment  # noqa: F401 -- a fixture
from tests.neo4j_server import VERSIONS, Neo4jServer, NoServer, free_port

PASSWORD = "a-password-of-its-own"
KEY = "a-key-for-writing-of-this-test"


def command(port: int) -> list[str]:
    """Return the image's command with the port that the host would publish."""
    (found,) = re.findall(r"^CMD (\[.+\])$", (ROOT / "Dockerfile").read_text(), re.M)
    words: list[str] = json.loads(found)
    assert words == ["musubime", "serve", "--host", "0.0.0.0", "--port", "8000"]
    return [str(Path(sys.executable).parent / "musubime"), *words[1:-1], str(port)]


def answers(url: str, seconds: float = 60) -> bytes:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                body: bytes = response.read()
                return body
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


@pytest.fixture
def server() -> Iterator[Neo4jServer]:
    with contextlib.ExitStack() as stack:
        try:
            started = stack.enter_context(Neo4jServer(VERSIONS[0], password=PASSWORD))
        except NoServer:
            missing("no Java")
            raise
        yield started


@pytest.mark.neo4j
def test_the_command_and_the_settings_of_the_image_run_against_neo4j(
    compose: dict[str, dict[str, dict[str, object]]],  # noqa: F811
    server: Neo4jServer,
    tmp_path: Path,
) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "neo4j_password").write_text(PASSWORD)
    (secrets / "musubime_key").write_text(KEY + "\n")
    web = compose["services"]["web"]
    settings = {
        name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value).replace("/run/secrets/", f"{secrets}/")
        for name, value in environment(web).items()
    }
    assert settings["MUSUBIME_STORE"] == "bolt://neo4j:7687"
    settings["MUSUBIME_STORE"] = server.uri
    port = free_port()
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    with subprocess.Popen(command(port), env={**clean, **settings}, cwd=tmp_path) as web_process:
        try:
            assert answers(f"http://127.0.0.1:{port}/readyz")
            status = json.loads(answers(f"http://127.0.0.1:{port}/api/v1/status"))
            assert status["engine"]["name"] == "Neo4j"
            assert status["persons"] is False
            assert status["counts"]["seats"] > 84
            check = web["healthcheck"]["test"]  # type: ignore[index]
            assert check[:3] == ["CMD", "python", "-c"]
            subprocess.run([sys.executable, "-c", check[3].replace(":8000/", f":{port}/")], check=True, env=clean)
            forbidden = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "elsewhere.example"})
            with pytest.raises(urllib.error.HTTPError, match="403"):
                urllib.request.urlopen(forbidden, timeout=5)
        finally:
            web_process.send_signal(signal.SIGTERM)
            assert web_process.wait(20) == 0
