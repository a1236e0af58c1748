"""Kinds of bodies that linking treats differently, told by what a register calls them or by the name itself."""

import re

from musubime.resolution.keys import prepared
from musubime.resolution.linking.bodies import Body
from musubime.types.prefectures import BY_NAME

_PUBLIC = re.compile(r"government|university|^(?:201|202|203|101)$|国の機関|地方公共団体|大学|高専")

_PROTECTED = re.compile(r".(?:銀行|信用金庫|労働金庫|商工会議所)$")
_UNIVERSITY = re.compile(r"(?:大学|大学院大学|短期大学|高等専門学校)$")
_SCHOOL = re.compile(r"(?:大学|大学院大学|短期大学|専門学校|学校|学園|学院)$")

# Bodies that are registered once per village or district under one name, also within a prefecture.
_REPEATING = re.compile(
    r"財産区$|財産区[(（]|^(?!.*森林).{1,4}[山林野原]組合$"
    r"|^(?!.*法人).*(?:小学校|中学校|義務教育学校|幼稚園|こども園|保育園|保育所)$"
)
_PLACEHOLDER = re.compile(r"[A-Za-zぁ-ゖァ-ヶ0-9]社?|[A-Z]{1,2}社|[○〇●△□×*]+社?")
_NAMES_ITS_CITY = re.compile(r"^.{1,6}市.+財産区|^.{1,8}[市町村区]立.{2,}")


def is_public(body: Body) -> bool:
    """Return whether a body is a government, a local government or a university: no two of a place share a name."""
    return any(_PUBLIC.search(hit.kind) for hit in body.hits)


def is_of_its_place(body: Body) -> bool:
    """Return whether a body has its place by its nature, so that the same name elsewhere is another body."""
    return is_public(body) or _SCHOOL.search(body.best.name) is not None


def is_one_of_a_kind(body: Body) -> bool:
    """Return whether no second body of Japan may bear the name: a university, the state's own, a bank.

    Article 135 of the School Education Act keeps the word 大学 for universities, whose names are approved one by one.
    """
    name, hits = body.best.name, body.hits
    school = _UNIVERSITY.search(name) is not None and any(hit.id.startswith("mext:") for hit in hits)
    state = name in BY_NAME or any("national_government" in hit.kind for hit in hits)
    return school or ((state or is_protected(prepared(name).core)) and bool(body.best.number))


def is_protected(core: str) -> bool:
    """Return whether a name ends in a word that the law keeps for licensed bodies, no two of which share a name.

    Banking Act, article 6, and the acts on shinkin banks, labour banks and chambers of commerce.
    """
    return _PROTECTED.search(core) is not None


def repeats(name: str) -> bool:
    """Return whether bodies of this kind bear one name several times in a prefecture, and this name says no more."""
    return _REPEATING.search(name) is not None and not _NAMES_ITS_CITY.match(name)


def is_placeholder(core: str) -> bool:
    """Return whether a name without its legal form is a letter that stands for one that is not told (株式会社A)."""
    return _PLACEHOLDER.fullmatch(core) is not None
