"""A seat as it was stated at a day: the post, role and sector of the newest edition that is not later."""

import datetime

from musubime.types.evidence import AsStated, Statement
from musubime.types.nodes import Seat
from musubime.types.partial_dates import first_day

_FIELDS = tuple(AsStated.model_fields)


def restated(seat: Seat) -> bool:
    """Return whether an edition states a seat otherwise than the newest does."""
    return len(seat.statements) > 1 and any(statement.as_stated is not None for statement in seat.statements)


def statements_at(seat: Seat, day: datetime.date) -> tuple[Statement, ...]:
    """Return the statements of editions not after a day and those without a date; the first where all are later."""
    known = tuple(s for s in seat.statements if s.edition_date is None or first_day(s.edition_date) <= day)
    return known or seat.statements[:1]


def seat_at(seat: Seat, day: datetime.date) -> Seat:
    """Return a seat as the newest edition not after a day states it; the seat itself where that is no other.

    Of one that is stated otherwise then, `statements` are those up to that edition, so that the last is its evidence.
    """
    if not restated(seat):
        return seat
    said = statements_at(seat, day)
    then = said[-1].as_stated
    if then is None:
        return seat
    return seat.model_copy(update={**{name: getattr(then, name) for name in _FIELDS}, "statements": said})
