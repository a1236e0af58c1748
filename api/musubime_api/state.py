"""What one application holds: its store, its settings, and what it has worked out so far."""

import logging
from dataclasses import dataclass

from fastapi import Request

from musubime.errors import StoreError
from musubime.questions.library import Library
from musubime.resolution.registers import RegisterIndex
from musubime.store.port import Store
from musubime_api.kept_answers import AnswerCache
from musubime_api.keys import KeyRing, now
from musubime_api.loads import Loads
from musubime_api.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Doors:
    """Everything that routes share; `app.state.doors`."""

    store: Store
    settings: Settings
    library: Library
    cache: AnswerCache
    keys: KeyRing
    loads: Loads
    instance: str
    registers: RegisterIndex


def doors_of(request: Request) -> Doors:
    """Return what the application of a request holds."""
    doors = request.app.state.doors
    assert isinstance(doors, Doors)
    return doors


def actor_of(request: Request) -> str:
    """Return the name that a write goes by, as the gate worked it out."""
    return str(request.scope["musubime.actor"])


NO_STEWARD = {"local", "command line", "owner of the store"}
"""Who may write without a key: to be there is enough for a load, and not to be told names that are hidden."""


def is_steward(request: Request) -> bool:
    """Return whether who writes holds a key; a command in its own process does where `MUSUBIME_KEY` is set."""
    settings = doors_of(request).settings
    return actor_of(request) not in NO_STEWARD or (settings.in_process and settings.key is not None)


def audited(request: Request, action: str, subject: str) -> None:
    """Write one row to the audit about a write that was done; it stays done where the row finds no room."""
    try:
        doors_of(request).store.audit(now().isoformat(timespec="milliseconds"), actor_of(request), action, subject)
    except StoreError as error:
        log.error("a write is missing in the audit", extra={"action": action, "subject": subject, "reason": str(error)})
