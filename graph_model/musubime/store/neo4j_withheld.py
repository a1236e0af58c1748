"""Persons who are not shown, on Neo4j: the suppression list, the erased names as hashes, and the rewrite."""

from collections.abc import Iterable, Sequence

from musubime.store.engine import Cell, Engine, Row, number, word
from musubime.store.neo4j_engine import Run
from musubime.store.neo4j_ledger import append_parts, audit_rows, header_of, keys
from musubime.store.port import AuditRow, Erased, Rewriting, Suppression, Withheld
from musubime.store.texts import cypher
from musubime.types.changes import ChangeSet


def stamp(engine: Engine) -> int:
    """Return what moves with every change of the list."""
    rows = engine.read(cypher("read_withheld"), {})
    return number(rows[0], "stamp") if rows else 0


def withheld(engine: Engine) -> Withheld:
    """Return the whole list."""
    rows = engine.read(cypher("read_withheld"), {})
    found = [Suppression.model_validate_json(word(row, "body")) for row in engine.read(cypher("read_suppressed"), {})]
    return Withheld(
        stamp=number(rows[0], "stamp") if rows else 0,
        suppressed=tuple(sorted(found, key=lambda row: (row.at, row.id))),
        erased=_erased(rows[0]) if rows else Erased(),
    )


def _erased(row: Row) -> Erased:
    return Erased() if row["erased"] is None else Erased.model_validate_json(word(row, "erased"))


def suppress(run: Run, row: Suppression) -> None:
    """Add or replace one row."""
    run(cypher("move_withheld"), {})
    run(cypher("write_suppressed"), {"id": row.id, "body": row.model_dump_json()})


def unsuppress(run: Run, ids: Sequence[str]) -> None:
    """Delete rows."""
    run(cypher("move_withheld"), {})
    run(cypher("delete_suppressed"), {"ids": list(ids)})


def remember_erased(run: Run, erased: Erased) -> None:
    """Replace the hashes and their key."""
    run(cypher("move_withheld"), {})
    run(cypher("write_erased"), {"erased": erased.model_dump_json()})


def rewrite(
    run: Run,
    engine: Engine,
    change_sets: Iterable[ChangeSet],
    rewriting: Rewriting,
    erased: Erased,
    released: Sequence[str],
    row: AuditRow,
) -> None:
    """Write change sets, audit, keys and list anew inside the transaction of `run`."""
    for seq, change_set in enumerate(change_sets, 1):
        run(cypher("rewrite_ledger"), {"seq": seq, "header": header_of(seq, change_set)})
        run(cypher("delete_ledger_parts"), {"seq": seq})
        append_parts(run, seq, change_set)
    run(cypher("rewrite_audit"), {"rows": list(_audit(engine, rewriting))})
    for key in keys(engine):
        renamed = key.model_copy(update={"name": rewriting.text(key.name)})
        run(cypher("write_key"), {"id": key.id, "key": renamed.model_dump()})
    unsuppress(run, released)
    for kept in withheld(engine).suppressed:
        if kept.id not in released:
            reason = rewriting.text(kept.reason) if kept.reason else None
            changed = kept.model_copy(update={"reason": reason, "by": rewriting.text(kept.by)})
            run(cypher("write_suppressed"), {"id": kept.id, "body": changed.model_dump_json()})
    remember_erased(run, erased)
    run(cypher("append_audit"), row._asdict())


def _audit(engine: Engine, rewriting: Rewriting) -> Iterable[Cell]:
    for at, actor, action, subject in dict.fromkeys(audit_rows(engine)):
        new_actor, new_subject = rewriting.text(actor), rewriting.text(subject)
        if (new_actor, new_subject) != (actor, subject):
            yield {
                **{"at": at, "actor": actor, "action": action, "subject": subject},
                **{"new_actor": new_actor, "new_subject": new_subject},
            }
