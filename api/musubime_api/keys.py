"""Keys for writing: printed once, stored as hashes, revoked but never deleted."""

import datetime
import hashlib
import hmac
import secrets
from typing import Protocol

from musubime.errors import NotFound
from musubime.store.port import KeyRow
from musubime.types.base import Frozen, described

PREFIX = "musubime_"


class KeyStore(Protocol):
    """What keys need of a store."""

    def keys(self) -> list[KeyRow]:
        """Return all keys, revoked ones too."""

    def put_key(self, key: KeyRow) -> None:
        """Add a key, or replace the one with its id."""


class KeyShown(Frozen):
    """A key as lists show it, without its hash."""

    id: str = described("ID", "Id of the key")
    name: str = described("名前", "Who or what it was made for")
    created_at: str = described("作成", "When it was made, ISO 8601 in UTC")
    revoked_at: str | None = described("取り消し", "When it was revoked; null while it is valid", None)


class NewKey(KeyShown):
    """A key that was just made: the only time that it is shown."""

    key: str = described("鍵", "The key itself; it is stored only as a hash")


def hash_of(key: str) -> str:
    """Return the SHA-256 of a key; keys are random, so no slow hash is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def now() -> datetime.datetime:
    """Return the time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def create_key(store: KeyStore, name: str) -> NewKey:
    """Make a key and store its hash."""
    key = PREFIX + secrets.token_urlsafe(32)
    row = KeyRow(
        id="key:" + secrets.token_hex(6),
        name=name,
        sha256=hash_of(key),
        created_at=now().isoformat(timespec="seconds"),
    )
    store.put_key(row)
    return NewKey(**_shown(row).model_dump(), key=key)


def list_keys(store: KeyStore) -> list[KeyShown]:
    """Return all keys, oldest first."""
    return [_shown(row) for row in sorted(store.keys(), key=lambda row: (row.created_at, row.id))]


def revoke_key(store: KeyStore, id: str) -> KeyShown:
    """Take a key's right away; a key that is revoked already stays as it is. Raises NotFound."""
    row = next((row for row in store.keys() if row.id == id), None)  # noqa: SIM118 -- no mapping
    if row is None:
        raise NotFound("鍵", id)
    if row.revoked_at is None:
        row = row.model_copy(update={"revoked_at": now().isoformat(timespec="seconds")})
        store.put_key(row)
    return _shown(row)


def _shown(row: KeyRow) -> KeyShown:
    return KeyShown(id=row.id, name=row.name, created_at=row.created_at, revoked_at=row.revoked_at)


class KeyRing:
    """The keys that open this server: those of the store, that of the settings, and that of the address file.

    The store is asked each time: a key revoked by another process is revoked here too.
    """

    def __init__(self, store: KeyStore, settings_key: str | None) -> None:
        self._store = store
        self._fixed: list[tuple[str, str]] = []
        if settings_key:
            self.accept(settings_key, "MUSUBIME_KEY")

    def accept(self, key: str, name: str) -> None:
        """Let a key in that no store holds."""
        self._fixed.append((hash_of(key), name))

    def holder(self, key: str) -> str | None:
        """Return the name that a write with this key goes by; None where the key is not valid."""
        return self.holder_of_hash(hash_of(key))

    def holder_of_hash(self, digest: str) -> str | None:
        """Return the same by the hash of a key."""
        stored = [(row.sha256, row.id) for row in self._store.keys() if row.revoked_at is None]  # noqa: SIM118 -- no mapping
        names = [name for known, name in [*self._fixed, *stored] if hmac.compare_digest(known, digest)]
        return names[0] if names else None

    def any(self) -> bool:
        """Whether a key exists with which somebody could write."""
        return bool(self._fixed) or any(row.revoked_at is None for row in self._store.keys())  # noqa: SIM118 -- no mapping
