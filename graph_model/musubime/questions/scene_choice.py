"""What of a selection is drawn: everything up to the hard bound, then what ties consortia together first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.incidence import Incidence
from musubime.questions.answers_views import SceneSummary
from musubime.questions.selection import Selected

SOFT_NODES = 500
MOST_NODES = 2_000
MOST_EDGES = 6_000


@dataclass(frozen=True)
class Choice:
    """Nodes and seats that are drawn, and how many members each consortium has besides."""

    consortia: list[str]
    bodies: list[str]
    entries: NDArray[np.intp]
    """Places in the incidence's lists of seats, in the order of the seats' ids."""
    hidden: Mapping[str, int]
    nodes: int
    edges: int
    all_bodies: list[str]


def chosen(selected: Selected, found: Incidence) -> Choice:
    """Return what is drawn of a selection.

    Above the bound consortia come first, the largest before the smaller, up to half of the nodes; then bodies by
    their number of consortia: those that tie the drawn consortia together stay, members of one only are counted.
    """
    selection, snapshot = selected.selection, selected.snapshot
    passes = selection.bodies(snapshot)
    own = bool(selection.sector or selection.located_in or selection.q)
    bodies = [id for id in found.actors if not own or passes(id)]
    kept = np.isin(np.array(found.actors, dtype=object), bodies) if own else np.ones(len(found.actors), dtype=np.bool_)
    entries = np.flatnonzero(kept[found.seat_actor])
    sizes = dict(zip(found.consortia, found.sizes().tolist(), strict=True))
    reached = {found.consortia[k] for k in np.unique(found.seat_consortium[entries])}
    consortia = [id for id in selected.consortium_ids if not own or id in reached]
    total = (len(consortia) + len(bodies), len(entries))
    if total[0] <= MOST_NODES and total[1] <= MOST_EDGES:
        return Choice(consortia, bodies, entries, {}, *total, bodies)
    largest = sorted(consortia, key=lambda id: (-sizes.get(id, 0), snapshot.graph.consortia[id].name, id))
    drawn = set(largest[: MOST_NODES // 2])
    here = np.array([id in drawn for id in found.consortia], dtype=np.bool_)
    entries = entries[here[found.seat_consortium[entries]]]
    shown = _most_joining(found, entries, MOST_NODES - len(drawn))
    inside = entries[np.isin(found.seat_actor[entries], shown)]
    members = Counter(int(found.seat_consortium[e]) for e in entries)
    members.subtract(int(found.seat_consortium[e]) for e in inside)
    return Choice(
        consortia=sorted(drawn),
        bodies=sorted(found.actors[index] for index in shown),
        entries=inside,
        hidden={found.consortia[k]: count for k, count in members.items() if count},
        nodes=total[0],
        edges=total[1],
        all_bodies=bodies,
    )


def _most_joining(found: Incidence, entries: NDArray[np.intp], most: int) -> list[int]:
    """Return the actors with most drawn consortia, while their seats fit into the bound of edges."""
    pairs = np.unique(np.stack((found.seat_actor[entries], found.seat_consortium[entries])), axis=1)
    joined = np.bincount(pairs[0], minlength=len(found.actors))
    seats = np.bincount(found.seat_actor[entries], minlength=len(found.actors))
    order = np.lexsort((np.arange(len(joined)), -joined))
    shown: list[int] = []
    edges = 0
    for index in order.tolist():
        if not joined[index] or len(shown) == most or edges + int(seats[index]) > MOST_EDGES:
            break
        shown.append(index)
        edges += int(seats[index])
    return shown


def summary(selected: Selected, found: Incidence, choice: Choice, lang: str) -> SceneSummary:
    """Return the counts of what is drawn and of what is not."""
    snapshot = selected.snapshot
    nodes, edges = len(choice.consortia) + len(choice.bodies), len(choice.entries)
    left = sorted(set(choice.all_bodies) - set(choice.bodies))
    by_sector = Counter(snapshot.sector(id, inferred=selected.selection.inferred) or "unknown" for id in left)
    organizations = sum(1 for id in choice.all_bodies if id in snapshot.graph.organizations)
    complete = nodes == choice.nodes and edges == choice.edges
    return SceneSummary(
        nodes=choice.nodes,
        edges=choice.edges,
        shown_nodes=nodes,
        shown_edges=edges,
        complete=complete,
        heavy=nodes > SOFT_NODES,
        not_shown=None if complete else _sentence(choice.nodes - nodes, choice.edges - edges, lang),
        hidden_by_sector=dict(sorted(by_sector.items())),
        consortia=choice.nodes - len(choice.all_bodies),
        organizations=organizations,
        persons=len(choice.all_bodies) - organizations,
        without_holder=found.left_out,
    )


def _sentence(nodes: int, edges: int, lang: str) -> str:
    if lang == "en":
        return (
            f"{nodes} nodes and {edges} seats do not fit into the drawing: bodies that join the fewest consortia are "
            "left out. Narrow by prefecture, programme, owner, consortium or roster to see them."
        )
    return (
        f"図に収まらない {nodes} 件の点と {edges} 席を省いています（参画の少ない機関から）。"
        "都道府県・事業・所管・会議体・名簿で絞ると表示できます。"
    )
