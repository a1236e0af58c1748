"""Which municipality supports what: its schemes by type of support, and the cells without a recorded scheme."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers import Ref
from musubime.questions.answers_maps import (
    CellScheme,
    PrintedSum,
    SchemeApart,
    SupportCell,
    SupportColumn,
    SupportMap,
    SupportRow,
)
from musubime.questions.library import Library
from musubime.questions.nodes import Nodes
from musubime.questions.programme_choice import cards, chosen_programmes, refuse_too_many
from musubime.questions.rows import figure_rows, seats_path
from musubime.questions.selection import Selection
from musubime.types.nodes import Organization, Programme
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import OrganizationKind, SupportType, TieType

MUNICIPAL = (OrganizationKind.PREFECTURE, OrganizationKind.MUNICIPALITY)
"""Kinds of bodies that make a row."""
_UNIT = "自治体"


def support_map(library: Library, selection: Selection, lang: str = "ja") -> SupportMap:
    """Return the chosen schemes with a recorded type of support, by municipality and type.

    A row is a prefecture or municipality that owns one of them; a scheme of several owners stands in the row of each,
    one of several types in the cell of each. Raises BadQuestion as `chosen_programmes`, TooMany for more than 1,000.
    """
    with library.reading() as reading:
        snapshot = reading.snapshot
        schemes = [one for one in chosen_programmes(selection, snapshot) if one.support_types]
        refuse_too_many(len(schemes))
        nodes = Nodes(reading.store)
        owned = _owned(snapshot, schemes)
        rows = [_row(snapshot, snapshot.graph.organizations[id], owned[id]) for id in _ordered(snapshot, owned)]
        return SupportMap(
            graph_version=snapshot.version,
            support_types=tuple(_columns(snapshot, nodes, schemes, rows, lang)),
            municipalities=tuple(rows),
            schemes=cards(snapshot, nodes, schemes),
            apart=tuple(_apart(snapshot, schemes)),
            total=len(schemes),
            gaps=sum(len(row.gaps) for row in rows),
        )


def _owned(snapshot: Snapshot, schemes: Iterable[Programme]) -> dict[str, list[Programme]]:
    """Return the schemes of each municipality that owns one."""
    owned: defaultdict[str, list[Programme]] = defaultdict(list)
    for scheme in schemes:
        for owner in snapshot.owners_of.get(scheme.id, ()):
            if owner.kind in MUNICIPAL:
                owned[owner.id].append(scheme)
    return dict(owned)


def _ordered(snapshot: Snapshot, owned: Iterable[str]) -> list[str]:
    """Return municipalities by prefecture, the prefecture itself before its cities; those without one come last."""

    def place(id: str) -> tuple[bool, tuple[str, ...], bool, str, str]:
        body = snapshot.graph.organizations[id]
        prefecture = body.prefecture
        return (not prefecture, prefecture, body.kind is not OrganizationKind.PREFECTURE, body.name, id)

    return sorted(owned, key=place)


def _row(snapshot: Snapshot, body: Organization, schemes: Sequence[Programme]) -> SupportRow:
    sure = {
        tie.to_id: tie.confidence.value if tie.confidence else None
        for tie in snapshot.ties(TieType.OWNS)
        if tie.from_id == body.id
    }
    cells = tuple(_cell(support, schemes, sure) for support in SupportType)
    return SupportRow(
        id=body.id,
        name=body.name,
        kind=body.kind.value if body.kind else "",
        prefecture=body.prefecture,
        prefecture_names=tuple(names_of(body.prefecture)),
        schemes=len(schemes),
        cells=cells,
        gaps=tuple(cell.support_type for cell in cells if not cell.recorded),
        seats=seats_path("organization", body.id),
    )


def _cell(support: SupportType, schemes: Iterable[Programme], sure: Mapping[str, float | None]) -> SupportCell:
    inside = tuple(
        CellScheme(id=one.id, name=one.name, confidence=_least(one, sure[one.id]))
        for one in schemes
        if support in one.support_types
    )
    values = [one.confidence for one in inside]
    known = [value for value in values if value is not None]
    return SupportCell(
        support_type=support.value,
        recorded=bool(inside),
        confidence=max(known) if known and len(known) == len(values) else None,
        schemes=inside,
    )


def _least(scheme: Programme, owner: float | None) -> float | None:
    """Return the smaller of how sure the scheme and its owner are; None where neither is in doubt."""
    doubts = [value for value in (scheme.confidence.value if scheme.confidence else None, owner) if value is not None]
    return min(doubts, default=None)


def _columns(
    snapshot: Snapshot, nodes: Nodes, schemes: Sequence[Programme], rows: Sequence[SupportRow], lang: str
) -> Iterator[SupportColumn]:
    tables = _tables(snapshot, schemes)
    nodes.want_sources(*(snapshot.graph.programmes[id] for id in tables))
    for place, support in enumerate(SupportType):
        yield SupportColumn(
            support_type=support.value,
            label=support.label(lang),
            municipalities=sum(row.cells[place].recorded for row in rows),
            schemes=sum(support in one.support_types for one in schemes),
            printed=tuple(_printed(snapshot, nodes, tables, support)),
        )


def _tables(snapshot: Snapshot, schemes: Iterable[Programme]) -> dict[str, list[Programme]]:
    """Return the programmes that any of these schemes is part of, each with all schemes that are part of it."""
    programmes = snapshot.graph.programmes
    mine = {one.id for one in schemes}
    parts = [tie for tie in snapshot.ties(TieType.PART_OF) if tie.from_id in programmes and tie.to_id in programmes]
    wholes = {tie.to_id for tie in parts if tie.from_id in mine}
    tables: dict[str, list[Programme]] = {id: [] for id in sorted(wholes)}
    for tie in parts:
        if tie.to_id in tables and programmes[tie.from_id].support_types:
            tables[tie.to_id].append(programmes[tie.from_id])
    return tables


def _printed(
    snapshot: Snapshot, nodes: Nodes, tables: Mapping[str, Sequence[Programme]], support: SupportType
) -> Iterator[PrintedSum]:
    """Yield the figures of the tables that count municipalities and name the type."""
    for id, schemes in tables.items():
        table = snapshot.graph.programmes[id]
        owners = _owned(snapshot, (one for one in schemes if support in one.support_types))
        for figure in figure_rows(nodes, table.figures):
            if figure.unit == _UNIT and support.value in figure.what:
                yield PrintedSum(
                    of=Ref(id=table.id, name=table.name),
                    what=figure.what,
                    value=figure.value,
                    fiscal_year=figure.fiscal_year,
                    scope=figure.scope,
                    recorded=len(owners),
                    agrees=figure.value == len(owners),
                    evidence=figure.evidence,
                )


def _apart(snapshot: Snapshot, schemes: Iterable[Programme]) -> Iterator[SchemeApart]:
    for one in schemes:
        owners = snapshot.owners_of.get(one.id, [])
        if not owners:
            yield SchemeApart(id=one.id, name=one.name, reason="owner_not_stated")
        elif not any(owner.kind in MUNICIPAL for owner in owners):
            yield SchemeApart(id=one.id, name=one.name, reason="owner_not_a_municipality")
