"""A field with the names of one or more bodies, such as the recipients of a budget, and a cell of members."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.member_cell import MemberEntry, read_member_cell
from musubime_loaders.name_endings import Parts
from musubime_loaders.name_lexicon import CLASS_ONLY, FORM
from musubime_loaders.names.endings import has_body_ending
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.name_place import named
from musubime_loaders.names.one_affiliation import INSTITUTE
from musubime_loaders.names.peeling import without_desk
from musubime_loaders.names.persons import Evidence, person_evidence
from musubime_loaders.names.words import LATIN

_LETTER = r"[A-Za-zＡ-Ｚａ-ｚ○〇●×＊*α-ωΑ-Ω]{1,2}|[①-⑳]|[0-9０-９]{1,3}|[ア-ンイロハニホヘトい-と甲乙丙丁]"
_CLASS = (
    "個人|法人|団体|企業|会社|民間企業|民間会社|民間業者|民間事業者|民間団体|事業者|業者|事業主|有識者|学識経験者|委員|講師|職員|"
    "非常勤職員|臨時職員|本省職員|在外公館職員|出張者|本省出張者|通訳|翻訳者|翻訳業者|支出先|受託者|請負者|相手方|所有者|建物所有者|"
    "土地所有者|地権者|漁業者|農業者|林業者|生産者|弁護士|税理士|医師|大学|独立行政法人|公益法人|一般社団法人|財団法人|医療法人|"
    "学校法人|社会福祉法人|組合|協議会|海外業者|国内業者|海外有識者|地域企業|設置法人|補助事業者|間接補助事業者|部長|課長|社員|従業員|"
    "労働者|受給者|専門家|コンサルタント|代理人|担当者|対象者|参加者|留学生|学生|調査員|協力者|関係者"
)
ANONYMOUS = re.compile(
    rf"^(?:(?:\S{{0,40}}(?:受給|支給)\S{{0,8}})?(?:{_CLASS})[\s　]*(?:[（(](?:{_LETTER})[）)]|(?:{_LETTER})社?)?"
    rf"(?:[（(][^（）()]{{0,40}}[）)])?|(?:{FORM})?[\s　]*[A-ZＡ-Ｚ○〇●×][\s　]*(?:{FORM})?|"
    r"[A-Za-zＡ-Ｚａ-ｚ○〇●×]{1,2}(?:社|県|市|町|村|大学|法人|団体|事業所|事業者|組合|協会|氏|さん|銀行|病院|研究所)|"
    r"個人[A-ZＡ-Ｚ0-9０-９].*|[○〇●]{2,}.*|[^（()）]{0,20}(?:[一-龥]者|農家|住民|遺族|職員|委員)[A-ZＡ-Ｚ]?|"
    r"その他(?:[（(].*[）)]|\S{0,30})?|各(?:府省|都道府県|市町村|自治体|種)\S{0,10})$"
)
"""Prints that stand for a body or person without naming it; nothing of them may become a node."""


def read_org_field(text: str) -> list[Reading]:
    """Return one reading for each named body of a field, or of a cell such as `【学】…、… 【官】…`; none for 個人A."""
    return [_reading(entry) for entry in read_member_cell(text).entries if not is_anonymous(entry)]


def is_anonymous(entry: MemberEntry) -> bool:
    """Return whether an entry names nobody: 個人A, その他(7団体), 有識者G."""
    if entry.person:
        return False
    name = entry.organization or ""
    return bool(ANONYMOUS.match(entry.printed) or ANONYMOUS.match(name) or CLASS_ONLY.match(name))


def _reading(entry: MemberEntry) -> Reading:
    """Return the entry with what it stands for in front: the school of a parent, the place of an office."""
    reading = Reading(
        entry.printed, entry.organization, entry.unit, entry.post, None, entry.role, entry.sector,
        list(entry.candidates), list(entry.flags),
    )  # fmt: skip
    name = entry.organization
    if entry.person:
        reading.person = named(entry.person, reading)
    if name and {Flag.PARENT_PREFIX, Flag.OFFICE_NAME} & set(entry.flags) and reading.candidates:
        reading.organization, reading.candidates = reading.candidates[0], [name, *reading.candidates[1:]]
    if name and reading.unit is None and name.endswith(("事業部", "営業部", "事業本部", "営業本部")):
        parts = Parts()
        reading.organization = without_desk(name, parts) if reading.organization == name else reading.organization
        reading.unit, reading.flags = parts.unit, [*reading.flags, *parts.flags]
        reading.candidates += parts.candidates
    if name and reading.unit and reading.unit.endswith("支部") and "会社" not in name:
        reading.organization, reading.unit = name + reading.unit, None
        reading.candidates.append(name)
        reading.flags.append(Flag.CHAPTER)
    if reading.unit is None and reading.post is None and (inner := INSTITUTE.match(reading.organization or "")):
        reading.candidates.append(inner.group())
        reading.organization, reading.unit = inner["school"], inner["unit"]
        reading.flags.append(Flag.UNIT_GUESSED)
    body = reading.organization or ""
    doubted = reading.post or (not LATIN.match(body) and person_evidence(body) > Evidence.SHAPE)
    if body and not has_body_ending(body) and doubted:
        reading.flags.append(Flag.ORGANIZATION_GUESSED)
    return reading
