"""Programmes, consortia and sources, gathered from every edition that states them."""

from collections import defaultdict
from collections.abc import Sequence

from musubime.resolution.bodies import Aliases
from musubime.resolution.identity import Identity
from musubime.resolution.merging import Stated, all_of, evidence_of, names_of, newest, sourced, with_sources
from musubime.types.edition import EditionConsortium, EditionProgramme, EditionSource, RosterEdition
from musubime.types.nodes import Consortium, Programme, Source
from musubime.types.vocabulary import Kind, Reported

_MOST_STATED_FIRST = list(Reported)


def programmes(identity: Identity, editions: Sequence[RosterEdition], aliases: Aliases) -> list[Programme]:
    """Return every programme that the editions state."""
    gathered: dict[str, list[Stated[EditionProgramme]]] = defaultdict(list)
    for edition in editions:
        for fact in edition.programmes:
            gathered[identity.programme(edition, fact.key)].append(Stated(edition, fact, fact.mention.hash))
    return [_programme(identity, id, gathered[id], aliases) for id in sorted(gathered)]


def _programme(identity: Identity, id: str, stated: list[Stated[EditionProgramme]], aliases: Aliases) -> Programme:
    stated = sorted(stated, key=lambda one: one.order)
    facts = [one.fact for one in stated]
    mentions = [(one.edition, one.fact.mention, _default_source(identity, one.edition)) for one in stated]
    further = all_of([sourced(identity, one.edition, one.fact.names) for one in stated])
    shown, names = names_of(identity, Kind.PROGRAMME, mentions, further, aliases)
    return Programme(
        id=id,
        name=shown,
        mentions=identity.mentions(Kind.PROGRAMME, id),
        note=newest(fact.note for fact in facts),
        name_en=newest(fact.name_en for fact in facts),
        names=names,
        summary=newest(fact.summary for fact in facts),
        issues=all_of([fact.issues for fact in facts]),
        phases=all_of([fact.phases for fact in facts]),
        support_types=all_of([fact.support_types for fact in facts]),
        prefecture=all_of([fact.prefecture for fact in facts]),
        budgets=all_of([with_sources(identity, one.edition, one.fact.budgets) for one in stated]),
        figures=all_of([with_sources(identity, one.edition, one.fact.figures) for one in stated]),
        dates=all_of([with_sources(identity, one.edition, one.fact.dates) for one in stated]),
        confidence=newest(fact.confidence for fact in facts),
        evidence=all_of([evidence_of(identity, one.edition, one.fact.evidence) for one in stated]),
    )


def consortia(identity: Identity, editions: Sequence[RosterEdition], aliases: Aliases) -> list[Consortium]:
    """Return every consortium that the editions state."""
    gathered: dict[str, list[Stated[EditionConsortium]]] = defaultdict(list)
    for edition in editions:
        for fact in edition.consortia:
            gathered[identity.consortium(edition, fact.key)].append(Stated(edition, fact, fact.mention.hash))
    return [_consortium(identity, id, gathered[id], aliases) for id in sorted(gathered)]


def _consortium(identity: Identity, id: str, stated: list[Stated[EditionConsortium]], aliases: Aliases) -> Consortium:
    stated = sorted(stated, key=lambda one: one.order)
    facts = [one.fact for one in stated]
    mentions = [(one.edition, one.fact.mention, _default_source(identity, one.edition)) for one in stated]
    further = all_of([sourced(identity, one.edition, one.fact.names) for one in stated])
    shown, names = names_of(identity, Kind.CONSORTIUM, mentions, further, aliases)
    return Consortium(
        id=id,
        name=shown,
        mentions=identity.mentions(Kind.CONSORTIUM, id),
        note=newest(fact.note for fact in facts),
        names=names,
        form=facts[-1].form,
        prefecture=all_of([fact.prefecture for fact in facts]),
        region=newest(fact.region for fact in facts),
        plan=newest(fact.plan for fact in facts),
        summary=newest(fact.summary for fact in facts),
        contact=newest(fact.contact for fact in facts),
        themes=all_of([fact.themes for fact in facts]),
        dates=all_of([with_sources(identity, one.edition, one.fact.dates) for one in stated]),
        figures=all_of([with_sources(identity, one.edition, one.fact.figures) for one in stated]),
        budgets=all_of([with_sources(identity, one.edition, one.fact.budgets) for one in stated]),
        reported=min((fact.reported for fact in facts), key=_MOST_STATED_FIRST.index),
        unnamed_members=all_of([with_sources(identity, one.edition, one.fact.unnamed_members) for one in stated]),
        confidentiality=newest(fact.confidentiality for fact in facts),
        confidence=newest(fact.confidence for fact in facts),
        evidence=all_of([evidence_of(identity, one.edition, one.fact.evidence) for one in stated]),
    )


def sources(identity: Identity, editions: Sequence[RosterEdition]) -> list[Source]:
    """Return every document that editions are read from or cite."""
    gathered: dict[str, list[Stated[EditionSource]]] = defaultdict(list)
    for edition in editions:
        for fact in edition.sources:
            gathered[identity.source(edition, fact.key)].append(Stated(edition, fact, fact.key))
    made = []
    for id in sorted(gathered):
        stated = sorted(gathered[id], key=lambda one: one.order)
        facts = [one.fact for one in stated]
        made.append(
            Source(
                id=id,
                name=facts[-1].title,
                mentions=identity.mentions(Kind.SOURCE, id),
                note=newest(fact.note for fact in facts),
                roster=newest(None if one.fact.cited else one.edition.roster for one in stated),
                publisher=newest(fact.publisher for fact in facts),
                url=newest(fact.url for fact in facts),
                date=newest(fact.date for fact in facts),
                licence=newest(fact.licence for fact in facts),
                sha256=newest(fact.sha256 for fact in facts),
                evidence=all_of([evidence_of(identity, one.edition, one.fact.evidence) for one in stated]),
            )
        )
    return made


def _default_source(identity: Identity, edition: RosterEdition) -> str | None:
    return next((identity.source(edition, source.key) for source in edition.sources if not source.cited), None)
