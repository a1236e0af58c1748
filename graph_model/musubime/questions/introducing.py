"""Who could introduce two consortia that share nobody: the shortest ways between them and the bodies on those."""

from typing import NamedTuple

from musubime.analytics.shortest_paths import Ways, shortest_ways
from musubime.questions.answers_introductions import Introducer
from musubime.questions.answers_paths import SeatBrief, Step
from musubime.questions.ways import GOAL, START, WayGraph
from musubime.types.prefectures import names_of

LISTED_WAYS = 3
LISTED_INTRODUCERS = 10
LISTED_SEATS = 5
NEAR = 3
"""Steps from a consortium within which a body sits on it (1), or shares a consortium with one who does (3)."""


class Between(NamedTuple):
    """What stands between two consortia that nobody sits on both of."""

    total: int = 0
    ways: tuple[tuple[Step, ...], ...] = ()
    first: tuple[str, ...] = ()
    """Names along the first way."""
    itself: tuple[bool, bool] = (False, False)
    """Whether its first step goes from a to itself as an organization, and its last one to b likewise."""
    introducers: tuple[Introducer, ...] = ()
    names: tuple[str, ...] = ()
    """Names of all introducers, in the order of their ranks."""


def between(graph: WayGraph, a: str, b: str, ways: int) -> Between:
    """Return the shortest ways between two consortia, as many as asked, and who could introduce their members.

    An introducer stands on a shortest way, at most three steps from either consortium; it is ranked by how many of the
    ways lead through it (this project's own measure, an exact count).
    """
    found = shortest_ways(graph.two_mode, graph.end(a, START), graph.end(b, GOAL))
    if found is None:
        return Between()
    order = next(found.listed(graph.order))
    ranked = sorted(
        ((place, node, count) for place in _near(found) for node, count in found.carried(place).items()),
        key=lambda row: (-row[2], graph.order(row[1])),
    )
    listed: list[Introducer] = []
    for n, (place, node, count) in enumerate(ranked[:LISTED_INTRODUCERS]):
        same = n > 0 and ranked[n - 1][2] == count
        listed.append(_introducer(graph, found, place, node, count, listed[-1].rank if same else n + 1))
    return Between(
        total=found.count,
        ways=tuple(graph.steps(found, (a, b), ways)),
        first=tuple(graph.order(node)[0] for node in order),
        itself=(graph.itself(graph.ids[order[1]], a), graph.itself(graph.ids[order[-2]], b)),
        introducers=tuple(listed),
        names=tuple(graph.order(node)[0] for _, node, _ in ranked),
    )


def _near(found: Ways) -> list[int]:
    """Return the steps from the start at which bodies stand that are near both ends: the odd ones."""
    return [place for place in range(1, found.length, 2) if place <= NEAR and found.length - place <= NEAR]


def _introducer(graph: WayGraph, found: Ways, place: int, node: int, ways: int, rank: int) -> Introducer:
    snapshot, id = graph.snapshot, graph.ids[node]
    beside = sorted(found.beside(place, node), key=graph.order)
    seats: list[SeatBrief] = []
    total = 0
    for consortium in beside:
        held = graph.seats(id, graph.ids[consortium])
        total += len(held)
        seats += [graph.brief(seat) for seat in held[: LISTED_SEATS - len(seats)]]
    prefecture = snapshot.prefecture(id)
    return Introducer(
        rank=rank,
        kind="organization" if id in snapshot.graph.organizations else "person",
        id=id,
        name=snapshot.name(id),
        sector=snapshot.sector(id, inferred=graph.selected.selection.inferred),
        prefecture=prefecture,
        prefecture_names=tuple(names_of(prefecture)),
        sits_on="a" if place == 1 else "b" if found.length - place == 1 else None,
        ways=ways,
        seats=tuple(seats),
        seats_total=total,
    )
