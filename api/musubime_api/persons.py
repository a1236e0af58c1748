"""Persons who are not shown: put on the list, taken off it, and erased from the record."""

from collections.abc import Sequence

from musubime.errors import NotFound
from musubime.privacy.erasing import Erasing
from musubime.privacy.hiding import suppressing, suppression_of
from musubime.privacy.known_again import with_names
from musubime.privacy.masking import Mask, names_of
from musubime.privacy.spelling import letters_of
from musubime.resolution.resolve import resolve
from musubime.store.opening import silent
from musubime.store.port import AuditRow, Store, Suppression
from musubime.types.base import Frozen, described
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph
from musubime.types.vocabulary import Kind
from musubime_api.keys import now
from musubime_api.state import Doors
from musubime_loaders.bundled import bundled_aliases


class Erasure(Frozen):
    """What an erasure takes out of the record, or would."""

    erased: bool = described("消去", "Whether it is done; false where it was only asked what it would do")
    change_sets: int = described("変更記録の数", "Change sets that hold the name")
    namesakes: int = described("同姓同名の人", "Other persons of the same name, who go with it")
    graph_version: str = described("グラフの版", "Graph version as it stands now")
    remains: tuple[str, ...] = described(
        "残るところ", "Where the name may still be: earlier backups, files, logs of Neo4j"
    )


def suppress(store: Store, id: str, reason: str | None, by: str) -> Suppression:
    """Put a person on the suppression list; raises NotFound where the store knows no person by this id."""
    graph, known = store.record().graph, store.withheld().suppressed
    kept = store.kept_id(Kind.PERSON, id)
    before = suppressing(graph, known, kept or id)
    person = graph.persons.get(kept or id)
    if person is None and before is None:
        raise NotFound(Kind.PERSON.label_ja, id)
    if person is None and before is not None:
        row = before.model_copy(update={"reason": reason or before.reason})
    else:
        assert person is not None
        row = suppression_of(graph, person, reason=reason, by=by, at=_now(), before=before)
    store.suppress(row)
    return row


def restore(store: Store, id: str) -> Suppression:
    """Take a person off the list, by the id of the row or of a mention; raises NotFound where no row hides it."""
    kept = store.kept_id(Kind.PERSON, id)
    row = suppressing(store.record().graph, store.withheld().suppressed, kept or id)
    if row is None:
        raise NotFound("表示しない人物", id)
    store.unsuppress(row.id)
    return row


def erase(doors: Doors, id: str, actor: str, *, confirmed: bool) -> Erasure:
    """Take the names of a person out of the whole record; unless `confirmed`, only say what that would do.

    No load begins meanwhile. Raises NotFound where neither the graph nor the suppression list has the person.
    """
    store = doors.store
    with doors.loads.held_off():
        graph, withheld = store.record().graph, store.withheld()
        kept = store.kept_id(Kind.PERSON, id) or id
        row = suppressing(graph, withheld.suppressed, kept)
        person = graph.persons.get(kept)
        known = [*(names_of(person) if person else ()), *(row.names if row else ())]
        if not known:
            raise NotFound(Kind.PERSON.label_ja, id)
        names, persons = _everybody_named(graph, known)
        spare = [name for other, one in graph.persons.items() if other not in persons for name in names_of(one)]
        at = _now()
        # the key of the first erasure is made here, and kept only if it is done
        erased = with_names(withheld.erased, Mask(names), at)
        rewriting = Erasing(names, erased.key, spare, _resolved if confirmed else None)
        meant = {kept} if row is None else {id for id in persons if suppressing(graph, [row], id)} | {kept}
        namesakes = len(persons - meant)
        if not confirmed:
            sum(1 for _ in rewriting.change_sets(store.change_sets()))
            return _erasure(rewriting, namesakes, graph.version, done=False)
        released = [one.id for one in withheld.suppressed if _same(one.names, names)]
        audit = AuditRow(at, actor, "person erase", f"{len(names)} spellings")
        store.rewrite(rewriting, erased, released, audit, silent)
    doors.library.forget()
    doors.cache.clear()
    return _erasure(rewriting, namesakes, doors.library.version(), done=True)


def _resolved(editions: Sequence[RosterEdition], judgements: Sequence[Judgement]) -> Graph:
    return resolve(editions, judgements, bundled_aliases())


def _erasure(rewriting: Erasing, namesakes: int, version: str, *, done: bool) -> Erasure:
    return Erasure(
        erased=done,
        change_sets=rewriting.changed,
        namesakes=namesakes,
        graph_version=version,
        remains=_REMAINS,
    )


_REMAINS = (
    "以前に取った控え（musubime backup のファイル）と、よそへ写したストア",
    "読み込んだ元のファイル（同梱の名簿を含む）。次に読み込むときは、この氏名を除いて読みます",
    "以前に書き出したファイル。Neo4j ではトランザクションログにも、古いログが消えるまで残ります",
)


def _everybody_named(graph: Graph, names: list[str]) -> tuple[set[str], set[str]]:
    """Return all names of all persons of a graph who share one of these names, and the persons."""
    found, persons = set(names), set[str]()
    while True:
        letters = set(map(letters_of, found))
        more = {id for id, one in graph.persons.items() if letters.intersection(map(letters_of, names_of(one)))}
        if more == persons:
            return found, persons
        persons = more
        found |= {name for id in persons for name in names_of(graph.persons[id])}


def _same(left: tuple[str, ...], right: set[str]) -> bool:
    return bool(set(map(letters_of, left)) & set(map(letters_of, right)))


def _now() -> str:
    return now().isoformat(timespec="milliseconds")
