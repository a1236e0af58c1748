"""Lists of records: chosen on the snapshot by the filters, paged in a stable order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from musubime.analytics.incidence import incidence
from musubime.analytics.snapshot import Snapshot
from musubime.errors import PersonsOff
from musubime.questions.answers import Ref
from musubime.questions.answers_records import (
    ConsortiumItem,
    ConsortiumList,
    OrganizationItem,
    OrganizationList,
    PersonItem,
    PersonList,
    PostItem,
    PostList,
    ProgrammeItem,
    ProgrammeList,
    SourceItem,
    SourceList,
)
from musubime.questions.library import Library
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected, Selection, prefecture_code
from musubime.types.evidence import Name
from musubime.types.nodes import Consortium, Organization, Person, Programme, Source
from musubime.types.prefectures import names_of
from musubime.types.text import search_key
from musubime.types.vocabulary import TieType

N = TypeVar("N", Organization, Person, Programme, Consortium, Source)


def _by_name(nodes: Iterable[N]) -> list[N]:
    return sorted(nodes, key=lambda node: (node.name, node.id))


def _named_like(q: str | None, name: str, names: Sequence[Name]) -> bool:
    key = search_key(q or "")
    return any(key in search_key(text) for text in (name, *(each.text for each in names)))


def organizations(
    library: Library, selection: Selection, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> OrganizationList:
    """Return the organizations that hold selected seats, by name; without a filter of seats all of them."""
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = selection.resolve(snapshot)
        memberships = _memberships(selected, "organization")
        ids = memberships if selection.selects_seats else snapshot.graph.organizations
        passes = selection.bodies(snapshot)
        chosen = _by_name(snapshot.graph.organizations[id] for id in ids if passes(id))
        page, following = paged(chosen, limit, cursor, lambda node: node.id)
        return OrganizationList(
            graph_version=snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            items=tuple(
                OrganizationItem(
                    id=node.id,
                    name=node.name,
                    sector=snapshot.sector(node.id, inferred=selection.inferred),
                    kind=node.kind.value if node.kind else None,
                    prefecture=node.prefecture,
                    prefecture_names=tuple(names_of(node.prefecture)),
                    memberships=memberships.get(node.id, 0),
                    seats=seats_path("organization", node.id),
                )
                for node in page
            ),
        )


def _memberships(selected: Selected, level: str) -> dict[str, int]:
    found = incidence(selected.snapshot, selected.seats, level)  # type: ignore[arg-type]
    return dict(zip(found.actors, found.degrees().tolist(), strict=True))


def persons(
    library: Library, selection: Selection, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> PersonList:
    """Return the persons who hold selected seats, by name; without a filter of seats all; raises PersonsOff."""
    if not library.persons:
        raise PersonsOff
    with library.reading() as reading:
        snapshot = reading.snapshot
        selection.refuse("located_in")
        selected = selection.resolve(snapshot)
        memberships = _memberships(selected, "person")
        ids = memberships if selection.selects_seats else snapshot.graph.persons
        passes = selection.bodies(snapshot)
        chosen = _by_name(snapshot.graph.persons[id] for id in ids if passes(id))
        page, following = paged(chosen, limit, cursor, lambda node: node.id)
        affiliations = _affiliations(snapshot, {node.id for node in page})
        return PersonList(
            graph_version=snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            items=tuple(
                PersonItem(
                    id=node.id,
                    name=node.name,
                    organizations=affiliations.get(node.id, ()),
                    memberships=memberships.get(node.id, 0),
                    seats=seats_path("person", node.id),
                )
                for node in page
            ),
        )


def _affiliations(snapshot: Snapshot, persons: set[str]) -> dict[str, tuple[Ref, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for seat in snapshot.graph.seats.values():
        if seat.person in persons and seat.organization is not None:
            found[seat.person].add(seat.organization)
    for tie in snapshot.ties(TieType.AFFILIATED_WITH):
        if tie.from_id in persons:
            found[tie.from_id].add(tie.to_id)
    return {person: _refs(ids, snapshot.name) for person, ids in found.items()}


def _refs(ids: Iterable[str], name: Callable[[str], str]) -> tuple[Ref, ...]:
    return tuple(sorted((Ref(id=id, name=name(id)) for id in ids), key=lambda ref: (ref.name, ref.id)))


def posts(library: Library, selection: Selection, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None) -> PostList:
    """Return the posts that hold selected seats, by name."""
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = selection.resolve(snapshot)
        memberships = _memberships(selected, "post")
        passes = selection.bodies(snapshot)
        chosen = sorted((snapshot.name(id), id) for id in memberships if passes(id))
        page, following = paged(chosen, limit, cursor, lambda row: row[1])
        return PostList(
            graph_version=snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            items=tuple(
                PostItem(
                    id=id,
                    name=name,
                    title=snapshot.posts[id].title,
                    organization=Ref(
                        id=snapshot.posts[id].organization, name=snapshot.name(snapshot.posts[id].organization)
                    ),
                    memberships=memberships[id],
                    seats=seats_path("post", id),
                )
                for name, id in page
            ),
        )


def programmes(
    library: Library, selection: Selection, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> ProgrammeList:
    """Return the programmes of the selected consortia, by name, and those that the filters name themselves."""
    with library.reading() as reading:
        snapshot = reading.snapshot
        selection.refuse("sector", "located_in")
        selected = selection.resolve(snapshot)
        counts = Counter(p.id for id in selected.consortium_ids for p in snapshot.programmes_of.get(id, ()))
        chosen = _by_name(
            node
            for node in snapshot.graph.programmes.values()
            if _selects(selection, snapshot, node, counts) and _named_like(selection.q, node.name, node.names)
        )
        page, following = paged(chosen, limit, cursor, lambda node: node.id)
        return ProgrammeList(
            graph_version=snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            items=tuple(
                ProgrammeItem(
                    id=node.id,
                    name=node.name,
                    prefecture=node.prefecture,
                    prefecture_names=tuple(names_of(node.prefecture)),
                    owners=tuple(Ref(id=o.id, name=o.name) for o in snapshot.owners_of.get(node.id, ())),
                    consortia=counts[node.id],
                    seats=seats_path("programme", node.id),
                )
                for node in page
            ),
        )


def _selects(selection: Selection, snapshot: Snapshot, node: Programme, counts: Counter[str]) -> bool:
    """Whether a programme passes: by a selected consortium, or by itself where it has no consortium."""
    if counts[node.id] or not selection.narrowed:
        return True
    if selection.consortium:
        return False
    codes = {prefecture_code(text, "prefecture") for text in selection.prefecture}
    rosters = {snapshot.graph.sources[e.source].roster for e in node.evidence if e.source in snapshot.graph.sources}
    owners = {owner.id for owner in snapshot.owners_of.get(node.id, ())}
    return (
        (not codes or bool(codes.intersection(node.prefecture)))
        and (not selection.programme or node.id in selection.programmes(snapshot))
        and (not selection.owner or bool(owners & selection.owners(snapshot)))
        and (not selection.roster or bool(rosters.intersection(selection.roster)))
    )


def consortium_item(snapshot: Snapshot, node: Consortium, size: int) -> ConsortiumItem:
    """Return one consortium as a row; `size` is the number of holders with a selected seat."""
    return ConsortiumItem(
        id=node.id,
        name=node.name,
        form=node.form.value,
        region=node.region,
        prefecture=node.prefecture,
        prefecture_names=tuple(names_of(node.prefecture)),
        programmes=tuple(Ref(id=p.id, name=p.name) for p in snapshot.programmes_of.get(node.id, ())),
        reported=node.reported.value,
        size=size if snapshot.stated(node.id) else None,
        seats=seats_path("consortium", node.id),
    )


def consortia(
    library: Library, selection: Selection, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> ConsortiumList:
    """Return the selected consortia, those without members too, by name."""
    with library.reading() as reading:
        snapshot = reading.snapshot
        selection.refuse("sector", "located_in")
        selected = selection.resolve(snapshot)
        members = incidence(snapshot, selected.seats, "holder")
        sizes = dict(zip(members.consortia, members.sizes().tolist(), strict=True))
        nodes = (snapshot.graph.consortia[id] for id in selected.consortium_ids)
        chosen = _by_name(node for node in nodes if _named_like(selection.q, node.name, node.names))
        page, following = paged(chosen, limit, cursor, lambda node: node.id)
        return ConsortiumList(
            graph_version=snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            items=tuple(consortium_item(snapshot, node, sizes.get(node.id, 0)) for node in page),
        )


def sources(
    library: Library, selection: Selection, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> SourceList:
    """Return the sources by title; with filters, those that state selected seats or consortia."""
    with library.reading() as reading:
        snapshot = reading.snapshot
        selection.refuse("sector", "located_in")
        stating = _stating(selection.resolve(snapshot)) if selection.narrowed else set(snapshot.graph.sources)
        nodes = (snapshot.graph.sources[id] for id in stating if id in snapshot.graph.sources)
        chosen = _by_name(node for node in nodes if _named_like(selection.q, node.name, ()))
        page, following = paged(chosen, limit, cursor, lambda node: node.id)
        loaded = library.loaded_at()
        return SourceList(
            graph_version=snapshot.version,
            total=len(chosen),
            next=following,
            items=tuple(
                SourceItem(
                    id=node.id,
                    name=node.name,
                    roster=node.roster,
                    title=node.name,
                    publisher=node.publisher,
                    url=node.url,
                    date=node.date,
                    licence=node.licence,
                    sha256=node.sha256,
                    loaded_at=loaded.get(node.roster) if node.roster else None,
                    seats=seats_path("source", node.id),
                )
                for node in page
            ),
        )


def _stating(selected: Selected) -> set[str]:
    graph = selected.snapshot.graph
    rosters = set(selected.selection.roster)
    seats = (graph.seats[id] for id in selected.seat_ids)
    stated = {s.source for seat in seats for s in seat.statements}
    stated |= {e.source for id in selected.consortium_ids for e in graph.consortia[id].evidence}
    if rosters:
        stated |= {source.id for source in graph.sources.values() if source.roster in rosters}
        stated = {id for id in stated if id in graph.sources and graph.sources[id].roster in rosters}
    return stated
