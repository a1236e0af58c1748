"""Single records, out of the graph database: organization, person, post, programme, consortium, seat, source."""

from collections.abc import Iterable, Sequence

from musubime.analytics.posts import post_of, posts_of
from musubime.analytics.snapshot import STATED, owner_order
from musubime.errors import NotFound, PersonsOff
from musubime.questions.answers import Ref
from musubime.questions.answers_records import (
    ConsortiumAnswer,
    ConsortiumItem,
    OrganizationAnswer,
    PersonAnswer,
    PostAnswer,
    ProgrammeAnswer,
    SeatAnswer,
    SourceAnswer,
)
from musubime.questions.library import Library, Reading
from musubime.questions.moved import moved_post
from musubime.questions.nodes import Nodes, record_of
from musubime.questions.rows import (
    MOST_SEATS,
    budget_rows,
    date_rows,
    figure_rows,
    identifier_rows,
    name_rows,
    relation_rows,
    seat_row,
    seats_path,
    shown_seats,
    unnamed_rows,
)
from musubime.types.nodes import Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.prefectures import names_of
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, TieType


def _current(seats: Iterable[Seat]) -> list[Seat]:
    return [seat for seat in seats if seat.not_stated_since is None]


def _memberships(seats: Iterable[Seat]) -> int:
    return len({seat.consortium for seat in _current(seats)})


def organization(library: Library, id: str, lang: str = "ja") -> OrganizationAnswer:
    """Return one organization with its names, numbers, seats and relations; raises Moved, NotFound."""
    with library.reading() as reading:
        record = record_of(reading, Kind.ORGANIZATION, id, Organization)
        seats = reading.store.seats_of(Kind.ORGANIZATION, [id])
        ties = reading.store.ties_of([id])
        nodes = Nodes(reading.store)
        nodes.want_sources(record)
        return OrganizationAnswer(
            graph_version=reading.version,
            id=record.id,
            name=record.name,
            name_en=record.name_en,
            names=name_rows(nodes, record.names),
            identifiers=identifier_rows(nodes, record.identifiers),
            sector=record.sector.value if record.sector else None,
            sectors_stated=record.sectors_stated,
            sector_inferred=record.sector_inferred,
            kind=record.kind.value if record.kind else None,
            legal_form=record.legal_form,
            prefecture=record.prefecture,
            prefecture_names=tuple(names_of(record.prefecture)),
            prefecture_basis=record.prefecture_basis,
            memberships=_memberships(seats),
            seats=shown_seats(nodes, seats, lambda seat: (nodes.name(Kind.CONSORTIUM, seat.consortium),)),
            seats_total=len(seats),
            seats_path=seats_path("organization", id),
            relations=relation_rows(nodes, ties, id, lang),
            evidence=nodes.evidence(record.evidence),
            note=record.note,
        )


def person(library: Library, id: str, lang: str = "ja") -> PersonAnswer:
    """Return one person in public roles; raises PersonsOff, Moved, NotFound."""
    if not library.persons:
        raise PersonsOff
    with library.reading() as reading:
        record = record_of(reading, Kind.PERSON, id, Person)
        seats = reading.store.seats_of(Kind.PERSON, [id])
        ties = reading.store.ties_of([id])
        nodes = Nodes(reading.store)
        nodes.want_sources(record)
        return PersonAnswer(
            graph_version=reading.version,
            id=record.id,
            name=record.name,
            names=name_rows(nodes, record.names),
            memberships=_memberships(seats),
            seats=shown_seats(nodes, seats, lambda seat: (nodes.name(Kind.CONSORTIUM, seat.consortium),)),
            seats_total=len(seats),
            seats_path=seats_path("person", id),
            relations=relation_rows(nodes, ties, id, lang),
            evidence=nodes.evidence(record.evidence),
            note=record.note,
        )


