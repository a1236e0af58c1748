"""The cell of an organization: its name, and the unit or post that is printed with it."""

from typing import NamedTuple

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.member_cell import read_member_cell
from musubime_loaders.name_parts import closed_letters
from musubime_loaders.seat_values import without_others


class OrganizationCell(NamedTuple):
    """What one cell says; `doubt` is why it may not be one organization, `others` whether it says ほか."""

    name: str
    unit: str | None = None
    post: str | None = None
    candidates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    doubt: str | None = None
    others: bool = False


def organization_in(printed: str, *, parse: bool, anonymous: bool) -> OrganizationCell:
    """Return what the cell says; with `parse` a title and a branch are peeled off, with `anonymous` also ほか."""
    if parse and printed:
        entries = read_member_cell(printed).entries
        if len(entries) == 1 and entries[0].organization and entries[0].person is None:
            entry = entries[0]
            flags = tuple(flag.value for flag in entry.flags)
            name = entry.organization or printed
            return OrganizationCell(
                name, entry.unit, entry.post, entry.candidates, flags, others=Flag.AND_OTHERS in entry.flags
            )
        return OrganizationCell(printed, doubt="機関が一つか分からない")
    name, closed = closed_letters(printed)
    flags = tuple(flag.value for flag in closed)
    bare, others = without_others(name) if anonymous else (name, False)
    return OrganizationCell(bare, flags=(*flags, Flag.AND_OTHERS.value) if others else flags, others=others)
