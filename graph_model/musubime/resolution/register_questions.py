"""What registers are asked about: each name in its context once, unless a judgement has settled it."""

from collections.abc import Iterable, Iterator, Sequence

from musubime.resolution.clusters import Key
from musubime.resolution.identity import Identity
from musubime.resolution.joining import NATIONWIDE
from musubime.resolution.judged import side_kind, undone
from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import Link, LinkVerdict
from musubime.resolution.linking.mentions import Mention as Asked
from musubime.resolution.municipalities import prefectures_with
from musubime.resolution.places import date_of, organization_places
from musubime.resolution.registers import RegisterIndex
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.vocabulary import Kind

UNDONE_WITH_ITS_LOAD = "rule:load_undo"
"""Who takes back what a load judged, when the load is undone; loading again judges again."""
_RELATION = "T5"
"""Rules of this tier find the body that a name is part of, not the body that it names."""
Answered = tuple[str, Asked, Link]
"""Smallest mention of a name in a context, without the prefix of its kind; what was asked; the answer."""


def answered(
    identity: Identity, editions: Iterable[RosterEdition], judgements: Sequence[Judgement], registers: RegisterIndex
) -> list[Answered]:
    """Return what the registers answer to each name that no judgement, even a taken back one, has settled."""
    settled = set(_settled(identity, judgements))
    questions: dict[Key, tuple[str, Asked]] = {}
    for edition in editions:
        for key, question in _asked(identity, edition).items():
            if key not in settled and (key not in questions or question[0] < questions[key][0]):
                questions[key] = question
    ordered = sorted(questions.items(), key=lambda question: question[1])
    links = _linked(registers, [(key, asked) for key, (_, asked) in ordered])
    return [
        (unit, asked, link)
        for (_, (unit, asked)), link in zip(ordered, links, strict=True)
        if link.verdict is not LinkVerdict.NONE and not link.rule.value.startswith(_RELATION)
    ]


def _linked(registers: RegisterIndex, questions: Sequence[tuple[Key, Asked]]) -> list[Link]:
    """Return the links; where a name is unique by its nature, the prefecture of a roster holds nothing against it."""
    linker = Linker(registers)
    links = linker.link([asked for _, asked in questions])
    anywhere = [
        place
        for place, (key, _) in enumerate(questions)
        if links[place].verdict is LinkVerdict.REVIEW and key[0] == "name" and key[2] == NATIONWIDE
    ]
    again = [
        questions[place][1]._replace(prefectures=prefectures_with(str(questions[place][0][1]))) for place in anywhere
    ]
    for place, link in zip(anywhere, linker.link(again), strict=True):
        if link.verdict is LinkVerdict.AUTO:
            links[place] = link
    return links


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
    return asked


def _settled(identity: Identity, judgements: Sequence[Judgement]) -> Iterator[Key]:
    """Yield the groups that some judgement holds against a registered body."""
    with_their_loads = {one.undoes for one in judgements if one.by == UNDONE_WITH_ITS_LOAD} & undone(judgements)
    for judgement in judgements:
        if judgement.kind is not Kind.ORGANIZATION or judgement.undoes or judgement.id in with_their_loads:
            continue
        for side, other in ((judgement.left, judgement.right), (judgement.right, judgement.left)):
            if side_kind(Kind.ORGANIZATION, other) == "register":
                yield from identity.groups(Kind.ORGANIZATION, side)
