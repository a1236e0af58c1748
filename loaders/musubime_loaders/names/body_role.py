"""A body with the role that somebody has in it: `外交防衛委員会（理）`, `憲法審査会（幹）`, `予算委員長`."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.names.brackets import outer
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.words import is_role

_BRACKET = re.compile(r"^(?P<body>.+?)[\s　]*[（(](?P<role>[^（）()]{1,12})[）)]$")
_ROLE_AFTER = re.compile(
    r"^(?P<body>.+?(?:会|会議|本部|部会|ワーキンググループ|WG|ＷＧ|チーム|研究会|調査会|審査会|懇談会))[\s　]*"
    r"(?P<role>(?:副|臨時|専門|特別)?(?:委員長|委員|会長|座長|主査|理事|幹事|議長|部会長|本部長|顧問|オブザーバー|構成員)(?:代理)?)$"
)
_SHARED = re.compile(r"^(?P<body>.+?(?:委員|部会|分科会|審査会|調査会|協議会|研究会|議))長(?P<deputy>代理)?$")
_SHORT = {
    "理": "理事",
    "幹": "幹事",
    "委": "委員",
    "オブ": "オブザーバー",
    "監": "監事",
    "顧": "顧問",
    "主": "主査",
    "座": "座長",
    "代": "代理",
}
_ALONE = re.compile(r"^(?:副)?(?:議長|会長|委員長|座長|理事長)$")


def read_body_role(text: str) -> list[Reading]:
    """Return one reading for each body, with the role written out; None where the print names no role."""
    parts = [part for line in text.splitlines() for part in outer(line, "、，;；／/")]
    return [_one(part) for part in parts if part]


def _one(text: str) -> Reading:
    reading = Reading(text)
    if _ALONE.match(text):
        reading.role = text
        return reading
    if found := _BRACKET.match(text):
        role = written_role(found["role"].strip(), found["body"])
        if role is not None:
            reading.organization, reading.role = found["body"].strip(), role
            if role != found["role"].strip():
                reading.reasons.append(f"略した役割「{found['role'].strip()}」を「{role}」と読んだ")
            return reading
        reading.flags.append(Flag.BRACKET_KEPT)
    elif found := _ROLE_AFTER.match(text):
        reading.organization, reading.role = found["body"].strip(), found["role"]
        return reading
    elif found := _SHARED.match(text):
        body = found["body"] + ("会" if found["body"].endswith(("委員", "議")) else "")
        reading.organization = body
        reading.role = (found["body"][-2:] if body != found["body"] else "会") + "長" + (found["deputy"] or "")
        reading.flags.append(Flag.SHARED_ENDING)
        return reading
    reading.organization = text.strip() or None
    return reading


def written_role(short: str, body: str) -> str | None:
    """Return the role that an abbreviation in brackets stands for on this body, or None where it is none.

    >>> written_role("長", "議院運営委員会"), written_role("長", "憲法審査会"), written_role("理", "内閣委員会")
    ('委員長', '会長', '理事')
    """
    deputy = "副" if short in ("副", "副長") else ""
    if short in ("長", "副", "副長"):
        return deputy + ("委員長" if body.endswith("委員会") else "議長" if body.endswith("議会") else "会長")
    if short in _SHORT:
        return _SHORT[short]
    return short if is_role(short) else None
