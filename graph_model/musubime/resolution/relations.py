"""Ties: what editions state between things, and the affiliation that a person's seat states."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from musubime.resolution.identity import Identity
from musubime.resolution.merging import all_of, evidence_of, newest
from musubime.types.edition import End, RosterEdition
from musubime.types.evidence import Confidence, Evidence
from musubime.types.nodes import Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, TieType

_KINDS = {
    "organization": Kind.ORGANIZATION,
    "person": Kind.PERSON,
    "programme": Kind.PROGRAMME,
    "consortium": Kind.CONSORTIUM,
    "source": Kind.SOURCE,
}


def ties(identity: Identity, editions: Sequence[RosterEdition], seats: Iterable[Seat]) -> list[Tie]:
    """Return every stated relationship, one for each type and pair of ends, with all that states it."""
    gathered: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for edition in sorted(editions, key=lambda e: (e.edition_date or "", e.roster)):
        for tie in _stated(identity, edition):
            gathered[tie.key].append(tie)
    for seat in seats:
        affiliation = _affiliation(seat)
        if affiliation is not None:
            gathered[affiliation.key].append(affiliation)
    return [_merged(gathered[key]) for key in sorted(gathered)]


def _stated(identity: Identity, edition: RosterEdition) -> Iterator[Tie]:
    for programme in edition.programmes:
        id = identity.programme(edition, programme.key)
        evidence = evidence_of(identity, edition, programme.evidence)
        for position, owner in enumerate(programme.owners, 1):
            start = (Kind.ORGANIZATION, identity.organization(edition, owner))
            yield _tie(
                TieType.OWNS,
                start,
                (Kind.PROGRAMME, id),
                evidence,
                position=position,
                confidence=programme.owner_confidence,
            )
    for consortium in edition.consortia:
        id = identity.consortium(edition, consortium.key)
        evidence = evidence_of(identity, edition, consortium.evidence)
        for position, key in enumerate(consortium.programmes, 1):
            end = (Kind.PROGRAMME, identity.programme(edition, key))
            yield _tie(TieType.UNDER, (Kind.CONSORTIUM, id), end, evidence, position=position)
        for position, key in enumerate(consortium.inside, 1):
            end = (Kind.CONSORTIUM, identity.consortium(edition, key))
            yield _tie(TieType.INSIDE, (Kind.CONSORTIUM, id), end, evidence, position=position)
    for relation in edition.relations:
        yield Tie(
            type=relation.type,
            from_kind=_kind(relation.start),
            from_id=identity.end(edition, relation.start),
            to_kind=_kind(relation.end),
            to_id=identity.end(edition, relation.end),
            post=relation.post,
            means=relation.means,
            date_from=relation.date_from,
            date_to=relation.date_to,
            confidence=relation.confidence,
            note=relation.note,
            evidence=evidence_of(identity, edition, relation.evidence),
        )
    for person in edition.persons:
        if person.organization:
            start = (Kind.PERSON, identity.person(edition, person.mention))
            end = (Kind.ORGANIZATION, identity.organization(edition, person.organization))
            evidence = evidence_of(identity, edition, person.evidence)
            tie = _tie(TieType.AFFILIATED_WITH, start, end, evidence)
            yield tie.model_copy(update={"post": person.post})


def _affiliation(seat: Seat) -> Tie | None:
    if seat.person is None or seat.organization is None:
        return None
    tie = _tie(
        TieType.AFFILIATED_WITH,
        (Kind.PERSON, seat.person),
        (Kind.ORGANIZATION, seat.organization),
        tuple(Evidence(source=s.source, locator=s.locator, printed=s.printed) for s in seat.statements),
        confidence=seat.confidence,
    )
    return tie.model_copy(update={"post": seat.post})


def _tie(
    type: TieType,
    start: tuple[Kind, str],
    end: tuple[Kind, str],
    evidence: tuple[Evidence, ...],
    *,
    position: int = 1,
    confidence: Confidence | None = None,
) -> Tie:
    return Tie(
        type=type,
        from_kind=start[0],
        from_id=start[1],
        to_kind=end[0],
        to_id=end[1],
        position=position,
        confidence=confidence,
        evidence=evidence,
    )


def _kind(end: End) -> Kind:
    return _KINDS[end.kind]


def _merged(statements: list[Tie]) -> Tie:
    if len(statements) == 1:
        return statements[0]
    return statements[0].model_copy(
        update={
            "position": min(tie.position for tie in statements),
            "post": newest(tie.post for tie in statements),
            "means": all_of([tie.means for tie in statements]),
            "date_from": newest(tie.date_from for tie in statements),
            "date_to": newest(tie.date_to for tie in statements),
            "confidence": newest(tie.confidence for tie in statements),
            "note": newest(tie.note for tie in statements),
            "evidence": all_of([tie.evidence for tie in statements]),
        }
    )
