"""What resolution needs of reference registers, in our own words: no SQL and no file crosses it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from musubime.types.registers import RegisterEntry, RegisterInfo


class KeyLevel(StrEnum):
    """How much of a name a key keeps; each level is one prepared column of the register's index."""

    EXACT = "exact"
    """`exact_key`: width, spaces, hyphens and abbreviated legal forms folded (T1)."""
    CORE = "core"
    """The exact key without its legal form (T3)."""
    VARIANT = "variant"
    """The exact key with middle dots, case, old and new characters, small kana and homoglyphs folded (T4)."""


class Hit(NamedTuple):
    """One name of one registered body that a key found; empty strings where the register says nothing."""

    id: str
    name: str
    """The registered name."""
    matched: str
    """The name that the key is of: the registered one or another."""
    name_kind: str
    """`registered`, or a value of `NameKind`."""
    valid_from: str
    valid_to: str
    prefecture: str
    """Codes joined by `;`."""
    kind: str
    closed: str
    number: str
    """Corporate number of the body itself, 13 digits."""
    complete: bool
    """Whether the hit comes from a register that holds every body of its kind."""


class RegisterIndex(Protocol):
    """The loaded registers, asked by key. An index without any register answers nothing and is false."""

    def __bool__(self) -> bool:
        """Whether any register is loaded."""

    def hits(self, level: KeyLevel, keys: Sequence[str]) -> Mapping[str, tuple[Hit, ...]]:
        """Return the hits of many keys at once, sorted by id; keys without a hit are left out."""

    def numbered(self, number: str) -> tuple[Hit, ...]:
        """Return the bodies that carry this number, of whatever scheme."""

    def similar(self, name: str, limit: int) -> tuple[Hit, ...]:
        """Return the bodies whose names share most trigrams with this one: for review only, never to merge."""

    def entry(self, id: str) -> RegisterEntry | None:
        """Return everything the register says of one body."""

    def infos(self) -> tuple[RegisterInfo, ...]:
        """Return the registers that are loaded, by id."""
