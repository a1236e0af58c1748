"""What a load of the past changed, worked out again from the ledger."""

from musubime.store.port import Store
from musubime.store.replaying import Replay
from musubime.types.changes import ChangeSet, ChangeSetHeader
from musubime_loaders.difference import Difference, difference


def past_change_set(store: Store, header: ChangeSetHeader) -> ChangeSet:
    """Return one change set of the ledger."""
    return next(iter(store.change_sets(header.seq - 1)))


def past_difference(store: Store, header: ChangeSetHeader) -> Difference | None:
    """Return the difference that a load made when it was applied; None for a set of judgements."""
    if header.kind != "load":
        return None
    before = Replay()
    for change_set in store.change_sets(0):
        if before.seq + 1 < header.seq:
            before.advance([change_set])
            continue
        if change_set.edition is None:
            return None
        old = before.graph
        before.advance([change_set])
        made = difference(change_set.edition, old, before.graph, change_set.delta)
        return made.model_copy(update={"status": "applied", "ledger_seq": header.seq})
    return None
