"""Tiers T3 to T6: a legal form left out, a variant, an office of a body, and what only a person can decide."""

import re
from collections.abc import Iterable, Mapping, Sequence

from musubime.resolution.keys import PreparedKeys, prepared
from musubime.resolution.linking.answering import automatic, places, to_review
from musubime.resolution.linking.bodies import REGISTERED, Body, Place, bodies_of
from musubime.resolution.linking.choosing import Standing, chosen
from musubime.resolution.linking.distinctiveness import is_rare
from musubime.resolution.linking.further_keys import Placed
from musubime.resolution.linking.kinds import is_protected, is_public
from musubime.resolution.linking.legal_persons import UNIVERSITY_FORMS, is_of_the_body, runs_another
from musubime.resolution.linking.mentions import Link, Mention, Rule
from musubime.resolution.names.comparison import NameVerdict
from musubime.resolution.names.folding import spaced
from musubime.resolution.names.form_groups import COMPANY_FORMS
from musubime.resolution.names.structure import Structure, structure
from musubime.resolution.registers import Hit

_OF_THE_BODY = ("T5:branch", "T5:department", "T5:title")
_PEOPLE = re.compile(r"(?:職員|社員|部員|所員|会員|研究員|委員|参与|顧問|者)(?:\(.*\))?$")
_GROUP = re.compile(r"(?:グループ|チーム|ユニット|班)$")


def by_place(mention: Mention, place: Placed | None, hits: Sequence[Hit]) -> Link | None:
    """Return the link to a local government whose name stands behind its prefecture or district in the print."""
    if place is None:
        return None
    if mention.prefectures and place.prefecture and place.prefecture not in mention.prefectures:
        return None
    wanted = (place.prefecture,) if place.prefecture else mention.prefectures
    bodies = [body for body in bodies_of(hit for hit in hits if hit.name_kind == REGISTERED) if is_public(body)]
    if not bodies:
        return None
    choice = chosen(bodies, mention._replace(prefectures=wanted))
    body = choice.body
    if body is not None and (choice.standing is Standing.HERE or (not wanted and choice.standing is Standing.ONLY)):
        where = places(body.prefectures)
        return automatic(mention, body, Rule.PLACED, f"名称から地名を除くと {where} の {body.best.name}", bodies)
    return to_review(
        mention,
        [(each, Rule.EXACT_ELSEWHERE) for each in choice.bodies],
        "地名を除いた名称の機関がほかの県にある",
    )


def by_form(mention: Mention, hits: Sequence[Hit]) -> Link | None:
    """Return what the hits of the core key allow: the same name with a legal form on one side only (T3)."""
    keys = prepared(mention.name)
    missing, operating, other = [], [], []
    for hit in hits:
        form = prepared(hit.matched).form or _form_of_registered(hit)
        if form == keys.form or (form and keys.form) or not _is_of(hit):
            other.append(hit)
        elif runs_another(form or keys.form, keys.core) or form in UNIVERSITY_FORMS:
            operating.append(hit)
        else:
            missing.append(hit)
    if not missing:
        return _unsettled(mention, [(operating, Rule.OPERATES), (other, Rule.OTHER_FORM)])
    bodies = bodies_of(missing)
    choice = chosen(bodies, mention)
    body = choice.body
    alone = not other and not operating
    sure = is_rare(keys.core) or is_of_the_body(keys.form) or is_protected(keys.core)
    if (
        body is not None
        and alone
        and choice.standing in (Standing.HERE, Standing.ONLY)
        and (sure or _here(body, mention))
    ):
        evidence = f"法人格の有無のほかは「{body.best.name}」と一致し、候補は一つだけ"
        return automatic(mention, body, Rule.FORM_MISSING, evidence, bodies)
    found = [(each, Rule.FORM_MISSING_UNSURE) for each in choice.bodies]
    found += _found([(operating, Rule.OPERATES), (other, Rule.OTHER_FORM)])
    return to_review(mention, found, "法人格の有無のほかは一致するが、同じ名称の別の機関がありうる")


