"""Change and what-if on a real year in two editions, beside a recount in plain Python."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from bench.loading import rs_edition
from bench.measuring import Row, cpu_once, median_cpu
from musubime.questions.comparing import compare
from musubime.questions.growth import growth
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from musubime.questions.what_if import what_if
from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph
from tests.questions.fake_store import FakeStore

LEFT, RIGHT = "2023", "2024"
LEFT_OUT_BEFORE, LEFT_OUT_AFTER = 10, 11
"""Every tenth seat is new in the second edition, and every eleventh is not in it any more."""


def rows() -> Iterator[Row]:
    """Yield two dates, two programmes, growth, and three bodies taken away; `ours` of these once all else is kept."""
    graph = two_editions()
    # as a server does it: an estimate of betweenness first, the exact values beside the answers
    library = Library(FakeStore(graph), patience=60.0)
    library.snapshot()
    size = f"{len(graph.seats):,} seats in 2 editions"
    first = _first(lambda: compare(library, Selection(), LEFT, RIGHT))
    _finished(library, LEFT, RIGHT)
    plain, _, _ = cpu_once(lambda: _plain_dates(graph))
    yield Row(
        "compare two dates",
        size,
        median_cpu(lambda: compare(library, Selection(), LEFT, RIGHT), repeats=3),
        plain,
        "plain Python, without betweenness",
        note=f"{first:.1f} s the first time, with both estimates of betweenness",
    )
    one, other = sorted(graph.programmes, key=lambda id: -_under(library, id))[1:3]
    first = _first(lambda: compare(library, Selection(), one, other))
    _finished(library, one, other)
    yield Row(
        "compare two ministries",
        f"{_under(library, one)} and {_under(library, other)} consortia",
        median_cpu(lambda: compare(library, Selection(), one, other), repeats=3),
        note=f"{first:.2f} s the first time",
    )
    yield Row("growth by edition", size, median_cpu(lambda: growth(library, Selection()), repeats=3))
    for name, body in _bodies(graph):
        _, _, found = cpu_once(partial(what_if, library, Selection(), [body]))
        plain, _, _ = cpu_once(partial(_bridges, _without(_at(graph, RIGHT), body)))
        yield Row(
            f"what if {name} went",
            f"{found.suppositions[0].memberships} memberships, {found.pairs_lost.total:,} pairs lost",
            median_cpu(partial(what_if, library, Selection(), [body]), repeats=3),
            plain,
            "plain Python, bridges only",
            note=f"betweenness {found.measures.betweenness}",
        )


def _first(ask: Callable[[], object]) -> float:
    """Return the CPU seconds that an answer waits for; what is worked out beside it is not in them."""
    start = time.thread_time()
    ask()
    return time.thread_time() - start


def _finished(library: Library, left: str, right: str) -> None:
    """Wait until what is worked out beside the answers is there."""
    while compare(library, Selection(), left, right).measures.betweenness_exact_later:
        time.sleep(0.5)


def two_editions() -> Graph:
    """Return the year as two complete editions of one series; what is in both is kept."""
    whole = rs_edition()
    before = tuple(seat for n, seat in enumerate(whole.seats) if n % LEFT_OUT_BEFORE)
    after = tuple(seat for n, seat in enumerate(whole.seats) if n % LEFT_OUT_AFTER)
    dated = {"series": "years", "complete": True}
    editions = [
        whole.model_copy(update={**dated, "seats": seats, "edition_date": date})
        for seats, date in ((before, LEFT), (after, RIGHT))
    ]
    return resolve(editions, [], [])


def _under(library: Library, programme: str) -> int:
    snapshot = library.snapshot()
    return sum(any(p.id == programme for p in listed) for listed in snapshot.programmes_of.values())


def _bodies(graph: Graph) -> list[tuple[str, str]]:
    """Return the busiest body, one in the middle of those on several consortia, and one on a single one."""
    on: dict[str, set[str]] = {}
    for seat in _at(graph, RIGHT).seats.values():
        if seat.organization:
            on.setdefault(seat.organization, set()).add(seat.consortium)
    busy = sorted(on, key=lambda id: (-len(on[id]), id))
    several = [id for id in busy if len(on[id]) > 1]
    return [
        ("the busiest", busy[0]),
        ("a middling one", several[len(several) // 2]),
        ("one of a single seat", busy[-1]),
    ]


def _at(graph: Graph, date: str) -> Graph:
    seats = {
        id: seat
        for id, seat in graph.seats.items()
        if min(s.edition_date or "" for s in seat.statements) <= date
        and (seat.not_stated_since is None or seat.not_stated_since > date)
    }
    return graph.model_copy(update={"seats": seats})


def _without(graph: Graph, body: str) -> Graph:
    return graph.model_copy(update={"seats": {id: s for id, s in graph.seats.items() if s.organization != body}})


def _plain_dates(graph: Graph) -> object:
    """Count the same by sets and dictionaries: lists of seats and bodies, memberships and bridges of both dates."""
    sides = [_at(graph, date) for date in (LEFT, RIGHT)]
    lists = []
    for of in ("id", "organization", "consortium"):
        before, after = ({getattr(seat, of) for seat in side.seats.values()} for side in sides)
        lists.append((sorted(before & after), sorted(after - before), sorted(before - after)))
    bridges = [_bridges(side) for side in sides]
    differences = {
        actor: bridges[1][1].get(actor, 0.0) - bridges[0][1].get(actor, 0.0)
        for actor in bridges[0][1].keys() | bridges[1][1].keys()
    }
    return lists, sorted(differences.items(), key=lambda row: -abs(row[1]))


def _bridges(graph: Graph) -> tuple[dict[str, int], dict[str, float]]:
    """Count sole bridges and bridge shares pair by pair."""
    of_actor: defaultdict[str, set[str]] = defaultdict(set)
    for seat in graph.seats.values():
        if seat.organization:
            of_actor[seat.organization].add(seat.consortium)
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for actor, bodies in of_actor.items():
        for pair in combinations(sorted(bodies), 2):
            shared[pair].append(actor)
    sole: defaultdict[str, int] = defaultdict(int)
    share: defaultdict[str, float] = defaultdict(float)
    for actors in shared.values():
        for actor in actors:
            share[actor] += 1 / len(actors)
            sole[actor] += len(actors) == 1
    return dict(sole), dict(share)
