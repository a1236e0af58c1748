"""A cell that holds whole person lines such as 氏名（所属 役職）: each line a member."""

from musubime_loaders.member_cell import MemberEntry, read_member_cell


def read_person_cell(text: str) -> tuple[MemberEntry, ...]:
    """Return the members of a cell, in printed order."""
    return read_member_cell(text).entries
