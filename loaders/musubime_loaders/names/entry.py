"""One entry of a printed line as read, with how sure the reading is and why."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from musubime.types.base import Frozen, LongText, NameText
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Sector

_DOUBTS = {
    Flag.REST_UNREAD: 0.5,
    Flag.BRACKET_KEPT: 0.6,
    Flag.UNKNOWN_GROUP: 0.6,
    Flag.NAME_GUESSED: 0.6,
    Flag.ORGANIZATION_GUESSED: 0.7,
    Flag.UNIT_GUESSED: 0.7,
    Flag.COMMA_KEPT: 0.7,
    Flag.HOMOGLYPH: 0.8,
    Flag.LINE_WRAP: 0.8,
    Flag.JOINT_VENTURE: 0.8,
    Flag.MIDDLE_DOT_LIST: 0.8,
    Flag.SPACE_SEPARATED: 0.8,
    Flag.SURNAME_ONLY: 0.8,
    Flag.FORMER: 0.8,
    Flag.INHERITED: 0.9,
    Flag.KIND_GUESSED: 0.9,
    Flag.GLUED_NAMES: 0.9,
    Flag.SHARED_ENDING: 0.9,
    Flag.DELIMITER_IN_NAME: 0.9,
    Flag.VOICING: 0.9,
    Flag.OTHER_SPELLING: 0.9,
}
"""How much of the confidence stays, for each thing that the reading doubts; the rest of the flags only tell."""


SECTORS = {sector.value: sector for sector in Sector}
"""The sectors by the letter that is printed for them."""


class LineKind(StrEnum):
    """How a printed line is built; the value is what a caller names."""

    MEMBER_CELL = "member_cell"
    PERSON_LINE = "person_line"
    TABLE_ROW = "table_row"
    ATTENDANCE = "attendance"
    PDF_BLOCK = "pdf_block"
    COMMITTEE_LIST = "committee_list"
    ROLE_NAME = "role_name"
    ORG_FIELD = "org_field"
    BODY_ROLE = "body_role"


class ParsedEntry(Frozen):
    """One entry; `printed` is its exact print, everything unknown is None, `confidence` lies between 0 and 1."""

    printed: LongText
    organization: NameText | None = None
    unit: NameText | None = None
    post: NameText | None = None
    """The title held in the organization."""
    person: NameText | None = None
    role: NameText | None = None
    """What the holder is in the body: 座長, 委員 …"""
    sector: Sector | None = None
    """As declared by the print; None where it is not printed."""
    sector_inferred: Sector | None = None
    candidates: tuple[NameText, ...] = ()
    """Other readings of the organization, such as its proper name where the print is a slip."""
    flags: tuple[Flag, ...] = ()
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


def confidence_of(flags: tuple[Flag, ...]) -> float:
    """Return the confidence that these flags leave, between 0 and 1."""
    confidence = 1.0
    for flag in flags:
        confidence *= _DOUBTS.get(flag, 1.0)
    return round(confidence, 3)


@dataclass(slots=True)
class Reading:
    """An entry while it is read."""

    printed: str
    organization: str | None = None
    unit: str | None = None
    post: str | None = None
    person: str | None = None
    role: str | None = None
    sector: Sector | None = None
    candidates: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def copy(self) -> "Reading":
        """Return a copy with lists of its own."""
        return replace(self, candidates=list(self.candidates), flags=list(self.flags), reasons=list(self.reasons))
