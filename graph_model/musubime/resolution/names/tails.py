"""What stands behind a whole name: a remark, a post, a branch, a department, a facility, a school (tier T5)."""

import re
from typing import NamedTuple

from musubime.resolution.names.comparison import NameVerdict
from musubime.resolution.names.form_groups import (
    ANY_BORDER,
    CARE_FORMS,
    COMPANY_FORMS,
    NEVER_BRANCHED,
    SCHOOL_FORMS,
    UNIVERSITY_FORMS,
)
from musubime.resolution.names.splitting import Split, printed_tail
from musubime.resolution.names.words import (
    ANOTHERS,
    BRANCH,
    CHIEF,
    DEPARTMENT,
    FACILITY,
    GOVERNMENT,
    JUNIOR_COLLEGE,
    MINISTRY,
    NOISE,
    NOT_AN_ORGAN,
    ORGAN,
    ORGANIZATION_END,
    PLACE,
    PLACES,
    PREFECTURE_NAMES,
    SCHOOL,
    WITHIN_AN_ORGAN,
    is_company_title,
    without_titles,
)

_BRACKETED = re.compile(r"\(([^()]+)\)")
_REMARK = re.compile(r"[^\d\s]{0,3}[^\d\s区町村組所院校館店]")
_UNCLEAR = (NameVerdict.REVIEW, "T5:bracketed")
_SHORT = 3
_OWN_BODY = re.compile(r"^(?:立|民)")


class Structure(NamedTuple):
    """What the shape of two names says: verdict, rule, and the words that carry it."""

    verdict: NameVerdict
    rule: str
    words: str


def tail_of(split: Split, spaced: str) -> Structure | None:
    """Return what the words behind a whole name say: the body itself, a unit of it, a part of it, or nothing."""
    printed = printed_tail(spaced, split.tail)
    bracketed = _BRACKETED.fullmatch(split.tail)
    if bracketed is not None:
        split, printed = split._replace(tail=bracketed.group(1), sure=True), printed.strip("() ")
    for rule in _RULES:
        if (found := rule(split, printed)) is not None:
            return found
    if bracketed is None:
        return None
    return Structure(*((NameVerdict.SAME, "T5:noise") if _is_remark(split) else _UNCLEAR), printed)


def _is_remark(split: Split) -> bool:
    """Whether a bracket names no part: the prefecture of the seat, or a short name of the body itself."""
    if split.bare or split.tail in PREFECTURE_NAMES:
        return not split.bare
    body = split.head.form or (ORGANIZATION_END.search(split.head.exact) and not GOVERNMENT.fullmatch(split.head.exact))
    return bool(body) and _REMARK.fullmatch(split.tail) is not None


def _noise(split: Split, printed: str) -> Structure | None:
    head = split.head
    if split.bare or not NOISE.fullmatch(split.tail) or not (head.form or ORGANIZATION_END.search(head.exact)):
        return None
    # 株式会社平 and 株式会社平等 are two companies: one character says nothing behind so short a name.
    if split.sure or len(split.tail) > 1 or len(head.core) > _SHORT or head.form not in COMPANY_FORMS:
        return Structure(NameVerdict.SAME, "T5:noise", printed)
    return None


def _title(split: Split, printed: str) -> Structure | None:
    head, tail = split.head, split.tail
    if tail == "長" and CHIEF.search(head.exact + tail):
        return Structure(NameVerdict.SAME, "T5:title", tail)
    unit = without_titles(printed)
    if unit is None or (head.form in COMPANY_FORMS and not split.sure and not is_company_title(printed)):
        return None
    return _titled(split, unit.replace(" ", ""), printed)


def _junior_college(split: Split, printed: str) -> Structure | None:
    if JUNIOR_COLLEGE.search(split.tail) and SCHOOL.search(split.head.exact):
        return Structure(NameVerdict.REVIEW, "T5:junior_college", printed)
    return None


def _branch(split: Split, printed: str) -> Structure | None:
    placed = split.sure and split.head.form in COMPANY_FORMS and split.tail in PLACES
    if not split.bare and (placed or _is_branch(split)):
        return Structure(NameVerdict.SAME, "T5:branch", printed)
    return None


