"""What stands near an organization, walked in the graph database and capped by kind."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from musubime.errors import BadQuestion
from musubime.questions.answers_views import Hidden, Neighbour, Neighbourhood
from musubime.questions.library import Library, Reading
from musubime.questions.nodes import Nodes, record_of
from musubime.questions.rows import relation_rows, shown_seats
from musubime.types.nodes import Consortium, Organization, Seat
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind

CAPS: dict[str, int] = {"consortium": 100, "organization": 200, "person": 100}
DEEPEST = 2
Body = tuple[Kind, str]
Capped = Literal["consortium", "organization", "person"]
BODIES: tuple[Capped, ...] = ("organization", "person")


@dataclass
class _Walk:
    """What was reached: consortia and bodies with their depth, and the consortia that lead to each body."""

    consortia: dict[str, int] = field(default_factory=dict)
    bodies: dict[Body, int] = field(default_factory=dict)
    through: defaultdict[Body, set[str]] = field(default_factory=lambda: defaultdict(set))


def neighbourhood(library: Library, id: str, depth: int = 1, lang: str = "ja") -> Neighbourhood:
    """Return the consortia of an organization and who else sits on them; one step more with `depth` 2.

    Only seats that are still stated count. Of each kind at most CAPS are listed, those sharing most first; `hidden`
    counts the rest. Raises Moved, NotFound, BadQuestion for a depth other than 1 or 2.
    """
    if not 1 <= depth <= DEEPEST:
        raise BadQuestion("depth は 1 か 2 です。", field="depth", value=str(depth))
    with library.reading() as reading:
        record = record_of(reading, Kind.ORGANIZATION, id, Organization)
        seats = reading.store.seats_of(Kind.ORGANIZATION, [id])
        walk = _walked(reading, id, seats, depth)
        nodes = Nodes(reading.store)
        nodes.want(Kind.CONSORTIUM, walk.consortia)
        for kind in (Kind.ORGANIZATION, Kind.PERSON):
            nodes.want(kind, (body for of, body in walk.bodies if of is kind))
        consortia = [_consortium(nodes, consortium, steps) for consortium, steps in walk.consortia.items()]
        consortia.sort(key=lambda row: (row.depth, row.name, row.id))
        bodies = [_body(nodes, walk, body) for body in walk.bodies]
        bodies.sort(key=lambda row: (row.depth, -len(row.shared), row.name, row.id))
        listed = [_capped([row for row in bodies if row.kind == kind], kind) for kind in BODIES]
        shown = {row.id for rows, _ in listed for row in rows}
        kept, hidden = _capped(consortia, "consortium")
        return Neighbourhood(
            graph_version=reading.version,
            id=record.id,
            name=record.name,
            depth=depth,
            consortia=tuple(kept),
            items=tuple(row for row in bodies if row.id in shown),
            relations=relation_rows(nodes, reading.store.ties_of([id]), id, lang),
            seats=shown_seats(nodes, seats, lambda seat: (nodes.name(Kind.CONSORTIUM, seat.consortium),)),
            hidden=tuple(each for each in (hidden, *(rest for _, rest in listed)) if each is not None),
        )


def _walked(reading: Reading, start: str, seats: list[Seat], depth: int) -> _Walk:
    walk = _Walk()
    front = {seat.consortium for seat in seats if seat.not_stated_since is None}
    for step in range(1, depth + 1):
        walk.consortia.update(dict.fromkeys(sorted(front - walk.consortia.keys()), step))
        reached: set[Body] = set()
        for seat in reading.store.seats_of(Kind.CONSORTIUM, sorted(front)):
            body = _holder(seat)
            if body is None or body[1] == start or seat.not_stated_since is not None:
                continue
            if walk.bodies.setdefault(body, step) == step:
                walk.through[body].add(seat.consortium)
                reached.add(body)
        if step < depth:
            further = [
                seat
                for kind in (Kind.ORGANIZATION, Kind.PERSON)
                for seat in reading.store.seats_of(kind, sorted(body for of, body in reached if of is kind))
            ]
            front = {seat.consortium for seat in further if seat.not_stated_since is None} - walk.consortia.keys()
    return walk


def _holder(seat: Seat) -> Body | None:
    if seat.organization is not None:
        return (Kind.ORGANIZATION, seat.organization)
    return (Kind.PERSON, seat.person) if seat.person is not None else None


def _consortium(nodes: Nodes, id: str, depth: int) -> Neighbour:
    record = nodes.get(Kind.CONSORTIUM, id, Consortium)
    prefecture = record.prefecture if record else ()
    return Neighbour(
        kind="consortium",
        id=id,
        name=nodes.name(Kind.CONSORTIUM, id),
        depth=depth,
        prefecture=prefecture,
        prefecture_names=tuple(names_of(prefecture)),
    )


def _body(nodes: Nodes, walk: _Walk, body: Body) -> Neighbour:
    kind, id = body
    record = nodes.get(kind, id, Organization)
    prefecture = record.prefecture if record else ()
    shared = sorted((nodes.ref(Kind.CONSORTIUM, each) for each in walk.through[body]), key=lambda r: (r.name, r.id))
    return Neighbour(
        kind=kind.name.lower(),
        id=id,
        name=nodes.name(kind, id),
        sector=record.sector.value if record and record.sector else None,
        depth=walk.bodies[body],
        shared=tuple(shared),
        prefecture=prefecture,
        prefecture_names=tuple(names_of(prefecture)),
    )


def _capped(rows: list[Neighbour], kind: Capped) -> tuple[list[Neighbour], Hidden | None]:
    cap = CAPS[kind]
    return rows[:cap], Hidden(kind=kind, total=len(rows), listed=cap) if len(rows) > cap else None
