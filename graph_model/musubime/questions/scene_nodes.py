"""What a drawing places: bodies and consortia with their region, size and order of importance."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from musubime.analytics.incidence import Incidence
from musubime.analytics.layout import WIDER
from musubime.analytics.snapshot import Snapshot
from musubime.questions.scene_choice import Choice
from musubime.questions.selection import Selected

CONSORTIUM_SIZE = 24.0
CROWDED = 150
"""Nodes from which on a drawing is seen so small that most labels speak only when it is zoomed."""
JOINING = 3
"""Consortia from which on a body is one of those named first."""


@dataclass(frozen=True)
class Placing:
    """A node before it is placed."""

    id: str
    name: str
    kind: Literal["organization", "person", "consortium"]
    memberships: int
    size: float
    region: str
    leads: bool = False


def placing(selected: Selected, found: Incidence, choice: Choice) -> list[Placing]:
    """Return what is drawn in the order of its labels: the first of each region, then by importance, name and id."""
    snapshot = selected.snapshot
    sizes = dict(zip(found.consortia, found.sizes().tolist(), strict=True))
    degrees = found.degrees().tolist()
    place = {id: n for n, id in enumerate(found.actors)}
    consortia = [
        Placing(
            id, snapshot.graph.consortia[id].name, "consortium", sizes.get(id, 0), CONSORTIUM_SIZE, _home(snapshot, id)
        )
        for id in choice.consortia
    ]
    homes = _body_homes(snapshot, found, choice)
    bodies = [
        Placing(
            id,
            snapshot.name(id),
            "organization" if id in snapshot.graph.organizations else "person",
            degrees[place[id]],
            min(16.0 + 5.0 * (degrees[place[id]] - 1), 34.0),
            homes[id],
        )
        for id in choice.bodies
    ]
    nodes = [*consortia, *bodies]
    joining = 2 if len(nodes) > CROWDED else JOINING
    return _leading_first(sorted(nodes, key=lambda node: _importance(node, joining)))


def _leading_first(nodes: Sequence[Placing]) -> list[Placing]:
    """Return nodes with the first of each region before all others, so that every region speaks."""
    leading: dict[str, Placing] = {}
    for node in nodes:
        leading.setdefault(node.region, node)
    first = [replace(node, leads=True) for node in leading.values()]
    ids = {node.id for node in first}
    return [*first, *(node for node in nodes if node.id not in ids)]


def _importance(node: Placing, joining: int) -> tuple[int, int, str, str]:
    """Order bodies that join so many consortia first, then consortia by size, then the others."""
    group = 0 if joins(node, joining) else 1 if node.kind == "consortium" else 2
    return (group, -node.memberships, node.name, node.id)


def _home(snapshot: Snapshot, consortium: str) -> str:
    codes = snapshot.graph.consortia[consortium].prefecture
    return codes[0] if len(codes) == 1 else WIDER


def _body_homes(snapshot: Snapshot, found: Incidence, choice: Choice) -> dict[str, str]:
    """Return where each body stands: with most of its consortia, with its own prefecture among equals."""
    beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in choice.entries:
        consortium = found.consortia[found.seat_consortium[entry]]
        beside[found.actors[found.seat_actor[entry]]][_home(snapshot, consortium)] += 1
    return {
        id: min(count, key=lambda code: (-count[code], code not in snapshot.prefecture(id), code == WIDER, code))
        for id, count in beside.items()
    }


def joins(node: Placing, consortia: int) -> bool:
    """Return whether a node is a body that sits on at least so many consortia."""
    return node.kind != "consortium" and node.memberships >= consortia


def mark_width(node: Placing) -> float:
    """Return the width of a mark: consortia are wider than high."""
    return node.size * (1.4 if node.kind == "consortium" else 1)
