"""How far everybody is from one organization: counted by steps, and listed."""

from collections.abc import Sequence

from musubime.analytics.shortest_paths import layers_from
from musubime.errors import BadQuestion
from musubime.questions.answers_paths import DistanceItem, Distances, Ring
from musubime.questions.library import Library
from musubime.questions.nodes import record_of
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.paths import OWN_FILTERS
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected, Selection
from musubime.questions.ways import START, WayGraph, ways_of
from musubime.types.nodes import Organization
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind

NO_WAY = "none"
"""Asks for those that no way leads to."""
Row = tuple[int | None, str]
"""Steps and id."""


def distances(
    library: Library,
    selection: Selection,
    id: str,
    *,
    steps: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Distances:
    """Return how many organizations, persons and consortia are how many steps from an organization, and their names.

    Two bodies on one consortium are two steps apart. `steps` lists one ring only, `none` those that no way leads to;
    the counts stay those of all. Raises Moved, NotFound, BadQuestion for `steps` that is neither a number nor `none`.
    """
    selection.refuse(*OWN_FILTERS)
    ring = _ring(steps)
    with library.reading() as reading:
        record = record_of(reading, Kind.ORGANIZATION, id, Organization)
        selected = selection.resolve(reading.snapshot)
        graph = ways_of(library, selected)
        rows, rings = library.kept(("distances", id, selected.key, selected.as_of), lambda: _measured(graph, id))
        chosen = rows if steps is None else [row for row in rows if row[0] == ring]
        page, following = paged(chosen, limit, cursor, lambda row: row[1], ranked_in=reading.snapshot.version)
        away = [ring for ring in rings if ring.steps is None]
        return Distances(
            graph_version=reading.snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            id=record.id,
            name=record.name,
            rings=rings,
            reached=sum(_size(ring) for ring in rings if ring.steps is not None),
            unreachable=sum(_size(ring) for ring in away),
            not_stated=graph.not_stated[0],
            items=tuple(_item(selected, *row) for row in page),
        )


def _ring(steps: str | None) -> int | None:
    if steps in (None, NO_WAY):
        return None
    if steps.isdecimal() and steps.isascii() and int(steps) > 0:
        return int(steps)
    raise BadQuestion("steps には 1 以上の歩数か none を書いてください。", field="steps", value=steps[:80])


def _measured(graph: WayGraph, id: str) -> tuple[list[Row], tuple[Ring, ...]]:
    """Return everybody but the organization itself by steps, name and id, and the counts of each number of steps."""
    start = graph.end(id, START)
    layers: list[set[int]] = layers_from(graph.two_mode, start)
    rest = set(range(graph.two_mode.size)).difference(*layers)
    rows: list[Row] = []
    rings: list[Ring] = []
    numbered: list[tuple[int | None, set[int]]] = [*enumerate(layers[1:], start=1), (None, rest)]
    for steps, layer in numbered:
        ids = [graph.ids[node] for node in sorted(layer, key=graph.order)]
        rows += [(steps, each) for each in ids]
        if ids or steps is None:
            rings.append(_counted(graph, steps, ids))
    return rows, tuple(rings)


def _counted(graph: WayGraph, steps: int | None, ids: Sequence[str]) -> Ring:
    known = graph.snapshot.graph
    organizations, consortia = (sum(id in kind for id in ids) for kind in (known.organizations, known.consortia))
    return Ring(
        steps=steps, organizations=organizations, persons=len(ids) - organizations - consortia, consortia=consortia
    )


def _size(ring: Ring) -> int:
    return ring.organizations + ring.persons + ring.consortia


def _item(selected: Selected, steps: int | None, id: str) -> DistanceItem:
    snapshot = selected.snapshot
    consortium = snapshot.graph.consortia.get(id)
    kind = "consortium" if consortium else "organization" if id in snapshot.graph.organizations else "person"
    prefecture = consortium.prefecture if consortium else snapshot.prefecture(id)
    return DistanceItem.model_validate(
        {
            "steps": steps,
            "kind": kind,
            "id": id,
            "name": consortium.name if consortium else snapshot.name(id),
            "sector": None if consortium else snapshot.sector(id, inferred=selected.selection.inferred),
            "prefecture": prefecture,
            "prefecture_names": tuple(names_of(prefecture)),
            "seats": seats_path(kind, id),
        }
    )
