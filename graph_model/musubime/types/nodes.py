"""The six kinds of nodes: one description of each feeds the database, the API, GraphML and the legend."""

from typing import ClassVar

from pydantic import Field

from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.evidence import (
    Budget,
    Confidence,
    DatedFact,
    Evidence,
    Figure,
    Identifier,
    Inferred,
    Name,
    SectorStated,
    Statement,
    UnnamedMembers,
)
from musubime.types.partial_dates import PartialDate
from musubime.types.vocabulary import (
    ConsortiumForm,
    Kind,
    OrganizationKind,
    Phase,
    Reported,
    Sector,
    SupportType,
)


class Node(Frozen):
    """What every node has: its id and name, and the mentions that were resolved to it."""

    node_kind: ClassVar[Kind]

    id: Id = described("ID", "Smallest id of the node's mentions", graphml="string")
    name: NameText = described("名称", "The name shown", graphml="string")
    mentions: tuple[Id, ...] = described("記載ID", "Ids of all mentions; the others answer 308 to `id`", ())
    note: LongText | None = described("注記", "What a reader has to know", None)


class Organization(Node):
    """機関: a body that can hold a seat."""

    node_kind = Kind.ORGANIZATION

    name_en: NameText | None = described("英語名", "English name, where a source gives it", None, graphml="string")
    names: tuple[Name, ...] = described("名称の一覧", "All names with kind, dates and source", ())
    identifiers: tuple[Identifier, ...] = described("番号", "Identifiers of registers", ())
    sector: Sector | None = described("部門", "Sector as printed on most seats", None, graphml="string")
    sectors_stated: tuple[SectorStated, ...] = described("部門の記載", "Every sector that seats print", ())
    sector_inferred: Inferred | None = described("推定した部門", "Sector that a rule gives", None)
    kind: OrganizationKind | None = described("機関の種類", "What the body is, where it can be told", None)
    legal_form: NameText | None = described("法人格", "Legal form in the name", None, graphml="string")
    prefecture: tuple[Id, ...] = described("都道府県", "Codes of the prefecture it is located in", ())
    prefecture_basis: LongText | None = described("所在の根拠", "Source or rule that gives the prefecture", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where facts about it were read, besides its seats", ())


class Person(Node):
    """人: a named holder of a public role."""

    node_kind = Kind.PERSON

    names: tuple[Name, ...] = described("名称の一覧", "All names with kind, dates and source", ())
    evidence: tuple[Evidence, ...] = described("根拠", "Where facts about the person were read, besides seats", ())


class Programme(Node):
    """事業・制度: a scheme with its owners."""

    node_kind = Kind.PROGRAMME

    name_en: NameText | None = described("英語名", "English name", None)
    names: tuple[Name, ...] = described("名称の一覧", "All names with kind, dates and source", ())
    summary: LongText | None = described("概要", "Summary in our own words", None)
    issues: tuple[NameText, ...] = described("政策課題", "Policy issues", ())
    phases: tuple[Phase, ...] = described("段階", "Phases on the way from research to use", ())
    support_types: tuple[SupportType, ...] = described("支援の類型", "Types of support of a municipal scheme", ())
    prefecture: tuple[Id, ...] = described(
        "都道府県", "Codes of the prefectures it is for; empty for a national one", ()
    )
    budgets: tuple[Budget, ...] = described("予算", "Budgets by fiscal year", ())
    figures: tuple[Figure, ...] = described("数値", "Numbers that documents state", ())
    dates: tuple[DatedFact, ...] = described("日付", "What happened when", ())
    confidence: Confidence | None = described("確からしさ", "How sure the record is", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where it was read", ())


class Consortium(Node):
    """会議体: a body with a roster."""

    node_kind = Kind.CONSORTIUM

    names: tuple[Name, ...] = described("名称の一覧", "All names with kind, dates and source", ())
    form: ConsortiumForm = described("形", "What kind of body it is", graphml="string")
    prefecture: tuple[Id, ...] = described("都道府県", "Codes as stated; empty for a body of a wider region", ())
    region: NameText | None = described("地域", "Region as printed", None)
    plan: LongText | None = described("計画名", "Name of its plan", None)
    summary: LongText | None = described("概要", "Summary in our own words", None)
    contact: LongText | None = described("窓口", "Contact desk", None)
    themes: tuple[NameText, ...] = described("テーマ", "Themes, tracks, award categories", ())
    dates: tuple[DatedFact, ...] = described("日付", "What happened when", ())
    figures: tuple[Figure, ...] = described("数値", "Numbers that documents state", ())
    budgets: tuple[Budget, ...] = described("予算", "Budgets by fiscal year", ())
    reported: Reported = described("構成員の記載", "How much of the roster is stated", graphml="string")
    unnamed_members: tuple[UnnamedMembers, ...] = described("名前のない構成員", "Members counted without a name", ())
    confidentiality: LongText | None = described("守秘", "Confidentiality rule", None)
    confidence: Confidence | None = described("確からしさ", "How sure the record is", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where it was read", ())


class Source(Node):
    """出典: a document that states facts, or a work that documents cite. `name` is its title."""

    node_kind = Kind.SOURCE

    roster: Id | None = described("名簿", "Id of the roster that loads it; null for a work only cited", None)
    publisher: NameText | None = described("発行者", "Publisher", None)
    url: NameText | None = described("URL", "Address, where known", None)
    date: PartialDate | None = described("日付", "Date of publication", None)
    licence: NameText | None = described("ライセンス", "Licence, where stated", None)
    sha256: NameText | None = described("SHA-256", "Hash of the bytes that were loaded", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where a cited work is cited", ())


class Seat(Frozen):
    """席: one roster entry, an organization and/or post and/or person on a consortium."""

    node_kind: ClassVar[Kind] = Kind.SEAT

    id: Id = described("ID", "Id of its mention in the earliest edition", graphml="string")
    consortium: Id = described("会議体", "Id of the consortium")
    organization: Id | None = described("機関", "Id of the organization", None)
    person: Id | None = described("人", "Id of the person", None)
    unit: NameText | None = described("部署", "Branch or department as printed", None, graphml="string")
    post: NameText | None = described("役職", "Title held in the organization", None, graphml="string")
    role: NameText | None = described("役割", "Role in the body", None, graphml="string")
    sector: Sector | None = described("部門", "Sector as printed", None)
    valid_from: PartialDate | None = described("開始", "First day, only where printed", None, graphml="string")
    valid_to: PartialDate | None = described("終了", "Last day, only where printed", None, graphml="string")
    last_stated: PartialDate | None = described("最後の記載", "Date of the newest edition that states it", None)
    not_stated_since: PartialDate | None = described(
        "記載がなくなった版", "Date of the first later complete edition without it", None
    )
    mentions: tuple[Id, ...] = described("記載ID", "Ids of its mentions in all editions", ())
    flags: tuple[NameText, ...] = described("読み取りの注意", "What the parser repaired or doubts", ())
    confidence: Confidence | None = described("確からしさ", "How sure the record is", None)
    note: LongText | None = described("注記", "What a reader has to know", None)
    statements: tuple[Statement, ...] = Field(
        title="記載", description="Every edition that states it, oldest first", default=()
    )


AnyNode = Organization | Person | Programme | Consortium | Seat | Source
NODE_TYPES: dict[Kind, type[AnyNode]] = {
    Kind.ORGANIZATION: Organization,
    Kind.PERSON: Person,
    Kind.PROGRAMME: Programme,
    Kind.CONSORTIUM: Consortium,
    Kind.SEAT: Seat,
    Kind.SOURCE: Source,
}
