"""A real Neo4j server for tests, from Maven artifacts: no container, no installer, nothing of it in the product."""

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

VERSIONS = ("5.26.31", "2026.08.1")
POM = Path(__file__).with_name("neo4j_pom.xml")
READY_SECONDS = 240.0
_FIRST_PASSWORD = "neo4j"
_LOCKED_OUT_SECONDS = 6.0


class NoServer(Exception):
    """No Neo4j can be started here; says what is missing."""


def cache() -> Path:
    """Return the folder that keeps the downloaded jars."""
    return Path(os.environ.get("MUSUBIME_NEO4J_CACHE", Path.home() / ".cache" / "musubime-neo4j"))


def is_calendar(version: str) -> bool:
    """Whether a version is of the line that counts by year."""
    return int(version.split(".", maxsplit=1)[0]) >= 2025


def java_for(version: str) -> Path:
    """Return a Java that this Neo4j runs on (5.26: 17 or 21; by year: 21 or 25); raises NoServer."""
    found: dict[int, Path] = {}
    places = [*Path("/usr/lib/jvm").glob("*/bin/java")]
    if home := os.environ.get("JAVA_HOME"):
        places.append(Path(home, "bin", "java"))
    if on_path := shutil.which("java"):
        places.append(Path(on_path))
    for java in places:
        if major := _java_major(java):
            found.setdefault(major, java)
    for wanted in (25, 21) if is_calendar(version) else (21, 17):
        if wanted in found:
            return found[wanted]
    raise NoServer(f"no Java for Neo4j {version}; found {sorted(found) or 'none'}")


def _java_major(java: Path) -> int | None:
    try:
        release = java.resolve().parent.parent / "release"
        text = release.read_text() if release.exists() else _said_by(java)
    except OSError:
        return None
    match = re.search(r'(?:JAVA_VERSION=|version )"(\d+)', text)
    return int(match.group(1)) if match else None


def _said_by(java: Path) -> str:
    return subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr


def jars(version: str) -> Path:
    """Return the folder with the jars of a version, filled by Maven the first time; raises NoServer."""
    lib = cache() / version
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServer("no Maven to download Neo4j with")
    cache().mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=cache(), prefix=".part-"))
    try:
        done = subprocess.run(
            [
                *(maven, "-B", "-q", "-f", str(POM), f"-Dneo4j.version={version}"),
                *("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"),
            ],
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        if done.returncode != 0:
            raise NoServer(f"Maven could not download Neo4j {version}: {done.stdout[-300:]}")
        try:
            part.rename(lib)
        except OSError:
            # another process was first
            if not lib.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return lib


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _end_with_parent() -> None:
    """On Linux, let the kernel end the server when the tests are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Neo4jServer:
    """One server on throw-away data; killed and deleted at the end."""

    def __init__(
        self,
        version: str,
        *,
        password: str | None = None,
        heap: str = "1g",
        settings: dict[str, str] | None = None,
    ) -> None:
        self.version, self.password, self.heap, self.port = version, password, heap, free_port()
        self._further = settings or {}
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self._root = Path(tempfile.mkdtemp(prefix="neo4j-test-"))
        self._console = self._root / "console.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Neo4jServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._root, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers a query; raises NoServer."""
        lib, java = jars(self.version), java_for(self.version)
        for name in ("home", "conf"):
            (self._root / name).mkdir(exist_ok=True)
        (self._root / "conf" / "neo4j.conf").write_text(self._settings())
        main = "Neo4jCommunity" if is_calendar(self.version) else "CommunityEntryPoint"
        with self._console.open("ab") as console:
            self._process = subprocess.Popen(
                [
                    *(str(java), f"-Xmx{self.heap}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{lib}/*"),
                    *(f"org.neo4j.server.{main}", f"--home-dir={self._root}/home", f"--config-dir={self._root}/conf"),
                    "--console-mode",
                ],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 -- it only asks the kernel for a signal
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _settings(self) -> str:
        settings = {
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "dbms.security.auth_enabled": "true" if self.password else "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "64m",
            **{f"server.directories.{name}": f"{self._root}/{name}" for name in ("data", "logs", "run", "import")},
        }
        if is_calendar(self.version):
            # it looks for other servers on the local network otherwise
            settings |= {"dbms.fleet_manager.enabled": "false", "server.fleet_discovery.enabled": "false"}
        return "".join(f"{name}={value}\n" for name, value in (settings | self._further).items())

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        fault: Exception | None = None
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise NoServer(f"Neo4j {self.version} ended at its start: {self._console.read_text()[-500:]}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                self._answered((None, "RETURN 1", {}), self.password)
                return
            except AuthError:
                self._set_password()
            except (OSError, DriverError, Neo4jError) as found:
                fault = found
            time.sleep(0.3)
        raise NoServer(f"Neo4j {self.version} did not answer in {READY_SECONDS:.0f} s: {fault}")

    def _set_password(self) -> None:
        change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        try:
            self._answered(("system", change, {"old": _FIRST_PASSWORD, "new": self.password or ""}), _FIRST_PASSWORD)
        except (DriverError, Neo4jError):
            # three wrong passwords lock the user out for a while, the right one too
            time.sleep(_LOCKED_OUT_SECONDS)

    def _answered(self, query: tuple[str | None, str, dict[str, str]], password: str | None) -> None:
        database, text, parameters = query
        auth = ("neo4j", password) if password else None
        with neo4j.GraphDatabase.driver(self.uri, auth=auth, max_transaction_retry_time=0.5) as driver:
            driver.execute_query(text, parameters, database_=database)

    def pause(self) -> None:
        """Let the server answer nothing until `resume()`."""
        if self._process:
            self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let the server answer again."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Kill the server; its data stays until the end of the `with` block."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def main() -> int:
    """Download the jars of every version under test."""
    for version in VERSIONS:
        try:
            print(f"Neo4j {version}: {jars(version)}")
        except NoServer as fault:
            print(f"Neo4j {version}: {fault}; its tests will be skipped", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