def post(library: Library, id: str) -> PostAnswer:
    """Return one post: a title in an organization, whoever holds it; raises Moved, NotFound."""
    with library.reading() as reading:
        found = reading.snapshot.posts.get(id)
        if found is None:
            raise moved_post(reading.snapshot.graph, id) or NotFound("役職", id)
        seats = [s for s in reading.store.seats_of(Kind.ORGANIZATION, [found.organization]) if id in posts_of(s)]
        nodes = Nodes(reading.store)
        owner = nodes.ref(Kind.ORGANIZATION, found.organization)
        return PostAnswer(
            graph_version=reading.version,
            id=id,
            name=f"{owner.name} {found.title}",
            title=found.title,
            organization=owner,
            memberships=_memberships(s for s in seats if post_of(s) == id),
            seats=shown_seats(nodes, seats, lambda seat: (nodes.name(Kind.CONSORTIUM, seat.consortium),)),
            seats_total=len(seats),
            seats_path=seats_path("post", id),
        )


def programme(library: Library, id: str, lang: str = "ja") -> ProgrammeAnswer:
    """Return one programme with its owners, consortia and relations; raises Moved, NotFound."""
    with library.reading() as reading:
        record = record_of(reading, Kind.PROGRAMME, id, Programme)
        ties = reading.store.ties_of([id])
        nodes = Nodes(reading.store)
        nodes.want_sources(record)
        nodes.want_ties(ties)
        under = sorted(
            (tie.from_id for tie in ties if tie.type is TieType.UNDER),
            key=lambda consortium: (nodes.name(Kind.CONSORTIUM, consortium), consortium),
        )
        return ProgrammeAnswer(
            graph_version=reading.version,
            id=record.id,
            name=record.name,
            name_en=record.name_en,
            names=name_rows(nodes, record.names),
            prefecture=record.prefecture,
            prefecture_names=tuple(names_of(record.prefecture)),
            owners=_owners(nodes, ties, id),
            summary=record.summary,
            issues=record.issues,
            phases=tuple(phase.value for phase in record.phases),
            support_types=tuple(support.value for support in record.support_types),
            budgets=budget_rows(nodes, record.budgets),
            figures=figure_rows(nodes, record.figures),
            dates=date_rows(nodes, record.dates),
            consortia=_consortium_items(reading, nodes, under[:MOST_SEATS]),
            consortia_total=len(under),
            seats=seats_path("programme", id),
            relations=relation_rows(nodes, ties, id, lang),
            evidence=nodes.evidence(record.evidence),
            confidence=record.confidence,
            note=record.note,
        )


def _owners(nodes: Nodes, ties: Iterable[Tie], programme: str) -> tuple[Ref, ...]:
    owning = [tie for tie in ties if tie.type is TieType.OWNS and tie.to_id == programme]
    owners = ((tie, nodes.get(Kind.ORGANIZATION, tie.from_id, Organization)) for tie in owning)
    ordered = sorted(owner_order(tie, owner) for tie, owner in owners if owner is not None)
    return tuple(nodes.ref(Kind.ORGANIZATION, id) for _, _, id in ordered)


def _programmes(nodes: Nodes, ties: Iterable[Tie], consortium: str) -> tuple[Ref, ...]:
    under = [tie for tie in ties if tie.type is TieType.UNDER and tie.from_id == consortium]
    under.sort(key=lambda tie: (tie.position, tie.key))
    return tuple(nodes.ref(Kind.PROGRAMME, tie.to_id) for tie in under)


def _size(record: Consortium, seats: Iterable[Seat]) -> int | None:
    if record.reported not in STATED:
        return None
    return len({seat.organization or seat.person for seat in _current(seats)} - {None})


def _consortium_items(reading: Reading, nodes: Nodes, ids: Sequence[str]) -> tuple[ConsortiumItem, ...]:
    ties = reading.store.ties_of(ids)
    nodes.want(Kind.PROGRAMME, (tie.to_id for tie in ties if tie.type is TieType.UNDER))
    seats: dict[str, list[Seat]] = {id: [] for id in ids}
    for seat in reading.store.seats_of(Kind.CONSORTIUM, ids):
        seats[seat.consortium].append(seat)
    records = (nodes.get(Kind.CONSORTIUM, id, Consortium) for id in ids)
    return tuple(
        ConsortiumItem(
            id=record.id,
            name=record.name,
            form=record.form.value,
            region=record.region,
            prefecture=record.prefecture,
            prefecture_names=tuple(names_of(record.prefecture)),
            programmes=_programmes(nodes, ties, record.id),
            reported=record.reported.value,
            size=_size(record, seats[record.id]),
            seats=seats_path("consortium", record.id),
        )
        for record in records
        if record is not None
    )


