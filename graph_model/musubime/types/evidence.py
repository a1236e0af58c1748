"""The small facts that nodes and ties carry, each with where it was read."""

from typing import Literal

from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.partial_dates import PartialDate
from musubime.types.vocabulary import NameKind, Sector


class Evidence(Frozen):
    """Where a fact was read: the source, the place in it, and the text as printed there."""

    source: Id = described("出典", "Id of the source")
    locator: LongText = described("場所", "Place in the source: page, table cell, heading or row")
    printed: LongText | None = described(
        "印刷のまま", "The text exactly as printed; null where a summary was read", None
    )


class AsStated(Frozen):
    """What one edition states about a seat; all of it, since an edition may also say less than a later one."""

    unit: NameText | None = described("部署", "Branch or department as printed then", None)
    post: NameText | None = described("役職", "Title held in the organization then", None)
    role: NameText | None = described("役割", "Role in the body then", None)
    sector: Sector | None = described("部門", "Sector as printed then", None)
    valid_from: PartialDate | None = described("開始", "First day as printed then", None)
    valid_to: PartialDate | None = described("終了", "Last day as printed then", None)


class Statement(Evidence):
    """One edition of a roster that states a seat."""

    roster: Id = described("名簿", "Id of the roster that states it")
    series: Id = described("系列", "Series of editions that the roster belongs to")
    edition_date: PartialDate | None = described("版の日付", "Date of the edition; null where none is stated", None)
    as_stated: AsStated | None = described(
        "当時の記載",
        "What this edition states otherwise than the seat, which shows its newest; null where nothing",
        None,
    )


class Confidence(Frozen):
    """How sure a fact is, and why."""

    value: float = described("確からしさ", "Between 0 and 1")
    reasoning: LongText = described("理由", "Why it is believed and what speaks against it")


class Name(Frozen):
    """One name of something, with what kind of name it is and where it was read."""

    text: NameText = described("名称", "The name")
    kind: NameKind = described("種類", "How the text came to be a name")
    valid_from: PartialDate | None = described("開始", "First day of validity, where stated", None)
    valid_to: PartialDate | None = described("終了", "Last day of validity, where stated", None)
    source: Id | None = described("出典", "Id of the source, where it is a loaded document", None)
    reason: LongText | None = described("根拠", "Rule or curated reason, where the name was not read in a source", None)
    rule: NameText | None = described(
        "規則", "Rule that took the printed name for this body: T1, T2 …, identity or judgement", None
    )


class Identifier(Frozen):
    """A number of a register: an attribute with a source, never a key."""

    scheme: Literal["corporate_number", "local_government", "school", "ror", "edinet", "jst_project", "doi"] = (
        described("種類", "Register that gives the identifier")
    )
    value: NameText = described("番号", "The identifier as the register writes it")
    role: Literal["self", "legal_person"] = described(
        "対象", "Whether it names the body itself or its legal person", "self"
    )
    source: Id | None = described("出典", "Id of the source", None)
    reason: LongText | None = described("根拠", "Judgement or rule that gives it, where no document does", None)


class Figure(Frozen):
    """A number that a document states."""

    what: NameText = described("項目", "What is counted or measured")
    value: float | int = described("値", "The number")
    unit: NameText | None = described("単位", "Unit of the number", None)
    fiscal_year: int | None = described("年度", "Fiscal year, where stated", None)
    date: PartialDate | None = described("日付", "Date, where stated", None)
    scope: LongText | None = described("範囲", "What the number covers, for example 内数 or 以上", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where it was read", ())


class Budget(Frozen):
    """An amount of money of one fiscal year."""

    fiscal_year: int = described("年度", "Fiscal year (western)")
    amount_yen: int = described("金額（円）", "Amount in yen")
    kind: NameText = described("予算の種類", "For example 当初予算, 補正予算, 政府案, 概算要求")
    scope: LongText | None = described("範囲", "For example 内数 or うち数", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where it was read", ())


class DatedFact(Frozen):
    """Something that happened on a date."""

    what: Literal[
        "founded", "signed", "held", "kick_off", "started", "ended", "planned", "published", "established", "selected"
    ] = described("できごと", "What happened")
    date: PartialDate = described("日付", "When; may stop at the year or the month")
    date_to: PartialDate | None = described("終わり", "Last day, where it lasted", None)
    note: LongText | None = described("説明", "What it was, where one word does not say it", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where it was read", ())


class UnnamedMembers(Frozen):
    """Members that a document counts or classes without a name; never a node."""

    printed: LongText = described("印刷のまま", "The text as printed")
    count: int | None = described("数", "How many, where stated", None)
    role: NameText | None = described("役割", "Their role in the body", None)
    sector: NameText | None = described("部門", "Their sector as printed", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where it was read", ())


class Inferred(Frozen):
    """A value that a rule gives, beside what is printed."""

    value: NameText = described("値", "The inferred value")
    rule: LongText = described("規則", "The rule that gives it")


class SectorStated(Frozen):
    """One sector that seats of an organization print, with how many print it."""

    sector: NameText = described("部門", "The sector as printed")
    seats: int = described("席の数", "Number of seats that print it")
