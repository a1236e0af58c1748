"""Which parts of the two-mode graph hang together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components


@dataclass(frozen=True)
class Components:
    """Connected parts: how many, and the number of the part of each actor (row) and consortium (column)."""

    number: int
    actor: NDArray[np.int32]
    consortium: NDArray[np.int32]


def components(matrix: csr_array) -> Components:
    """Return the connected parts of a matrix of actors × consortia; 0 for an empty one."""
    actors, consortia = matrix.shape
    rows = np.repeat(np.arange(actors), np.diff(matrix.indptr))
    square = csr_array(
        (np.ones(matrix.nnz, dtype=np.int8), (rows, matrix.indices + actors)), shape=(actors + consortia,) * 2
    )
    number, label = connected_components(square, directed=False)
    return Components(int(number), label[:actors], label[actors:])
