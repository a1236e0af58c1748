"""Tiers T1 and T2: the exact name, another name of the register."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime.resolution.keys import prepared
from musubime.resolution.linking.answering import automatic, places, to_review
from musubime.resolution.linking.bodies import REGISTERED, Body, Place, bodies_of
from musubime.resolution.linking.choosing import Choice, Standing, chosen
from musubime.resolution.linking.distinctiveness import is_rare
from musubime.resolution.linking.kinds import (
    is_of_its_place,
    is_one_of_a_kind,
    is_placeholder,
    is_public,
    repeats,
)
from musubime.resolution.linking.mentions import Link, LinkVerdict, Mention, Rule
from musubime.resolution.linking.other_names import bore_it, is_dated, other_name
from musubime.resolution.municipalities import is_shared
from musubime.resolution.names.form_groups import COMPANY_FORMS
from musubime.resolution.registers import Hit

_FULL_OF_COMPANIES = frozenset(("13", "27"))
"""東京都 and 大阪府: more than half of all companies got their number there, so that it says little of a namesake."""


def by_exact(mention: Mention, key: str, hits: Sequence[Hit], *, cautious: bool = False) -> Link:
    """Return the link that the hits of the exact key (at least one) allow."""
    registered = bodies_of(hit for hit in hits if hit.name_kind == REGISTERED and bore_it(mention, hit))
    if not registered:
        return _by_other_name(mention, hits)
    own = {hit.id for body in registered for hit in body.hits}
    other_hits = [hit for hit in hits if hit.id not in own]
    others = bodies_of(other_hits)
    choice = chosen(registered, mention)
    if any(is_dated(hit) and bore_it(mention, hit) for hit in other_hits):
        evidence = "この名称はある機関から別の機関に移っていて、名簿の日付だけでは決まらない"
        return to_review(mention, [(each, Rule.NAME_PASSED_ON) for each in (*choice.bodies, *others)], evidence)
    if others and choice.standing is Standing.ELSEWHERE:
        nearer = chosen((*registered, *others), mention)
        return to_review(
            mention,
            [(body, Rule.EXACT_ELSEWHERE) for body in nearer.bodies],
            f"同じ名称の登録は {places(choice.bodies[0].prefectures)} にあり、"
            "ここには別名としてその名称をもつ機関がある",
        )
    link = _of_choice(mention, key, choice, others)
    return _held_back(mention, link, key, choice) if cautious else link


def _of_choice(mention: Mention, key: str, choice: Choice, others: Sequence[Body]) -> Link:
    body, bodies = choice.body, (*choice.bodies, *others)
    doubt = _undecided(mention, choice) if body is None else _doubt(mention, key, choice.standing, body)
    if doubt is not None:
        return to_review(mention, [(each, doubt.rule) for each in bodies], doubt.reason)
    assert body is not None
    if choice.standing is Standing.ELSEWHERE:
        why = "同じ名称の機関はほかにありえない" if is_one_of_a_kind(body) else "まれな名称"
        evidence = f"名称が一致する唯一の機関（{places(body.prefectures)}）で、{why}"
        return automatic(mention, body, Rule.EXACT_ELSEWHERE, evidence, bodies)
    if choice.standing is Standing.HERE:
        evidence = f"名称が一致し、{places(mention.prefectures)}に一つだけ"
        return automatic(mention, body, Rule.EXACT_HERE, evidence, bodies)
    return automatic(mention, body, Rule.EXACT_ONLY, "名称が一致する唯一の機関", bodies)


def _held_back(mention: Mention, link: Link, key: str, choice: Choice) -> Link:
    """Return an automatic link as a review where its name is one that many may bear and nothing else speaks for it."""
    body = choice.body
    keys = prepared(key)
    if body is None or link.verdict is not LinkVerdict.AUTO or body.complete or is_public(body) or is_rare(keys.core):
        return link
    if mention.prefectures and body.place(mention.prefectures) is Place.HERE:
        return link
    if keys.form and keys.form not in COMPANY_FORMS:
        return link
    reason = "名称が一致する唯一の機関だが、県の手がかりがなく、よくある名称"
    return to_review(mention, [(each, Rule.EXACT_COMMON) for each in choice.bodies], reason)


class _Doubt(NamedTuple):
    """Why an exact name does not link by itself."""

    rule: Rule
    reason: str


def _undecided(mention: Mention, choice: Choice) -> _Doubt:
    if choice.standing is Standing.CLOSED:
        closed = max(hit.closed for each in choice.bodies for hit in each.hits)
        return _Doubt(Rule.EXACT_CLOSED, f"同じ名称の登録は {closed} に閉鎖された")
    number = len(choice.bodies)
    return _Doubt(Rule.EXACT_SEVERAL, f"同じ名称の機関が {number} あり、{_context(mention)}では一つに決まらない")


def _doubt(mention: Mention, key: str, standing: Standing, body: Body) -> _Doubt | None:
    """Return what speaks against the only body in context: its kind, its place, a name that many bear."""
    where = places(mention.prefectures)
    rare = is_rare(prepared(key).core)
    if is_placeholder(prepared(key).core):
        return _Doubt(Rule.EXACT_PLACEHOLDER, "名前を伏せるための文字かもしれない")
    if repeats(key):
        return _Doubt(Rule.EXACT_REPEATING, "この種の機関は同じ県に同じ名称のものがいくつもある")
    unconfirmed = standing is Standing.HERE and body.place(mention.prefectures) is not Place.HERE
    if unconfirmed and not rare and not _FULL_OF_COMPANIES.isdisjoint(mention.prefectures):
        reason = f"名称は一致するが、登録簿に所在地がなく、{where}の番号だとしかわからない"
        return _Doubt(Rule.EXACT_UNPLACED, reason)
    if standing is Standing.ELSEWHERE and not is_one_of_a_kind(body) and (is_of_its_place(body) or not rare):
        reason = f"同じ名称の登録は一つあるが {places(body.prefectures)} で、{where}ではない"
        return _Doubt(Rule.EXACT_ELSEWHERE, reason)
    if standing is Standing.ONLY and is_shared(key) and is_public(body):
        return _Doubt(Rule.EXACT_SEVERAL, "同じ名称の市町村がほかの県にもある")
    return None


def _by_other_name(mention: Mention, hits: Sequence[Hit]) -> Link:
    bodies = bodies_of([hit for hit in hits if bore_it(mention, hit)] or hits)
    choice = chosen(bodies, mention)
    body = choice.body
    if body is None or choice.standing is Standing.ELSEWHERE:
        return to_review(
            mention,
            [(each, Rule.OTHER_NAME_UNSURE) for each in choice.bodies],
            f"別名としてこの名称をもつ機関が {len(bodies)} あり、{_context(mention)}では決まらない",
        )
    found = max((other_name(mention, hit) for hit in body.hits), key=lambda each: each.sure)
    near = choice.standing is Standing.HERE or is_rare(prepared(mention.name).core)
    if found.sure and (near or not found.short):
        return automatic(mention, body, Rule.OTHER_NAME, found.evidence, choice.bodies)
    return to_review(mention, [(each, Rule.OTHER_NAME_UNSURE) for each in choice.bodies], found.evidence)


def _context(mention: Mention) -> str:
    return places(mention.prefectures) if mention.prefectures else "県の指定なし"
