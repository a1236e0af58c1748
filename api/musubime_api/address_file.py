"""The file beside an embedded store that tells the commands which server holds it."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

NAME = "server.json"


class ServerAddress(BaseModel):
    """Where a server answers; `instance` tells it from another, `token` lets the owner of the folder write."""

    model_config = ConfigDict(frozen=True)

    url: str
    instance: str
    token: str
    pid: int


def is_folder_address(store: str) -> bool:
    """Return whether an address of a store means a folder on this machine."""
    return "://" not in store


def new_address(url: str) -> ServerAddress:
    """Return the address of a server that starts in this process."""
    return ServerAddress(url=url, instance=secrets.token_hex(8), token=secrets.token_urlsafe(32), pid=os.getpid())


@contextlib.contextmanager
def left_beside(store: str, address: ServerAddress) -> Iterator[None]:
    """Leave the address beside an embedded store, readable by its owner only, until the block ends."""
    if not is_folder_address(store):
        yield
        return
    path = Path(store) / NAME
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(address.model_dump_json())
    fresh.replace(path)
    try:
        yield
    finally:
        if found(store) == address:
            path.unlink(missing_ok=True)


def found(store: str) -> ServerAddress | None:
    """Return the address that was left beside a store; it may be stale, so ask the server before trusting it."""
    if not is_folder_address(store):
        return None
    try:
        return ServerAddress.model_validate_json((Path(store) / NAME).read_bytes())
    except (OSError, ValidationError):
        return None
