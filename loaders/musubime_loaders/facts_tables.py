"""The tables of a `facts.toml`, as strict types; see docs for what each field means."""

from typing import Annotated

from pydantic import AfterValidator, Field

from musubime.types.base import Frozen, Id, LongText, NameText
from musubime.types.evidence import Budget, Confidence, DatedFact, Evidence, Figure, Identifier, Name, UnnamedMembers
from musubime.types.partial_dates import PartialDate
from musubime.types.prefectures import BY_CODE
from musubime.types.vocabulary import ConsortiumForm, OrganizationKind, Phase, Reported, Sector, SupportType, TieType


def _known_prefecture(code: str) -> str:
    if code not in BY_CODE:
        raise ValueError("都道府県コードは 01〜47 の 2 桁です")
    return code


PrefectureCode = Annotated[str, AfterValidator(_known_prefecture)]
Evidences = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class ProgrammeTable(Frozen):
    """`[[programme]]`."""

    key: Id
    name: NameText
    names: tuple[Name, ...] = ()
    name_en: NameText | None = None
    owners: tuple[NameText, ...] = ()
    owner_confidence: Confidence | None = None
    summary: LongText | None = None
    issues: tuple[NameText, ...] = ()
    phases: tuple[Phase, ...] = ()
    support_types: tuple[SupportType, ...] = ()
    prefecture: tuple[PrefectureCode, ...] = ()
    budgets: tuple[Budget, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DatedFact, ...] = ()
    confidence: Confidence | None = None
    evidence: Evidences
    note: LongText | None = None


class SeatTable(Frozen):
    """`[[consortium.seat]]`."""

    organization: NameText | None = None
    unit: NameText | None = None
    post: NameText | None = None
    person: NameText | None = None
    role: NameText | None = None
    sector: Sector | None = None
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    printed: Annotated[LongText, Field(min_length=1)]
    locator: Annotated[LongText, Field(min_length=1)]
    source: Id | None = None
    confidence: Confidence | None = None
    note: LongText | None = None


class ConsortiumTable(Frozen):
    """`[[consortium]]` with its seats."""

    key: Id
    name: NameText
    form: ConsortiumForm
    names: tuple[Name, ...] = ()
    programmes: tuple[Id, ...] = ()
    inside: tuple[Id, ...] = ()
    prefecture: tuple[PrefectureCode, ...] = ()
    region: NameText | None = None
    plan: LongText | None = None
    summary: LongText | None = None
    contact: LongText | None = None
    themes: tuple[NameText, ...] = ()
    dates: tuple[DatedFact, ...] = ()
    figures: tuple[Figure, ...] = ()
    budgets: tuple[Budget, ...] = ()
    reported: Reported | None = None
    unnamed_members: tuple[UnnamedMembers, ...] = ()
    confidentiality: LongText | None = None
    confidence: Confidence | None = None
    evidence: Evidences
    note: LongText | None = None
    seat: tuple[SeatTable, ...] = ()


class OrganizationTable(Frozen):
    """`[[organization]]`: facts about an organization besides its seats."""

    name: NameText
    names: tuple[Name, ...] = ()
    name_en: NameText | None = None
    reading: NameText | None = None
    kind: OrganizationKind | None = None
    legal_form: NameText | None = None
    prefecture: tuple[PrefectureCode, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    evidence: Evidences
    note: LongText | None = None


class PersonTable(Frozen):
    """`[[person]]`: an affiliation stated outside of a seat."""

    name: NameText
    organization: NameText | None = None
    post: NameText | None = None
    evidence: Evidences
    note: LongText | None = None


class RelationTable(Frozen):
    """`[[relation]]`; the ends are written `kind:key`."""

    type: TieType
    start: NameText = Field(alias="from")
    end: NameText = Field(alias="to")
    post: NameText | None = None
    means: tuple[LongText, ...] = ()
    date_from: PartialDate | None = None
    date_to: PartialDate | None = None
    confidence: Confidence | None = None
    evidence: Evidences
    note: LongText | None = None


class FactsTables(Frozen):
    """A whole `facts.toml`."""

    programme: tuple[ProgrammeTable, ...] = ()
    consortium: tuple[ConsortiumTable, ...] = ()
    organization: tuple[OrganizationTable, ...] = ()
    person: tuple[PersonTable, ...] = ()
    relation: tuple[RelationTable, ...] = ()
