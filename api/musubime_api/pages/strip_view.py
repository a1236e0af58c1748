"""The incidence strip: organizations that sit on several consortia, a dot for each seat."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musubime.questions.answers_measures import KeyActorItem, OverlapMatrix
from musubime_api.pages.matrix_view import Head, heads_of
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


def strip_view(page: Page, actors: Sequence[KeyActorItem], matrix: OverlapMatrix) -> StripView:
    """Return the strip of actors with two consortia or more, on the consortia that any of them sits on."""
    heads = heads_of(page, matrix.consortia)
    seats = _seats(matrix)
    shown = [actor for actor in actors if actor.memberships > 1][:ROWS]
    held = {consortium.id for actor in shown for consortium in actor.consortia}
    columns = [body.id for body in matrix.consortia if body.id in held][:COLUMNS]
    rows = [
        StripRow(
            name=actor.name,
            href=page.links.record("organization", actor.id),
            sector=actor.sector,
            cells=[_dot(page, actor, id, heads[id], seats) for id in columns],
            total=actor.memberships,
        )
        for actor in shown
    ]
    return StripView([heads[id] for id in columns], rows)


def _seats(matrix: OverlapMatrix) -> dict[tuple[str, str], str]:
    """Return a seat of each shared member on each consortium, from the pairs that share it."""
    seats: dict[tuple[str, str], str] = {}
    for pair in matrix.pairs:
        for member in pair.members:
            for consortium, ids in ((pair.a, member.seats_a), (pair.b, member.seats_b)):
                if ids:
                    seats.setdefault((member.id, consortium), ids[0])
    return seats


def _dot(page: Page, actor: KeyActorItem, consortium: str, head: Head, seats: Mapping[tuple[str, str], str]) -> Dot:
    if consortium not in {one.id for one in actor.consortia}:
        return Dot("", "")
    label = page.words("overlap.strip_cell", organization=actor.name, consortium=head.name)
    seat = seats.get((actor.id, consortium))
    return Dot(page.links.record("consortium", consortium) + (f"#seat-{seat}" if seat else ""), label)
