"""What else to look up for a name that the exact key does not settle: the place in it, the body before its office."""

import re
from typing import NamedTuple

from musubime.resolution.keys import exact_key
from musubime.types.prefectures import PREFECTURES

_PREFECTURES = {prefecture.name: prefecture.code for prefecture in PREFECTURES}
_NAMES = "|".join(_PREFECTURES)
_BEFORE = re.compile(rf"^(?P<prefecture>{_NAMES})(?:[^市町村区]{{1,4}}郡)?(?P<rest>.{{2,}})$")
_AFTER = re.compile(rf"^(?P<rest>.{{2,}})[(（](?P<prefecture>{_NAMES})[)）]$")
_DISTRICT = re.compile(r"^[^市町村区]{1,4}郡(?P<rest>.{2,}[町村])$")
_SEAT = re.compile(r"^(?P<rest>.+[市町村区])(?:役所|役場)$|^(?P<prefecture>.+[都道府県])庁$")
_UNIT = re.compile(
    r"(?:[店社所局部課室班場院会校館園署庁科苑寮]|センター|キャンパス|グループ|チーム|事務局|本部|支部|機構|大学|オフィス|ラボ|[長員]|\))$"
)
_LONGEST_UNIT = 24
_SHORTEST_HEAD = 2


class Placed(NamedTuple):
    """The name without the place in it, and the code of that place (empty where only a district stood there)."""

    key: str
    prefecture: str


def placed(key: str) -> Placed | None:
    """Return what stays of an exact key when a prefecture before or after it is read as context.

    >>> placed("北海道奥尻町"), placed("山都町(熊本県)"), placed("高岡郡中土佐町"), placed("広島市役所")
    (Placed(key='奥尻町', prefecture='01'), Placed(key='山都町', prefecture='43'), Placed(key='中土佐町', \
prefecture=''), Placed(key='広島市', prefecture=''))
    """
    if found := _BEFORE.match(key) or _AFTER.match(key):
        return Placed(found["rest"], _PREFECTURES[found["prefecture"]])
    if found := _DISTRICT.match(key):
        return Placed(found["rest"], "")
    if found := _SEAT.match(key):
        return Placed(found["rest"] or found["prefecture"], "")
    return None


def heads(name: str) -> tuple[str, ...]:
    """Return the beginnings of a name that may be the body whose office, organ or facility it names, longest first."""
    key = exact_key(name)
    if not _UNIT.search(key):
        return ()
    shortest = max(_SHORTEST_HEAD, len(key) - _LONGEST_UNIT)
    return tuple(key[:end] for end in range(len(key) - 1, shortest - 1, -1))
