"""A load: what would change, shown first; then all of it or nothing."""

import datetime
import hashlib
from collections.abc import Callable, Sequence

from musubime.errors import VersionMoved
from musubime.privacy.erasing import judgements_without_erased, without_erased
from musubime.resolution.aliases import Alias
from musubime.resolution.registers import RegisterIndex
from musubime.resolution.resolve import resolve
from musubime.store.port import Applied, Progress, Record, Store
from musubime.types.base import Frozen
from musubime.types.changes import ChangeSet, Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph, delta_between
from musubime_loaders.difference import Difference, difference
from musubime_loaders.register_links import register_links

Clock = Callable[[], datetime.datetime]


class Prepared(Frozen):
    """A difference and the change set that would make it; no change set where nothing changes."""

    difference: Difference
    change_set: ChangeSet | None


def prepare(
    store: Store,
    edition: RosterEdition,
    aliases: Sequence[Alias],
    *,
    actor: str,
    clock: Clock,
    registers: RegisterIndex | None = None,
) -> Prepared:
    """Return what loading this edition changes; nothing is written.

    With registers, its new names are linked to them, and every automatic link is a judgement of the same change set.
    """
    record = store.record()
    edition, left_out = without_erased(edition, store.withheld().erased, record.graph)
    editions = {known.key: known for known in record.editions}
    known = editions.get(edition.key)
    editions[edition.key] = edition
    every = list(editions.values())
    linked = register_links(every, edition, record.judgements, aliases, registers, clock())
    graph = resolve(every, [*record.judgements, *linked], aliases)
    change_set = change_set_of(record, graph, actor, clock, edition=edition, judgements=linked)
    shown = difference(edition, record.graph, graph, change_set.delta).model_copy(update={"erased": left_out})
    nothing = change_set.delta.empty and known == edition and not linked
    return Prepared(difference=shown, change_set=None if nothing else change_set)


def apply(store: Store, prepared: Prepared) -> Difference:
    """Write a prepared load; raises VersionMoved when the graph is no longer the one it was prepared for."""
    if prepared.change_set is None:
        return prepared.difference
    done = store.apply(prepared.change_set)
    return _done(prepared.difference, done)


def load(
    store: Store,
    edition: RosterEdition,
    aliases: Sequence[Alias],
    *,
    actor: str,
    clock: Clock,
    registers: RegisterIndex | None = None,
) -> Difference:
    """Prepare and write a load that nobody has to confirm, again where another load came between."""
    while True:
        try:
            return apply(store, prepare(store, edition, aliases, actor=actor, clock=clock, registers=registers))
        except VersionMoved:
            continue


def judge(
    store: Store, judgements: Sequence[Judgement], aliases: Sequence[Alias], *, actor: str, clock: Clock
) -> Applied | None:
    """Write judgements that the ledger does not hold yet; None where it holds them all."""
    record = store.record()
    judgements = judgements_without_erased(judgements, store.withheld().erased, record.graph)
    known = {judgement.id for judgement in record.judgements}
    new = tuple({one.id: one for one in judgements if one.id not in known}.values())
    if not new:
        return None
    graph = resolve(record.editions, [*record.judgements, *new], aliases)
    return store.apply(change_set_of(record, graph, actor, clock, judgements=new))


def load_all(
    store: Store,
    editions: Sequence[RosterEdition],
    judgements: Sequence[Judgement],
    aliases: Sequence[Alias],
    progress: Progress,
    *,
    actor: str,
    clock: Clock,
    registers: RegisterIndex | None = None,
) -> list[Difference]:
    """Load several rosters and judgements, each as a change set of its own; return the differences in order."""
    judge(store, judgements, aliases, actor=actor, clock=clock)
    differences = []
    for done, edition in enumerate(editions):
        progress(edition.title, done, len(editions))
        differences.append(load(store, edition, aliases, actor=actor, clock=clock, registers=registers))
    progress("", len(editions), len(editions))
    return differences


def _done(shown: Difference, done: Applied) -> Difference:
    return shown.model_copy(update={"status": "applied", "ledger_seq": done.seq, "projection": done.projection})


def change_set_of(
    record: Record,
    graph: Graph,
    actor: str,
    clock: Clock,
    *,
    edition: RosterEdition | None = None,
    judgements: tuple[Judgement, ...] = (),
) -> ChangeSet:
    """Return the change set that turns the record's graph into this one, by a load or by judgements."""
    at = clock().astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    kind = "load" if edition else "judgements"
    digest = hashlib.sha256("\x1f".join((kind, str(record.seq), record.graph.version, graph.version, at)).encode())
    return ChangeSet(
        id=f"{kind}:{digest.hexdigest()[:20]}",
        kind="load" if edition else "judgements",
        title=edition.title if edition else f"判断 {len(judgements)} 件",
        actor=actor,
        at=at,
        edition=edition,
        judgements=judgements,
        delta=delta_between(record.graph, graph),
        version_before=record.graph.version,
        version_after=graph.version,
    )


def not_as_bundled(record: Record, editions: Sequence[RosterEdition]) -> list[str]:
    """Return the ids of bundled rosters that the store lacks or holds in another reading."""
    known = {edition.key: edition for edition in record.editions}
    return [edition.roster for edition in editions if known.get(edition.key) != edition]
