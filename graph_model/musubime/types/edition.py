"""A roster edition as read: what the loaders hand to the resolver, before anything is resolved.

Bodies are named by what is printed. Consortia, programmes and sources have keys that hold inside the edition only.
"""

from typing import Literal

from pydantic import Field

from musubime.types.base import Frozen, Id, LongText, NameText
from musubime.types.evidence import Budget, Confidence, DatedFact, Evidence, Figure, Identifier, Name, UnnamedMembers
from musubime.types.partial_dates import PartialDate
from musubime.types.vocabulary import ConsortiumForm, OrganizationKind, Phase, Reported, Sector, SupportType, TieType


class Mention(Frozen):
    """One body as one place prints it."""

    hash: Id
    """Name of the mention: `mention_hash(series, place, printed, nth)`; node ids are made of it."""
    name: NameText
    """The name read from the print, titles and units taken off."""
    printed: LongText
    identity: NameText | None = None
    """Key of the roster's own identity column; where given, it decides instead of the name."""
    candidates: tuple[NameText, ...] = ()
    """Corrections the parser would propose; never applied by themselves."""
    flags: tuple[NameText, ...] = ()


class EditionSource(Frozen):
    """A document of the edition (`roster` document or only `cited`)."""

    key: Id
    title: NameText
    cited: bool = False
    publisher: NameText | None = None
    url: NameText | None = None
    date: PartialDate | None = None
    licence: NameText | None = None
    sha256: NameText | None = None
    note: LongText | None = None
    evidence: tuple[Evidence, ...] = ()


class EditionOrganization(Frozen):
    """What the edition states about an organization besides its seats."""

    mention: Mention
    names: tuple[Name, ...] = ()
    name_en: NameText | None = None
    reading: NameText | None = None
    identifiers: tuple[Identifier, ...] = ()
    kind: OrganizationKind | None = None
    legal_form: NameText | None = None
    prefecture: tuple[Id, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: LongText | None = None


class EditionPerson(Frozen):
    """A named person and the organization that tells him or her apart."""

    mention: Mention
    organization: Mention | None = None
    post: NameText | None = None
    evidence: tuple[Evidence, ...] = ()
    note: LongText | None = None


class EditionProgramme(Frozen):
    """A programme as the edition states it."""

    key: Id
    mention: Mention
    owners: tuple[Mention, ...] = ()
    owner_confidence: Confidence | None = None
    names: tuple[Name, ...] = ()
    name_en: NameText | None = None
    summary: LongText | None = None
    issues: tuple[NameText, ...] = ()
    phases: tuple[Phase, ...] = ()
    support_types: tuple[SupportType, ...] = ()
    prefecture: tuple[Id, ...] = ()
    budgets: tuple[Budget, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DatedFact, ...] = ()
    confidence: Confidence | None = None
    evidence: tuple[Evidence, ...] = ()
    note: LongText | None = None


class EditionConsortium(Frozen):
    """A consortium as the edition states it."""

    key: Id
    mention: Mention
    form: ConsortiumForm
    programmes: tuple[Id, ...] = ()
    """Keys of its programmes, the first-listed first."""
    inside: tuple[Id, ...] = ()
    """Keys of the consortia that it sits inside."""
    names: tuple[Name, ...] = ()
    prefecture: tuple[Id, ...] = ()
    region: NameText | None = None
    plan: LongText | None = None
    summary: LongText | None = None
    contact: LongText | None = None
    themes: tuple[NameText, ...] = ()
    dates: tuple[DatedFact, ...] = ()
    figures: tuple[Figure, ...] = ()
    budgets: tuple[Budget, ...] = ()
    reported: Reported = Reported.LISTED
    unnamed_members: tuple[UnnamedMembers, ...] = ()
    confidentiality: LongText | None = None
    confidence: Confidence | None = None
    evidence: tuple[Evidence, ...] = ()
    note: LongText | None = None


class EditionSeat(Frozen):
    """One roster entry as printed."""

    hash: Id
    consortium: Id
    """Key of its consortium in this edition."""
    source: Id
    """Key of its source in this edition."""
    locator: LongText
    printed: LongText
    organization: Mention | None = None
    person: Mention | None = None
    unit: NameText | None = None
    post: NameText | None = None
    role: NameText | None = None
    sector: Sector | None = None
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    flags: tuple[NameText, ...] = ()
    confidence: Confidence | None = None
    note: LongText | None = None


class End(Frozen):
    """One end of a relation: an organization or person by mention, anything else by its key in the edition."""

    kind: Literal["organization", "person", "programme", "consortium", "source"]
    key: Id | None = None
    mention: Mention | None = None
    organization: Mention | None = None
    """For a person: the organization that tells the person apart."""


class EditionRelation(Frozen):
    """A relationship that the edition states."""

    type: TieType
    start: End
    end: End
    post: NameText | None = None
    means: tuple[LongText, ...] = ()
    date_from: PartialDate | None = None
    date_to: PartialDate | None = None
    confidence: Confidence | None = None
    evidence: tuple[Evidence, ...] = ()
    note: LongText | None = None


class RowCounts(Frozen):
    """Where the rows of its files went: `read` = `with_seats` + `other` + all of `ignored`; no part of the graph."""

    read: int
    seats: int
    with_seats: int
    """Rows that made at least one seat."""
    other: int
    """Rows that made another record, and no seat."""
    ignored: dict[str, int] = Field(default_factory=dict)
    """Reason → number of rows that made nothing."""


class RosterEdition(Frozen):
    """Everything one edition of a roster states. Evidence in it names sources by their key in the edition."""

    roster: Id
    series: Id
    title: NameText
    edition_date: PartialDate | None = None
    complete: bool = False
    note: LongText | None = None
    sources: tuple[EditionSource, ...]
    organizations: tuple[EditionOrganization, ...] = ()
    persons: tuple[EditionPerson, ...] = ()
    programmes: tuple[EditionProgramme, ...] = ()
    consortia: tuple[EditionConsortium, ...] = ()
    seats: tuple[EditionSeat, ...] = ()
    relations: tuple[EditionRelation, ...] = ()
    rows: RowCounts | None = None
    """What the readers made of the rows; None where the edition was not read from files."""

    @property
    def key(self) -> tuple[str, str]:
        """What an edition replaces when it is loaded again: the same roster and date."""
        return (self.roster, self.edition_date or "")
