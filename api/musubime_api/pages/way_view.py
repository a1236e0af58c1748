"""Ways as lists of stations that a reader can follow, each step with the printed lines of its seats."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from musubime.questions.answers import EvidenceRow, KindRef
from musubime.questions.answers_paths import SeatBrief, Step
from musubime_api.pages.rendering import Page


class Station(NamedTuple):
    """A record on a way, and the step that leads to the next one; no step after the last."""

    kind: str
    name: str
    href: str
    same_body: bool = False
    seats: Sequence[SeatBrief] = ()
    evidence: Sequence[EvidenceRow] = ()
    last: bool = False


def way(page: Page, steps: Sequence[Step]) -> list[Station]:
    """Return one way as its stations."""
    stations = [
        _station(page, step.from_)._replace(
            same_body=step.kind == "same_body", seats=step.seats, evidence=step.evidence
        )
        for step in steps
    ]
    return [*stations, _station(page, steps[-1].to)._replace(last=True)]


def ways(page: Page, paths: Iterable[Sequence[Step]]) -> list[list[Station]]:
    """Return ways as their stations."""
    return [way(page, steps) for steps in paths]


def _station(page: Page, ref: KindRef) -> Station:
    return Station(ref.kind, ref.name, page.links.record(ref.kind, ref.id))
