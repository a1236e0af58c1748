"""Seats of one body stand together in a table, however often a document names it."""

from collections.abc import Sequence

from musubime.questions.answers_records import SeatRow


def by_holder(seats: Sequence[SeatRow], *, together: bool = True) -> list[list[SeatRow]]:
    """Return seats in groups of one holder, in the order in which each is first named; one by one unless `together`.

    A seat whose holder is not shown stays alone: nothing says that two of them are one.
    """
    groups: dict[str, list[SeatRow]] = {}
    for seat in seats:
        key = seat.holder.id if together and seat.holder else seat.id
        groups.setdefault(key, []).append(seat)
    return list(groups.values())
