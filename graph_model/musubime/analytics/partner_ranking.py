"""Whom an actor has not met yet, ranked by the ways that lead there on the two-mode graph.

Two numbers are added, each as a share of all candidates. The *walk* is personalised PageRank on the two-mode graph
(Page et al. 1999; Haveliwala 2002): from the actor to one of its consortia, to one of its members, and so on. The
*acquaintance* looks at each roster of the actor as a whole: how often do the actors on it sit with the candidate
elsewhere, those with few consortia counting more (as in Adamic & Adar 2003)? A candidate whom several of one roster
know comes first. How both were chosen, and what they were held against, is written down in `bench/partner_protocol.md`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from musubime.analytics.components import components

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
WALK_ON = 0.8
"""Chance that the walk goes on at each step, instead of back to the actor."""
ROUNDS = 20
"""The walk is followed over so many consortia; 0.8⁴⁰ of it, a 7,500th, is left then."""
HUB_POWER = 0.2
"""What the walk says of a candidate is divided by its consortia to this power: who sits everywhere is met anyway."""
ROSTER_POWER = 2.0
"""What one roster says of a candidate is raised to this before the rosters are added."""
SUM_POWER = 2.0
"""What all rosters say is raised to this, so that it decides among the first and not among the last."""
WALK_SHARE = 0.5
"""Part of the score that is the walk's."""
DIGITS = 6


@dataclass(frozen=True)
class PartnerGraph:
    """What every ranking on one matrix needs, made once; rows and columns as in the matrix."""

    matrix: csr_array
    """Actors × consortia, 1 for a membership."""
    rosters: csr_array
    """The same the other way round."""
    out: csr_array
    """Consortia × actors: the chance to step from the actor to the consortium, 1/d."""
    back: csr_array
    """Actors × consortia: the chance to step from the consortium to the actor, 1/m."""
    knowing: csr_array
    """Consortia × actors: what an actor of a roster counts for it, 1/(m d)."""
    component: NDArray[np.int32]
    """Number of the connected component of each actor."""


@dataclass(frozen=True)
class Ranking:
    """The candidates of one actor, in the order of their indices; every array is as long."""

    candidates: Indices
    scores: Floats
    """Per cent of all candidates, at 6 decimals; 0 where nothing of the walk is left at 6 decimals."""
    between: Indices
    """Consortia on the shortest way to the candidate, 2 or more; 0 where it has more than ROUNDS."""
    co_seated: Indices
    """Actors that share a consortium with the actor; no candidates."""
    unconnected: int
    """Actors that no way leads to."""


def partner_graph(matrix: csr_array) -> PartnerGraph:
    """Return what rankings on a matrix of actors × consortia share; every row and column has an entry."""
    known = csr_array(matrix.astype(np.float64))
    rosters = csr_array(known.T)
    degree, size = (_inverse(np.diff(each.indptr)) for each in (known, rosters))
    return PartnerGraph(
        matrix=known,
        rosters=rosters,
        out=csr_array(rosters @ diags_array(degree)),
        back=csr_array(known @ diags_array(size)),
        knowing=csr_array(diags_array(size) @ rosters @ diags_array(degree)),
        component=components(matrix).actor,
    )


def ranking(graph: PartnerGraph, actor: int) -> Ranking:
    """Return the candidates of an actor with their scores: connected, and never on a consortium with it."""
    walk, between = walked(graph, actor)
    near = np.flatnonzero(between == 1).astype(np.intp)
    connected = graph.component == graph.component[actor]
    unconnected = int((~connected).sum())
    connected[near] = False
    connected[actor] = False
    candidates = np.flatnonzero(connected)
    said = acquainted(graph, actor, candidates)
    scores = blended(walk[candidates], said, np.diff(graph.matrix.indptr)[candidates])
    return Ranking(candidates, scores, between[candidates], near[near != actor], unconnected)


def blended(
    walk: Floats,
    said: Floats,
    degrees: NDArray[np.int32],
    *,
    hub_power: float = HUB_POWER,
    sum_power: float = SUM_POWER,
    walk_share: float = WALK_SHARE,
) -> Floats:
    """Return the scores of candidates with these numbers of consortia, per cent of all of them, at 6 decimals."""
    ways, known = _shares(walk / degrees**hub_power), _shares(said**sum_power)
    return np.round(100 * (walk_share * ways + (1 - walk_share) * known), DIGITS)


def walked(graph: PartnerGraph, actor: int, walk_on: float = WALK_ON) -> tuple[Floats, Indices]:
    """Return, for every actor, the walk's probability and the consortia on the shortest way, 0 where none was found.

    The probability is Σ_t α^2t p_2t over the first ROUNDS returns to the side of actors; p_2t is the chance to stand
    there after 2t steps.
    """
    here = np.zeros(graph.matrix.shape[0])
    here[actor] = 1.0
    total = np.zeros(len(here))
    between = np.zeros(len(here), dtype=np.intp)
    for round in range(1, ROUNDS + 1):
        here = graph.back @ (graph.out @ here)
        total += walk_on ** (2 * round) * here
        between[(between == 0) & (here > 0)] = round
    return total, between


def acquainted(graph: PartnerGraph, actor: int, candidates: Indices, power: float = ROSTER_POWER) -> Floats:
    """Return, for each candidate j, Σ_k (1/m_k Σ_z w_zj / d_z)^power over the consortia k of the actor.

    z are the members of k, w_zj the consortia that z and j share.
    """
    own = graph.matrix.indices[graph.matrix.indptr[actor] : graph.matrix.indptr[actor + 1]]
    # whoever is met already is most of what a large body reaches, so candidates alone are looked at in the end
    known = csr_array(csr_array(graph.knowing[own] @ graph.matrix).T)
    said = csr_array(graph.matrix[candidates] @ known)
    rows = np.repeat(np.arange(len(candidates)), np.diff(said.indptr))
    return np.asarray(np.bincount(rows, weights=said.data**power, minlength=len(candidates)), dtype=np.float64)


def _inverse(counts: NDArray[np.int32]) -> Floats:
    return np.divide(1.0, counts, out=np.zeros(len(counts)), where=counts > 0)


def _shares(values: Floats) -> Floats:
    total = values.sum()
    return values / total if total > 0 else values
