"""The measures once more, from seats as the door prints them: plain loops, sets and networkx, nothing of ours."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
from scipy.stats import hypergeom

Seat = Mapping[str, Any]
Members = Mapping[str, set[str]]
"""Consortium → who sits on it."""
ROLES = ("coordinator", "itinerant", "gatekeeper_representative", "liaison", "unclassified")


def actor_of(seat: Seat, level: str) -> str | None:
    """Return who a seat counts for at a level; the holder is the organization, else the person."""
    if level == "post":
        return str(seat["post_id"]) if seat["post_id"] else None
    named = seat["organization"] or seat["person"] if level == "holder" else seat[level]
    return str(named["id"]) if named else None


def members_of(seats: Iterable[Seat], level: str) -> dict[str, set[str]]:
    """Return the rosters of the consortia that have anybody at this level."""
    found: dict[str, set[str]] = {}
    for seat in seats:
        actor = actor_of(seat, level)
        if actor is not None:
            found.setdefault(seat["consortium"]["id"], set()).add(actor)
    return found


def actors_of(members: Members) -> list[str]:
    """Return everybody, sorted."""
    return sorted(set().union(*members.values())) if members else []


def sits_on(members: Members, actor: str) -> set[str]:
    """Return the consortia of an actor."""
    return {consortium for consortium, those in members.items() if actor in those}


def connector(members: Members, owners: Mapping[str, str | None], actor: str) -> float | None:
    """Return 1 − Σ (d_is / d_i)² over the consortia that have an owner; None below two."""
    owned = [owner for one in sits_on(members, actor) if (owner := owners[one]) is not None]
    if len(owned) < 2:
        return None
    return 1 - sum((count / len(owned)) ** 2 for count in Counter(owned).values())


def joined_pairs(members: Members, actor: str) -> list[tuple[str, str, int]]:
    """Return the pairs of consortia that an actor joins, each with how many do."""
    pairs = combinations(sorted(sits_on(members, actor)), 2)
    return [(a, b, len(members[a] & members[b])) for a, b in pairs]


def two_mode(members: Members) -> "nx.Graph[tuple[str, str]]":
    """Return the graph of actors and consortia."""
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    graph.add_edges_from((("actor", actor), ("consortium", one)) for one, those in members.items() for actor in those)
    return graph


def betweenness(members: Members) -> tuple[dict[str, float], dict[str, float]]:
    """Return raw and normalised betweenness of every actor."""
    graph = two_mode(members)
    actors = [node for node in graph if node[0] == "actor"]
    raw = nx.betweenness_centrality(graph, normalized=False)
    norm = nx.bipartite.betweenness_centrality(graph, actors)
    return {node[1]: raw[node] for node in actors}, {node[1]: norm[node] for node in actors}


def roles(members: Members, sectors: Mapping[str, str | None], actor: str) -> dict[str, int]:
    """Return the open triads a–actor–b by the sectors of the three."""
    near = sorted(set().union(*(members[one] for one in sits_on(members, actor))) - {actor})
    counts = dict.fromkeys(ROLES, 0)
    for a, b in combinations(near, 2):
        if any({a, b} <= those for those in members.values()):
            continue
        three = (sectors[a], sectors[actor], sectors[b])
        counts[_role(*three)] += 1
    return counts


def _role(a: str | None, own: str | None, b: str | None) -> str:
    if None in (a, own, b):
        return "unclassified"
    if a == own == b:
        return "coordinator"
    if a == b:
        return "itinerant"
    return "gatekeeper_representative" if own in (a, b) else "liaison"


def components(members: Members) -> int:
    """Return the number of connected parts."""
    return int(nx.number_connected_components(two_mode(members)))


def ranks(values: Mapping[str, float | None]) -> dict[str, int | None]:
    """Return the rank of each value: equal ones share it, None has none."""
    rounded = {id: None if value is None else round(value, 6) for id, value in values.items()}
    return {
        id: None if value is None else 1 + sum(other is not None and other > value for other in rounded.values())
        for id, value in rounded.items()
    }


def coefficients(a: set[str], b: set[str]) -> dict[str, float]:
    """Return what two rosters share."""
    shared = len(a & b)
    return {
        "shared": shared,
        "jaccard": shared / len(a | b),
        "overlap_coefficient": shared / min(len(a), len(b)),
        "containment_a": shared / len(a),
        "containment_b": shared / len(b),
    }


def chance(family: Sequence[set[str]], population: int) -> dict[tuple[int, int], tuple[float, float]]:
    """Return p and q of each pair of a family: hypergeometric upper tail, Benjamini–Hochberg."""
    p = {
        (i, j): float(hypergeom.sf(len(family[i] & family[j]) - 1, population, len(family[i]), len(family[j])))
        for i, j in combinations(range(len(family)), 2)
    }
    q: dict[tuple[int, int], float] = {}
    least = 1.0
    for place, pair in zip(range(len(p), 0, -1), sorted(p, key=lambda one: -p[one]), strict=True):
        least = min(least, p[pair] * len(p) / place)
        q[pair] = least
    return {pair: (p[pair], q[pair]) for pair in p}
