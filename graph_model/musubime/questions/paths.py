"""Paths between two records: every shortest one with its seats, or why there is none."""

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.shortest_paths import End, shortest_ways
from musubime.errors import BadQuestion, NotFound, PersonsOff
from musubime.questions.answers import KindRef, Ref
from musubime.questions.answers_paths import Component, PathsAnswer
from musubime.questions.library import Library, Reading
from musubime.questions.moved import Moved
from musubime.questions.path_sentences import no_path
from musubime.questions.records import post
from musubime.questions.selection import Selection
from musubime.questions.ways import GOAL, START, WayGraph, kind_ref, ways_of
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind

LISTED = 100
MOST = 500
NAMED = 20
OWN_FILTERS = ("sector", "located_in", "q")
NO_END = ("programmes", "sources", "seats")


def paths(
    library: Library, selection: Selection, from_: str, to: str, *, limit: int = LISTED, lang: str = "ja"
) -> PathsAnswer:
    """Return every shortest path between two organizations, persons, posts or consortia over the selected seats.

    At most `limit` are listed, the others counted. Raises Moved, NotFound for an unknown id, PersonsOff, BadQuestion
    for one record twice, for a record that holds no seats, and for a limit out of 1–500.
    """
    selection.refuse(*OWN_FILTERS)
    if not 1 <= limit <= MOST:
        raise BadQuestion(f"limit は 1 から {MOST} までです。", field="limit", value=str(limit))
    with library.reading() as reading:
        for field, id in (("from", from_), ("to", to)):
            _check_end(library, reading, field, id)
        if from_ == to:
            raise BadQuestion("from と to には別の機関・人・役職・会議体を指定してください。", field="to", value=to)
        selected = selection.resolve(reading.snapshot)
        graph = ways_of(library, selected)
        start, goal = graph.end(from_, START), graph.end(to, GOAL)
        found = shortest_ways(graph.two_mode, start, goal)
        listed = graph.steps(found, (from_, to), limit) if found else []
        apart = () if found else (_component(graph, from_, start), _component(graph, to, goal))
        unknown, partial = graph.not_stated
        return PathsAnswer.model_validate(
            {
                "graph_version": reading.snapshot.version,
                "as_of": selected.as_of,
                "undated": selected.undated,
                "not_yet_stated": selected.not_yet_stated,
                "from": graph.kind_ref(from_),
                "to": graph.kind_ref(to),
                "length": found.length if found else None,
                "total": found.count if found else 0,
                "listed": len(listed),
                "paths": tuple(listed),
                "reason": no_path(lang, apart, selection.described(), unknown, partial) if apart else None,
                "components": apart,
                "not_stated": unknown,
                "partial": partial,
            }
        )


def end_ref(library: Library, field: str, id: str) -> KindRef:
    """Return the record that a path can start or end at, with its kind; raises what `paths` does for one it cannot."""
    with library.reading() as reading:
        _check_end(library, reading, field, id)
        return kind_ref(reading.snapshot, id)


def _check_end(library: Library, reading: Reading, field: str, id: str) -> None:
    """Raise unless an id is that of a record that a path can start or end at: Moved, NotFound, PersonsOff, BadQuestion.

    `field` is the parameter that gave it.
    """
    snapshot = reading.snapshot
    graph = snapshot.graph
    if id in graph.organizations or id in graph.consortia or id in graph.persons or id in snapshot.posts:
        return
    if any(id in getattr(graph, kind) for kind in NO_END):
        problem = f"{field} には機関・人・役職・会議体の ID を書いてください。席・事業・出典からは経路をたどれません。"
        raise BadQuestion(problem, field=field, value=id[:80])
    for kind in (Kind.ORGANIZATION, Kind.CONSORTIUM, Kind.PERSON):
        kept = reading.store.kept_id(kind, id)
        if kept is not None and kept != id:
            raise Moved(kind.name.lower(), id, kept)
    if not library.persons and id.startswith("person:"):
        raise PersonsOff
    if id.startswith("post:"):
        post(library, id)  # raises Moved where the post's organization was merged
    raise NotFound("機関・人・役職・会議体", id)


def _component(graph: WayGraph, id: str, end: End) -> Component:
    """Return what stands in the part of the graph that an end is in; nothing where it has no selected seat."""
    nodes: NDArray[np.intp] = graph.component(end)
    known = graph.snapshot.graph
    ids = [graph.ids[node] for node in nodes]
    consortia = sorted((known.consortia[id] for id in ids if id in known.consortia), key=lambda one: (one.name, one.id))
    codes = tuple(sorted({code for one in consortia for code in one.prefecture}))
    return Component(
        of=graph.kind_ref(id),
        organizations=sum(id in known.organizations for id in ids),
        persons=sum(id in known.persons for id in ids),
        consortia=len(consortia),
        named=tuple(Ref(id=one.id, name=one.name) for one in consortia[:NAMED]),
        prefecture=codes,
        prefecture_names=tuple(names_of(codes)),
    )
