"""What measures and filters ask of seats, as arrays in the order of their ids, read in one pass."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.columns import NONE
from musubime.analytics.posts import Post, post_id, printed_title, title_of, titles_of
from musubime.types.as_of import restated
from musubime.types.evidence import Statement
from musubime.types.nodes import Seat
from musubime.types.partial_dates import first_day, last_day

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class SeatArrays:
    """One value a seat: places in lists of ids, days as ordinals; NONE where there is nothing."""

    organization: Ints
    person: Ints
    post: Ints
    consortium: Ints
    first_edition: Ints
    starts: Ints
    ends: Ints
    gone: Ints
    posts: dict[str, Post]
    """Every post that any edition states."""
    post_ids: list[str]
    rosters: list[frozenset[str]]
    """Every set of rosters that states a seat."""
    stated_by: Ints
    """Place of each seat's set in `rosters`."""
    newest_edition: str | None
    """The newest edition date that any seat states, as printed."""
    restated: list[int]
    """Seats that an edition states otherwise than the newest."""


def seat_arrays(
    seats: Sequence[Seat], organizations: Sequence[str], persons: Sequence[str], consortia: Sequence[str]
) -> SeatArrays:
    """Return the arrays of seats, which are sorted by id as the lists of ids are.

    Each seat is fetched from memory once: another look at all of them costs as much as everything done here.
    """
    editions, titles = _Editions(), _Titles()
    held_by, held, on, begin, end, since, stated, posts = ([] for _ in range(8))
    changed: list[int] = []
    for place, seat in enumerate(seats):
        row = seat.__dict__
        statements = row["statements"]
        held_by.append(row["organization"])
        held.append(row["person"])
        on.append(row["consortium"])
        begin.append(row["valid_from"])
        end.append(row["valid_to"])
        since.append(row["not_stated_since"])
        stated.append(editions.number(statements))
        posts.append(titles.post(row["organization"], row["unit"], row["post"]))
        if len(statements) > 1 and restated(seat):
            changed.append(place)
            titles.count_earlier(seat)
    known = titles.posts()
    post_ids = sorted(known)
    first, rosters, stating = editions.arrays()
    each = np.array(stated, dtype=np.int32)
    return SeatArrays(
        organization=places_of(held_by, organizations),
        person=places_of(held, persons),
        post=places_of(posts, post_ids),
        consortium=places_of(on, consortia),
        first_edition=first[each],
        starts=days_of(begin),
        ends=days_of(end, last=True),
        gone=days_of(since),
        posts=known,
        post_ids=post_ids,
        rosters=rosters,
        stated_by=stating[each],
        newest_edition=editions.newest(),
        restated=changed,
    )


class _Editions:
    """The editions that state seats: most seats share theirs with thousands of others."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def number(self, statements: Sequence[Statement]) -> int:
        """Return a number for the rosters and edition dates of some statements."""
        key: object
        if len(statements) == 1:
            row = statements[0].__dict__
            key = ((row["roster"], row["edition_date"]),)
        else:
            key = tuple((statement.roster, statement.edition_date) for statement in statements)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers)
        return number

    def _keys(self) -> list[tuple[tuple[str, str | None], ...]]:
        return list(self._numbers)  # type: ignore[arg-type]

    def arrays(self) -> tuple[Ints, list[frozenset[str]], Ints]:
        """Return, by number, the day of the first edition and the place of the set of rosters, with the sets."""
        sets: dict[frozenset[str], int] = {}
        days, places = [], []
        for key in self._keys():
            days.append(min((_ordinal(date, last=False) for _, date in key if date is not None), default=NONE))
            places.append(sets.setdefault(frozenset(roster for roster, _ in key), len(sets)))
        return np.array(days, dtype=np.int32), list(sets), np.array(places, dtype=np.int32)

    def newest(self) -> str | None:
        """Return the newest date, as printed."""
        dates = {date for key in self._keys() for _, date in key if date is not None}
        return max(dates, key=lambda date: (last_day(date), date), default=None)


class _Titles:
    """The posts of seats while they are read, with how often each title is printed."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str | None, str], str] = {}
        self._printed: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def post(self, organization: str | None, unit: str | None, post: str | None) -> str | None:
        """Return the id of the post of a seat, and count its title; None without an organization or a title."""
        if organization is None or post is None:
            return None
        key = (organization, unit, post)
        title = title_of(unit, post)
        id = self._ids.get(key)
        if id is None:
            id = self._ids[key] = post_id(organization, title)
        self._printed[id, organization][title] += 1
        return id

    def count_earlier(self, seat: Seat) -> None:
        """Count the other titles that editions of a seat state."""
        if seat.organization is not None:
            shown = printed_title(seat)
            for title in titles_of(seat):
                if title != shown:
                    self._printed[post_id(seat.organization, title), seat.organization][title] += 1

    def posts(self) -> dict[str, Post]:
        """Return the posts by id, with the title that most seats print, of equals the first in code-point order."""
        return {
            id: Post(id=id, organization=organization, title=min(printed, key=lambda text: (-printed[text], text)))
            for (id, organization), printed in self._printed.items()
        }


def places_of(values: Iterable[str | None], ids: Sequence[str]) -> Ints:
    """Return the place of each value in a list of ids; NONE for None and for what is not there."""
    place: dict[str | None, int] = {id: index for index, id in enumerate(ids)}
    array = np.array([place.get(value, NONE) for value in values], dtype=np.int32)
    array.flags.writeable = False
    return array


def days_of(dates: Iterable[str | None], *, last: bool = False) -> Ints:
    """Return the ordinal of the first, or last, day that each date can mean; NONE for None."""
    return np.array([NONE if date is None else _ordinal(date, last=last) for date in dates], dtype=np.int32)


@lru_cache(maxsize=4096)
def _ordinal(date: str, *, last: bool) -> int:
    return (last_day(date) if last else first_day(date)).toordinal()
