"""Joining communities where that does not lower Barber's modularity: what Louvain leaves apart without need.

Louvain moves a node only where that gains something, and stops when a whole pass gains next to nothing. A body that
would fit as well inside as alone, such as any on the only consortium of a selection, would stay alone.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Labels = NDArray[np.int64]
_NOTHING = 1e-12


def joined(both: csr_array, labels: Labels, order: NDArray[np.intp], resolution: float) -> Labels:
    """Return the partition after each community, in the order of their first nodes, joined the best it is tied to.

    `both` is the square matrix actor → consortium, `order` that of the run. Joining c and d gains
    (L_cd + L_dc) / L − γ·(D_c·F_d + D_d·F_c) / L², the terms as in `barber_modularity`; the best gain is taken where
    it is not below 0, among equals the community that comes first, until a whole round joins none.
    """
    coo = both.tocoo()
    ties, size = coo.nnz, int(labels.max()) + 1
    first, second = labels[coo.row], labels[coo.col]
    out, into = (np.bincount(each, minlength=size).tolist() for each in (first, second))
    near = _between(first, second, size)
    place = np.full(size, len(order))
    np.minimum.at(place, labels[order], np.arange(len(order)))
    places: list[int] = place.tolist()
    head = list(range(size))
    waiting = sorted((c for c in range(size) if near[c]), key=places.__getitem__)
    while waiting:
        again = set()
        for c in waiting:
            if head[c] != c or not near[c]:
                continue
            gains = [
                (count / ties - resolution * (out[c] * into[d] + out[d] * into[c]) / ties**2, d)
                for d, count in near[c].items()
            ]
            best = max(gain for gain, _ in gains)
            if best < -_NOTHING:
                continue
            d = min((d for gain, d in gains if gain >= best - _NOTHING), key=places.__getitem__)
            kept, gone = (c, d) if len(near[c]) >= len(near[d]) else (d, c)
            _join(near, kept, gone)
            head[gone] = kept
            out[kept], into[kept] = out[kept] + out[gone], into[kept] + into[gone]
            again.add(kept)
            again.update(near[kept])
        waiting = sorted((c for c in again if head[c] == c), key=places.__getitem__)
    return _numbered(labels, head)


def _between(first: Labels, second: Labels, size: int) -> list[dict[int, int]]:
    """Return, of each community, the others it is tied to with the number of ties."""
    apart = first != second
    code = np.minimum(first, second)[apart] * size + np.maximum(first, second)[apart]
    pairs, counts = np.unique(code, return_counts=True)
    near: list[dict[int, int]] = [{} for _ in range(size)]
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        a, b = divmod(pair, size)
        near[a][b] = near[b][a] = count
    return near


def _join(near: list[dict[int, int]], kept: int, gone: int) -> None:
    for d, count in near[gone].items():
        del near[d][gone]
        if d != kept:
            near[kept][d] = near[d][kept] = near[kept].get(d, 0) + count
    near[gone] = {}


def _numbered(labels: Labels, head: list[int]) -> Labels:
    """Return labels after joining, numbered in the order of their first nodes."""

    def root(c: int) -> int:
        while head[c] != c:
            c = head[c]
        return c

    roots = np.array([root(c) for c in range(len(head))], dtype=np.int64)[labels]
    _, first, back = np.unique(roots, return_index=True, return_inverse=True)
    numbers = np.empty(len(first), dtype=np.int64)
    numbers[np.argsort(first)] = np.arange(len(first))
    return numbers[back]
