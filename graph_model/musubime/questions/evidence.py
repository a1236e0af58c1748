"""Every printed place behind a record."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from musubime.errors import BadQuestion, PersonsOff
from musubime.questions.answers_records import EvidenceItem, EvidenceList
from musubime.questions.library import Library
from musubime.questions.nodes import Nodes, record_of
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.types.evidence import Evidence
from musubime.types.nodes import NODE_TYPES, AnyNode, Seat
from musubime.types.vocabulary import Kind

Row = tuple[str, Kind, str, Evidence]


def evidence(
    library: Library, kind: str, id: str, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> EvidenceList:
    """Return every place where something about a record was read: its facts, its relations, its seats.

    `kind` is `organization`, `person`, `programme`, `consortium`, `seat` or `source`; raises Moved, NotFound.
    """
    of = _kind(kind)
    if of is Kind.PERSON and not library.persons:
        raise PersonsOff
    with library.reading() as reading:
        record = _record(reading.store.records(of, [id])) or record_of(reading, of, id, NODE_TYPES[of])
        rows = list(_of_record(of, record))
        for tie in reading.store.ties_of([id]):
            rows += [(tie.type.value, of, id, item) for item in tie.evidence]
        for seat in reading.store.seats_of(of, [id]):
            rows += [("seat", Kind.SEAT, seat.id, item) for item in seat.statements]
        keyed = list(enumerate(rows))
        page, following = paged(keyed, limit, cursor, lambda row: str(row[0]))
        nodes = Nodes(reading.store)
        nodes.want(Kind.SOURCE, (row[3].source for _, row in page))
        return EvidenceList(
            graph_version=reading.version,
            total=len(rows),
            next=following,
            items=tuple(
                EvidenceItem(
                    what=what,
                    subject=nodes.kind_ref(subject, each),
                    source=nodes.source(item.source, item.locator),
                    printed=item.printed,
                )
                for _, (what, subject, each, item) in page
            ),
        )


def _record(found: list[AnyNode]) -> AnyNode | None:
    return found[0] if found else None


def _kind(kind: str) -> Kind:
    found = next((each for each in NODE_TYPES if each.name.lower() == kind), None)
    if found is None:
        raise BadQuestion(f"種類「{kind[:40]}」はありません。", field="kind", value=kind[:80])
    return found


def _of_record(kind: Kind, record: AnyNode) -> Iterator[Row]:
    """Yield what is stated on the record itself, each row under the field that it is evidence of."""
    if isinstance(record, Seat):
        yield from (("seat", kind, record.id, item) for item in record.statements)
        return
    for field, value in record.__dict__.items():
        if isinstance(value, tuple):
            what = "record" if field == "evidence" else field
            yield from ((what, kind, record.id, item) for item in _inside(value))


def _inside(values: Iterable[object]) -> Iterator[Evidence]:
    for value in values:
        if isinstance(value, Evidence):
            yield value
        elif isinstance(value, BaseModel):
            yield from _inside(getattr(value, "evidence", ()))
