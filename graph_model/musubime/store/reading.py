"""Reading nodes, ties and seats back out of the graph, through the types."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence

from musubime.errors import StoreError
from musubime.store.engine import Cell, Engine, Row, fields, items, number, word
from musubime.store.mapping import node_of, parsed, stated
from musubime.store.texts import cypher
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import AnyNode, Seat
from musubime.types.ties import ENDS, Tie
from musubime.types.vocabulary import Kind, TieType

_KINDS = {kind.value: kind for kind in Kind}
_TYPES = {type.value: type for type in TieType}
NODE_KINDS = tuple(kind for kind in Kind if kind is not Kind.SEAT)
PART = 10_000
STATEMENT = ("source", "locator", "printed", "roster", "series", "edition_date")


class Unreadable(StoreError):
    """A record that the graph holds and that its type does not allow: somebody changed it there."""

    def __init__(self, kind: str, id: str, reason: str) -> None:
        self.kind, self.id, self.reason = kind, id, reason
        super().__init__(
            f"グラフの {kind} {id} が壊れています（{reason}）。"
            "musubime verify で確認し、musubime rebuild で台帳から作り直してください。"
        )


def marked(engine: Engine) -> tuple[int, str]:
    """Return the sequence number and version that the graph is marked with; (-1, "") without a mark."""
    rows = engine.read(cypher("read_mark"), {})
    return (number(rows[0], "seq"), word(rows[0], "version")) if rows else (-1, "")


def node(kind: Kind, row: Row) -> AnyNode:
    """Return the node of one row; raises Unreadable."""
    properties = fields(row, "properties")
    try:
        return node_of(kind, properties, _relations(row) if kind is Kind.SEAT else None)
    except (ValueError, TypeError) as fault:
        raise Unreadable(kind.value, str(properties.get("id")), _first_line(fault)) from fault


def _first_line(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200]


def _relations(row: Row) -> dict[str, object]:
    consortia, organizations, persons = items(row, "consortia"), items(row, "organizations"), items(row, "persons")
    if len(consortia) != 1:
        raise ValueError(f"{len(consortia)} ON")
    if len(organizations) > 1 or len(persons) > 1:
        raise ValueError(f"{len(organizations) + len(persons)} HOLDS")
    return {
        "consortium": consortia[0],
        "organization": organizations[0] if organizations else None,
        "person": persons[0] if persons else None,
        "statements": _statements(items(row, "statements")),
    }


def _statements(listed: Sequence[Cell]) -> list[Mapping[str, object]]:
    ordered = [cells for cells in listed if isinstance(cells, list)]
    if len(ordered) > 1:
        ordered.sort(key=_place)
    return [_statement(cells) for cells in ordered]


def _statement(cells: list[Cell]) -> Mapping[str, object]:
    said = dict[str, object](zip(STATEMENT, cells, strict=False))
    return said if cells[7] is None else {**said, "as_stated": parsed(cells[7])}


def _place(cells: list[Cell]) -> tuple[int, str]:
    position = cells[6]
    return (position if isinstance(position, int) else 0, str(cells[:6]))


def tie(row: Row, type: TieType, from_kind: Kind, to_kind: Kind) -> Tie:
    """Return the tie of one row; raises Unreadable."""
    values = {
        **stated(Tie, fields(row, "properties")),
        "type": type,
        "from_kind": from_kind,
        "from_id": word(row, "from_id"),
        "to_kind": to_kind,
        "to_id": word(row, "to_id"),
    }
    try:
        return Tie.model_validate(values)
    except (ValueError, TypeError) as fault:
        raise Unreadable(type.value, f"{word(row, 'from_id')} → {word(row, 'to_id')}", _first_line(fault)) from fault


def node_rows(engine: Engine) -> Iterator[tuple[Kind, Row]]:
    """Yield the row of every node of the graph, read in parts so that no query is long."""
    for kind in (*NODE_KINDS, Kind.SEAT):
        ids = [row.get("id") for row in engine.read(cypher("find_ids", kind=kind), {})]
        # a node without an id is none of ours: it is shown as unreadable, not passed over
        for _ in range(ids.count(None)):
            yield kind, {"properties": {}}
        named: list[Cell] = [id for id in ids if id is not None]
        for start in range(0, len(named), PART):
            part = named[start : start + PART]
            yield from ((kind, row) for row in engine.read(_by_id(kind), {"ids": part}))


def _by_id(kind: Kind) -> str:
    return cypher("seats_by_id") if kind is Kind.SEAT else cypher("nodes_by_id", kind=kind)


def tie_rows(engine: Engine) -> Iterator[tuple[TieType, Kind, Kind, Row]]:
    """Yield the row of every tie of the graph."""
    for type, pairs in ENDS.items():
        for start, end in pairs:
            rows = engine.read(cypher("all_ties", type=type, start=start, end=end), {})
            yield from ((type, start, end, row) for row in rows)


def whole_graph(engine: Engine) -> Graph:
    """Return every node and tie that the engine holds; raises Unreadable."""
    nodes = (node(kind, row) for kind, row in node_rows(engine))
    ties = (tie(row, type, start, end) for type, start, end, row in tie_rows(engine))
    # nothing here refers to itself: the collector would walk a growing graph again and again and find nothing
    collecting = gc.isenabled()
    gc.disable()
    try:
        return graph_of(nodes, ties)
    finally:
        if collecting:
            gc.enable()


def nodes_by_id(engine: Engine, kind: Kind, ids: Sequence[str]) -> list[AnyNode]:
    """Return the nodes with these ids in the order of the ids; those that are not there are left out."""
    if not ids:
        return []
    rows = engine.read(_by_id(kind), {"ids": list(dict.fromkeys(ids))})
    found = {read.id: read for read in (node(kind, row) for row in rows)}
    return [found[id] for id in ids if id in found]


def kept_id(engine: Engine, kind: Kind, id: str) -> str | None:
    """Return the id of the node with this id or mention."""
    rows = engine.read(cypher("kept_id", kind=kind), {"id": id})
    rows = rows or engine.read(cypher("kept_id_of_mention", kind=kind), {"id": id})
    return min((word(row, "id") for row in rows), default=None)


def ties_of(engine: Engine, ids: Iterable[str]) -> list[Tie]:
    """Return the ties at these nodes, sorted by key."""
    wanted: list[Cell] = list(dict.fromkeys(ids))
    if not wanted:
        return []
    found: dict[tuple[str, str, str], Tie] = {}
    for kind in NODE_KINDS:
        for text in (cypher("ties_from", kind=kind), cypher("ties_to", kind=kind)):
            for row in engine.read(text, {"ids": wanted}):
                ends = _KINDS[word(row, "from_kind")], _KINDS[word(row, "to_kind")]
                read = tie(row, _TYPES[word(row, "type")], *ends)
                found[read.key] = read
    return [found[key] for key in sorted(found)]


def seats_of(engine: Engine, kind: Kind, ids: Iterable[str]) -> list[Seat]:
    """Return the seats of organizations, persons or consortia, sorted by id."""
    wanted: list[Cell] = list(dict.fromkeys(ids))
    if not wanted:
        return []
    if kind is Kind.CONSORTIUM:
        text = cypher("seat_ids_of_consortia")
    elif kind in (Kind.ORGANIZATION, Kind.PERSON):
        text = cypher("seat_ids_of_holders", kind=kind)
    else:
        return []
    seat_ids = sorted({word(row, "id") for row in engine.read(text, {"ids": wanted})})
    return [read for read in nodes_by_id(engine, Kind.SEAT, seat_ids) if isinstance(read, Seat)]
