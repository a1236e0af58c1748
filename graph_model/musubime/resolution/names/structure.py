"""Tier T5: one name is the other with something after or before it, and what that makes of the two."""

import re

from musubime.resolution.keys import PreparedKeys
from musubime.resolution.names.comparison import NameVerdict
from musubime.resolution.names.form_groups import AGENCY_FORMS, CARE_FORMS, SCHOOL_FORMS, UNIVERSITY_FORMS
from musubime.resolution.names.splitting import split_of
from musubime.resolution.names.tails import Structure, tail_of
from musubime.resolution.names.words import FACILITY, SCHOOL

__all__ = ["Structure", "structure"]

_PARENT_PREFIX = re.compile(r".{2,}(?:公立大学法人|国立大学法人|大学法人|国立大学機構)$|国立大学法人.{2,}機構$")


def structure(a: PreparedKeys, b: PreparedKeys, spaced_a: str, spaced_b: str) -> Structure | None:
    """Return what the shape of two names says, or None; the names are not the same by their keys."""
    if (found := _legal_person(a, b) or _legal_person(b, a)) is not None:
        return found
    for head, long, spaced in ((b, a, spaced_a), (a, b, spaced_b)):
        if long.exact in _headquarters(head.exact):
            return Structure(NameVerdict.SAME, "T5:headquarters", long.exact)
        if (split := split_of(head, long, spaced)) and (found := tail_of(split, spaced)):
            return found
        if (
            head.exact.endswith("市")
            and long.exact.startswith(f"市立{head.exact[:-1]}")
            and FACILITY.fullmatch(long.exact)
        ):
            return Structure(NameVerdict.PART_OF, "T5:facility", long.exact)
        if len(long.exact) > len(head.exact) and long.exact.endswith(head.exact):
            prefix = long.exact[: -len(head.exact)]
            if SCHOOL.search(head.exact) and not head.form and _PARENT_PREFIX.match(prefix):
                return Structure(NameVerdict.SAME, "T5:parent_prefix", prefix)
    return None


def _headquarters(government: str) -> tuple[str, ...]:
    """Return what the house of a government is called, and itself by it: 国土交通本省, 徳島県庁, 室戸市役所."""
    match government[-1:]:
        case "省" | "庁":
            return (f"{government[:-1]}本{government[-1]}", f"{government}本{government[-1]}")
        case "都" | "道" | "府" | "県":
            return (f"{government}庁",)
        case "市" | "区":
            return (f"{government}役所",)
        case "町" | "村":
            return (f"{government}役場",)
        case _:
            return ()


def _legal_person(legal: PreparedKeys, other: PreparedKeys) -> Structure | None:
    """国立大学法人X大学 is X大学; 学校法人X runs X, X大学 and X高等学校; a care corporation its hospital."""
    if other.form or legal.side != "before" or not other.exact.startswith(legal.core):
        return None
    rest = other.exact[len(legal.core) :]
    if legal.form in SCHOOL_FORMS and (not rest or SCHOOL.fullmatch(rest)):
        return Structure(NameVerdict.OPERATES, "T5:school_corporation", legal.form)
    if rest:
        return None
    if legal.form in UNIVERSITY_FORMS | AGENCY_FORMS:
        return Structure(NameVerdict.SAME, "T5:public_corporation", legal.form)
    if legal.form in CARE_FORMS and FACILITY.fullmatch(legal.core):
        return Structure(NameVerdict.OPERATES, "T5:care_corporation", legal.form)
    return None
