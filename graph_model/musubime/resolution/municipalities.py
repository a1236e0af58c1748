"""Which municipalities there are, and in which prefectures: some names exist in more than one."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from musubime.resolution.keys import exact_key
from musubime.types.prefectures import BY_NAME

_PRINTED_WITH_PREFECTURE = re.compile(rf"^({'|'.join(BY_NAME)})(?:[^市区町村]{{1,4}}郡)?(.{{1,8}}[市区町村])$")


@cache
def _prefectures() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("musubime_data") / "municipalities.toml").read_text("utf-8"))["municipalities"]
    found: dict[str, tuple[str, ...]] = {}
    for code, names in table.items():
        for name in names:
            key = exact_key(name)
            found[key] = (*found.get(key, ()), code)
    return found


def prefectures_with(key: str) -> tuple[str, ...]:
    """Return the codes of the prefectures that have a municipality with this exact key; none for other names."""
    return _prefectures().get(key, ())


def is_shared(key: str) -> bool:
    """Return whether two prefectures have a municipality of this exact key: alone it never says which."""
    return len(prefectures_with(key)) > 1


@lru_cache(maxsize=20_000)
def printed_with_prefecture(key: str) -> tuple[str, str] | None:
    """Return a municipality's own name and the code of its prefecture where the print puts the prefecture before it.

    Only where that prefecture has that municipality: 広島県府中市 is 府中市 of 34, 岡山県府中市 is nothing known.
    """
    found = _PRINTED_WITH_PREFECTURE.match(key)
    if found is None:
        return None
    code = BY_NAME[found.group(1)].code
    return (found.group(2), code) if code in prefectures_with(found.group(2)) else None
