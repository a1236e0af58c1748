"""Facts of matched records for the columns of somebody's spreadsheet."""

from collections.abc import Callable, Mapping, Sequence

from musubime.errors import BadQuestion
from musubime.questions.library import Library, Reading
from musubime.questions.reconciling import KINDS, Reconciled, ReconciledKind, nodes_of_kind
from musubime.types.base import Frozen
from musubime.types.nodes import Organization, Person
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind

Values = tuple[str, ...]


class Property(Frozen):
    """One column that can be asked for."""

    id: str
    name: str
    kinds: tuple[ReconciledKind, ...]


PROPERTIES: tuple[Property, ...] = (
    Property(id="prefecture", name="都道府県", kinds=("organization", "consortium", "programme")),
    Property(id="sector", name="部門", kinds=("organization",)),
    Property(id="name_en", name="英語名", kinds=("organization", "programme")),
    Property(id="corporate_number", name="法人番号", kinds=("organization",)),
    Property(id="consortia", name="参画する会議体", kinds=("organization", "person")),
)


def extended(library: Library, ids: Sequence[str], properties: Sequence[str]) -> dict[str, dict[str, Values]]:
    """Return the values of these properties by id; an unknown id has none. BadQuestion for an unknown property."""
    known = [one.id for one in PROPERTIES]
    for id in properties:
        if id not in known:
            raise BadQuestion(f"使える列は {', '.join(known)} です。", field="properties", value=id[:80])
    with library.reading() as reading:
        kept = {id: _record(reading, id) for id in ids}
        return {
            id: {name: _value(reading, name, *found) if found else () for name in properties}
            for id, found in kept.items()
        }


def kind_of(reading: Reading, id: str) -> tuple[ReconciledKind, str] | None:
    """Return the kind of a record and the id that it is kept under; None where there is none."""
    for kind in KINDS:
        if id in nodes_of_kind(reading, kind):
            return kind, id
        kept = reading.store.kept_id(Kind[kind.upper()], id)
        if kept is not None:
            return kind, kept
    return None


def _record(reading: Reading, id: str) -> tuple[ReconciledKind, Reconciled] | None:
    found = kind_of(reading, id)
    return (found[0], nodes_of_kind(reading, found[0])[found[1]]) if found else None


def _value(reading: Reading, name: str, kind: ReconciledKind, node: Reconciled) -> Values:
    return _OWN[name](node) if name in _OWN else _consortia(reading, kind, node)


def _prefecture(node: Reconciled) -> Values:
    return () if isinstance(node, Person) else tuple(names_of(node.prefecture))


def _sector(node: Reconciled) -> Values:
    return (node.sector.value,) if isinstance(node, Organization) and node.sector else ()


def _name_en(node: Reconciled) -> Values:
    name = getattr(node, "name_en", None)
    return (name,) if isinstance(name, str) else ()


def _corporate_number(node: Reconciled) -> Values:
    if not isinstance(node, Organization):
        return ()
    return tuple(one.value for one in node.identifiers if one.scheme == "corporate_number" and one.role == "self")


def _consortia(reading: Reading, kind: ReconciledKind, node: Reconciled) -> Values:
    if kind not in ("organization", "person"):
        return ()
    of = {seat.consortium for seat in reading.store.seats_of(Kind[kind.upper()], [node.id])}
    consortia = reading.snapshot.graph.consortia
    return tuple(sorted(consortia[id].name for id in of if id in consortia))


_OWN: Mapping[str, Callable[[Reconciled], Values]] = {
    "prefecture": _prefecture,
    "sector": _sector,
    "name_en": _name_en,
    "corporate_number": _corporate_number,
}
"""Values that stand on the record itself; the consortia come from its seats."""
