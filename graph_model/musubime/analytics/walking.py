"""Walks from batches of sources over a folded two-mode graph: path counts forward, dependencies back.

Brandes 2001, batched: a batch of sources goes through the matrix level by level as columns of a dense block.
"""

import numpy as np
from numpy.typing import DTypeLike, NDArray
from scipy.sparse import csr_array, diags_array

from musubime.analytics.folding import Core

Block = NDArray[np.floating]
BATCH = 32
"""Sources that walk together: their blocks stay near the processor."""


class TooManyPaths(ArithmeticError):
    """There are more shortest paths than the floating type can count."""


class Walk:
    """Walks over one core, in one floating type; the blocks of one batch are used again for the next."""

    def __init__(self, core: Core, type: DTypeLike = np.float64) -> None:
        self._type = np.dtype(type)
        self._shape = core.matrix.shape
        matrix = csr_array(core.matrix.astype(self._type))
        self._sizes = (core.actors.size, core.consortia.size)
        self._mass = tuple(side.mass.astype(self._type)[:, None] for side in (core.actors, core.consortia))
        self._back = (self._scaled(0, matrix), self._scaled(1, csr_array(matrix.T)))
        """Carries from the other side to this one, times the size of the class that receives."""
        self._forward = (csr_array(self._back[0].T), csr_array(self._back[1].T))
        """Carries from this side to the other, times the size of the class that gives."""
        self._blocks: dict[tuple[object, int, int], Block] = {}

    def _scaled(self, side: int, matrix: csr_array) -> csr_array:
        return csr_array(diags_array(self._sizes[side].astype(self._type)) @ matrix)

    def dependencies(self, side: int, sources: NDArray[np.intp], weights: Block) -> tuple[Block, Block]:
        """Return Σ over sources s of w_s·δ_s(i) and of (w_s·δ_s(i))² for each class of actors.

        `side` is 0 where the sources are classes of actors, 1 for consortia; δ of a source itself is 0.
        """
        fronts = self._fronts(side, sources)
        side = (side + len(fronts) - 1) % 2
        total, squares = np.zeros(self._shape[0]), np.zeros(self._shape[0])
        given: Block = np.zeros((1, 1), dtype=self._type)
        weights = weights.astype(self._type)
        for level in range(len(fronts) - 1, 1, -1):
            given = self._back[1 - side] @ self._shares(side, fronts[level], given)
            side = 1 - side
            np.multiply(given, fronts[level - 1], out=given)
            if side == 0:
                found = given @ weights
                total += found
                squares += np.square(given) @ np.square(weights)
        return total / self._sizes[0], squares / np.square(self._sizes[0])

    def _fronts(self, side: int, sources: NDArray[np.intp]) -> list[Block]:
        """Return the number of shortest paths from each source, level by level; 0 where a node is of another level.

        Raises TooManyPaths.
        """
        batch = len(sources)
        fronts = [self._block(0, side, batch)]
        fronts[0].fill(0)
        fronts[0][sources, np.arange(batch)] = 1
        while True:
            reached = self._forward[side] @ fronts[-1]
            side = 1 - side
            front = self._block(len(fronts), side, batch)
            if len(fronts) > 1:
                # a neighbour that is not new belongs to the level before the last: there is no other
                unseen = self._block("room", side, batch)
                np.subtract(1, np.minimum(fronts[-2], 1, out=unseen), out=unseen)
                np.multiply(reached, unseen, out=front)
            else:
                np.copyto(front, reached)
            most = front.max(initial=0)
            if most == 0:
                return fronts
            if not np.isfinite(most):
                raise TooManyPaths
            fronts.append(front)

    def _shares(self, side: int, front: Block, given: Block) -> Block:
        """Return (mass + what was given) / paths where the level is, 0 elsewhere; counts of paths are 0 or at least 1.

        Without a branch: arithmetic on whole blocks is several times as fast as looking where there is something.
        """
        share = np.minimum(front, 1, out=self._block("share", side, front.shape[1]))
        np.multiply(share, given + self._mass[side], out=share)
        np.divide(share, np.maximum(front, 1, out=self._block("room", side, front.shape[1])), out=share)
        return share

    def _block(self, name: object, side: int, batch: int) -> Block:
        key = (name, side, batch)
        if key not in self._blocks:
            self._blocks[key] = np.empty((self._shape[side], batch), dtype=self._type)
        return self._blocks[key]
