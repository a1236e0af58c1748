"""A real server: it starts, tells the commands where it is, and stops without a trace."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import SHEET
from tests.conftest import PROJECT, missing

CHECK = PROJECT.parent / "shared" / "checks" / "doors_check.py"
START_SECONDS = 120


class Served:
    """A server process and where it answers."""

    def __init__(self, process: subprocess.Popen[str], url: str, store: Path) -> None:
        self.process, self.url, self.store = process, url, store

    def command(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the store of the server."""
        return musubime(*arguments, "--store", str(self.store), **environ)


def environment(**more: str) -> dict[str, str]:
    """Return the environment without settings of the machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MUSUBIME_")}
    return {**kept, "COLUMNS": "200", **more}


def musubime(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "musubime_api", *arguments],
        env=environment(**environ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def served(store: Path, *options: str, **environ: str) -> Iterator[Served]:
    """Run a server until the block ends."""
    command = [sys.executable, "-m", "musubime_api", "serve", "--store", str(store), "--port", "0", *options]
    with subprocess.Popen(command, env=environment(**environ), stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Served(process, address_of(store, process), store)
        finally:
            process.terminate()
            process.wait(30)


def address_of(store: Path, process: subprocess.Popen[str]) -> str:
    """Return where a server answers, as soon as it does."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            url = json.loads((store / "server.json").read_text())["url"]
            httpx.get(f"{url}/healthz", trust_env=False)
        except (OSError, ValueError, httpx.TransportError):
            time.sleep(0.1)
            continue
        return str(url)
    pytest.fail(f"the server did not start: {process.stderr.read() if process.stderr else ''}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the bundled rosters."""
    with served(tmp_path_factory.mktemp("served") / "store") as running:
        yield running


def test_the_check_from_outside_finds_no_fault(server: Served) -> None:
    if not CHECK.is_file():
        missing("no reference folder")
    done = subprocess.run(
        [sys.executable, str(CHECK), server.url],
        env=environment(no_proxy="127.0.0.1"),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout.splitlines()[-1].endswith(" 0 failed"), done.stdout


def test_commands_answer_through_the_server_the_bytes_that_it_answers(server: Served) -> None:
    asked = server.command("ask", "key-actors", "--roster", "three-prefecture-table", "--json")
    answer = httpx.get(f"{server.url}/api/v1/key-actors", params={"roster": "three-prefecture-table"}, trust_env=False)
    assert asked.returncode == 0
    assert asked.stdout == answer.text + "\n"


def test_restore_and_rebuild_want_the_server_stopped_and_say_so(server: Served, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert server.command("backup", str(backup)).returncode == 0
    for command in (["rebuild"], ["restore", str(backup)]):
        refused = server.command(*command)
        sentence = f"musubime {command[0]} はサーバーを止めてから実行してください。\n"
        assert (refused.returncode, refused.stderr) == (1, sentence)


def test_a_second_server_on_the_same_store_is_refused_in_one_sentence(server: Served) -> None:
    refused = server.command("serve", "--port", "0")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Traceback" not in refused.stderr
    assert "別のプロセス" in refused.stderr.splitlines()[-1]


def test_a_port_in_use_is_refused_in_one_sentence(server: Served, tmp_path: Path) -> None:
    port = server.url.rpartition(":")[2]
    refused = musubime("serve", "--store", str(tmp_path / "store"), "--port", port)
    assert refused.returncode == 1
    assert "待ち受けられません" in refused.stderr.splitlines()[-1]


def test_a_reader_that_goes_away_leaves_no_traceback(server: Served) -> None:
    command = f'"{sys.executable}" -m musubime_api ask seats --limit 500 --json --store "{server.store}" | head -c 10'
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=environment(), capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_and_takes_its_address_away(number: signal.Signals, tmp_path: Path) -> None:
    with served(tmp_path / "store", "--empty") as running:
        running.process.send_signal(number)
        assert running.process.wait(30) == 0
        assert running.process.stderr is not None
        said = running.process.stderr.read().splitlines()
        assert said[-1] == f"結び目: {running.url} で動いています（Ctrl-C で停止）"
        assert all(line.endswith("…") for line in said[:-1])
    assert not (tmp_path / "store" / "server.json").exists()
    assert musubime("status", "--json", "--store", str(tmp_path / "store")).returncode == 0


def test_an_address_that_a_killed_server_left_is_seen_through(tmp_path: Path) -> None:
    with served(tmp_path / "store", "--empty") as running:
        running.process.kill()
        running.process.wait(30)
        assert (tmp_path / "store" / "server.json").exists()
        assert running.command("status", "--json").returncode == 0


def test_beyond_loopback_reads_are_open_writes_want_a_key_and_foreign_hosts_are_refused(tmp_path: Path) -> None:
    store, sheet = tmp_path / "store", tmp_path / "sheet.csv"
    sheet.write_text(SHEET)
    key = musubime("key", "create", "--store", str(store)).stdout.strip()
    with served(store, "--host", "0.0.0.0", "--empty", MUSUBIME_PERSONS="on") as running:
        port = running.url.rpartition(":")[2]
        outside = f"http://{_own_address()}:{port}"
        assert httpx.get(f"{outside}/api/v1/status", trust_env=False).status_code == 403
        assert httpx.get(f"{running.url}/api/v1/status", trust_env=False).status_code == 200
        assert httpx.post(f"{running.url}/api/v1/admin/verify", trust_env=False).status_code == 401
        headers = {"Authorization": f"Bearer {key}"}
        verified = httpx.post(f"{running.url}/api/v1/admin/verify", headers=headers, trust_env=False)
        assert verified.status_code == 200
        assert running.command("load", str(sheet), "--yes").returncode == 0


def test_a_read_only_server_answers_and_refuses_to_write(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(SHEET)
    with served(tmp_path / "store", "--empty", "--read-only") as running:
        assert running.command("status", "--json").returncode == 0
        refused = running.command("load", str(sheet), "--yes")
        assert (refused.returncode, "閲覧専用" in refused.stderr) == (1, True)


def _own_address() -> str:
    """Return an address of this machine that is not loopback, or loopback by another name where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.2"
        return str(probe.getsockname()[0])
