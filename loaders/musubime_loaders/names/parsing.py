"""One printed text into its entries: repaired, read by its kind, and each entry with confidence and reasons."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from musubime.errors import BadInput
from musubime.resolution.inference import kind_of as organization_kind
from musubime.resolution.inference import sector_of
from musubime.resolution.keys import exact_key
from musubime.types.base import NAME_LIMIT
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Sector
from musubime_loaders.name_lexicon import NOT_REPORTED
from musubime_loaders.names.attendance import read_attendance
from musubime_loaders.names.blocks import read_block
from musubime_loaders.names.body_role import read_body_role
from musubime_loaders.names.detection import kind_of
from musubime_loaders.names.entry import SECTORS, LineKind, ParsedEntry, Reading, confidence_of
from musubime_loaders.names.known import KnownNames
from musubime_loaders.names.org_field import read_org_field
from musubime_loaders.names.person_line import read_person_line
from musubime_loaders.names.repair import origins, repaired, without_lookalikes
from musubime_loaders.names.role_name import read_role_name
from musubime_loaders.names.table_row import read_table_row

LINE_LIMIT = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_GAP = re.compile(r"[ \t\u00a0\u3000]{1000}")
_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\u2028|\u2029|\x85")
_FORMS = {"(福)": "社会福祉法人", "(医)": "医療法人"}
_ABBREVIATED = re.compile(r"^(?:[（(](?:[^（）()]{1,3})[）)]|[㈱㈲㈳㈶㈻㈼])|(?:[（(][^（）()]{1,3}[）)]|[㈱㈲])$")
_READERS: dict[LineKind, Callable[[str], list[Reading]]] = {
    LineKind.MEMBER_CELL: read_org_field,
    LineKind.PERSON_LINE: read_person_line,
    LineKind.TABLE_ROW: read_table_row,
    LineKind.ATTENDANCE: read_attendance,
    LineKind.PDF_BLOCK: read_block,
    LineKind.COMMITTEE_LIST: read_block,
    LineKind.ROLE_NAME: read_role_name,
    LineKind.ORG_FIELD: read_org_field,
    LineKind.BODY_ROLE: read_body_role,
}
_RULES = {
    LineKind.MEMBER_CELL: "部門の見出しと区切りで構成員に分けた",
    LineKind.PERSON_LINE: "氏名と所属の並びとして読んだ",
    LineKind.TABLE_ROW: "表の一行として欄ごとに読んだ",
    LineKind.ATTENDANCE: "出席者の列として氏名と役割に分けた",
    LineKind.PDF_BLOCK: "見出しの行とその下の氏名として読んだ",
    LineKind.COMMITTEE_LIST: "名簿の行ごとに読んだ",
    LineKind.ROLE_NAME: "役職名と氏名の並びとして読んだ",
    LineKind.ORG_FIELD: "機関名の欄として読んだ",
    LineKind.BODY_ROLE: "会議体とその役割として読んだ",
}


def parse(text: str, kind: LineKind | None = None, known: KnownNames | None = None) -> tuple[ParsedEntry, ...]:
    """Return the entries of one printed text in printed order; without a kind the shape of the text tells it.

    Nothing is corrected: what the print probably means otherwise is among the candidates of an entry, with a flag.
    BadInput where the text cannot be a line of a roster.

    >>> [(entry.person, entry.organization, entry.post) for entry in parse("木村孟(大学評価・学位授与機構長)")]
    [('木村孟', '大学評価・学位授与機構', '機構長')]
    """
    if len(text) > LINE_LIMIT:
        raise BadInput(f"一つの入力が {LINE_LIMIT:,} 文字を超えます。行ごとに分けてください。")
    if found := _CONTROL.search(text):
        raise BadInput(f"制御文字 U+{ord(found.group()):04X} があります。取り除いてください。")
    if _GAP.search(text):
        raise BadInput("空白が 1,000 文字以上続きます。欄ごとに分けてください。")
    whole = _BREAKS.sub("\n", text)
    if NOT_REPORTED.match(whole.strip()) or not whole.strip():
        return ()
    read = repaired(whole)
    chosen = kind or kind_of(read.text)
    prints = _Prints(whole, read.text)
    shared = list(read.flags) if kind else [*read.flags, Flag.KIND_GUESSED]
    return tuple(_entry(reading, chosen, shared, prints, known) for reading in _READERS[chosen](read.text))


class _Prints:
    """Where an entry's text stands in the print that was repaired."""

    def __init__(self, whole: str, read: str) -> None:
        self.whole, self.read, self.at = whole, read, 0
        self.places = None if whole == read else origins(whole)

    def of(self, printed: str) -> str:
        """Return the exact print of an entry."""
        if self.places is None or not printed:
            return printed
        at = self.read.find(printed, self.at)
        at = self.read.find(printed) if at < 0 else at
        if at < 0:
            return printed
        self.at = at
        return self.whole[self.places[at] : self.places[at + len(printed)]]


def _entry(
    reading: Reading, kind: LineKind, shared: list[Flag], prints: _Prints, known: KnownNames | None
) -> ParsedEntry:
    flags, candidates = [*shared, *reading.flags], list(reading.candidates)
    name = reading.organization
    parts = (name, reading.unit, reading.post, reading.person, reading.role)
    if any(part is not None and len(part) > NAME_LIMIT for part in parts):
        problem = f"一つの名称が {NAME_LIMIT:,} 文字を超えます。区切りを入れてください。"
        raise BadInput(problem, value=reading.printed)
    if name:
        written = _ABBREVIATED.sub(lambda form: _written(form.group()), name)
        if written != name:
            flags.append(Flag.FORM_WRITTEN_OUT)
            name = written
        if (right := without_lookalikes(name)) != name:
            flags.append(Flag.HOMOGLYPH)
            candidates.append(right)
        if known is not None and (probable := known.candidate(name)) is not None:
            flags.append(probable[0])
            candidates.insert(0, probable[1])
    distinct = tuple(dict.fromkeys(flags))
    return ParsedEntry(
        printed=prints.of(reading.printed),
        organization=name,
        unit=reading.unit,
        post=reading.post,
        person=reading.person,
        role=reading.role,
        sector=reading.sector,
        sector_inferred=_inferred(name),
        candidates=tuple(dict.fromkeys(candidate for candidate in candidates if candidate and candidate != name)),
        flags=distinct,
        confidence=confidence_of(distinct),
        reasons=(_RULES[kind], *dict.fromkeys(reading.reasons), *(flag.label_ja for flag in distinct)),
    )


def _inferred(name: str | None) -> Sector | None:
    inferred = sector_of(organization_kind(name)) if name else None
    return SECTORS[inferred.value] if inferred else None


@lru_cache(maxsize=64)
def _written(form: str) -> str:
    """Return an abbreviated legal form in full, or as it is where it stands for none."""
    full = _FORMS.get(unicodedata.normalize("NFKC", form)) or exact_key(form)
    return full if not full.startswith("(") else form
