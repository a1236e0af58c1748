"""Opening the store of the settings."""

import contextlib
from collections.abc import Iterator

from musubime.store.opening import open_store, silent
from musubime.store.port import Progress, Store
from musubime_api.settings import Settings


@contextlib.contextmanager
def opened(
    settings: Settings, *, create: bool, address: str | None = None, progress: Progress = silent
) -> Iterator[Store]:
    """Give the open store of the settings, or the one at `address` with the same login, until the block ends."""
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else None
    store = open_store(
        address or settings.store, create=create, user=settings.neo4j_user, password=password, progress=progress
    )
    with contextlib.closing(store):
        yield store
