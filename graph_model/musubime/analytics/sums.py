"""Sums of weights by place, typed as what they are."""

import numpy as np
from numpy.typing import NDArray


def sums_at(places: NDArray[np.integer], weights: NDArray[np.number], size: int) -> NDArray[np.float64]:
    """Return the sum of the weights at each place from 0 to `size` − 1.

    >>> sums_at(np.array([0, 2, 2]), np.array([1.0, 2.0, 0.5]), 4).tolist()
    [1.0, 0.0, 2.5, 0.0]
    """
    return np.asarray(np.bincount(places, weights=weights, minlength=size), dtype=np.float64)
