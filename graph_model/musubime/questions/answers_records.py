"""Answers about single records and lists of them."""

from musubime.questions.answers import (
    Answer,
    EvidenceRow,
    Holder,
    KindRef,
    ListAnswer,
    Placed,
    Ref,
    SourceRef,
    Timed,
    shown,
)
from musubime.types.base import Frozen
from musubime.types.evidence import AsStated, Confidence, Inferred, SectorStated


class NameRow(Frozen):
    """One name of a record."""

    text: str = shown("名称", "The name", example="国立大学法人徳島大学")
    kind: str = shown(
        "種類",
        "printed, curated, alias, abbreviation, former, later, english, reading, printing_error",
        example="alias",
    )
    valid_from: str | None = shown("開始", "First day of validity, where stated", None)
    valid_to: str | None = shown("終了", "Last day of validity, where stated", None)
    source: Ref | None = shown("出典", "Source of the name; null where a rule or a curated reason gives it", None)
    reason: str | None = shown("根拠", "Rule or curated reason, where the name was not read in a source", None)
    rule: str | None = shown("規則", "Rule that took the printed name for this record: T1, T2 …, or judgement", None)


class IdentifierRow(Frozen):
    """A number of a register."""

    scheme: str = shown("種類", "Register", example="corporate_number")
    value: str = shown("番号", "The identifier", example="4480005002568")
    role: str = shown(
        "対象", "self, or legal_person where it names the legal person behind the body", example="legal_person"
    )
    source: Ref | None = shown("出典", "Source of the number", None)
    reason: str | None = shown("根拠", "Judgement or rule that gives it, where no document does", None)


