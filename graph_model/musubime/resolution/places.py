"""Where an edition mentions organizations and persons, and what the place tells: prefecture, organization, dates."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from musubime.resolution.terms import Term, fiscal_year, printed_term
from musubime.types.edition import End, Mention, RosterEdition
from musubime.types.vocabulary import TieType

Context = tuple[str, ...]
"""Codes of the prefectures that a mention is seen in, sorted; empty where the place tells none."""


class PersonPlace(NamedTuple):
    """One mention of a person: the organization beside it, the consortium, and when it was so."""

    mention: Mention
    organization: Mention | None
    consortium: str
    term: Term | None


def date_of(edition: RosterEdition) -> str | None:
    """Return the date that names in the edition are of: its own, else that of its first document."""
    documents = (source.date for source in edition.sources if not source.cited)
    return edition.edition_date or next((date for date in documents if date), None)


def organization_places(edition: RosterEdition) -> Iterator[tuple[Mention, Context]]:
    """Yield every mention of an organization with its context: the prefectures of the consortium of its seat.

    A fact about an organization has the prefecture that it states, unless seats of the same edition tell one.
    """
    prefectures = {consortium.key: tuple(sorted(consortium.prefecture)) for consortium in edition.consortia}
    seen: dict[str, set[Context]] = defaultdict(set)
    for seat in edition.seats:
        if seat.organization:
            context = prefectures.get(seat.consortium, ())
            if edition.organizations and context:
                seen[seat.organization.name].add(context)
            yield seat.organization, context
    for fact in edition.organizations:
        contexts = seen.get(fact.mention.name, ())
        yield fact.mention, (next(iter(contexts)) if len(contexts) == 1 else tuple(sorted(fact.prefecture)))
    for person in edition.persons:
        if person.organization:
            yield person.organization, ()
    for programme in edition.programmes:
        for owner in programme.owners:
            yield owner, ()
    for relation in edition.relations:
        for end in (relation.start, relation.end):
            if end.kind == "organization" and end.mention:
                yield end.mention, ()
            if end.organization:
                yield end.organization, ()


def person_places(edition: RosterEdition) -> Iterator[PersonPlace]:
    """Yield every mention of a person; an officer of a body that is also an organization is that organization's."""
    bodies = _same_bodies(edition)
    stated = fiscal_year(date_of(edition))
    for person in edition.persons:
        yield PersonPlace(person.mention, person.organization, "", stated)
    for seat in edition.seats:
        if seat.person:
            organization = seat.organization or bodies.get(seat.consortium)
            term = printed_term(seat.valid_from, seat.valid_to) or stated
            yield PersonPlace(seat.person, organization, seat.consortium, term)
    for relation in edition.relations:
        for end in (relation.start, relation.end):
            if end.kind == "person" and end.mention:
                term = printed_term(relation.date_from, relation.date_to) or stated
                yield PersonPlace(end.mention, end.organization, "", term)


def _same_bodies(edition: RosterEdition) -> dict[str, Mention]:
    def is_one(start: End, end: End) -> bool:
        return start.mention is not None and end.key is not None

    return {
        relation.end.key or "": relation.start.mention
        for relation in edition.relations
        if relation.type is TieType.SAME_BODY and is_one(relation.start, relation.end) and relation.start.mention
    }
