"""Municipalities printed with and without their prefecture and district: 石川県七尾市 and 七尾市."""

import re
from typing import NamedTuple

from musubime.resolution.municipalities import is_shared
from musubime.types.prefectures import BY_NAME

_PLACED = re.compile(
    rf"(?P<prefecture>{'|'.join(BY_NAME)})?(?P<district>[^\s]{{1,4}}郡(?=[^\s]{{1,6}}[町村]$))?(?P<name>[^\s]{{1,6}}[市区町村])"
)


class Municipality(NamedTuple):
    """A municipality by its own name, with the code of the prefecture and the district that its print names."""

    name: str
    prefecture: str
    district: str

    @property
    def likely_alone(self) -> bool:
        """Whether no second municipality of Japan bears this name; of towns and villages only a register says so."""
        return self.name.endswith("市") and not is_shared(self.name)


def municipality(key: str) -> Municipality | None:
    """Return the municipality that a key names, or None.

    >>> municipality("石川県七尾市")
    Municipality(name='七尾市', prefecture='17', district='')
    """
    found = _PLACED.fullmatch(key)
    if found is None or found["name"] in ("市", "町", "村"):
        return None
    code = BY_NAME[found["prefecture"]].code if found["prefecture"] else ""
    return Municipality(found["name"], code, found["district"] or "")
