"""Regions of very different size on the tile grid of Japan: near their tiles, close together, none over another."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.overlap_removal import apart
from musubime.types.prefectures import BY_CODE

Floats = NDArray[np.float64]
GAP = 20.0
"""Between two regions, in scene units."""
WIDE = 1.5
"""Width of a tile against its height: Japan's grid is square, a stage is wide."""
TIGHT = 0.7
"""Side of a tile against the side of a square as large as a region is on average."""
STEP = 10.0
ROUNDS = 40
NO_TILE = (5, 3)
"""Column and row of the sea north of Chugoku, where what has no tile stands."""


@dataclass(frozen=True)
class Rectangle:
    """A rectangle of the scene."""

    x: float
    y: float
    width: float
    height: float


def placed(frames: Mapping[str, Rectangle]) -> dict[str, tuple[float, float]]:
    """Return the corner of each region, the first at 0: prefectures near their tiles, others in the empty north-west.

    Tiles begin closer than their regions have room, so that pushing the regions apart leaves little empty; then each
    slides towards the middle of all.
    """
    codes = sorted(frames)
    if not codes:
        return {}
    size = np.array([(frames[code].width + GAP, frames[code].height + GAP) for code in codes])
    middles = _closer(apart(_tiles(codes, size), size[:, 0], size[:, 1]), size)
    corners = middles - size / 2
    corners -= corners.min(axis=0)
    return {code: (float(x), float(y)) for code, (x, y) in zip(codes, corners.tolist(), strict=True)}


def _tiles(codes: list[str], size: Floats) -> Floats:
    """Return the middles of the tiles: used columns and rows only."""
    tiles = [(BY_CODE[code].column, BY_CODE[code].row) if code in BY_CODE else NO_TILE for code in codes]
    columns = {column: n for n, column in enumerate(sorted({column for column, _ in tiles}))}
    rows = {row: n for n, row in enumerate(sorted({row for _, row in tiles}))}
    unit = TIGHT * sqrt(float(size.prod(axis=1).mean()))
    at = np.array([(columns[column], rows[row]) for column, row in tiles], dtype=np.float64)
    tiled: Floats = at * np.array([unit * sqrt(WIDE), unit / sqrt(WIDE)])
    return tiled


def _closer(at: Floats, size: Floats) -> Floats:
    """Return the middles after each region slid towards the middle of all as far as nothing is in its way."""
    at = at.copy()
    for _ in range(ROUNDS):
        middle = np.average(at, axis=0, weights=size.prod(axis=1))
        moved = False
        for n in np.argsort(np.abs(at - middle).sum(axis=1), kind="stable").tolist():
            for axis in (0, 1):
                step = float(np.clip(middle[axis] - at[n, axis], -STEP, STEP))
                at[n, axis] += step
                if _covers(at, size, n):
                    at[n, axis] -= step
                else:
                    moved = moved or abs(step) >= 1
        if not moved:
            break
    return at


def _covers(at: Floats, size: Floats, n: int) -> bool:
    over = (((size + size[n]) / 2 - np.abs(at - at[n])) > 1e-6).all(axis=1)
    over[n] = False
    return bool(over.any())
