"""The ledger on Neo4j: the same change sets as nodes, written in the transaction that writes the graph."""

from collections.abc import Iterator

from musubime.errors import StoreBehind, StoreBroken, VersionMoved
from musubime.store.engine import Cell, Engine, fields, number, word
from musubime.store.neo4j_engine import Run
from musubime.store.packing import packed, unpacked
from musubime.store.port import KeyRow
from musubime.store.texts import cypher
from musubime.types.changes import ChangeSet, ChangeSetHeader
from musubime.types.graph import Graph
from musubime.types.vocabulary import Kind

PART_BYTES = 1 << 20


def definitions() -> list[str]:
    """Return the texts that make every constraint and index of a store on Neo4j."""
    ours = (
        *("define_ledger_seq", "define_ledger_id", "define_ledger_part", "define_projection", "define_key"),
        *("define_suppressed", "define_withheld"),
    )
    return [*(cypher(name) for name in ours), *(cypher("unique_id", kind=kind) for kind in Kind)]


def appended(run: Run, change_set: ChangeSet) -> int:
    """Write a change set into the transaction of `run` and return its sequence number; raises VersionMoved."""
    mark = run(cypher("hold_mark"), {"id": change_set.id})[0]
    newest = run(cypher("ledger_head"), {})
    if newest and number(newest[0], "seq") != number(mark, "seq"):
        raise StoreBehind(
            "グラフが台帳に追いついていません。musubime rebuild を実行してから、もう一度実行してください。"
        )
    seq, version = number(mark, "seq") + 1, word(mark, "version")
    if version != change_set.version_before:
        raise VersionMoved(change_set.version_before, version)
    run(cypher("append_ledger"), {"header": header_of(seq, change_set)})
    append_parts(run, seq, change_set)
    return seq


def header_of(seq: int, change_set: ChangeSet) -> dict[str, Cell]:
    """Return the properties of a change set's node."""
    edition = change_set.edition
    return {
        "seq": seq,
        "id": change_set.id,
        "kind": change_set.kind,
        "title": change_set.title,
        "actor": change_set.actor,
        "at": change_set.at,
        "roster": edition.roster if edition else None,
        "edition_date": edition.edition_date if edition else None,
        "version_before": change_set.version_before,
        "version_after": change_set.version_after,
    }


def append_parts(run: Run, seq: int, change_set: ChangeSet) -> None:
    """Write the body of a change set in parts that a property can hold."""
    body = packed(change_set)
    for part, start in enumerate(range(0, len(body), PART_BYTES)):
        values: dict[str, Cell] = {"seq": seq, "part": part, "body": body[start : start + PART_BYTES]}
        run(cypher("append_ledger_part"), values)


def head(engine: Engine) -> tuple[int, str]:
    """Return the sequence number and graph version of the newest change set; 0 and the empty graph's without any."""
    rows = engine.read(cypher("ledger_head"), {})
    return (number(rows[0], "seq"), word(rows[0], "version")) if rows else (0, Graph().version)


def seq_of(engine: Engine, id: str) -> int | None:
    """Return the sequence number of the change set with this id, if it is in the ledger."""
    rows = engine.read(cypher("ledger_seq_of"), {"id": id})
    return number(rows[0], "seq") if rows else None


def history(engine: Engine) -> list[ChangeSetHeader]:
    """Return the headers of all change sets, oldest first."""
    absent = {"roster": None, "edition_date": None}
    rows = engine.read(cypher("ledger_headers"), {})
    return [ChangeSetHeader.model_validate({**absent, **fields(row, "header")}) for row in rows]


def change_set(engine: Engine, seq: int) -> ChangeSet | None:
    """Return one change set, put together from its parts; None behind the last one."""
    parts = [row["body"] for row in engine.read(cypher("ledger_parts"), {"seq": seq})]
    if not parts:
        return None
    if not all(isinstance(part, bytes | bytearray) for part in parts):
        raise StoreBroken("台帳の変更記録を読めません。musubime restore でバックアップから新しい場所に戻してください。")
    return unpacked(b"".join(bytes(part) for part in parts if isinstance(part, bytes | bytearray)))


def change_sets(engine: Engine, after: int) -> Iterator[ChangeSet]:
    """Yield the change sets behind a sequence number, oldest first."""
    seq = after
    while (found := change_set(engine, seq + 1)) is not None:
        seq += 1
        yield found


def keys(engine: Engine) -> list[KeyRow]:
    """Return all keys, oldest first."""
    return [KeyRow.model_validate(fields(row, "key")) for row in engine.read(cypher("read_keys"), {})]


def audit_rows(engine: Engine) -> list[tuple[str, str, str, str]]:
    """Return the audit, oldest first."""
    rows = engine.read(cypher("read_audit"), {})
    return [(word(row, "at"), word(row, "actor"), word(row, "action"), word(row, "subject")) for row in rows]
