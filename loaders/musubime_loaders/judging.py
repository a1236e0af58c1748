"""Judgements of people: checked, shown by what they change, written, and taken back."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from musubime.errors import BadInput, NotFound, VersionMoved
from musubime.privacy.erasing import judgements_without_erased
from musubime.resolution.aliases import Alias
from musubime.resolution.clusters import PREFIX
from musubime.resolution.conflicts import Conflict, conflicts_of
from musubime.resolution.judged import SCHEMES, pair_of, side_kind, undone
from musubime.resolution.registers import RegisterIndex
from musubime.resolution.resolve import resolved
from musubime.store.port import Applied, Record, Store
from musubime.types.base import Frozen, Id, NameText, described
from musubime.types.changes import ChangeSet, Judgement
from musubime.types.graph import Graph
from musubime.types.nodes import Consortium, Node, Organization, Person, Programme, Source
from musubime.types.vocabulary import Kind, Verdict
from musubime_loaders.difference import KindCount, counts_of
from musubime_loaders.loading import change_set_of

Clock = Callable[[], datetime.datetime]
_PREFIXES = "|".join([*(prefix.rstrip(":") for prefix in PREFIX.values()), *SCHEMES])
_LOOKS_LIKE_AN_ID = re.compile(rf"^({_PREFIXES}):[A-Za-z0-9_.-]+$")
JUDGED = (Kind.ORGANIZATION, Kind.PERSON, Kind.PROGRAMME, Kind.CONSORTIUM, Kind.SOURCE)


class Moved(Frozen):
    """A node that a judgement joined to another or parted from one."""

    id: Id = described("ID", "Id of the node")
    name: NameText = described("名称", "Its name")
    other_id: Id = described("相手のID", "The node that it was joined to, or parted from")
    other_name: NameText = described("相手の名称", "Name of that node")


class Judged(Frozen):
    """Judgements that were written, or would be, and exactly what they change."""

    judgements: tuple[Judgement, ...] = described("判断", "The judgements, as the ledger keeps them")
    changes: int = described("変更の数", "Number of nodes and ties that change")
    counts: tuple[KindCount, ...] = described("件数", "Added, changed and removed by kind", ())
    joined: tuple[Moved, ...] = described("統合", "Nodes that became part of another; their ids answer 308", ())
    parted: tuple[Moved, ...] = described("分離", "Nodes that are nodes of their own now", ())
    conflicts: tuple[Conflict, ...] = described("食い違い", "Judgements that contradict each other, after this", ())
    ledger_seq: int | None = described("通し番号", "Number of the change set; null where nothing was written", None)
    graph_version_before: str = described("前の版", "Graph version before")
    graph_version: str = described("グラフの版", "Graph version after")


def judgement_of(
    store: Store,
    *,
    kind: Kind,
    left: str,
    right: str,
    verdict: Verdict,
    reason: str,
    by: str,
    at: datetime.datetime,
    registers: RegisterIndex | None = None,
) -> Judgement:
    """Return a judgement that may be written; BadInput where it says nothing or names what is not there."""
    if kind not in JUDGED:
        raise BadInput(
            "席は判断の対象になりません。機関・人・事業・会議体・出典から選んでください。",
            field="kind",
            value=kind.value,
        )
    record = store.record()
    names = {}
    for field, side in (("left", left), ("right", right)):
        names[f"{field}_name"] = _shown(record, kind, field, side, registers)
    judgement = Judgement(
        kind=kind,
        left=left,
        right=right,
        verdict=verdict,
        by=by,
        at=at.astimezone(datetime.UTC).isoformat(timespec="milliseconds"),
        reason=reason,
        **names,
    )
    _, one, other = pair_of(judgement)
    if one == other:
        raise BadInput("左と右が同じです。別の名称か id を書いてください。", field="right", value=right)
    if judgement.by_rule:
        raise BadInput("判断者の名前を「rule:」で始めることはできません。", field="by", value=by)
    return judgement


def _shown(record: Record, kind: Kind, field: str, side: str, registers: RegisterIndex | None) -> str | None:
    found = side_kind(kind, side)
    if found == "mention":
        node = node_with(record.graph, kind, side)
        if node is None:
            raise BadInput("この id の記載はありません。一覧から選び直してください。", field=field, value=side)
        return node.name
    if found == "register":
        entry = registers.entry(side) if registers else None
        return entry.name if entry else None
    if _LOOKS_LIKE_AN_ID.match(side):
        raise BadInput(
            f"この id は{kind.label_ja}のものではありません。種類か id を直してください。", field=field, value=side
        )
    return None


def undoing(store: Store, id: str, *, by: str, reason: str, at: datetime.datetime) -> Judgement:
    """Return the judgement that takes another back; NotFound, or BadInput where it is taken back already."""
    known = store.record().judgements
    judgement = next((one for one in known if one.id == id), None)
    if judgement is None:
        raise NotFound("判断", id)
    if id in undone(known):
        raise BadInput("この判断はすでに取り消されています。", field="id", value=id)
    said = {
        "by": by,
        "at": at.astimezone(datetime.UTC).isoformat(timespec="milliseconds"),
        "reason": reason,
        "undoes": id,
    }
    return Judgement.model_validate({**judgement.model_dump(exclude={"id", "score"}), **said})


def taken_back(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids of the judgements, and of the takings-back, that are taken back."""
    return undone(judgements)


