"""The list of seats: chosen on the snapshot, their content read from the graph database."""

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.snapshot import Snapshot
from musubime.errors import BadQuestion, PersonsOff
from musubime.questions.answers_records import SeatList
from musubime.questions.library import Library
from musubime.questions.moved import moved_post, refuse_moved
from musubime.questions.nodes import Nodes
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.rows import seat_rows
from musubime.questions.selection import Selection
from musubime.types.nodes import Seat
from musubime.types.vocabulary import Kind


def seats(
    library: Library,
    selection: Selection,
    *,
    organization: str | None = None,
    person: str | None = None,
    post: str | None = None,
    source: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> SeatList:
    """Return the selected seats, by consortium, holder and id.

    `organization`, `person`, `post` and `source` are ids that narrow to the seats of one record; an unknown one raises
    BadQuestion, a merged one Moved. `sector`, `located_in` and `q` look at the holder.
    """
    if person is not None and not library.persons:
        raise PersonsOff
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = selection.resolve(snapshot)
        chosen = selected.seats[_of_record(selected.snapshot, selected.seats, organization, person, post, source)]
        passes = selection.bodies(snapshot)
        filtered = bool(selection.sector or selection.located_in or selection.q)
        rows = sorted(_place(snapshot, int(index)) for index in chosen)
        kept = [row for row in rows if not filtered or (row[2] and passes(row[2]))]
        page, following = paged(kept, limit, cursor, lambda row: row[-1])
        records = reading.store.records(Kind.SEAT, [row[-1] for row in page])
        return SeatList(
            graph_version=reading.version,
            total=len(kept),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            items=seat_rows(
                Nodes(reading.store), (record for record in records if isinstance(record, Seat)), selected.day
            ),
        )


def _place(snapshot: Snapshot, index: int) -> tuple[str, str, str, str]:
    """Return what a seat is sorted by: names of consortium and holder, the holder's id, its own id."""
    seat = snapshot.graph.seats[snapshot.seat_ids[index]]
    holder = seat.organization or seat.person or ""
    name = snapshot.holder(holder).name if holder else ""
    return (snapshot.graph.consortia[seat.consortium].name, name, holder, seat.id)


def _of_record(
    snapshot: Snapshot,
    chosen: NDArray[np.intp],
    organization: str | None,
    person: str | None,
    post: str | None,
    source: str | None,
) -> NDArray[np.bool_]:
    """Return which of the chosen seats belong to every record that is named."""
    keep = np.ones(len(chosen), dtype=np.bool_)
    for field, id, column, ids in (
        ("organization", organization, snapshot.organization, snapshot.organization_ids),
        ("person", person, snapshot.person, snapshot.person_ids),
        ("post", post, snapshot.post, snapshot.post_ids),
    ):
        if id is not None:
            if id not in ids:
                _refuse_moved(snapshot, field, id)
                raise BadQuestion(f"{field} {id[:80]} はありません。", field=field, value=id[:80])
            keep &= column[chosen] == ids.index(id)
    if source is not None:
        if source not in snapshot.graph.sources:
            refuse_moved(snapshot.graph.sources, "source", source)
            raise BadQuestion(f"source {source[:80]} はありません。", field="source", value=source[:80])
        stated = (snapshot.graph.seats[snapshot.seat_ids[index]].statements for index in chosen)
        keep &= np.fromiter((any(s.source == source for s in each) for each in stated), dtype=np.bool_)
    return keep


def _refuse_moved(snapshot: Snapshot, field: str, id: str) -> None:
    """Raise Moved for an id of a body or post that was merged."""
    graph = snapshot.graph
    if field == "post":
        moved = moved_post(graph, id)
        if moved is not None:
            raise moved
    else:
        refuse_moved(graph.organizations if field == "organization" else graph.persons, field, id)
