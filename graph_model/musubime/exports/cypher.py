"""A Cypher script that makes the selection anew in Neo4j or ArcadeDB; run twice, it changes nothing the second time.

Each statement stands on a line of its own and ends with `;`. A script has no parameters, so that texts become literals:
`literal` alone writes them. Labels, types and property names come from the kinds and never from data.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from musubime.exports.about import about
from musubime.exports.selection import Selection
from musubime.exports.writing import blocks
from musubime.store.engine import Cell
from musubime.store.mapping import flat, node_properties
from musubime.types.nodes import AnyNode, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

MEDIA_TYPE = "application/x-cypher-query"
ROWS = 200
"""Rows of one statement at most."""
CHARACTERS = 200_000
"""Length of the literals of one statement at most, but for a single longer row."""
_PLAIN = re.compile(r"[^\x20-\x7e\u3000-\u9fff\uff00-\uffef]|['\"\\`]")
_ESCAPED = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t", '"': '"', "`": "`"}


def literal(value: Cell) -> str:
    r"""Return a value as a literal of Cypher: the one place where data becomes text of a query.

    A backslash is doubled and cut off from a following `u`: Cypher 5 replaces `\uXXXX` before it reads the text, also
    behind another backslash. Line ends and characters that could be taken for one are written as escapes.

    >>> print(literal("高知'県"), literal({"n": [1, None, True]}))
    '高知\'県' {`n`: [1, null, true]}
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + _PLAIN.sub(_escaped, value).replace("\\\\u", "\\\\' + 'u") + "'"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_name(name)}: {literal(cell)}' for name, cell in value.items())}}}"
    return repr(value)


def _escaped(found: re.Match[str]) -> str:
    letter = found.group()
    if letter in _ESCAPED:
        return _ESCAPED[letter]
    return f"\\u{ord(letter):04X}" if letter in "\x7f\x85\u2028\u2029" else letter


def _name(name: str) -> str:
    if not name.isidentifier() or not name.isascii():
        raise ValueError(f"{name!r} is no name of a property")
    return f"`{name}`"


def cypher_script(selection: Selection) -> Iterator[bytes]:
    """Return the statements, in blocks of about 64 kB."""
    return blocks(_script(selection))


def _script(selection: Selection) -> Iterator[str]:
    for title, value in about(selection).lines():
        yield f"// {title}: {' '.join(value.split())}\n"
    for kind in Kind:
        unique = f"unique_{kind.value.lower()} IF NOT EXISTS FOR (n:{kind.value}) REQUIRE n.id IS UNIQUE"
        yield f"CREATE CONSTRAINT {unique};\n"
    nodes: Sequence[Iterable[AnyNode]] = (
        selection.bodies(),
        selection.named_persons(),
        selection.listed_programmes,
        selection.consortia,
        selection.sources,
        selection.seats,
    )
    for kind, found in zip(
        (*(k for k in Kind if k not in (Kind.SEAT, Kind.SOURCE)), Kind.SOURCE, Kind.SEAT), nodes, strict=True
    ):
        yield from _statements(
            (node_properties(node) for node in found), f"MERGE (n:{kind.value} {{id: row.id}}) SET n += row"
        )
    yield from _relations(selection)


def _relations(selection: Selection) -> Iterator[str]:
    def of(kind: Kind) -> Iterator[Mapping[str, Cell]]:
        for seat in selection.seats:
            holder = seat.organization if kind is Kind.ORGANIZATION else seat.person
            if holder is not None:
                yield {"id": holder, "seat": seat.id}

    for kind in (Kind.ORGANIZATION, Kind.PERSON):
        yield from _statements(
            of(kind), f"MATCH (a:{kind.value} {{id: row.id}}) MATCH (b:Seat {{id: row.seat}}) MERGE (a)-[:HOLDS]->(b)"
        )
    on = ({"id": seat.id, "consortium": seat.consortium} for seat in selection.seats)
    yield from _statements(
        on, "MATCH (a:Seat {id: row.id}) MATCH (b:Consortium {id: row.consortium}) MERGE (a)-[:ON]->(b)"
    )
    stated = (row for seat in selection.seats for row in _stated(seat))
    yield from _statements(
        stated,
        "MATCH (a:Seat {id: row.id}) MATCH (b:Source {id: row.source}) "
        "MERGE (a)-[r:STATED_IN {position: row.position}]->(b) SET r += row.properties",
    )
    for (type, start, end), ties in groupby(sorted(selection.ties(), key=_ends), key=_ends):
        yield from _statements(
            ({"from": tie.from_id, "to": tie.to_id, "properties": flat(tie)} for tie in ties),
            f"MATCH (a:{start} {{id: row.from}}) MATCH (b:{end} {{id: row.to}}) "
            f"MERGE (a)-[r:{type}]->(b) SET r += row.properties",
        )


def _stated(seat: Seat) -> Iterator[Mapping[str, Cell]]:
    for position, statement in enumerate(seat.statements):
        properties = {name: cell for name, cell in flat(statement).items() if name != "source"}
        yield {"id": seat.id, "source": statement.source, "position": position, "properties": {**properties}}


def _ends(tie: Tie) -> tuple[str, str, str]:
    return (tie.type.value, tie.from_kind.value, tie.to_kind.value)


def _statements(rows: Iterable[Mapping[str, Cell]], what: str) -> Iterator[str]:
    """Yield what is done with each row, some hundred rows a statement."""
    kept: list[str] = []
    length = 0
    for row in rows:
        written = literal(dict(row))
        if kept and (len(kept) == ROWS or length + len(written) > CHARACTERS):
            yield f"UNWIND [{', '.join(kept)}] AS row {what};\n"
            kept, length = [], 0
        kept.append(written)
        length += len(written)
    if kept:
        yield f"UNWIND [{', '.join(kept)}] AS row {what};\n"
