"""Paths as lists of stations, the parts of the graph where there is none, and rings of steps."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime.questions.answers_paths import Component, Distances, PathsAnswer
from musubime_api.pages.record_parts import Link, SourceLink
from musubime_api.pages.rendering import Page
from musubime_api.pages.way_view import Station, ways


class Part(NamedTuple):
    """The part of the graph that one end stands in."""

    end: Link
    places: str
    consortia: int
    bodies: str
    named: list[Link]
    more: int


class PathsView(NamedTuple):
    """What is shown of an answer; `more` paths are only counted."""

    summary: str
    ways: list[list[Station]]
    more: int
    reason: str | None
    parts: list[Part]
    consortia: tuple[str, ...]
    """Ids of the consortia on the ways that are shown."""
    sources: list[SourceLink]
    """Documents that state the seats of those ways."""


class RingRow(NamedTuple):
    """How many stand a number of steps away."""

    label: str
    meaning: str
    consortia: str
    bodies: str
    href: str
    current: bool


class Reached(NamedTuple):
    """One body or consortium of the ring that is open."""

    name: str
    href: str
    sector: str
    prefecture: str


class RingsView(NamedTuple):
    """Rings of steps around one organization, and who stands on the one that is open."""

    name: str
    href: str
    rows: list[RingRow]
    caption: str
    listed: list[Reached]
    total: int
    not_stated: int
    following: str | None


def paths_view(page: Page, answer: PathsAnswer) -> PathsView:
    """Return every path that an answer lists, or why there is none."""
    steps = [step for path in answer.paths for step in path]
    ends = [ref for step in steps for ref in (step.from_, step.to) if ref.kind == "consortium"]
    stated = {seat.source.id: seat.source.title for step in steps for seat in step.seats if seat.source}
    stated.update({row.source.id: row.source.title for step in steps for row in step.evidence})
    summary = page.words(
        "paths.summary", a=answer.from_.name, b=answer.to.name, steps=answer.length, count=answer.total
    )
    return PathsView(
        summary=summary,
        ways=ways(page, answer.paths),
        more=answer.total - answer.listed,
        reason=answer.reason,
        parts=[_part(page, part) for part in answer.components],
        consortia=tuple(dict.fromkeys(ref.id for ref in ends)),
        sources=[SourceLink(title, page.links.record("source", id)) for id, title in stated.items()],
    )


def _part(page: Page, part: Component) -> Part:
    return Part(
        end=Link(part.of.name, page.links.record(part.of.kind, part.of.id)),
        places=page.labels.prefectures(part.prefecture),
        consortia=part.consortia,
        bodies=_bodies(page, part.organizations, part.persons),
        named=[Link(ref.name, page.links.record("consortium", ref.id)) for ref in part.named],
        more=part.consortia - len(part.named),
    )


def rings_view(page: Page, answer: Distances, steps: str) -> RingsView:
    """Return the rings around an organization; `steps` is the ring whose names are shown."""
    rows: list[RingRow] = []
    for ring in answer.rings:
        value = "none" if ring.steps is None else str(ring.steps)
        rows.append(
            RingRow(
                label=page.words("paths.nowhere") if ring.steps is None else page.words("paths.steps", count=value),
                meaning=_meaning(page, ring.steps),
                consortia=str(ring.consortia or ""),
                bodies=_bodies(page, ring.organizations, ring.persons),
                href=page.links.here(steps=value, cursor=None),
                current=value == steps,
            )
        )
    return RingsView(
        name=answer.name,
        href=page.links.record("organization", answer.id),
        rows=rows,
        caption=next((row.label for row in rows if row.current), ""),
        listed=_listed(page, answer),
        total=answer.total,
        not_stated=answer.not_stated,
        following=page.links.here(cursor=answer.next) if answer.next else None,
    )


def _listed(page: Page, answer: Distances) -> list[Reached]:
    return [
        Reached(
            name=item.name,
            href=page.links.record(item.kind, item.id),
            sector="consortium" if item.kind == "consortium" else item.sector or "",
            prefecture=page.labels.prefectures(item.prefecture),
        )
        for item in answer.items
    ]


def _meaning(page: Page, steps: int | None) -> str:
    """Return what so many steps mean, for the first few."""
    known: Sequence[int | None] = (1, 2, 3, 4)
    return page.words(f"paths.means_{steps}") if steps in known and steps is not None else ""


def _bodies(page: Page, organizations: int, persons: int) -> str:
    """Return how many organizations and persons, without those that are none."""
    counts = (("organizations", organizations), ("persons", persons))
    return " ".join(page.words(f"paths.{kind}", count=count) for kind, count in counts if count)
