"""Rows of answers made of nodes: seats, relations, names, figures."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from musubime.analytics.posts import post_of
from musubime.questions.answers import Holder
from musubime.questions.answers_records import (
    BudgetRow,
    DateRow,
    FigureRow,
    IdentifierRow,
    NameRow,
    RelationRow,
    SeatRow,
    StatementRow,
    UnnamedRow,
)
from musubime.questions.nodes import Nodes
from musubime.types.as_of import seat_at, statements_at
from musubime.types.evidence import AsStated, Budget, DatedFact, Figure, Identifier, Name, UnnamedMembers
from musubime.types.nodes import Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

MOST_SEATS = 500
"""Seats that the page of one record carries; the path beside them leads to all."""


def seats_path(field: str, id: str) -> str:
    """Return the path of the seats of one record."""
    return f"/api/v1/seats?{field}={quote(id, safe=':')}"


def seat_row(nodes: Nodes, seat: Seat, day: datetime.date | None = None) -> SeatRow:
    """Return a seat with the names of everything in it, as the newest edition by a day states it; else the newest."""
    newest = AsStated.model_validate({name: getattr(seat, name) for name in AsStated.model_fields})
    statements, seat = seat.statements, seat_at(seat, day) if day else seat
    known = statements_at(seat, day) if day else statements
    latest = known[-1] if known else None
    return SeatRow(
        id=seat.id,
        holder=_holder(nodes, seat),
        organization=nodes.ref(Kind.ORGANIZATION, seat.organization) if seat.organization else None,
        unit=seat.unit,
        post=seat.post,
        post_id=post_of(seat),
        person=nodes.ref(Kind.PERSON, seat.person) if seat.person else None,
        role=seat.role,
        sector=seat.sector.value if seat.sector else None,
        printed=latest.printed if latest else None,
        consortium=nodes.ref(Kind.CONSORTIUM, seat.consortium),
        valid_from=seat.valid_from,
        valid_to=seat.valid_to,
        last_stated=seat.last_stated,
        not_stated_since=seat.not_stated_since,
        flags=seat.flags,
        confidence=seat.confidence,
        note=seat.note,
        source=nodes.source(latest.source, latest.locator) if latest else None,
        statements=tuple(
            StatementRow(
                roster=statement.roster,
                series=statement.series,
                edition_date=statement.edition_date,
                printed=statement.printed,
                as_stated=statement.as_stated or newest,
                source=nodes.source(statement.source, statement.locator),
            )
            for statement in statements
        ),
    )


def _holder(nodes: Nodes, seat: Seat) -> Holder | None:
    if seat.organization is not None:
        return Holder(kind="organization", id=seat.organization, name=nodes.name(Kind.ORGANIZATION, seat.organization))
    if seat.person is not None:
        return Holder(kind="person", id=seat.person, name=nodes.name(Kind.PERSON, seat.person))
    return None


def seat_rows(nodes: Nodes, seats: Iterable[Seat], day: datetime.date | None = None) -> tuple[SeatRow, ...]:
    """Return rows of seats in this order, as `seat_row` does, everything they name fetched at once."""
    listed = list(seats)
    nodes.want_seats(listed)
    return tuple(seat_row(nodes, seat, day) for seat in listed)


def shown_seats(nodes: Nodes, seats: Sequence[Seat], by: Callable[[Seat], tuple[str, ...]]) -> tuple[SeatRow, ...]:
    """Return the rows of a record's seats, those still stated first, then in the order of `by`; at most MOST_SEATS."""
    nodes.want_seats(seats)
    ordered = sorted(seats, key=lambda seat: (seat.not_stated_since is not None, *by(seat), seat.id))
    return tuple(seat_row(nodes, seat) for seat in ordered[:MOST_SEATS])


def relation_rows(nodes: Nodes, ties: Iterable[Tie], id: str, lang: str = "ja") -> tuple[RelationRow, ...]:
    """Return the ties of a record as seen from it: outgoing first, by type, position and name of the other end."""
    listed = list(ties)
    nodes.want_ties(listed)
    rows = [(_other(tie, id), tie) for tie in listed]
    rows.sort(key=lambda row: (row[0][0], row[1].type.value, row[1].position, nodes.name(*row[0][1:]), row[1].key))
    return tuple(
        RelationRow(
            type=tie.type.value,
            label=tie.type.label(lang),
            direction=direction,
            other=nodes.kind_ref(kind, other),
            post=tie.post,
            means=tie.means,
            date_from=tie.date_from,
            date_to=tie.date_to,
            confidence=tie.confidence,
            note=tie.note,
            evidence=nodes.evidence(tie.evidence),
        )
        for (direction, kind, other), tie in rows
    )


def _other(tie: Tie, id: str) -> tuple[str, Kind, str]:
    return ("out", tie.to_kind, tie.to_id) if tie.from_id == id else ("in", tie.from_kind, tie.from_id)


def name_rows(nodes: Nodes, names: Iterable[Name]) -> tuple[NameRow, ...]:
    """Return names with references to their sources."""
    return tuple(
        NameRow(
            text=name.text,
            kind=name.kind.value,
            valid_from=name.valid_from,
            valid_to=name.valid_to,
            source=nodes.ref(Kind.SOURCE, name.source) if name.source else None,
            reason=name.reason,
            rule=name.rule,
        )
        for name in names
    )


def identifier_rows(nodes: Nodes, identifiers: Iterable[Identifier]) -> tuple[IdentifierRow, ...]:
    """Return numbers of registers with references to their sources."""
    return tuple(
        IdentifierRow(
            scheme=identifier.scheme,
            value=identifier.value,
            role=identifier.role,
            source=nodes.ref(Kind.SOURCE, identifier.source) if identifier.source else None,
            reason=identifier.reason,
        )
        for identifier in identifiers
    )


def figure_rows(nodes: Nodes, figures: Iterable[Figure]) -> tuple[FigureRow, ...]:
    """Return figures with their evidence."""
    return tuple(
        FigureRow(
            what=figure.what,
            value=figure.value,
            unit=figure.unit,
            fiscal_year=figure.fiscal_year,
            date=figure.date,
            scope=figure.scope,
            evidence=nodes.evidence(figure.evidence),
        )
        for figure in figures
    )


def budget_rows(nodes: Nodes, budgets: Iterable[Budget]) -> tuple[BudgetRow, ...]:
    """Return budgets with their evidence."""
    return tuple(
        BudgetRow(
            fiscal_year=budget.fiscal_year,
            amount_yen=budget.amount_yen,
            kind=budget.kind,
            scope=budget.scope,
            evidence=nodes.evidence(budget.evidence),
        )
        for budget in budgets
    )


def date_rows(nodes: Nodes, dates: Iterable[DatedFact]) -> tuple[DateRow, ...]:
    """Return dated facts with their evidence."""
    return tuple(
        DateRow(
            what=fact.what,
            date=fact.date,
            date_to=fact.date_to,
            note=fact.note,
            evidence=nodes.evidence(fact.evidence),
        )
        for fact in dates
    )


def unnamed_rows(nodes: Nodes, unnamed: Iterable[UnnamedMembers]) -> tuple[UnnamedRow, ...]:
    """Return members without a name with their evidence."""
    return tuple(
        UnnamedRow(
            printed=members.printed,
            count=members.count,
            role=members.role,
            sector=members.sector,
            evidence=nodes.evidence(members.evidence),
        )
        for members in unnamed
    )
