"""A store that holds one graph in memory: the reading half of the port, without an engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from musubime.store.port import (
    Applied,
    AuditRow,
    EngineInfo,
    Erased,
    Hit,
    KeyRow,
    Progress,
    Record,
    Rewriting,
    Scalar,
    Suppression,
    Table,
    Verification,
    Withheld,
)
from musubime.types.changes import ChangeSet, ChangeSetHeader
from musubime.types.graph import Graph
from musubime.types.nodes import AnyNode, Organization, Programme, Seat, Source
from musubime.types.text import search_key
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind


class FakeStore:
    """Answers from a graph; `seq` moves when the graph is replaced. Counts what it is asked for."""

    address = "memory"
    engine = EngineInfo(name="memory", version="1")

    def __init__(self, graph: Graph, before_reading: Callable[[], None] | None = None) -> None:
        self.graph, self.seq = graph, 1
        self.graphs_read = 0
        self.asked: list[str] = []
        self.kept_back = Withheld()
        self._before_reading = before_reading

    def replace(self, graph: Graph) -> None:
        self.graph, self.seq = graph, self.seq + 1

    @contextmanager
    def reading(self) -> Iterator[int]:
        yield self.seq

    def graph_seq(self) -> int:
        return self.seq

    def ledger_seq(self) -> int:
        return self.seq

    def read_graph(self) -> Graph:
        if self._before_reading:
            self._before_reading()
        self.graphs_read += 1
        return self.graph

    def _places(self, kind: Kind) -> Mapping[str, AnyNode]:
        graph = self.graph
        places: dict[Kind, Mapping[str, AnyNode]] = {
            Kind.ORGANIZATION: graph.organizations,
            Kind.PERSON: graph.persons,
            Kind.PROGRAMME: graph.programmes,
            Kind.CONSORTIUM: graph.consortia,
            Kind.SEAT: graph.seats,
            Kind.SOURCE: graph.sources,
        }
        return places[kind]

    def records(self, kind: Kind, ids: Sequence[str]) -> list[AnyNode]:
        self.asked.append("records")
        places = self._places(kind)
        return [places[id] for id in ids if id in places]

    def kept_id(self, kind: Kind, id: str) -> str | None:
        places = self._places(kind)
        if id in places:
            return id
        return min((node.id for node in places.values() if id in node.mentions), default=None)

    def ties_of(self, ids: Iterable[str]) -> list[Tie]:
        self.asked.append("ties_of")
        wanted = set(ids)
        return [tie for _, tie in sorted(self.graph.ties.items()) if wanted & {tie.from_id, tie.to_id}]

    def seats_of(self, kind: Kind, ids: Iterable[str]) -> list[Seat]:
        self.asked.append("seats_of")
        wanted = set(ids)
        fields = {Kind.ORGANIZATION: "organization", Kind.PERSON: "person", Kind.CONSORTIUM: "consortium"}
        if kind not in fields:
            return []
        seats = self.graph.seats.values()
        return sorted((s for s in seats if getattr(s, fields[kind]) in wanted), key=lambda seat: seat.id)

    def search(self, text: str, limit: int) -> tuple[list[Hit], int]:
        self.asked.append("search")
        key = search_key(text)
        found: list[tuple[int, str, Hit]] = []
        for kind in Kind:
            if kind is Kind.SEAT:
                continue
            for node in self._places(kind).values():
                keys = [(self._rank(key, search_key(name)), name) for name in _names(node)]
                rank, matched = min(keys, key=lambda each: each[0])
                if rank < 3:
                    name = _names(node)[0]
                    found.append((rank, name, Hit(kind=kind, id=node.id, name=name, matched=matched)))
        found.sort(key=lambda row: (row[0], row[1], row[2].id))
        return [hit for _, _, hit in found[:limit]], len(found)

    @staticmethod
    def _rank(key: str, name: str) -> int:
        return 0 if name == key else 1 if name.startswith(key) else 2 if key in name else 3

    def record(self) -> Record:
        return Record(seq=self.seq, editions=(), judgements=(), graph=self.graph)

    def history(self) -> list[ChangeSetHeader]:
        rosters = sorted({source.roster for source in self.graph.sources.values() if source.roster})
        return [
            ChangeSetHeader(
                seq=self.seq,
                id=f"cs:{self.seq}:{n}",
                kind="load",
                title=roster,
                actor="test",
                at=f"2026-01-0{1 + n % 9}T00:00:00Z",
                roster=roster,
                edition_date=None,
                version_before="g0",
                version_after=self.graph.version,
            )
            for n, roster in enumerate(rosters)
        ]

    def change_sets(self, after: int = 0) -> Iterator[ChangeSet]:
        return iter(())

    def apply(self, change_set: ChangeSet) -> Applied:
        raise NotImplementedError

    def verify(self, progress: Progress) -> Verification:
        raise NotImplementedError

    def rebuild(self, progress: Progress) -> None:
        raise NotImplementedError

    def query(self, text: str, parameters: Mapping[str, Scalar], *, rows: int, seconds: float) -> Table:
        raise NotImplementedError

    def keys(self) -> list[KeyRow]:
        return []

    def put_key(self, key: KeyRow) -> None:
        raise NotImplementedError

    def audit(self, at: str, actor: str, action: str, subject: str) -> None:
        raise NotImplementedError

    def audit_rows(self) -> list[tuple[str, str, str, str]]:
        return []

    def withheld_stamp(self) -> int:
        return self.kept_back.stamp

    def withheld(self) -> Withheld:
        return self.kept_back

    def _keep_back(self, **changes: object) -> None:
        self.kept_back = self.kept_back.model_copy(update={"stamp": self.kept_back.stamp + 1, **changes})

    def suppress(self, row: Suppression) -> None:
        others = [known for known in self.kept_back.suppressed if known.id != row.id]
        self._keep_back(suppressed=tuple(sorted([*others, row], key=lambda one: (one.at, one.id))))

    def unsuppress(self, id: str) -> None:
        self._keep_back(suppressed=tuple(known for known in self.kept_back.suppressed if known.id != id))

    def remember_erased(self, erased: Erased) -> None:
        self._keep_back(erased=erased)

    def rewrite(
        self, rewriting: Rewriting, erased: Erased, released: Sequence[str], row: AuditRow, progress: Progress
    ) -> None:
        raise NotImplementedError

    def close(self) -> None:
        pass


def _names(node: AnyNode) -> list[str]:
    if isinstance(node, Seat):
        return []
    listed = [] if isinstance(node, Source) else [name.text for name in node.names]
    english = [node.name_en] if isinstance(node, (Organization, Programme)) and node.name_en else []
    return [node.name, *english, *listed]
