"""Ministries, their agencies and their bureaus in the regions, which are bodies of their own."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_endings import Parts, without_title
from musubime_loaders.name_lexicon import ends_unit
from musubime_loaders.names.entry import Reading

_BUREAU = (
    r"(?:\S{2,4}(?:経済産業|総合通信|地方整備|運輸|農政|労働|財務|森林管理|厚生|地方環境事務|航空|防衛|法務)[局所]|"
    r"北海道開発局|沖縄総合事務局)"
)
_AGENCY = (
    "(?:中小企業|特許|資源エネルギー|観光|気象|海上保安|林野|水産|文化|スポーツ|消防|国税|消費者|出入国在留管理|公安調査|"
    "防衛装備)庁"
)
_MINISTRY = re.compile(r"^[^\s]{1,5}[省府]$")
_PARENT = re.compile(rf"^(?P<parent>[^\s　]{{1,5}}[省府])[\s　]+(?P<body>(?:{_BUREAU}|{_AGENCY}).*)$")
_BUREAU_FIRST = re.compile(rf"^(?P<body>{_BUREAU})(?P<rest>.*)$")
_CABINET = re.compile(rf"^(?P<body>内閣府|内閣官房)[\s　]*(?P<rest>(?!{_BUREAU})\S.*)$")


def without_ministry(text: str) -> tuple[str, str | None]:
    """Return the text without the ministry that stands before its own bureau or agency, and the ministry."""
    found = _PARENT.match(text)
    return (found["body"], found["parent"]) if found else (text, None)


def read_cabinet(text: str, reading: Reading) -> bool:
    """Read a place in 内閣府 or 内閣官房, whose offices are never bodies of their own; return whether it was one."""
    found = _CABINET.match(text)
    if not found:
        return False
    inner = found["rest"].strip()
    parts = Parts()
    unit = without_title(inner, parts)
    if parts.post and (Flag.SHARED_ENDING in parts.flags or (unit and not ends_unit(unit))):
        unit, parts.post = "", inner
    reading.organization, reading.unit, reading.post = found["body"], unit or None, parts.post
    return True


def raise_bureau(reading: Reading) -> bool:
    """Make the regional bureau that stands as a unit of its ministry the body; return whether there was one."""
    name, unit = reading.organization or "", reading.unit or ""
    found = _BUREAU_FIRST.match(unit)
    if not found or not _MINISTRY.match(name):
        return False
    reading.organization, reading.unit = found["body"], found["rest"].strip() or None
    reading.candidates.append(name + found["body"])
    reading.flags.append(Flag.PARENT_PREFIX)
    return True
