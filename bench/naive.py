"""The measures as networkx and plain Python give them: what ours are held against."""

from collections import Counter, defaultdict
from itertools import combinations

import networkx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.brokerage import UNKNOWN


def graph_of(matrix: csr_array) -> networkx.Graph:
    """Return a two-mode graph; actors are numbers from 0, consortia those below 0."""
    made = networkx.Graph()
    entries = matrix.tocoo()
    made.add_nodes_from(range(matrix.shape[0]), bipartite=0)
    made.add_edges_from(zip(entries.row.tolist(), (-1 - entries.col).tolist(), strict=True))
    return made


def key_actor_table(made: networkx.Graph, groups: NDArray[np.int64]) -> dict[str, dict[int, float | None]]:
    """Return memberships, connector, sole bridge and bridge share of every actor."""
    actors = sorted(node for node in made if node >= 0)
    of_body = dict(enumerate(groups.tolist()))
    connector: dict[int, float | None] = {}
    shared: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for actor in actors:
        of = Counter(of_body[-1 - body] for body in made[actor])
        total = sum(of.values())
        connector[actor] = 1 - sum((n / total) ** 2 for n in of.values()) if total > 1 else None
        for pair in combinations(sorted(made[actor]), 2):
            shared[pair].append(actor)
    sole: dict[int, float | None] = dict.fromkeys(actors, 0)
    share: dict[int, float] = dict.fromkeys(actors, 0.0)
    for tying in shared.values():
        for actor in tying:
            share[actor] += 1 / len(tying)
        if len(tying) == 1:
            sole[tying[0]] = (sole[tying[0]] or 0) + 1
    return {"memberships": dict(made.degree(actors)), "connector": connector, "sole": sole, "share": dict(share)}


def brokerage(made: networkx.Graph, sectors: list[int]) -> list[tuple[int, ...]]:
    """Return the roles of every actor: each pair of its co-members looked at."""
    near = networkx.bipartite.projected_graph(made, range(len(sectors)))
    found = []
    for actor in range(len(sectors)):
        own, roles = sectors[actor], [0] * 5
        for a, b in combinations(near[actor], 2):
            if not near.has_edge(a, b):
                one, other = sectors[a], sectors[b]
                if UNKNOWN in (one, own, other):
                    roles[4] += 1
                elif one == other:
                    roles[0 if one == own else 1] += 1
                else:
                    roles[2 if own in (one, other) else 3] += 1
        found.append(tuple(roles))
    return found


def betweenness(made: networkx.Graph) -> dict[int, float]:
    """Return the betweenness of every node."""
    found: dict[int, float] = networkx.betweenness_centrality(made, normalized=False)
    return found


def components(made: networkx.Graph) -> int:
    """Return the number of connected parts."""
    return sum(1 for _ in networkx.connected_components(made))
