"""The settings of the doors, read once from `MUSUBIME_*` and the command line, frozen afterwards."""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from musubime.errors import BadInput

PREFIX = "MUSUBIME_"
TEST_PREFIX = "MUSUBIME_TEST_"
IN_PROCESS_HOST = "musubime.invalid"
"""Host by which the command line asks the application in its own process."""
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


def default_store() -> str:
    """Return the folder of the embedded store when none is named: in the user's data folder."""
    return str(Path(platformdirs.user_data_dir("musubime", appauthor=False)) / "store")


class WrongSettings(BadInput):
    """A setting of the environment or the command line that cannot be used."""


class Settings(BaseModel):
    """What the operator decided; every field but the last four is `MUSUBIME_` and its name in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    store: str = Field(
        default_factory=default_store, description="Address of the store: a folder, bolt://…, neo4j://…, neo4j+s://…"
    )
    neo4j_user: str = Field("neo4j", description="Login name for a Neo4j store")
    neo4j_password: SecretStr | None = Field(None, description="Password for a Neo4j store")
    key: SecretStr | None = Field(
        None, min_length=16, description="A key for writing that is valid without being stored; sent by the commands"
    )
    persons: Literal["on", "off"] | None = Field(
        None, description="Whether persons are shown; on when not stated, and then only on loopback"
    )
    contact: str = Field(
        "", max_length=300, description="Whom persons ask not to be shown: an address or telephone number for the pages"
    )
    allowed_hosts: str = Field("", description="Host names besides the loopback ones, separated by commas")
    server: str | None = Field(None, description="Address of a running server for the commands to ask")
    lang: Literal["ja", "en"] = Field("ja", description="Language of the command line")
    upload_limit_mb: int = Field(64, ge=1, le=1024, description="Largest upload in megabytes")
    register_limit_mb: int = Field(1024, ge=1, le=8192, description="Largest upload of registers in megabytes")
    query_seconds: float = Field(5.0, gt=0, le=600, description="Time limit of a Cypher query in seconds")
    query_rows: int = Field(1000, ge=1, le=100_000, description="Row limit of a Cypher query")
    cache_mb: int = Field(64, ge=0, le=4096, description="Memory for finished answers in megabytes")
    log_level: Literal["debug", "info", "warning", "error"] = Field("warning", description="Least level that is logged")

    host: str = Field("127.0.0.1", description="Address to listen on (`serve --host`)")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on (`serve --port`)")
    read_only: bool = Field(False, description="Refuse every write (`serve --read-only`)")
    in_process: bool = Field(False, description="The command line asks the application in its own process")

    @property
    def persons_on(self) -> bool:
        """Whether persons are shown."""
        return self.persons != "off"

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a `Host` header may carry, without a port."""
        named = (name.strip().lower() for name in self.allowed_hosts.split(","))
        return frozenset({*LOOPBACK_NAMES, *(name for name in named if name)})


def is_loopback(host: str) -> bool:
    """Return whether a bind address or `Host` name means this machine only."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


_FROM_COMMAND_LINE = {"host", "port", "read_only", "in_process"}
NAMES = tuple(PREFIX + name.upper() for name in Settings.model_fields if name not in _FROM_COMMAND_LINE)


def read_settings(environ: Mapping[str, str], **overrides: object) -> Settings:
    """Return the settings of an environment; `overrides` that are not None win over it.

    Each `NAME` can be given as `NAME_FILE`, the path of a file that holds the value. Raises WrongSettings.
    """
    values: dict[str, object] = {}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name.startswith(TEST_PREFIX):
            continue
        plain = name if name in NAMES else name.removesuffix("_FILE")
        if plain not in NAMES:
            raise WrongSettings(
                f"環境変数 {name} は知らない設定です。使えるのは {', '.join(NAMES)} と、それぞれの _FILE です。"
            )
        if plain != name and plain in environ:
            raise WrongSettings(f"{plain} と {name} の両方があります。どちらか一つにしてください。")
        text = environ[name] if plain == name else _read(name, environ[name])
        if text:
            values[plain.removeprefix(PREFIX).lower()] = text
    values.update({name: value for name, value in overrides.items() if value is not None})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = str(first["loc"][0]) if first["loc"] else ""
        shown = PREFIX + place.upper() if PREFIX + place.upper() in NAMES else place
        raise WrongSettings(f"設定 {shown} の値が使えません: {first['msg']}") from None


def _read(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise WrongSettings(f"{name} のファイル {path} を読めません。パスと読み取り権限を確かめてください。") from None
