"""Undoing a load: one change set that puts back what the ledger held of that edition before."""

import datetime
import hashlib
from collections.abc import Callable, Sequence

from musubime.errors import BadInput, NotFound
from musubime.resolution.aliases import Alias
from musubime.resolution.judged import undone
from musubime.resolution.resolve import resolve
from musubime.store.port import Store
from musubime.types.changes import ChangeSet, Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import delta_between
from musubime_loaders.difference import difference
from musubime_loaders.loading import Prepared
from musubime_loaders.register_links import UNDONE_WITH_ITS_LOAD

Clock = Callable[[], datetime.datetime]
EditionKey = tuple[str, str]


def prepare_undo(store: Store, id: str, aliases: Sequence[Alias], *, actor: str, clock: Clock) -> Prepared:
    """Return what undoing a load changes; nothing is written.

    The edition becomes what it was before that load, or goes where it was not there; other editions and everything that
    people judged stay. Raises NotFound, and BadInput where it cannot be undone.
    """
    record = store.record()
    undoable, before = _found(store, id)
    key = _key(undoable)
    if key is None:
        raise BadInput("判断の記録です。判断は一つずつ、判断の一覧から取り消してください。", field="id", value=id)
    at = clock().astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    editions = {known.key: known for known in record.editions}
    gone = editions.pop(key, None)
    if before is not None:
        editions[key] = before
    taken_back = _taken_back(undoable, record.judgements, actor, at)
    graph = resolve(list(editions.values()), [*record.judgements, *taken_back], aliases)
    digest = hashlib.sha256("\x1f".join(("undo", str(record.seq), id, at)).encode()).hexdigest()
    change_set = ChangeSet(
        id=f"undo:{digest[:20]}",
        kind="undo",
        title=f"取り消し: {undoable.title}"[:1000],
        actor=actor,
        at=at,
        edition=before,
        removed=key if before is None else None,
        undoes=id,
        judgements=taken_back,
        delta=delta_between(record.graph, graph),
        version_before=record.graph.version,
        version_after=graph.version,
    )
    shown = before or gone or undoable.edition
    assert shown is not None
    return Prepared(
        difference=difference(shown, record.graph, graph, change_set.delta).model_copy(update={"status": "shown"}),
        change_set=change_set,
    )


def _found(store: Store, id: str) -> tuple[ChangeSet, RosterEdition | None]:
    """Return the change set and the edition as it stood before it; BadInput where a later one stands on it."""
    readings: dict[EditionKey, RosterEdition | None] = {}
    found: ChangeSet | None = None
    before: RosterEdition | None = None
    for change_set in store.change_sets():
        key = _key(change_set)
        if found is None and change_set.id == id:
            found, before = change_set, readings.get(key) if key else None
        elif found is not None and key is not None and key == _key(found):
            if change_set.undoes == id:
                raise BadInput("この読み込みはすでに取り消されています。", field="id", value=id)
            raise BadInput(
                "この読み込みのあとに、同じ版がもう一度変わっています。新しいほうから順に取り消してください"
                f"（{change_set.id}）。",
                field="id",
                value=id,
            )
        if key is not None:
            readings[key] = change_set.edition
    if found is None:
        raise NotFound("読み込み", id)
    return found, before


def _key(change_set: ChangeSet) -> EditionKey | None:
    return change_set.edition.key if change_set.edition is not None else change_set.removed


def _taken_back(change_set: ChangeSet, judgements: Sequence[Judgement], actor: str, at: str) -> tuple[Judgement, ...]:
    """Return the judgements that take back what the load itself judged by rule; an undone undo brings it back."""
    gone = undone(judgements)
    said = {"by": UNDONE_WITH_ITS_LOAD, "at": at, "reason": f"読み込みの取り消し（{change_set.id}、{actor}）"}
    return tuple(
        Judgement.model_validate({**one.model_dump(exclude={"id", "score"}), **said, "undoes": one.id})
        for one in change_set.judgements
        if one.id not in gone
    )
