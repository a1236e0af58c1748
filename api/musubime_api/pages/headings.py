"""Headings of tables by which a reader sorts."""

from typing import NamedTuple


class Column(NamedTuple):
    """A heading that sorts."""

    label: str
    href: str
    current: bool