def write_judgements(
    store: Store,
    given: Sequence[Judgement],
    aliases: Sequence[Alias],
    *,
    actor: str,
    clock: Clock,
    if_match: str | None = None,
    dry_run: bool = False,
) -> Judged:
    """Write the judgements that the ledger does not hold yet as one unit, and return what they change.

    Raises VersionMoved where `if_match` is given and is not the current graph version.
    """
    while True:
        record = store.record()
        if if_match is not None and record.graph.version != if_match:
            raise VersionMoved(if_match, record.graph.version)
        new = new_ones(record, judgements_without_erased(given, store.withheld().erased, record.graph))
        every = [*record.judgements, *new]
        graph, identity = resolved(record.editions, every, aliases)
        change_set = change_set_of(record, graph, actor, clock, judgements=new)
        answer = _judged(record, graph, change_set, conflicts_of(identity, every))
        if dry_run or not new:
            return answer
        try:
            done: Applied = store.apply(change_set)
        except VersionMoved:
            if if_match is not None:
                raise
            continue
        return answer.model_copy(update={"ledger_seq": done.seq})


def node_with(graph: Graph, kind: Kind, id: str) -> Node | None:
    """Return the node with this id, or with the mention of this id."""
    nodes = nodes_of(graph, kind)
    return nodes.get(id) or next((node for node in nodes.values() if id in node.mentions), None)


def nodes_of(graph: Graph, kind: Kind) -> Mapping[str, Node]:
    """Return the nodes of a kind that can be judged, by id; none for seats."""
    nodes: dict[Kind, Mapping[str, Node]] = {
        Kind.ORGANIZATION: graph.organizations,
        Kind.PERSON: graph.persons,
        Kind.PROGRAMME: graph.programmes,
        Kind.CONSORTIUM: graph.consortia,
        Kind.SOURCE: graph.sources,
    }
    return nodes.get(kind, {})


def new_ones(record: Record, given: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that the record does not hold yet, each once."""
    known = {judgement.id for judgement in record.judgements}
    return tuple({one.id: one for one in given if one.id not in known}.values())


def _judged(record: Record, graph: Graph, change_set: ChangeSet, conflicts: Sequence[Conflict]) -> Judged:
    delta = change_set.delta
    return Judged(
        judgements=change_set.judgements,
        changes=sum(1 for _ in delta.nodes()) + len(delta.ties) + len(delta.gone_nodes) + len(delta.gone_ties),
        counts=counts_of(record.graph, delta),
        joined=tuple(_moved(record.graph, graph)),
        parted=tuple(_moved(graph, record.graph)),
        conflicts=tuple(conflicts),
        graph_version_before=record.graph.version,
        graph_version=graph.version,
    )


def _moved(fewer: Graph, more: Graph) -> Iterable[Moved]:
    """Yield the nodes of the one graph that are part of another node in the other."""
    yield from _into(fewer.organizations, more.organizations)
    yield from _into(fewer.persons, more.persons)
    yield from _into(fewer.programmes, more.programmes)
    yield from _into(fewer.consortia, more.consortia)
    yield from _into(fewer.sources, more.sources)


N = TypeVar("N", Organization, Person, Programme, Consortium, Source)


def _into(before: dict[str, N], after: dict[str, N]) -> Iterable[Moved]:
    gone = before.keys() - after.keys()
    if not gone:
        return
    kept = {mention: node for node in after.values() for mention in node.mentions if mention in gone}
    for id in sorted(gone):
        if id in kept:
            yield Moved(id=id, name=before[id].name, other_id=kept[id].id, other_name=kept[id].name)
