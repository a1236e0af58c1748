"""The names of a load linked to the loaded registers: every automatic link is a judgement by rule."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from musubime.resolution.aliases import Alias
from musubime.resolution.clusters import PREFIX, Key
from musubime.resolution.identity import Identity
from musubime.resolution.judged import side_kind, undone
from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import LinkVerdict
from musubime.resolution.linking.mentions import Mention as Asked
from musubime.resolution.places import date_of, organization_places
from musubime.resolution.registers import RegisterIndex
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.vocabulary import Kind, Verdict

UNDONE_WITH_ITS_LOAD = "rule:load_undo"
"""Who takes back what a load judged, when the load is undone; loading again judges again."""
_RELATION = "T5"
"""Rules of this tier find the body that a name is part of, not the body that it names."""


def register_links(
    editions: Sequence[RosterEdition],
    edition: RosterEdition,
    judgements: Sequence[Judgement],
    aliases: Sequence[Alias],
    registers: RegisterIndex | None,
    at: datetime.datetime,
) -> tuple[Judgement, ...]:
    """Return a judgement for every name of the edition that the registers link without doubt; none without registers.

    A name that any judgement, even one that somebody took back, holds against a registered body is left to it.
    """
    if not registers:
        return ()
    identity = Identity(sorted(editions, key=lambda one: one.key), judgements, aliases)
    settled = set(_settled(identity, judgements))
    asked = {key: one for key, one in _asked(identity, edition).items() if key not in settled}
    found = zip(asked.items(), Linker(registers).link([one for _, one in asked.values()]), strict=True)
    made = []
    for (_, (unit, mention)), link in found:
        if link.verdict is LinkVerdict.AUTO and not link.rule.value.startswith(_RELATION):
            name = next((one.name for one in link.candidates if one.id == link.id), link.id)
            made.append(
                Judgement(
                    kind=Kind.ORGANIZATION,
                    left=PREFIX[Kind.ORGANIZATION] + unit,
                    right=link.id,
                    verdict=Verdict.SAME,
                    by=f"rule:{link.rule.value}",
                    at=at.astimezone(datetime.UTC).isoformat(timespec="milliseconds"),
                    reason=link.evidence,
                    score=link.score,
                    left_name=mention.name,
                    right_name=name,
                )
            )
    return tuple(made)


def _asked(identity: Identity, edition: RosterEdition) -> dict[Key, tuple[str, Asked]]:
    """Return, for each group of equal names in equal contexts, its smallest mention and what to ask about it."""
    numbers = {
        fact.mention.hash: number.value
        for fact in edition.organizations
        for number in fact.identifiers
        if number.scheme == "corporate_number" and number.role == "self"
    }
    asked: dict[Key, tuple[str, Asked]] = {}
    for mention, context in organization_places(edition):
        key = identity.group(Kind.ORGANIZATION, edition, mention)
        unit = identity.unit(Kind.ORGANIZATION, edition, mention)
        known = asked.get(key)
        number = numbers.get(mention.hash, "") or (known[1].number if known else "")
        places = context or (known[1].prefectures if known else ())
        smallest = unit if known is None else min(unit, known[0])
        asked[key] = (smallest, Asked(mention.name, places, date_of(edition) or "", number))
    return dict(sorted(asked.items(), key=lambda one: one[1][0]))


def _settled(identity: Identity, judgements: Iterable[Judgement]) -> Iterator[Key]:
    """Yield the groups that some judgement holds against a registered body."""
    judgements = list(judgements)
    with_their_loads = {one.undoes for one in judgements if one.by == UNDONE_WITH_ITS_LOAD} & undone(judgements)
    for judgement in judgements:
        if judgement.kind is not Kind.ORGANIZATION or judgement.undoes or judgement.id in with_their_loads:
            continue
        for side, other in ((judgement.left, judgement.right), (judgement.right, judgement.left)):
            if side_kind(Kind.ORGANIZATION, other) == "register":
                yield from identity.groups(Kind.ORGANIZATION, side)
