"""The cell of an organization: one or several bodies, each with the unit or post that is printed with it."""

import re
from typing import NamedTuple

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_parts import closed_letters
from musubime_loaders.names.entry import LineKind, ParsedEntry
from musubime_loaders.names.parsing import parse
from musubime_loaders.seat_values import without_others

_UNIT_OF_A_SCHOOL = re.compile(
    r"^(?P<school>(?!特定非営利|NPO|一般|公益|財団|社団|株式|合同|有限|[（(㈱]).*?(?:[都道府県市]立|[^立])大学)[ 　]*"
    r"(?P<unit>(?!院大学)(?!附属|付属).{2,}"
    r"(?:研究所|研究科|研究院|研究部|センター|学部|学科|機構|研究室|本部|推進室|ラボ))$"
)
"""A university and its institute printed as one name; a body of another legal form may have 大学 inside its name."""


class OrganizationCell(NamedTuple):
    """One body that a cell names; `name` is None where it names only a post. `others` is whether it says ほか."""

    name: str | None
    unit: str | None = None
    post: str | None = None
    candidates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    others: bool = False


def organizations_in(
    printed: str, *, parse_names: bool, person: bool, anonymous: bool, post: str = ""
) -> tuple[OrganizationCell, ...]:
    """Return what the cell says.

    With `parse_names` titles and units are peeled off, as the affiliation of a `person` or as a field of bodies;
    with `anonymous` also ほか. Otherwise the cell is the name, but for the institute of a university, and for the unit
    before the `post` of a person that another cell prints.
    """
    if not printed:
        return ()
    if parse_names:
        entries = parse(printed, LineKind.PERSON_LINE if person else LineKind.ORG_FIELD)
        if person and any(entry.person for entry in entries):
            # 秋田市長 begins like a surname
            entries = parse(printed, LineKind.ORG_FIELD)
        if entries and not any(entry.person for entry in entries):
            return tuple(_cell(entry) for entry in entries)
    name, closed = closed_letters(printed.replace("\n", ""))
    flags = tuple(flag.value for flag in closed)
    bare, others = without_others(name) if anonymous else (name, False)
    flags = (*flags, Flag.AND_OTHERS.value) if others else flags
    school = _UNIT_OF_A_SCHOOL.match(bare) if anonymous else None
    if school:
        return (OrganizationCell(school["school"], school["unit"], flags=flags, others=others),)
    if anonymous and person and post and not parse_names and (cell := _with_unit(bare, post)):
        return (cell._replace(flags=(*flags, *cell.flags), others=others),)
    return (OrganizationCell(bare, flags=flags, others=others),)


def _with_unit(name: str, post: str) -> OrganizationCell | None:
    """Return the body and its unit where they read as one line with the post, such as 徳島県商工労働観光部 + 部長."""
    entries = parse(f"{name} {post}", LineKind.PERSON_LINE)
    if len(entries) != 1 or entries[0].person or not entries[0].organization or not entries[0].unit:
        return None
    entry = entries[0]
    whole = re.sub(r"\s", "", name)
    if Flag.REST_UNREAD in entry.flags or whole != re.sub(r"\s", "", f"{entry.organization}{entry.unit}"):
        return None
    return OrganizationCell(entry.organization, entry.unit, None, (), tuple(flag.value for flag in entry.flags))


def _cell(entry: ParsedEntry) -> OrganizationCell:
    name, unit = entry.organization, entry.unit
    if name and unit is None and (school := _UNIT_OF_A_SCHOOL.match(name)):
        name, unit = school["school"], school["unit"]
    return OrganizationCell(
        name,
        unit,
        entry.post,
        entry.candidates,
        tuple(flag.value for flag in entry.flags),
        Flag.AND_OTHERS in entry.flags,
    )