class FigureRow(Frozen):
    """A number that a document states."""

    what: str = shown("項目", "What is counted", example="協議会等を設置している団体")
    value: float | int = shown("値", "The number", example=28)
    unit: str | None = shown("単位", "Unit", None, example="団体")
    fiscal_year: int | None = shown("年度", "Fiscal year", None)
    date: str | None = shown("日付", "Date", None)
    scope: str | None = shown("範囲", "What it covers, for example 内数", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class BudgetRow(Frozen):
    """An amount of money of one fiscal year."""

    fiscal_year: int = shown("年度", "Fiscal year", example=2022)
    amount_yen: int = shown("金額（円）", "Amount in yen", example=1170000000)
    kind: str = shown("予算の種類", "Kind of budget", example="当初予算")
    scope: str | None = shown("範囲", "For example 内数", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class DateRow(Frozen):
    """Something that happened on a date."""

    what: str = shown("できごと", "founded, signed, held, kick_off, started, ended, …", example="founded")
    date: str = shown("日付", "When; may stop at year or month", example="2021-02")
    date_to: str | None = shown("終わり", "Last day, where it lasted", None)
    note: str | None = shown("説明", "What it was", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class UnnamedRow(Frozen):
    """Members that a document counts or classes without a name."""

    printed: str = shown("印刷のまま", "The text as printed", example="16大学・高専")
    count: int | None = shown("数", "How many", None, example=16)
    role: str | None = shown("役割", "Their role", None)
    sector: str | None = shown("部門", "Their sector as printed", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class StatementRow(Frozen):
    """One edition that states a seat."""

    roster: str = shown("名簿", "Id of the roster", example="three-prefecture-table")
    series: str = shown("系列", "Series of editions", example="three-prefecture-table")
    edition_date: str | None = shown("版の日付", "Date of the edition", None)
    printed: str | None = shown(
        "印刷のまま", "The text exactly as printed", None, example="マツダ株式会社代表取締役会長"
    )
    as_stated: AsStated = shown("当時の記載", "Post, role, sector and term as this edition states them")
    source: SourceRef = shown("出典", "Source and the place in it")


class SeatRow(Frozen):
    """One seat with everything that a page shows of it."""

    id: str = shown("ID", "Id of the seat")
    holder: Holder | None = shown("席の持ち主", "The organization, else the person; null while persons are off", None)
    organization: Ref | None = shown("機関", "The organization", None)
    unit: str | None = shown("部署", "Branch or department as printed", None, example="四国支社")
    post: str | None = shown("役職", "Title held in the organization", None, example="代表取締役会長")
    post_id: str | None = shown(
        "役職ID", "Id of the post, where it has an organization", None, example="post:1f2e3d4c5b6a79880012"
    )
    person: Ref | None = shown("人", "The named person", None)
    role: str | None = shown("役割", "Role in the body", None, example="座長")
    sector: str | None = shown("部門", "Sector as printed on the seat", None, example="産")
    printed: str | None = shown(
        "印刷のまま",
        "Exact text of the latest statement, by `as_of` where it is given",
        None,
        example="マツダ株式会社代表取締役会長",
    )
    consortium: Ref = shown("会議体", "The consortium")
    valid_from: str | None = shown("開始", "First day, only where printed", None)
    valid_to: str | None = shown("終了", "Last day, only where printed", None)
    last_stated: str | None = shown("最後の記載", "Date of the newest edition that states it", None)
    not_stated_since: str | None = shown(
        "記載がなくなった版", "Date of the first later complete edition without it", None
    )
    flags: tuple[str, ...] = shown("読み取りの注意", "What the parser repaired or doubts", ())
    confidence: Confidence | None = shown("確からしさ", "How sure the record is", None)
    note: str | None = shown("注記", "What a reader has to know", None)
    source: SourceRef | None = shown("出典", "Source of the latest statement, by `as_of` where it is given", None)
    statements: tuple[StatementRow, ...] = shown("記載", "All statements, oldest first", ())


class SeatAnswer(SeatRow, Answer):
    """One seat."""


class SeatList(ListAnswer, Timed):
    """Seats, by consortium, holder and id."""

    items: tuple[SeatRow, ...] = shown("項目", "Seats of this page")


class RelationRow(Frozen):
    """One stated relationship, seen from the record that shows it."""

    type: str = shown("関係", "Type of the relationship", example="PART_OF")
    label: str = shown("関係の名前", "The relationship in words", example="〜の一部")
    direction: str = shown("向き", "out: from this record, in: to it", example="out")
    other: KindRef = shown("相手", "The record at the other end")
    post: str | None = shown("役職", "Post of an affiliated person", None)
    means: tuple[str, ...] = shown("手段", "Means of a coordination", ())
    date_from: str | None = shown("開始", "First day, where stated", None)
    date_to: str | None = shown("終了", "Last day, where stated", None)
    confidence: Confidence | None = shown("確からしさ", "How sure it is", None)
    note: str | None = shown("注記", "What a reader has to know", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class OrganizationItem(Placed):
    """One organization in a list."""

    id: str = shown("ID", "Id of the organization")
    name: str = shown("名称", "Name", example="徳島大学")
    sector: str | None = shown("部門", "学, 官, 産, 金 or 民; null where no seat prints one", None, example="学")
    kind: str | None = shown("機関の種類", "What the body is", None, example="university")
    memberships: int = shown("参画数", "Number of consortia with a selected seat", example=3)
    seats: str = shown("席", "Path to its seats", example="/api/v1/seats?organization=4f0c2a9be1d07736c5aa")


class OrganizationList(ListAnswer, Timed):
    """Organizations by name."""

    items: tuple[OrganizationItem, ...] = shown("項目", "Organizations of this page")


class OrganizationAnswer(Placed, Answer):
    """One organization with its names, numbers, seats and relations."""

    id: str = shown("ID", "Id of the organization")
    name: str = shown("名称", "Name", example="徳島大学")
    name_en: str | None = shown("英語名", "English name, where a source gives it", None, example="Tokushima University")
    names: tuple[NameRow, ...] = shown("名称の一覧", "All names", ())
    identifiers: tuple[IdentifierRow, ...] = shown("番号", "Identifiers of registers", ())
    sector: str | None = shown("部門", "Sector as printed on most seats", None, example="学")
    sectors_stated: tuple[SectorStated, ...] = shown("部門の記載", "Every sector that seats print", ())
    sector_inferred: Inferred | None = shown("推定した部門", "Sector that a rule gives", None)
    kind: str | None = shown("機関の種類", "What the body is", None, example="university")
    legal_form: str | None = shown("法人格", "Legal form", None, example="国立大学法人")
    prefecture_basis: str | None = shown("所在の根拠", "Source or rule that gives the prefecture", None)
    memberships: int = shown("参画数", "Number of consortia on whose newest roster it has a seat", example=3)
    seats: tuple[SeatRow, ...] = shown("席", "Its seats, ended ones too; at most 500", ())
    seats_total: int = shown("席の数", "Number of its seats", example=3)
    seats_path: str = shown("席の一覧", "Path to all its seats")
    relations: tuple[RelationRow, ...] = shown("関係", "Stated relationships", ())
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where facts about it were read, besides its seats", ())
    note: str | None = shown("注記", "What a reader has to know", None)


class PersonItem(Frozen):
    """One person in a list."""

    id: str = shown("ID", "Id of the person")
    name: str = shown("名称", "Name as printed", example="受田 浩之")
    organizations: tuple[Ref, ...] = shown("所属", "Organizations of the seats and stated affiliations", ())
    memberships: int = shown("参画数", "Number of consortia with a selected seat", example=1)
    seats: str = shown("席", "Path to the seats")


class PersonList(ListAnswer, Timed):
    """Persons by name."""

    items: tuple[PersonItem, ...] = shown("項目", "Persons of this page")


class PersonAnswer(Answer):
    """One person in public roles."""

    id: str = shown("ID", "Id of the person")
    name: str = shown("名称", "Name as printed")
    names: tuple[NameRow, ...] = shown("名称の一覧", "All spellings", ())
    memberships: int = shown("参画数", "Number of consortia on whose newest roster the person has a seat", example=1)
    seats: tuple[SeatRow, ...] = shown("席", "Seats of the person, ended ones too; at most 500", ())
    seats_total: int = shown("席の数", "Number of seats", example=1)
    seats_path: str = shown("席の一覧", "Path to all seats")
    relations: tuple[RelationRow, ...] = shown("関係", "Stated affiliations", ())
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where facts were read, besides seats", ())
    note: str | None = shown("注記", "What a reader has to know", None)


class PostItem(Frozen):
    """One post in a list."""

    id: str = shown("ID", "Id of the post", example="post:1f2e3d4c5b6a79880012")
    name: str = shown("名称", "Organization and title", example="マツダ株式会社 代表取締役会長")
    title: str = shown("役職", "Title held in the organization", example="代表取締役会長")
    organization: Ref = shown("機関", "The organization")
    memberships: int = shown("参画数", "Number of consortia with a selected seat", example=2)
    seats: str = shown("席", "Path to the seats")


class PostList(ListAnswer, Timed):
    """Posts by name."""

    items: tuple[PostItem, ...] = shown("項目", "Posts of this page")


class PostAnswer(Answer):
    """One post: a title in an organization, whoever holds it."""

    id: str = shown("ID", "Id of the post")
    name: str = shown("名称", "Organization and title")
    title: str = shown("役職", "Title")
    organization: Ref = shown("機関", "The organization")
    memberships: int = shown("参画数", "Number of consortia on whose newest roster the post has a seat", example=2)
    seats: tuple[SeatRow, ...] = shown("席", "Seats of the post, ended ones too; at most 500", ())
    seats_total: int = shown("席の数", "Number of seats", example=2)
    seats_path: str = shown("席の一覧", "Path to all seats")


class ProgrammeItem(Placed):
    """One programme in a list."""

    id: str = shown("ID", "Id of the programme")
    name: str = shown("名称", "Name", example="地方大学・地域産業創生交付金")
    owners: tuple[Ref, ...] = shown("所管", "Owners, the first-listed first", ())
    consortia: int = shown("会議体の数", "Selected consortia under it", example=3)
    seats: str = shown("席", "Path to the seats under it")


class ProgrammeList(ListAnswer, Timed):
    """Programmes by name."""

    items: tuple[ProgrammeItem, ...] = shown("項目", "Programmes of this page")


class ConsortiumItem(Placed):
    """One consortium in a list."""

    id: str = shown("ID", "Id of the consortium")
    name: str = shown("名称", "Name", example="SAWACHI型健康社会共創拠点")
    form: str = shown("形", "council, hub, committee, …", example="hub")
    region: str | None = shown("地域", "Region as printed", None)
    programmes: tuple[Ref, ...] = shown("事業", "Programmes, the first-listed first", ())
    reported: str = shown("構成員の記載", "listed, partial, members_not_stated or not_reported", example="listed")
    size: int | None = shown(
        "構成員数", "Holders with a selected seat; null where members are not stated", None, example=10
    )
    seats: str = shown("席", "Path to its seats")


class ConsortiumList(ListAnswer, Timed):
    """Consortia by name."""

    items: tuple[ConsortiumItem, ...] = shown("項目", "Consortia of this page")


class ProgrammeAnswer(Placed, Answer):
    """One programme with its consortia and relations."""

    id: str = shown("ID", "Id of the programme")
    name: str = shown("名称", "Name")
    name_en: str | None = shown("英語名", "English name", None)
    names: tuple[NameRow, ...] = shown("名称の一覧", "All names", ())
    owners: tuple[Ref, ...] = shown("所管", "Owners, the first-listed first", ())
    summary: str | None = shown("概要", "Summary", None)
    issues: tuple[str, ...] = shown("政策課題", "Policy issues", ())
    phases: tuple[str, ...] = shown("段階", "research, demonstration, implementation", ())
    support_types: tuple[str, ...] = shown("支援の類型", "Types of support", ())
    budgets: tuple[BudgetRow, ...] = shown("予算", "Budgets", ())
    figures: tuple[FigureRow, ...] = shown("数値", "Numbers that documents state", ())
    dates: tuple[DateRow, ...] = shown("日付", "What happened when", ())
    consortia: tuple[ConsortiumItem, ...] = shown("会議体", "Consortia under it; at most 500", ())
    consortia_total: int = shown("会議体の数", "Number of consortia under it", example=3)
    seats: str = shown("席", "Path to the seats under it")
    relations: tuple[RelationRow, ...] = shown("関係", "Stated relationships", ())
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())
    confidence: Confidence | None = shown("確からしさ", "How sure the record is", None)
    note: str | None = shown("注記", "What a reader has to know", None)


class ConsortiumAnswer(Placed, Answer):
    """One consortium with its roster."""

    id: str = shown("ID", "Id of the consortium")
    name: str = shown("名称", "Name")
    names: tuple[NameRow, ...] = shown("名称の一覧", "All names", ())
    programme: Ref | None = shown("事業", "First-listed programme", None)
    programmes: tuple[Ref, ...] = shown("事業の一覧", "All programmes, the first-listed first", ())
    form: str = shown("形", "council, hub, committee, …", example="council")
    region: str | None = shown("地域", "Region as printed", None)
    plan: str | None = shown("計画名", "Name of its plan", None)
    summary: str | None = shown("概要", "Summary", None)
    contact: str | None = shown("窓口", "Contact desk", None)
    themes: tuple[str, ...] = shown("テーマ", "Themes", ())
    dates: tuple[DateRow, ...] = shown("日付", "What happened when", ())
    figures: tuple[FigureRow, ...] = shown("数値", "Numbers that documents state", ())
    budgets: tuple[BudgetRow, ...] = shown("予算", "Budgets", ())
    reported: str = shown("構成員の記載", "listed, partial, members_not_stated or not_reported", example="listed")
    size: int | None = shown("構成員数", "Holders on its newest roster; null where members are not stated", None)
    unnamed_members: tuple[UnnamedRow, ...] = shown("名前のない構成員", "Members counted without a name", ())
    confidentiality: str | None = shown("守秘", "Confidentiality rule", None)
    seats: tuple[SeatRow, ...] = shown("席", "Its seats, ended ones too; at most 500", ())
    seats_total: int = shown("席の数", "Number of its seats", example=10)
    seats_path: str = shown("席の一覧", "Path to all its seats")
    relations: tuple[RelationRow, ...] = shown("関係", "Stated relationships", ())
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())
    confidence: Confidence | None = shown("確からしさ", "How sure the record is", None)
    note: str | None = shown("注記", "What a reader has to know", None)


class SourceItem(Frozen):
    """One document."""

    id: str = shown("ID", "Id of the source")
    name: str = shown("名称", "Title, under the name that every record has")
    roster: str | None = shown("名簿", "Id of the roster that loads it; null for a work only cited", None)
    title: str = shown("題名", "Title")
    publisher: str | None = shown("発行者", "Publisher", None)
    url: str | None = shown("URL", "Address", None)
    date: str | None = shown("日付", "Date of publication", None)
    licence: str | None = shown("ライセンス", "Licence", None)
    sha256: str | None = shown("SHA-256", "Hash of the bytes that were loaded", None)
    loaded_at: str | None = shown(
        "読み込み日時", "When its roster was last loaded, UTC; null for a work only cited", None
    )
    seats: str = shown("席", "Path to the seats that it states")


class SourceList(ListAnswer):
    """Sources by title."""

    items: tuple[SourceItem, ...] = shown("項目", "Sources of this page")


class SourceAnswer(SourceItem, Answer):
    """One document with what it states."""

    statements: int = shown("記載の数", "Statements of seats in it", example=84)
    relations: tuple[RelationRow, ...] = shown("関係", "Who produced it", ())
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where a cited work is cited", ())
    note: str | None = shown("注記", "What a reader has to know", None)


class EvidenceItem(EvidenceRow):
    """One place where something about a record was read."""

    what: str = shown("何の根拠か", "What the row is evidence of", example="seat")
    subject: KindRef = shown("対象", "The record that the row is about")


class EvidenceList(ListAnswer):
    """Every printed place behind a record."""

    items: tuple[EvidenceItem, ...] = shown("項目", "Rows of this page")
