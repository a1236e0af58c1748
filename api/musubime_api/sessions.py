"""Sign-in of a browser: a key is exchanged for a cookie that scripts cannot read and other sites cannot send."""

import datetime
import secrets
import threading
from collections.abc import Callable

from musubime_api.keys import KeyRing, hash_of, now

COOKIE = "musubime_session"
LASTING = datetime.timedelta(hours=12)
_MOST = 1_000


class Sessions:
    """The browsers that are signed in, in memory only: a restart of the server signs all of them out.

    A session is as good as its key: when that is revoked, the session ends too.
    """

    def __init__(self, keys: KeyRing, clock: Callable[[], datetime.datetime] = now) -> None:
        self._keys, self._clock = keys, clock
        self._open: dict[str, tuple[str, datetime.datetime]] = {}
        self._lock = threading.Lock()

    def sign_in(self, key: str) -> str | None:
        """Return the value of a new cookie for a valid key; None for any other."""
        if self._keys.holder(key) is None:
            return None
        token = secrets.token_urlsafe(32)
        with self._lock:
            current = self._clock()
            self._open = {name: row for name, row in self._open.items() if row[1] > current}
            while len(self._open) >= _MOST:
                self._open.pop(next(iter(self._open)))
            self._open[hash_of(token)] = (hash_of(key), current + LASTING)
        return token

    def holder(self, token: str) -> str | None:
        """Return the name that a write with this cookie goes by; None where it is not, or no longer, good."""
        with self._lock:
            row = self._open.get(hash_of(token))
        if row is None or row[1] <= self._clock():
            return None
        return self._keys.holder_of_hash(row[0])

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(hash_of(token), None)
