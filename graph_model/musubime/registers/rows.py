"""What a register says of one body, as a reader hands it to the file: plain tuples, since there are millions."""

from typing import NamedTuple

REGISTERED = "registered"
"""Kind of the name under which a body is registered; every other kind is a value of `NameKind`."""


class Described(NamedTuple):
    """What a register is, apart from the bodies that it holds."""

    id: str
    title: str
    attribution: str
    attribution_en: str
    licence: str | None


class OtherName(NamedTuple):
    """A further name of a body; empty dates where the register states none."""

    text: str
    kind: str
    valid_from: str = ""
    valid_to: str = ""


class Number(NamedTuple):
    """A number of a body; `scheme` is one of `Identifier`, or `securities_code`, which is only for finding."""

    scheme: str
    value: str
    role: str = "self"


class Registered(NamedTuple):
    """One body; texts are empty where the register says nothing."""

    key: str
    """Scheme and number of the register, as in `RegisterEntry.id`."""
    name: str
    names: tuple[OtherName, ...] = ()
    numbers: tuple[Number, ...] = ()
    kind: str = ""
    prefecture: str = ""
    """Codes joined by `;`."""
    city: str = ""
    closed: str = ""
    successor: str = ""
    name_from: str = ""
    """First day of the registered name, where stated."""
    hidden: bool = False
    """The register keeps it from being searched by name: it is found by its number only."""
    corrected: bool = False
    """The row mends an error, so that a name that it gives up never was one."""


class Former(NamedTuple):
    """Earlier names of a body that rows apart from its own state."""

    key: str
    names: tuple[OtherName, ...]


class Deleted(NamedTuple):
    """A body that the register took out again."""

    key: str


Row = Registered | Former | Deleted


class Counts(NamedTuple):
    """What a load did to a register, in bodies; a full load says only how many there were and are."""

    before: int
    entries: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
