"""Answers of the two maps: programmes by policy issue and phase, and municipalities by type of support."""

from typing import Literal

from pydantic import Field

from musubime.questions.answers import Answer, EvidenceRow, Placed, Ref, shown
from musubime.questions.answers_records import BudgetRow, DateRow, FigureRow
from musubime.types.base import Frozen
from musubime.types.evidence import Confidence

Missing = Literal["issue", "phase", "issue_and_phase"]
WithoutMunicipality = Literal["owner_not_stated", "owner_not_a_municipality"]


class OwnerRow(Ref):
    """One owner of a programme."""

    kind: str | None = shown("機関の種類", "What the body is", None, example="ministry")
    confidence: Confidence | None = shown(
        "確からしさ", "How sure the ownership is; null where it is printed and no doubt is recorded", None
    )
    note: str | None = shown("注記", "What a reader has to know of the ownership", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where the ownership was read", ())


class ProgrammeCard(Placed):
    """One programme as a map shows it."""

    id: str = shown("ID", "Id of the programme")
    name: str = shown("名称", "Name", example="地方大学・地域産業創生交付金")
    summary: str | None = shown("概要", "Summary", None)
    owners: tuple[OwnerRow, ...] = shown("所管", "Owners, the first-listed first", ())
    issues: tuple[str, ...] = shown("政策課題", "Policy issues as recorded", (), example=["新産業・雇用創出"])
    phases: tuple[str, ...] = shown(
        "段階", "research, demonstration, implementation, as recorded", (), example=["research"]
    )
    support_types: tuple[str, ...] = shown("支援の類型", "Types of support as recorded", (), example=["人材育成"])
    budgets: tuple[BudgetRow, ...] = shown("予算", "Budgets by fiscal year; `scope` says where one is 内数", ())
    figures: tuple[FigureRow, ...] = shown("数値", "Numbers that documents state", ())
    dates: tuple[DateRow, ...] = shown("日付", "What happened when", ())
    consortia: int = shown("会議体の数", "Consortia under it", 0, example=3)
    seats: str = shown("席", "Path to the seats under it")
    confidence: Confidence | None = shown("確からしさ", "How sure the record is", None)
    note: str | None = shown("注記", "What a reader has to know", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class Standing(Ref):
    """A programme in a cell."""

    pairing_stated: bool = shown(
        "組み合わせの記載",
        "False where it has several issues and several phases, and no source says which belong together",
        True,
        example=True,
    )


class MapCell(Frozen):
    """Programmes with one issue and one phase; a cell that is not here is empty."""

    issue: str = shown("政策課題", "Policy issue", example="新産業・雇用創出")
    phase: str = shown("段階", "Phase", example="research")
    programmes: tuple[Standing, ...] = shown("事業", "By name")


class IssueRow(Frozen):
    """One row of the map."""

    issue: str = shown("政策課題", "Policy issue as recorded", example="新産業・雇用創出")
    programmes: int = shown("事業の数", "Programmes with this issue, with a phase or without", example=3)


class PhaseColumn(Frozen):
    """One column of the map."""

    phase: str = shown("段階", "research, demonstration or implementation", example="research")
    label: str = shown("段階の名前", "The phase in words", example="研究開発")
    programmes: int = shown("事業の数", "Programmes with this phase, with an issue or without", example=1)


class ApartRow(Ref):
    """A programme that stands in no cell, since its issue, its phase or both are not recorded."""

    missing: Missing = shown("記載のない項目", "What is not recorded", example="phase")
    issues: tuple[str, ...] = shown("政策課題", "Policy issues that are recorded", ())
    phases: tuple[str, ...] = shown("段階", "Phases that are recorded", ())


class ProgrammeRelation(Frozen):
    """A stated relationship between two programmes, of which at least one is on the map."""

    type: Literal["FOLLOWED_BY", "PART_OF", "COORDINATES_WITH"] = shown("関係", "Type", example="FOLLOWED_BY")
    label: str = shown("関係の名前", "The relationship in words", example="後に続く")
    from_: Ref = Field(
        title="始点", description="The programme that comes before, is a part, or coordinates", alias="from"
    )
    to: Ref = shown("終点", "The programme that follows, is the whole, or is coordinated with")
    means: tuple[str, ...] = shown("手段", "Means of a coordination", ())
    date_from: str | None = shown("開始", "First day, where stated", None)
    date_to: str | None = shown("終了", "Last day, where stated", None)
    confidence: Confidence | None = shown("確からしさ", "How sure it is", None)
    note: str | None = shown("注記", "What a reader has to know", None)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class ProgrammeMap(Answer):
    """Programmes by policy issue and phase, with what follows what."""

    issues: tuple[IssueRow, ...] = shown("政策課題", "Rows, most programmes first, then by name")
    phases: tuple[PhaseColumn, ...] = shown("段階", "Columns, from research to use")
    cells: tuple[MapCell, ...] = shown("升目", "Cells that hold a programme; all others are empty")
    apart: tuple[ApartRow, ...] = shown("升目の外", "Programmes without a recorded issue or phase, by name")
    relations: tuple[ProgrammeRelation, ...] = shown(
        "つながり", "What follows, is part of or coordinates with what: by type, then by names"
    )
    programmes: tuple[ProgrammeCard, ...] = shown("事業", "Every programme of the map, by name")
    total: int = shown("事業の数", "Programmes of the map", example=94)
    placed: int = shown("升目に入る事業", "Programmes with an issue and a phase", example=3)
    without_issue: int = shown("課題の記載なし", "Programmes with a phase and no recorded issue", example=0)
    without_phase: int = shown("段階の記載なし", "Programmes with an issue and no recorded phase", example=30)
    without_both: int = shown("どちらも記載なし", "Programmes without a recorded issue and phase", example=60)


class CellScheme(Ref):
    """A scheme in a cell."""

    confidence: float | None = shown(
        "確からしさ", "How sure the scheme is this municipality's; null where no doubt is recorded", None, example=0.95
    )


class SupportCell(Frozen):
    """One municipality and one type of support."""

    support_type: str = shown("支援の類型", "Type of support", example="人材育成")
    recorded: bool = shown(
        "記載", "Whether a scheme is recorded; false means that none is recorded, not that there is none", example=True
    )
    confidence: float | None = shown(
        "確からしさ",
        "That of the surest scheme, which is enough to fill the cell; null where empty or without recorded doubt",
        None,
        example=0.95,
    )
    schemes: tuple[CellScheme, ...] = shown("事業", "Schemes by name", ())


class SupportRow(Placed):
    """One municipality."""

    id: str = shown("ID", "Id of the organization")
    name: str = shown("名称", "Name", example="青森県")
    kind: str = shown("機関の種類", "prefecture or municipality", example="prefecture")
    schemes: int = shown("事業の数", "Its schemes with a recorded type", example=4)
    cells: tuple[SupportCell, ...] = shown("升目", "One cell a type, in the order of the columns")
    gaps: tuple[str, ...] = shown("記載のない類型", "Types without a recorded scheme", (), example=["協業支援"])
    seats: str = shown("席", "Path to its seats on consortia")


class PrintedSum(Frozen):
    """How many municipalities a document says have a type of support, beside what is recorded for its table."""

    of: Ref = shown("表", "The programme that stands for the document's table")
    what: str = shown("項目", "What is counted", example="人材育成を実施する自治体")
    value: float | int = shown("印刷された数", "The printed number", example=9)
    fiscal_year: int | None = shown("年度", "Fiscal year", None, example=2021)
    scope: str | None = shown("範囲", "What it covers", None, example="全て")
    recorded: int = shown("記録の数", "Municipalities with a recorded scheme of the type in this table", example=9)
    agrees: bool = shown("一致", "Whether both are equal", example=True)
    evidence: tuple[EvidenceRow, ...] = shown("根拠", "Where it was read", ())


class SupportColumn(Frozen):
    """One type of support."""

    support_type: str = shown("支援の類型", "Type of support", example="人材育成")
    label: str = shown("類型の名前", "The type in words", example="人材育成")
    municipalities: int = shown("自治体の数", "Municipalities of the map with a recorded scheme", example=9)
    schemes: int = shown("事業の数", "Schemes of the map with this type", example=23)
    printed: tuple[PrintedSum, ...] = shown("印刷された合計", "What documents state for whole tables", ())


class SchemeApart(Ref):
    """A scheme with a type of support that stands in no row."""

    reason: WithoutMunicipality = shown("理由", "Why it stands in no row", example="owner_not_stated")


class SupportMap(Answer):
    """Municipality × type of support, with what is not recorded."""

    support_types: tuple[SupportColumn, ...] = shown("支援の類型", "Columns")
    municipalities: tuple[SupportRow, ...] = shown("自治体", "Rows: by prefecture, the prefecture before its cities")
    schemes: tuple[ProgrammeCard, ...] = shown("事業", "Every scheme of the map, by name")
    apart: tuple[SchemeApart, ...] = shown("表の外", "Schemes without a municipality as owner, by name", ())
    total: int = shown("事業の数", "Schemes of the map, those apart too", example=39)
    gaps: int = shown("記載のない升目", "Cells without a recorded scheme", example=10)