def by_variant(mention: Mention, hits: Sequence[Hit]) -> Link | None:
    """Return what the hits of the variant key allow (T4): public bodies, and companies of a complete register only."""
    if not hits:
        return None
    keys = prepared(mention.name)
    bodies = bodies_of(hits)
    choice = chosen(bodies, mention)
    body = choice.body
    if body is not None and choice.standing in (Standing.HERE, Standing.ONLY):
        forms_agree = all(prepared(hit.matched).form == keys.form and _is_of(hit) for hit in body.hits)
        legal_person = bool(keys.form) and keys.form not in COMPANY_FORMS and is_rare(keys.core)
        if forms_agree and (is_public(body) or legal_person or body.complete):
            evidence = f"「{body.best.matched}」と字体・記号だけが違い、候補は一つだけ"
            return automatic(mention, body, Rule.VARIANT, evidence, bodies)
    return to_review(
        mention, [(each, Rule.VARIANT_UNSURE) for each in choice.bodies], "字体・記号だけが違う名称の機関がある"
    )


def by_structure(mention: Mention, found: Mapping[str, Sequence[Hit]], heads: Iterable[str]) -> Link | None:
    """Return the body whose office, organ or facility the mention names (T5), by its longest registered beginning."""
    for head in heads:
        hits = [hit for hit in found.get(head, ()) if hit.name_kind == REGISTERED]
        if not hits:
            continue
        shape = structure(prepared(mention.name), prepared(head), spaced(mention.name), head)
        if shape is None or shape.verdict in (NameVerdict.DIFFERENT, NameVerdict.NONE):
            continue
        choice = chosen(bodies_of(hits), mention._replace(prefectures=()))
        if shape.verdict is NameVerdict.SAME and choice.body is not None and _is_an_office(shape, head):
            evidence = f"「{choice.body.best.name}」の部署・支店（{shape.words}）で、同じ法人"
            return automatic(mention, choice.body, Rule.OFFICE, evidence, choice.bodies)
        rule = Rule.OPERATES if shape.verdict is NameVerdict.OPERATES else Rule.PART_OF
        return to_review(
            mention, [(each, rule) for each in choice.bodies], f"「{head}」に属する組織（{shape.words}）とみられる"
        )
    return None


def _here(body: Body, mention: Mention) -> bool:
    """Whether the register states the prefecture of the mention for this body."""
    return bool(mention.prefectures) and body.place(mention.prefectures) is Place.HERE


def _is_an_office(shape: Structure, head: str) -> bool:
    """Whether what follows a body's name is a unit of it: not its staff, a group around it, or others beside it."""
    if shape.rule not in _OF_THE_BODY or _PEOPLE.search(shape.words):
        return False
    return not _GROUP.search(shape.words) or prepared(head).form in COMPANY_FORMS


def _unsettled(mention: Mention, found: Sequence[tuple[Sequence[Hit], Rule]]) -> Link | None:
    ranked = _found(found)
    if not ranked:
        return None
    wanted = mention.prefectures
    if wanted and all(body.place(wanted) > Place.UNKNOWN for body, _ in ranked):
        return None
    reason = {Rule.OPERATES: "この名称の学校・施設などを運営する法人がある"}.get(
        ranked[0][1], "法人格だけが違う名称の機関がある"
    )
    return to_review(mention, ranked, reason)


def _found(found: Sequence[tuple[Sequence[Hit], Rule]]) -> list[tuple[Body, Rule]]:
    return [(body, rule) for hits, rule in found for body in bodies_of(hits)]


def _is_of(hit: Hit) -> bool:
    """Whether the name that was found is the registered one, or shows itself to be a print of it."""
    return hit.name_kind == REGISTERED or prepared(hit.matched).core == prepared(hit.name).core


def _form_of_registered(hit: Hit) -> str:
    """Return the legal form of the registered name where the name that was found is that name without it."""
    registered: PreparedKeys = prepared(hit.name)
    return registered.form if registered.core == prepared(hit.matched).core else ""
