"""The stated relations of a record, gathered under one heading a kind and direction."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime.questions.answers import EvidenceRow
from musubime.questions.answers_records import RelationRow
from musubime.types.evidence import Confidence
from musubime_api.pages.rendering import Page


class RelationLine(NamedTuple):
    """One related record."""

    name: str
    href: str | None
    post: str | None
    means: list[str]
    period: str
    note: str | None
    confidence: Confidence | None
    evidence: tuple[EvidenceRow, ...]


class RelationGroup(NamedTuple):
    """Related records of one kind and direction."""

    label: str
    lines: list[RelationLine]


def relation_groups(page: Page, relations: Sequence[RelationRow]) -> list[RelationGroup]:
    """Return the relations by heading, in the order in which they are first stated."""
    groups: dict[str, list[RelationLine]] = {}
    for row in relations:
        suffix = "_in" if row.direction == "in" else ""
        groups.setdefault(page.words(f"relation.{row.type}{suffix}"), []).append(_line(page, row))
    return [RelationGroup(label, lines) for label, lines in groups.items()]


def _line(page: Page, row: RelationRow) -> RelationLine:
    period = f"{row.date_from or ''}–{row.date_to or ''}" if row.date_from or row.date_to else ""
    return RelationLine(
        name=row.other.name,
        href=page.links.record(row.other.kind, row.other.id),
        post=row.post,
        means=list(row.means),
        period=period,
        note=row.note,
        confidence=row.confidence,
        evidence=row.evidence,
    )