def consortium(library: Library, id: str, lang: str = "ja") -> ConsortiumAnswer:
    """Return one consortium with its roster; raises Moved, NotFound."""
    with library.reading() as reading:
        record = record_of(reading, Kind.CONSORTIUM, id, Consortium)
        seats = reading.store.seats_of(Kind.CONSORTIUM, [id])
        ties = reading.store.ties_of([id])
        nodes = Nodes(reading.store)
        nodes.want_sources(record)
        nodes.want_ties(ties)
        nodes.want_seats(seats)
        programmes = _programmes(nodes, ties, id)
        return ConsortiumAnswer(
            graph_version=reading.version,
            id=record.id,
            name=record.name,
            names=name_rows(nodes, record.names),
            prefecture=record.prefecture,
            prefecture_names=tuple(names_of(record.prefecture)),
            programme=programmes[0] if programmes else None,
            programmes=programmes,
            form=record.form.value,
            region=record.region,
            plan=record.plan,
            summary=record.summary,
            contact=record.contact,
            themes=record.themes,
            dates=date_rows(nodes, record.dates),
            figures=figure_rows(nodes, record.figures),
            budgets=budget_rows(nodes, record.budgets),
            reported=record.reported.value,
            size=_size(record, seats),
            unnamed_members=unnamed_rows(nodes, record.unnamed_members),
            confidentiality=record.confidentiality,
            seats=shown_seats(nodes, seats, lambda seat: _roster_place(nodes, seat)),
            seats_total=len(seats),
            seats_path=seats_path("consortium", id),
            relations=relation_rows(nodes, ties, id, lang),
            evidence=nodes.evidence(record.evidence),
            confidence=record.confidence,
            note=record.note,
        )


def _roster_place(nodes: Nodes, seat: Seat) -> tuple[str, ...]:
    """Sector as printed in the order 学官産金民, then the holder's name."""
    sector = "学官産金民".find(seat.sector.value) if seat.sector else 9
    holder = seat.organization or seat.person
    kind = Kind.ORGANIZATION if seat.organization else Kind.PERSON
    return (str(sector), nodes.name(kind, holder) if holder else "")


def seat(library: Library, id: str) -> SeatAnswer:
    """Return one seat with all its statements; raises Moved, NotFound."""
    with library.reading() as reading:
        record = record_of(reading, Kind.SEAT, id, Seat)
        nodes = Nodes(reading.store)
        nodes.want_seats([record])
        row = seat_row(nodes, record)
        return SeatAnswer(
            graph_version=reading.version, **{name: getattr(row, name) for name in type(row).model_fields}
        )


def source(library: Library, id: str, lang: str = "ja") -> SourceAnswer:
    """Return one document with what it states; raises Moved, NotFound."""
    with library.reading() as reading:
        record = record_of(reading, Kind.SOURCE, id, Source)
        nodes = Nodes(reading.store)
        nodes.want_sources(record)
        stated = (s for seat in reading.snapshot.graph.seats.values() for s in seat.statements)
        return SourceAnswer(
            graph_version=reading.version,
            id=record.id,
            name=record.name,
            roster=record.roster,
            title=record.name,
            publisher=record.publisher,
            url=record.url,
            date=record.date,
            licence=record.licence,
            sha256=record.sha256,
            loaded_at=library.loaded_at().get(record.roster) if record.roster else None,
            seats=seats_path("source", id),
            statements=sum(1 for statement in stated if statement.source == id),
            relations=relation_rows(nodes, reading.store.ties_of([id]), id, lang),
            evidence=nodes.evidence(record.evidence),
            note=record.note,
        )
