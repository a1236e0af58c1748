"""What a delta writes into the graph: statements for one transaction, in batches that bound the memory they need."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from musubime.store.engine import Cell, Row, Statement
from musubime.store.mapping import flat, node_properties
from musubime.store.texts import cypher
from musubime.types.graph import Delta, Graph
from musubime.types.nodes import AnyNode, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, TieType

BATCH_ROWS = 2_000
BATCH_CHARACTERS = 4_000_000
EndKinds = tuple[TieType, Kind, Kind]


def batches(rows: Iterable[Row]) -> Iterator[list[Cell]]:
    """Yield rows in lists that are short and, with long texts, shorter."""
    batch: list[Cell] = []
    weight = 0
    for row in rows:
        batch.append(row)
        weight += _weight(row)
        if len(batch) >= BATCH_ROWS or weight >= BATCH_CHARACTERS:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _weight(cell: Cell) -> int:
    if isinstance(cell, str):
        return len(cell)
    if isinstance(cell, dict):
        return sum(map(_weight, cell.values()))
    if isinstance(cell, list):
        return sum(map(_weight, cell))
    return 8


def projection(delta: Delta, seq: int, version: str) -> Iterator[Statement]:
    """Yield what takes the graph over a delta and leaves it marked with the ledger's sequence number and version."""
    yield from _gone(delta)
    for kind, nodes in _by_kind(delta.nodes()).items():
        for batch in batches(map(node_row, nodes)):
            yield Statement(cypher("write_nodes", kind=kind), {"rows": batch})
    yield from _seat_relations(delta.seats)
    for ends, rows in ties_by_ends(delta.ties).items():
        for batch in batches(rows):
            yield Statement(cypher("write_ties", type=ends[0], start=ends[1], end=ends[2]), {"rows": batch})
    yield mark(seq, version)


def mark(seq: int, version: str) -> Statement:
    """Return what marks the graph with how far it follows the ledger."""
    return Statement(cypher("mark"), {"seq": seq, "version": version})


def whole(graph: Graph) -> Delta:
    """Return the delta that makes a graph out of nothing."""
    return Delta(
        organizations=tuple(graph.organizations.values()),
        persons=tuple(graph.persons.values()),
        programmes=tuple(graph.programmes.values()),
        consortia=tuple(graph.consortia.values()),
        seats=tuple(graph.seats.values()),
        sources=tuple(graph.sources.values()),
        ties=tuple(graph.ties.values()),
    )


def node_row(node: AnyNode) -> Row:
    """Return the properties of a node, its id among them."""
    return node_properties(node)


def holder_rows(seats: Iterable[Seat], kind: Kind) -> Iterator[Row]:
    """Yield who holds which seat, for organizations or persons."""
    for seat in seats:
        holder = seat.organization if kind is Kind.ORGANIZATION else seat.person
        if holder is not None:
            yield {"seat": seat.id, "id": holder}


def statement_rows(seats: Iterable[Seat]) -> Iterator[Row]:
    """Yield where seats are stated; `position` keeps the order of the statements."""
    for seat in seats:
        for position, statement in enumerate(seat.statements):
            properties = {name: cell for name, cell in flat(statement).items() if name != "source"}
            yield {"seat": seat.id, "id": statement.source, "properties": {**properties, "position": position}}


def ties_by_ends(ties: Iterable[Tie]) -> dict[EndKinds, list[Row]]:
    """Return ties as rows, by type and the kinds of their ends."""
    found: dict[EndKinds, list[Row]] = defaultdict(list)
    for tie in ties:
        row: Row = {"from_id": tie.from_id, "to_id": tie.to_id, "properties": flat(tie)}
        found[(tie.type, tie.from_kind, tie.to_kind)].append(row)
    return found


def _gone(delta: Delta) -> Iterator[Statement]:
    for ends, rows in ties_by_ends(delta.gone_ties).items():
        for batch in batches(rows):
            yield Statement(cypher("delete_ties", type=ends[0], start=ends[1], end=ends[2]), {"rows": batch})
    gone: dict[Kind, list[Cell]] = defaultdict(list)
    for kind, id in delta.gone_nodes:
        gone[kind].append(id)
    for kind, ids in gone.items():
        for part in _parts(ids):
            yield Statement(cypher("delete_nodes", kind=kind), {"ids": part})


def _parts(ids: list[Cell]) -> Iterator[list[Cell]]:
    for start in range(0, len(ids), BATCH_ROWS):
        yield ids[start : start + BATCH_ROWS]


def _by_kind(nodes: Iterable[AnyNode]) -> dict[Kind, list[AnyNode]]:
    found: dict[Kind, list[AnyNode]] = defaultdict(list)
    for node in nodes:
        found[node.node_kind].append(node)
    return found


def _seat_relations(seats: tuple[Seat, ...]) -> Iterator[Statement]:
    for part in _parts([seat.id for seat in seats]):
        yield Statement(cypher("release_seats"), {"ids": part})
    for kind in (Kind.ORGANIZATION, Kind.PERSON):
        for batch in batches(holder_rows(seats, kind)):
            yield Statement(cypher("write_holds", kind=kind), {"rows": batch})
    for batch in batches({"seat": seat.id, "id": seat.consortium} for seat in seats):
        yield Statement(cypher("write_on"), {"rows": batch})
    for batch in batches(statement_rows(seats)):
        yield Statement(cypher("write_stated_in"), {"rows": batch})


def missing_ends(graph: Graph) -> Iterator[str]:
    """Yield what a graph refers to and does not hold, as the ids of both sides."""
    there: dict[Kind, Container[str]] = {
        Kind.ORGANIZATION: graph.organizations,
        Kind.PERSON: graph.persons,
        Kind.PROGRAMME: graph.programmes,
        Kind.CONSORTIUM: graph.consortia,
        Kind.SOURCE: graph.sources,
    }
    for seat in graph.seats.values():
        named = [(Kind.CONSORTIUM, seat.consortium), *((Kind.SOURCE, stated.source) for stated in seat.statements)]
        if seat.organization is not None:
            named.append((Kind.ORGANIZATION, seat.organization))
        if seat.person is not None:
            named.append((Kind.PERSON, seat.person))
        yield from (f"{seat.id} → {id}" for kind, id in named if id not in there[kind])
    for tie in graph.ties.values():
        for kind, id in ((tie.from_kind, tie.from_id), (tie.to_kind, tie.to_id)):
            if id not in there[kind]:
                yield f"{tie.type.value} {tie.from_id} → {tie.to_id}"
