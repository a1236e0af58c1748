"""Organizations and persons, gathered from every edition that mentions them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from musubime.resolution.aliases import Alias
from musubime.resolution.identity import Identity
from musubime.resolution.inference import kind_of, legal_form_of, prefecture_of, sector_of
from musubime.resolution.merging import Stated, all_of, evidence_of, names_of, newest, sourced
from musubime.resolution.places import organization_places
from musubime.types.edition import EditionOrganization, EditionPerson, Mention, RosterEdition
from musubime.types.evidence import Identifier, Name, SectorStated
from musubime.types.nodes import Organization, Person, Seat
from musubime.types.vocabulary import Kind, NameKind, Sector

Aliases = dict[tuple[Kind, str], list[Alias]]
Mentions = dict[str, list[tuple[RosterEdition, Mention, str | None]]]


def organizations(
    identity: Identity, editions: Sequence[RosterEdition], seats: Iterable[Seat], aliases: Aliases
) -> list[Organization]:
    """Return every organization that the editions mention."""
    mentions: Mentions = defaultdict(list)
    facts: dict[str, list[Stated[EditionOrganization]]] = defaultdict(list)
    for edition in editions:
        default = next((identity.source(edition, s.key) for s in edition.sources if not s.cited), None)
        for mention, _ in organization_places(edition):
            mentions[identity.organization(edition, mention)].append((edition, mention, default))
        for fact in edition.organizations:
            id = identity.organization(edition, fact.mention)
            facts[id].append(Stated(edition, fact, fact.mention.hash))
    sectors: dict[str, Counter[Sector]] = defaultdict(Counter)
    for seat in seats:
        if seat.organization is not None and seat.sector is not None:
            sectors[seat.organization][seat.sector] += 1
    return [
        _organization(identity, id, mentions[id], facts.get(id, []), sectors.get(id, Counter()), aliases)
        for id in sorted(mentions)
    ]


def _organization(
    identity: Identity,
    id: str,
    mentions: list[tuple[RosterEdition, Mention, str | None]],
    facts: list[Stated[EditionOrganization]],
    sectors: Counter[Sector],
    aliases: Aliases,
) -> Organization:
    facts = sorted(facts, key=lambda stated: stated.order)
    further = [_names_in(identity, stated) for stated in facts]
    shown, names = names_of(identity, Kind.ORGANIZATION, mentions, all_of(further), aliases)
    kind = newest(stated.fact.kind for stated in facts) or kind_of(shown)
    stated_prefecture = newest(stated.fact.prefecture or None for stated in facts)
    inferred_prefecture, rule = prefecture_of(shown)
    return Organization(
        id=id,
        name=shown,
        mentions=identity.mentions(Kind.ORGANIZATION, id),
        note=newest(stated.fact.note for stated in facts),
        name_en=newest(stated.fact.name_en for stated in facts),
        names=names,
        identifiers=_identifiers(identity, id, facts),
        sector=min(sectors, key=lambda sector: (-sectors[sector], sector.value), default=None),
        sectors_stated=tuple(
            SectorStated(sector=sector.value, seats=sectors[sector])
            for sector in sorted(sectors, key=lambda sector: (-sectors[sector], sector.value))
        ),
        sector_inferred=sector_of(kind),
        kind=kind,
        legal_form=newest(stated.fact.legal_form for stated in facts) or legal_form_of(shown),
        prefecture=stated_prefecture or inferred_prefecture,
        prefecture_basis="資料の記載" if stated_prefecture else rule,
        evidence=all_of([evidence_of(identity, stated.edition, stated.fact.evidence) for stated in facts]),
    )


def _identifiers(identity: Identity, id: str, facts: list[Stated[EditionOrganization]]) -> tuple[Identifier, ...]:
    """Return the numbers that documents state, and those of the registered bodies that judgements name."""
    stated = all_of([sourced(identity, one.edition, one.fact.identifiers) for one in facts])
    known = {(number.scheme, number.value, number.role) for number in stated}
    judged = (one for one in identity.registered(id) if (one.scheme, one.value, one.role) not in known)
    return (*stated, *judged)


def _names_in(identity: Identity, stated: Stated[EditionOrganization]) -> tuple[Name, ...]:
    fact = stated.fact
    evidence = evidence_of(identity, stated.edition, fact.evidence)
    source = evidence[0].source if evidence else None
    names = list(sourced(identity, stated.edition, fact.names))
    if fact.name_en:
        names.append(Name(text=fact.name_en, kind=NameKind.ENGLISH, source=source))
    if fact.reading:
        names.append(Name(text=fact.reading, kind=NameKind.READING, source=source))
    return tuple(names)


def persons(identity: Identity, editions: Sequence[RosterEdition], aliases: Aliases) -> list[Person]:
    """Return every person that the editions name."""
    mentions: Mentions = defaultdict(list)
    facts: dict[str, list[Stated[EditionPerson]]] = defaultdict(list)
    for edition in editions:
        default = next((identity.source(edition, s.key) for s in edition.sources if not s.cited), None)
        for person in edition.persons:
            id = identity.person(edition, person.mention)
            mentions[id].append((edition, person.mention, default))
            facts[id].append(Stated(edition, person, person.mention.hash))
        for seat in edition.seats:
            if seat.person:
                id = identity.person(edition, seat.person)
                mentions[id].append((edition, seat.person, default))
        for relation in edition.relations:
            for end in (relation.start, relation.end):
                if end.kind == "person" and end.mention:
                    mentions[identity.end(edition, end)].append((edition, end.mention, default))
    made = []
    for id in sorted(mentions):
        shown, names = names_of(identity, Kind.PERSON, mentions[id], (), aliases)
        stated = sorted(facts.get(id, []), key=lambda one: one.order)
        made.append(
            Person(
                id=id,
                name=shown,
                mentions=identity.mentions(Kind.PERSON, id),
                names=names,
                note=newest(one.fact.note for one in stated),
                evidence=all_of([evidence_of(identity, one.edition, one.fact.evidence) for one in stated]),
            )
        )
    return made
