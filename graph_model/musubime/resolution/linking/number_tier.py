"""Tier T0: a number beside a name; official data mistypes numbers, and every mistyped one passes the check digit."""

from collections.abc import Iterable, Sequence

from musubime.resolution.keys import prepared
from musubime.resolution.linking.answering import automatic, to_review
from musubime.resolution.linking.bodies import bodies_of
from musubime.resolution.linking.further_keys import placed
from musubime.resolution.linking.mentions import NOT_FOUND, Link, LinkVerdict, Mention, Rule
from musubime.resolution.linking.number_places import is_corporate_number
from musubime.resolution.registers import Hit


def by_number(mention: Mention, key: str, numbered: Sequence[Hit], named: Iterable[Hit]) -> Link | None:
    """Return the link where the number and a name of one body agree (T0), else None: the name decides.

    `named` are the hits of the exact key under any name of a body. Prints that differ in a legal form left out, in a
    variant or in a prefecture before the name agree, too: with the number beside them they are no mere likeness.
    """
    borne = {hit.id for hit in named}
    agreeing = [
        body for body in bodies_of(numbered) if any(hit.id in borne or _agree(key, hit.name) for hit in body.hits)
    ]
    if len(agreeing) == 1:
        return automatic(mention, agreeing[0], Rule.NUMBER_AND_NAME, "番号と名称が一致")
    return None


def checked_by_number(link: Link, mention: Mention, numbered: Sequence[Hit], linked_number: str) -> Link:
    """Return a link as the number beside the name lets it stand: a body with another number is not linked."""
    if link.verdict is not LinkVerdict.AUTO or not linked_number or linked_number == mention.number:
        return link
    if not is_corporate_number(mention.number):
        return link._replace(evidence=f"{link.evidence}。番号 {mention.number[:20]} は法人番号として正しくない")
    evidence = f"名称は {link.id} と一致するが、番号 {mention.number} はこの機関の番号ではない"
    candidates = link.candidates
    if numbered:
        evidence += f"（登録簿では「{numbered[0].name}」）"
        known = {candidate.id for candidate in candidates}
        others = to_review(
            mention, [(body, Rule.NUMBER_AGAINST_NAME) for body in bodies_of(numbered)], evidence
        ).candidates
        candidates = (*candidates, *(other for other in others if other.id not in known))
    return Link(LinkVerdict.REVIEW, Rule.NUMBER_AGAINST_NAME, "", evidence, link.score, candidates)


def number_alone(mention: Mention, numbered: Sequence[Hit]) -> Link:
    """Return what a number says whose body bears another name: perhaps a new name, perhaps a wrong number."""
    if not numbered:
        return NOT_FOUND
    evidence = f"番号 {mention.number} の機関は登録簿では「{numbered[0].name}」で、名称が一致しない"
    return to_review(mention, [(body, Rule.NUMBER_AGAINST_NAME) for body in bodies_of(numbered)], evidence)


def _agree(key: str, registered: str) -> bool:
    one, other = prepared(key), prepared(registered)
    if one.exact == other.exact or one.variant == other.variant:
        return True
    if one.core == other.core and not (one.form and other.form):
        return True
    place = placed(key)
    return place is not None and place.key == other.exact
