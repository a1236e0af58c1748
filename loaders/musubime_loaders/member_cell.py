"""A member cell such as `【学】…、… 【官】… 【産】…`, as printed, into its entries."""

import re
import unicodedata
from collections.abc import Collection, Iterator

from musubime.errors import BadInput
from musubime.types.base import NAME_LIMIT, Frozen, LongText, NameText
from musubime.types.evidence import UnnamedMembers
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Sector
from musubime_loaders.list_splitting import Segment, split_list
from musubime_loaders.name_lexicon import (
    AND_OTHERS,
    CLASS_ONLY,
    COUNTED,
    NOT_A_MEMBER,
    NOT_REPORTED,
    OTHERS_ONLY,
    ROLE,
    SECTOR_OF,
)
from musubime_loaders.name_parts import read_parts
from musubime_loaders.names.entry import confidence_of

_GROUP = re.compile(
    r"[【\[［〔〈《＜<≪](?P<bracketed>[^】\]］〕〉》＞>≫\n]{1,20})[】\]］〕〉》＞>≫][：:]?"
    r"|(?:^|(?<=[\s。；;／/|]))(?P<bare>[学官産金民])[：:]"
)
_BEGINS = re.compile(r"(?:^|[\s、，。；;】］])$")
"""A heading that is neither a sector nor a role heads a group only where something begins."""
_SECTORS = {sector.value: sector for sector in Sector}
_KANJI_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}


class MemberEntry(Frozen):
    """One member as read; `printed` is its exact print, `confidence` lies between 0 and 1."""

    printed: LongText
    organization: NameText | None = None
    unit: NameText | None = None
    post: NameText | None = None
    person: NameText | None = None
    role: NameText | None = None
    sector: Sector | None = None
    candidates: tuple[NameText, ...] = ()
    flags: tuple[Flag, ...] = ()
    confidence: float = 1.0


class MemberCell(Frozen):
    """A whole cell: its entries, the members it counts or classes without a name, and what is no member."""

    entries: tuple[MemberEntry, ...] = ()
    unnamed: tuple[UnnamedMembers, ...] = ()
    ignored: tuple[LongText, ...] = ()
    unknown_groups: tuple[NameText, ...] = ()
    """Headings in brackets that are neither a sector nor a role."""
    reported: bool = True
    """False where the cell prints only a dash or that there is nothing."""


def parse_member_cell(text: str, known: Collection[str] = ()) -> tuple[MemberEntry, ...]:
    """Return the named members of a cell in printed order; with `known` names, voicing errors get a candidate.

    >>> [(entry.organization, entry.post) for entry in parse_member_cell("【産】マツダ株式会社代表取締役会長")]
    [('マツダ株式会社', '代表取締役会長')]
    """
    return read_member_cell(text, known).entries


def read_member_cell(text: str, known: Collection[str] = ()) -> MemberCell:
    """Return everything that a cell says; BadInput where one entry is too long to be a name."""
    if NOT_REPORTED.match(text.strip()) or not text.strip():
        return MemberCell(reported=False)
    voiceless = {_voiceless(name): name for name in known}
    entries: list[MemberEntry] = []
    unnamed: list[UnnamedMembers] = []
    ignored: list[str] = []
    unknown: list[str] = []
    for label, group in _groups(text):
        sector, role = _heading(label)
        if label and sector is None and role is None:
            unknown.append(label)
        for segment in split_list(group):
            if len(segment.printed) > NAME_LIMIT:
                raise BadInput(
                    f"一つの構成員が {NAME_LIMIT:,} 文字を超えます。区切りを入れてください。", value=segment.printed
                )
            if (counted := unnamed_members(segment.text, role, sector)) is not None:
                unnamed.append(counted)
            elif NOT_A_MEMBER.match(segment.text) or OTHERS_ONLY.match(segment.text):
                ignored.append(segment.printed)
            else:
                if label and sector is None and role is None:
                    segment.flags.append(Flag.UNKNOWN_GROUP)
                entries.append(_entry(segment, sector, role, voiceless))
    return MemberCell(
        entries=tuple(entries), unnamed=tuple(unnamed), ignored=tuple(ignored), unknown_groups=tuple(unknown)
    )


def has_groups(text: str) -> bool:
    """Return whether a heading of a sector such as 【学】 stands in the text."""
    return any((found["bracketed"] or found["bare"]).strip() in SECTOR_OF for found in _GROUP.finditer(text))


def _groups(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield (heading, list) for each sector group; the heading is None before the first."""
    label, start = None, 0
    for found in _GROUP.finditer(text):
        heading = (found["bracketed"] or found["bare"]).strip()
        if heading not in SECTOR_OF and not ROLE.fullmatch(heading) and not _BEGINS.search(text[: found.start()]):
            continue
        if found.start() > start and text[start : found.start()].strip():
            yield label, text[start : found.start()]
        label, start = (found["bracketed"] or found["bare"]).strip(), found.end()
    if text[start:].strip():
        yield label, text[start:]


def _heading(label: str | None) -> tuple[Sector | None, str | None]:
    if label is None:
        return None, None
    if label in SECTOR_OF:
        return _SECTORS[SECTOR_OF[label]], None
    return None, label if ROLE.fullmatch(label) else None


def unnamed_members(text: str, role: str | None, sector: Sector | None) -> UnnamedMembers | None:
    """Return members that are only counted or classed, or None where the text may be a name."""
    found = COUNTED.match(text) or OTHERS_ONLY.match(text)
    if found and found["count"]:
        return UnnamedMembers(printed=text, count=_number(found["count"]), role=role, sector=sector)
    if CLASS_ONLY.match(text):
        return UnnamedMembers(printed=text, role=role, sector=sector)
    return None


def _number(text: str) -> int | None:
    folded = unicodedata.normalize("NFKC", text)
    if folded.isdigit():
        return int(folded)
    tens, has_ten, ones = folded.partition("十")
    if set(folded) - set(_KANJI_DIGITS) - {"十"} or len(tens) > 1 or len(ones) > 1:
        return None
    return (_KANJI_DIGITS.get(tens, 1) * 10 if has_ten else 0) + _KANJI_DIGITS.get(ones if has_ten else tens, 0)


def _entry(segment: Segment, sector: Sector | None, role: str | None, voiceless: dict[str, str]) -> MemberEntry:
    text, flags = segment.text, list(segment.flags)
    others = AND_OTHERS.search(text)
    if others and others.start() > 1 and not text.endswith(("高等", "均等", "平等", "吉他")):
        text = text[: others.start()].rstrip("　 、")
        flags.append(Flag.AND_OTHERS)
    parts = read_parts(text)
    candidates = list(parts.candidates)
    name = parts.organization
    if name and (right := voiceless.get(_voiceless(name))) and right != name:
        flags.append(Flag.VOICING)
        candidates.append(right)
    flags = list(dict.fromkeys([*flags, *parts.flags]))
    return MemberEntry(
        printed=segment.printed,
        organization=name,
        unit=parts.unit,
        post=parts.post,
        person=parts.person,
        role=parts.role or role,
        sector=sector,
        candidates=tuple(candidates),
        flags=tuple(flags),
        confidence=confidence_of(tuple(flags)),
    )


def _voiceless(name: str) -> str:
    """Return the name without voicing marks, width and spaces, to compare prints that lost one."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name))
    return re.sub(r"[\u3099\u309a\s]", "", folded)
