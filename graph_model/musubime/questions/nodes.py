"""The nodes that an answer refers to, fetched from the store once a kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from musubime.errors import NotFound
from musubime.questions.answers import EvidenceRow, KindRef, Ref, SourceRef
from musubime.questions.library import Reading
from musubime.questions.moved import Moved
from musubime.questions.readable import Readable
from musubime.types.evidence import Evidence, Identifier, Name
from musubime.types.nodes import NODE_TYPES, AnyNode, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

N = TypeVar("N", bound=BaseModel)


def record_of(reading: Reading, kind: Kind, id: str, type: type[N]) -> N:
    """Return one record out of the store; raises Moved for a merged id and NotFound for an unknown one."""
    found = reading.store.records(kind, [id])
    if found and isinstance(found[0], type):
        return found[0]
    kept = reading.store.kept_id(kind, id)
    if kept is not None and kept != id:
        raise Moved(kind.name.lower(), id, kept)
    raise NotFound(kind.label_ja, id)


class Nodes:
    """Nodes by kind and id; what was not fetched before is fetched when it is wanted."""

    def __init__(self, store: Readable) -> None:
        self._store = store
        self._found: defaultdict[Kind, dict[str, AnyNode]] = defaultdict(dict)
        self._asked: set[tuple[Kind, str]] = set()

    def want(self, kind: Kind, ids: Iterable[str | None]) -> None:
        """Fetch the nodes of a kind that are not here yet."""
        missing = sorted({id for id in ids if id is not None and (kind, id) not in self._asked})
        if missing:
            self._asked.update((kind, id) for id in missing)
            self._found[kind].update({node.id: node for node in self._store.records(kind, missing)})

    def want_seats(self, seats: Iterable[Seat]) -> None:
        """Fetch everything that the rows of these seats name."""
        listed = list(seats)
        self.want(Kind.ORGANIZATION, (seat.organization for seat in listed))
        self.want(Kind.PERSON, (seat.person for seat in listed))
        self.want(Kind.CONSORTIUM, (seat.consortium for seat in listed))
        self.want(Kind.SOURCE, (statement.source for seat in listed for statement in seat.statements))

    def want_ties(self, ties: Iterable[Tie]) -> None:
        """Fetch both ends of these ties and the sources of their evidence."""
        listed = list(ties)
        for kind in NODE_TYPES:
            self.want(kind, (tie.from_id for tie in listed if tie.from_kind is kind))
            self.want(kind, (tie.to_id for tie in listed if tie.to_kind is kind))
        self.want_sources(*listed)

    def want_sources(self, *records: BaseModel) -> None:
        """Fetch the sources that these records give as evidence anywhere in them."""
        self.want(Kind.SOURCE, (source for record in records for source in _sources(record)))

    def get(self, kind: Kind, id: str, type: type[N]) -> N | None:
        """Return a node; None where the graph has none with this id."""
        if (kind, id) not in self._asked:
            self.want(kind, [id])
        node = self._found[kind].get(id)
        return node if isinstance(node, type) else None

    def has(self, kind: Kind, id: str) -> bool:
        """Return whether the graph has this node."""
        if (kind, id) not in self._asked:
            self.want(kind, [id])
        return id in self._found[kind]

    def name(self, kind: Kind, id: str) -> str:
        """Return the name of a node; its id where the graph has none or it has no name."""
        self.has(kind, id)
        return getattr(self._found[kind].get(id), "name", id)

    def ref(self, kind: Kind, id: str) -> Ref:
        """Return a reference to a node."""
        return Ref(id=id, name=self.name(kind, id))

    def kind_ref(self, kind: Kind, id: str) -> KindRef:
        """Return a reference to a node with its kind."""
        return KindRef.model_validate({"kind": kind.name.lower(), "id": id, "name": self.name(kind, id)})

    def source(self, id: str, locator: str) -> SourceRef:
        """Return a reference to a place in a source."""
        return SourceRef(id=id, title=self.name(Kind.SOURCE, id), locator=locator)

    def evidence(self, rows: Iterable[Evidence]) -> tuple[EvidenceRow, ...]:
        """Return rows of evidence with the titles of their sources."""
        return tuple(EvidenceRow(source=self.source(row.source, row.locator), printed=row.printed) for row in rows)


def _sources(value: object) -> Iterator[str]:
    if isinstance(value, (Evidence, Name, Identifier)):
        if value.source is not None:
            yield value.source
    elif isinstance(value, BaseModel):
        for inner in value.__dict__.values():
            if isinstance(inner, (tuple, BaseModel)):
                yield from _sources(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _sources(item)
