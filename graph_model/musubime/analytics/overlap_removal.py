"""Pushing boxes apart until none covers another, moving each as little as it takes."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

Floats = NDArray[np.float64]
ROUNDS = 200
MARGIN = 4.0


def apart(at: Floats, width: Floats, height: Floats) -> Floats:
    """Return the places (n × 2) after boxes of these sizes, centred on them, were pushed apart.

    Each round moves every overlapping pair along the axis where it overlaps least, half the way each. Boxes that lie
    on one another exactly part in the order given.
    """
    at = at + np.arange(len(at))[:, None] * np.array([1e-6, 2e-6])
    half_width, half_height = width / 2 + MARGIN / 2, height / 2 + MARGIN / 2
    reach = 2 * float(np.hypot(half_width, half_height).max(initial=0.0))
    for _ in range(ROUNDS):
        pairs = KDTree(at).query_pairs(reach, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        a, b = pairs[:, 0], pairs[:, 1]
        away = at[b] - at[a]
        over_x = half_width[a] + half_width[b] - np.abs(away[:, 0])
        over_y = half_height[a] + half_height[b] - np.abs(away[:, 1])
        covering = (over_x > 1e-3) & (over_y > 1e-3)
        if not covering.any():
            break
        a, b, away, over_x, over_y = a[covering], b[covering], away[covering], over_x[covering], over_y[covering]
        sideways = over_x < over_y
        push = np.zeros((len(a), 2))
        push[:, 0] = np.where(sideways, np.where(away[:, 0] < 0, -over_x, over_x), 0.0)
        push[:, 1] = np.where(sideways, 0.0, np.where(away[:, 1] < 0, -over_y, over_y))
        move = np.zeros_like(at)
        np.add.at(move, b, push * 0.51)
        np.add.at(move, a, -push * 0.51)
        at = at + move
    return at