def _unit(split: Split, printed: str) -> Structure | None:
    tail = split.tail
    if GOVERNMENT.fullmatch(split.head.exact) or MINISTRY.fullmatch(split.head.exact):
        return _of_a_government(tail)
    if DEPARTMENT.fullmatch(tail) and not FACILITY.fullmatch(tail) and _own_department(split) and not split.bare:
        inside = WITHIN_AN_ORGAN.search(tail) is not None
        return Structure(*(_PART if inside else (NameVerdict.SAME, "T5:department")), printed)
    if (split.head.form or split.long.form) in SCHOOL_FORMS and SCHOOL.search(tail):
        return _school_of(split, printed)
    runs_schools = split.head.exact.endswith("公立大学法人") or split.head.form in UNIVERSITY_FORMS
    if runs_schools and SCHOOL.search(tail) and not SCHOOL.fullmatch(tail):
        return Structure(NameVerdict.OPERATES, "T5:school_corporation", printed)
    if _is_facility(split):
        return Structure(NameVerdict.PART_OF, "T5:facility", printed)
    return None


_PART = (NameVerdict.PART_OF, "T5:facility")
_RULES = (_noise, _title, _junior_college, _branch, _unit)


def _titled(split: Split, unit: str, tail: str) -> Structure | None:
    government = GOVERNMENT.fullmatch(split.head.exact)
    if not unit:
        verdict = NameVerdict.REVIEW if split.bare else NameVerdict.SAME
        return Structure(verdict, "T5:title", tail)
    if FACILITY.fullmatch(unit) and (not government or not NOT_AN_ORGAN.search(unit)):
        return Structure(NameVerdict.PART_OF, "T5:facility", unit)
    if (DEPARTMENT.fullmatch(unit) or BRANCH.fullmatch(unit)) and not split.bare and _own_department(split):
        return Structure(NameVerdict.SAME, "T5:title", tail)
    return None


def _own_department(split: Split) -> bool:
    head = split.head
    return split.sure or head.side == "after" or bool(ORGANIZATION_END.search(head.exact))


def _is_branch(split: Split) -> bool:
    """A branch is the legal person itself: one place (or none) and a word for an office, after a whole legal name."""
    head, tail = split.head, split.tail
    if head.form in NEVER_BRANCHED or BRANCH.fullmatch(tail) is None:
        return False
    if not head.form:
        return _PLAIN_OFFICE.search(tail) is not None and _WITH_BRANCHES.search(head.exact) is not None
    if head.form not in COMPANY_FORMS:
        own = split.sure or bool(ORGANIZATION_END.search(head.exact))
        return own and not tail.endswith(("本部", "支部", "事務所"))
    return split.sure or _place_of_office(tail) or _office_chain(tail)


def _place_of_office(tail: str) -> bool:
    """Whether one place stands before the office; 株式会社X東日本福島営業所 is an office of 株式会社X東日本."""
    found = BRANCH.match(tail)
    place = found["place"] if found else ""
    return place in PLACES or (
        _PLAIN_OFFICE.search(tail) is not None and len(place) in (2, 3) and not PLACE.search(place)
    )


_WITH_BRANCHES = re.compile(r"(?:銀行|信用金庫|信用組合|農業協同組合|漁業協同組合|森林組合|公庫|金庫)$")
_PLAIN_OFFICE = re.compile(r"(?:支店|支社|営業所|出張所|支局|支所)$")
_OFFICES = re.compile(r"(?P<place>[^\s]{2,4}?)(?:支店|支社|営業所|出張所|事業所|本店|本社)")


def _office_chain(tail: str) -> bool:
    offices = list(_OFFICES.finditer(tail))
    return len(offices) > 1 and "".join(o.group() for o in offices) == tail and offices[0]["place"] in PLACES


def _of_a_government(tail: str) -> Structure | None:
    if NOT_AN_ORGAN.search(tail) and not tail.endswith("委員会") and not tail.endswith("議会"):
        return None
    if ORGAN.fullmatch(tail) or FACILITY.fullmatch(tail):
        return Structure(NameVerdict.PART_OF, "T5:facility", tail)
    if DEPARTMENT.fullmatch(tail) and not _OWN_BODY.match(tail):
        inside = WITHIN_AN_ORGAN.search(tail) is not None
        return Structure(*(_PART if inside else (NameVerdict.SAME, "T5:department")), tail)
    return None


def _school_of(split: Split, printed: str) -> Structure | None:
    """学校法人X and a school behind its name; without the form, only where X ends as a body does."""
    if split.bare and not ORGANIZATION_END.search(split.head.core):
        return None
    return Structure(NameVerdict.OPERATES, "T5:school_corporation", printed)


def _is_facility(split: Split) -> bool:
    head, tail = split.head, split.tail
    if not FACILITY.fullmatch(tail) or ANOTHERS.search(tail):
        return False
    if head.form in COMPANY_FORMS:
        return split.sure and not split.bare
    if split.sure or head.form in ANY_BORDER or (head.form in CARE_FORMS and tail.startswith(head.core)):
        return True
    return bool(ORGANIZATION_END.search(head.exact)) or bool(SCHOOL.search(head.exact))
