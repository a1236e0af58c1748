"""Communities of the two-mode graph, and how far they stay the same when the order of the nodes changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, csr_matrix
from scipy.sparse.csgraph import connected_components

from musubime.analytics.agreement import adjusted_rand, best_jaccard, mutual_information, together
from musubime.analytics.joining import joined

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
RUNS, FEWER_RUNS = 20, 8
"""Times that the communities are looked for, each with the nodes in another order; fewer where there are MANY ties."""
MANY = 200_000
_STEP = 0x9E3779B97F4A7C15
_WORD = (1 << 64) - 1


@dataclass(frozen=True)
class Communities:
    """The best partition of all runs, by number of actor and of consortium, and how the other runs agree with it."""

    actors: Labels
    """Community of each actor, from 0."""
    consortia: Labels
    """Community of each consortium."""
    components: Labels
    """Connected component of each actor, then of each consortium."""
    modularity: float
    """Barber's modularity of the partition."""
    runs: int
    adjusted_rand: float
    """Mean over all pairs of runs."""
    mutual_information: float
    """Normalised mutual information, mean over all pairs of runs."""
    stability: Floats
    """Of each community: mean over the other runs of the largest Jaccard overlap with a community of the run."""
    member_stability: Floats
    """Of each actor, then each consortium: mean over the other runs of the share of its community that is with it."""


def communities(
    matrix: csr_array,
    actors: Sequence[str],
    consortia: Sequence[str],
    *,
    resolution: float = 1.0,
    runs: int | None = None,
) -> Communities:
    """Return the communities of a two-mode graph whose every row and column has an entry.

    Each run is Louvain (Blondel et al. 2008) for Barber's modularity (Barber 2007), as the directed graph actor →
    consortium (Dugué & Perez 2015), with the nodes in an order that follows from their ids and the number of the
    run; a community that is not connected is parted, which never lowers the modularity (Traag et al. 2019), and two
    are joined where that does not lower it. The run with the highest modularity is kept, the first among equals. So
    the answer depends on ids and ties alone, never on the order they come in. Stability: see `agreement`. Where there
    is no node there is no community, and every mean is 1. Raises ValueError for fewer than two runs.
    """
    runs = (RUNS if matrix.nnz <= MANY else FEWER_RUNS) if runs is None else runs
    if runs < 2:
        raise ValueError("stability needs two runs")
    both = two_mode(matrix)
    if not both.shape[0]:
        nothing = np.zeros(0, dtype=np.int64)
        return Communities(nothing, nothing, nothing, 0.0, runs, 1.0, 1.0, np.zeros(0), np.zeros(0))
    keys = _keys([*actors, *consortia])
    found = [_partition(both, np.argsort(_mixed(keys, run), kind="stable"), resolution) for run in range(runs)]
    qualities = [barber_modularity(both, labels, resolution) for labels in found]
    kept = max(range(runs), key=lambda run: (round(qualities[run], 12), -run))
    labels, others = found[kept], [each for run, each in enumerate(found) if run != kept]
    pairs = list(combinations(found, 2))
    return Communities(
        actors=labels[: matrix.shape[0]],
        consortia=labels[matrix.shape[0] :],
        components=_parts(both, np.zeros(both.shape[0], dtype=np.int64)),
        modularity=qualities[kept],
        runs=runs,
        adjusted_rand=float(np.mean([adjusted_rand(a, b) for a, b in pairs])),
        mutual_information=float(np.mean([mutual_information(a, b) for a, b in pairs])),
        stability=np.mean([best_jaccard(labels, other) for other in others], axis=0),
        member_stability=np.mean([together(labels, other) for other in others], axis=0),
    )


def one_run(matrix: csr_array, actors: Sequence[str], consortia: Sequence[str], resolution: float = 1.0) -> Labels:
    """Return the communities of the first run alone: of each actor, then of each consortium."""
    order = np.argsort(_mixed(_keys([*actors, *consortia]), 0), kind="stable")
    return _partition(two_mode(matrix), order, resolution)


def two_mode(matrix: csr_array) -> csr_array:
    """Return the square matrix over actors, then consortia, with the ties from actor to consortium."""
    coo = matrix.tocoo()
    size = sum(matrix.shape)
    ends = (coo.row, coo.col + matrix.shape[0])
    return csr_array(coo_array((np.ones(coo.nnz), ends), shape=(size, size)))


def barber_modularity(both: csr_array, labels: Labels, resolution: float = 1.0) -> float:
    """Return Σ_c [L_c / L − γ·D_c·F_c / L²] (Barber 2007, with the resolution of Reichardt & Bornholdt 2006).

    `both` is the square matrix actor → consortium; L_c counts its ties inside community c, D_c and F_c the ends that
    the community's actors and consortia have.
    """
    coo = both.tocoo()
    ties = coo.nnz
    size = int(labels.max()) + 1
    inside = int((labels[coo.row] == labels[coo.col]).sum())
    out = np.bincount(labels[coo.row], minlength=size).astype(np.float64)
    into = np.bincount(labels[coo.col], minlength=size).astype(np.float64)
    return inside / ties - resolution * float(out @ into) / ties**2


def _partition(both: csr_array, order: NDArray[np.intp], resolution: float) -> Labels:
    # slow to import, and most commands look for no communities
    from sknetwork.clustering import Louvain  # type: ignore[import-untyped]

    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    coo = both.tocoo()
    shuffled = csr_matrix((coo.data, (place[coo.row], place[coo.col])), shape=both.shape)
    louvain = Louvain(resolution=resolution, modularity="dugue", return_probs=False, return_aggregate=False)
    parts = _parts(both, np.asarray(louvain.fit_predict(shuffled), dtype=np.int64)[place])
    return joined(both, parts, order, resolution)


def _parts(both: csr_array, labels: Labels) -> Labels:
    """Return the connected parts of each community, numbered in the order of their first nodes."""
    coo = both.tocoo()
    inside = labels[coo.row] == labels[coo.col]
    kept = csr_array((coo.data[inside], (coo.row[inside], coo.col[inside])), shape=both.shape)
    _, parts = connected_components(kept, directed=False)
    return np.asarray(parts, dtype=np.int64)


def _keys(ids: Sequence[str]) -> NDArray[np.uint64]:
    """Return a number of 64 bits for each id, from its text alone."""
    digests = b"".join([blake2b(id.encode(), digest_size=8).digest() for id in ids])
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def _mixed(keys: NDArray[np.uint64], run: int) -> NDArray[np.uint64]:
    """Return other keys for each run, by the mixing step of SplitMix64 (Steele, Lea & Flood 2014)."""
    mixed = keys + np.uint64(_STEP * (run + 1) & _WORD)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
