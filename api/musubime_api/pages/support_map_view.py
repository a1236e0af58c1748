"""The support map as a table: a row a municipality, a column a type of support."""

from typing import NamedTuple

from musubime.questions.answers_maps import ProgrammeCard, SupportColumn, SupportMap
from musubime.types.evidence import Confidence
from musubime_api.pages.rendering import Page, fraction


class Scheme(NamedTuple):
    """A scheme in a cell."""

    card: ProgrammeCard
    sure: str
    reasons: list[Confidence]
    """Why it is taken for this municipality's, and for what it is."""


class Cell(NamedTuple):
    """One cell; without schemes none is recorded."""

    label: str
    schemes: list[Scheme]


class MunicipalityRow(NamedTuple):
    """One municipality."""

    name: str
    href: str
    schemes: int
    cells: list[Cell]


class Gap(NamedTuple):
    """The types of which a municipality has no recorded scheme."""

    name: str
    types: str


class SupportMapView(NamedTuple):
    """What the page shows."""

    answer: SupportMap
    columns: list[SupportColumn]
    rows: list[MunicipalityRow]
    gaps: list[Gap]
    doubtful: bool
    """Whether any ownership is reasoned, not printed."""
    least: str
    """The smallest confidence."""


def support_map_view(page: Page, answer: SupportMap) -> SupportMapView:
    """Return the map as rows of cells."""
    cards = {one.id: one for one in answer.schemes}
    values = [owner.confidence.value for one in answer.schemes for owner in one.owners if owner.confidence]
    labels = {column.support_type: column.label for column in answer.support_types}
    rows = []
    for row in answer.municipalities:
        cells = [
            Cell(
                labels[cell.support_type],
                [
                    Scheme(
                        cards[one.id],
                        fraction(one.confidence) if one.confidence is not None else "",
                        _reasons(cards[one.id], row.id),
                    )
                    for one in cell.schemes
                ],
            )
            for cell in row.cells
        ]
        rows.append(MunicipalityRow(row.name, page.links.record("organization", row.id), row.schemes, cells))
    return SupportMapView(
        answer=answer,
        columns=list(answer.support_types),
        rows=rows,
        gaps=[
            Gap(row.name, page.words.listed([labels[kind] for kind in row.gaps]))
            for row in answer.municipalities
            if row.gaps
        ],
        doubtful=bool(values),
        least=fraction(min(values)) if values else "",
    )


def _reasons(card: ProgrammeCard, municipality: str) -> list[Confidence]:
    owning = [owner.confidence for owner in card.owners if owner.id == municipality]
    return [reason for reason in (*owning, card.confidence) if reason is not None]
