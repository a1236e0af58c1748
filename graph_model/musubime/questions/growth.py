"""How a selection grew: what stands as of each edition date or year."""

import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.components import components
from musubime.analytics.incidence import incidence
from musubime.analytics.snapshot import NONE, Ints, Snapshot
from musubime.errors import BadQuestion
from musubime.questions.addresses import seats_of_selection
from musubime.questions.answers_compare import GrowthAnswer, GrowthPoint
from musubime.questions.library import Library
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.selection import Selected, Selection
from musubime.types.partial_dates import first_day, last_day

Step = Literal["edition", "year"]
STEPS: tuple[Step, ...] = ("edition", "year")


def growth(
    library: Library,
    selection: Selection,
    step: Step = "edition",
    *,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> GrowthAnswer:
    """Return what stands as of each edition date, or of each year from the first to the newest edition.

    `step=year` also begins with years that only a printed first day names. Without any date there is no point. Raises
    BadQuestion for an unknown step and for filters that cannot apply, `as_of` among them.
    """
    selection.refuse("as_of", "sector", "located_in", "q")
    if step not in STEPS:
        raise BadQuestion("step は edition か year です。", field="step", value=str(step)[:80])
    with library.reading() as reading:
        snapshot = reading.snapshot
        ever = selection.ever(snapshot)
        read = _editions if step == "edition" else _years
        dates = library.kept(("dates", step, snapshot.version, ever.tobytes()), lambda: read(snapshot, ever))
        page, following = paged(dates, limit, cursor, lambda date: date)
        start = dates.index(page[0]) if page else 0
        before = _standing(selection, snapshot, dates[start - 1]).seats if start else np.zeros(0, dtype=np.intp)
        points = []
        for date in page:
            selected = _standing(selection, snapshot, date)
            points.append(_point(library, date, selected, before))
            before = selected.seats
        return GrowthAnswer(
            graph_version=reading.version,
            step=step,
            undated=int(_dateless(snapshot)[ever].sum()),
            total=len(dates),
            next=following,
            items=tuple(points),
        )


def _editions(snapshot: Snapshot, seats: NDArray[np.intp]) -> list[str]:
    """Return the edition dates that these seats are stated in, oldest first; of two that end on one day the finer."""
    ids = (snapshot.seat_ids[index] for index in seats)
    dates = {s.edition_date for id in ids for s in snapshot.graph.seats[id].statements if s.edition_date is not None}
    finest = {last_day(date): date for date in sorted(dates, key=len)}
    return [finest[day] for day in sorted(finest)]


def _years(snapshot: Snapshot, seats: NDArray[np.intp]) -> list[str]:
    """Return every year from the first printed day or edition to the newest edition."""
    editions = _editions(snapshot, seats)
    if not editions:
        return []
    starts = snapshot.starts[seats]
    printed = starts[starts != NONE]
    first = first_day(editions[0]).toordinal()
    begin = min(first, int(printed.min())) if len(printed) else first
    years = range(datetime.date.fromordinal(begin).year, last_day(editions[-1]).year + 1)
    return [f"{year:04}" for year in years]


def _standing(selection: Selection, snapshot: Snapshot, date: str) -> Selected:
    return selection.model_copy(update={"as_of": date}).resolve(snapshot)


def _point(library: Library, date: str, selected: Selected, before: NDArray[np.intp]) -> GrowthPoint:
    snapshot, seats = selected.snapshot, selected.seats
    found = incidence(snapshot, seats, "holder")
    return GrowthPoint(
        date=date,
        seats=len(seats),
        organizations=_different(snapshot.organization, seats),
        persons=_different(snapshot.person, seats) if library.persons else None,
        consortia=_different(snapshot.consortium, seats),
        ties=int(found.matrix.nnz),
        components=components(found.matrix).number,
        added=len(np.setdiff1d(seats, before, assume_unique=True)),
        ended=len(np.setdiff1d(before, seats, assume_unique=True)),
        undated=selected.undated,
        not_yet_stated=selected.not_yet_stated,
        path=seats_of_selection(selected.selection),
    )


def _different(column: Ints, seats: NDArray[np.intp]) -> int:
    chosen = column[seats]
    return len(np.unique(chosen[chosen != NONE]))


def _dateless(snapshot: Snapshot) -> NDArray[np.bool_]:
    dateless: NDArray[np.bool_] = (snapshot.first_edition == NONE) & (snapshot.starts == NONE) & (snapshot.ends == NONE)
    return dateless
