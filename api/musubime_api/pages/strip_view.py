"""The incidence strip: organizations that sit on several consortia, a dot for each seat."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musubime_api.pages.matrix_view import Head
from musubime_api.pages.rendering import Page

ROWS = 60
COLUMNS = 24


class Dot(NamedTuple):
    """A cell; `href` leads to the seat, empty where there is none."""

    href: str
    label: str


class StripRow(NamedTuple):
    """One organization and its dots."""

    name: str
    href: str
    sector: str | None
    cells: list[Dot]
    total: int


class StripView(NamedTuple):
    """The table of dots."""

    heads: list[Head]
    rows: list[StripRow]


class Member(NamedTuple):
    """An organization with the seat that it has on each consortium, by the consortium's id."""

    id: str
    name: str
    sector: str | None
    seats: Mapping[str, str]


def strip_view(page: Page, members: Sequence[Member], order: Sequence[str], heads: Mapping[str, Head]) -> StripView:
    """Return the strip of members with two consortia or more, on the consortia that any of them sits on."""
    shown = [member for member in members if len(member.seats) > 1][:ROWS]
    columns = [id for id in order if any(id in member.seats for member in shown)][:COLUMNS]
    rows = [
        StripRow(
            name=member.name,
            href=page.links.record("organization", member.id),
            sector=member.sector,
            cells=[_dot(page, member, id, heads[id]) for id in columns],
            total=len(member.seats),
        )
        for member in shown
    ]
    return StripView([heads[id] for id in columns], rows)


def _dot(page: Page, member: Member, consortium: str, head: Head) -> Dot:
    if consortium not in member.seats:
        return Dot("", "")
    label = page.words("overlap.strip_cell", organization=member.name, consortium=head.name)
    return Dot(f"{page.links.record('consortium', consortium)}#seat-{member.seats[consortium]}", label)
