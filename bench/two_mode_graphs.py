"""Two-mode graphs to measure on, as matrices of actors × consortia: a real year, Horizon 2020, and made ones.

A made graph has nearly the seats, actors, consortia and expansions (Σ d(d−1)/2 over actors) that are asked for (sizes
of consortia being uneven, a twentieth fewer expansions, which the numbers below allow for): degrees
of actors fall as a power of their rank, sizes of consortia are log-normal, and who sits where is drawn by a fixed seed.
"""

import csv
import gzip
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bench.loading import reference
from musubime.analytics.chance_families import LEAST_CONSORTIA

SEED = 20_240_401


@cache
def rs() -> tuple[csr_array, list[NDArray[np.intp]]]:
    """Return 行政事業レビュー 2024, and the columns of each ministry that has ten projects or more."""
    folder = _reference()
    with (folder / "bench" / "rs_projects_2024.csv").open(encoding="utf-8-sig", newline="") as file:
        owner = {row["project_id"]: row["ministry"] for row in csv.DictReader(file)}
    with (folder / "bench" / "rs_org_project_edges_2024.csv").open(encoding="utf-8-sig", newline="") as file:
        matrix, projects = _matrix([(row["org_key"], row["project_id"]) for row in csv.DictReader(file)])
    of = np.array([owner[project] for project in projects])
    strata = [np.flatnonzero(of == name) for name in sorted(set(of.tolist()))]
    return matrix, [stratum for stratum in strata if len(stratum) >= LEAST_CONSORTIA]


@cache
def h2020() -> csr_array:
    """Return the participations of Horizon 2020."""
    with gzip.open(_reference() / "bench" / "h2020.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return _matrix([(row["pic"], row["rcn"]) for row in csv.DictReader(file)])[0]


@cache
def large() -> csr_array:
    """Return about 400,000 seats with 32.5 million expansions."""
    return made(400_000, 90_000, 60_000, 34_500_000)


@cache
def million() -> csr_array:
    """Return about 1,000,000 seats with 116 million expansions."""
    return made(1_000_000, 250_000, 120_000, 122_500_000)


def made(seats: int, actors: int, consortia: int, expansions: int) -> csr_array:
    """Return a made graph; every actor and every consortium has a seat."""
    random = np.random.default_rng(SEED)
    sizes = random.lognormal(0, 0.9, consortia)
    chance = sizes / sizes.sum()
    rank = np.arange(1, actors + 1, dtype=np.float64)
    weights = rank ** -_exponent(rank, seats - actors, consortia, expansions)
    row = np.concatenate((np.arange(actors), random.choice(actors, seats - actors, p=weights / weights.sum())))
    column = random.choice(consortia, seats, p=chance)
    column[:consortia] = random.permutation(consortia)
    return _without_gaps(row, column)


def expansions(matrix: csr_array) -> int:
    """Return Σ d(d−1)/2 over actors."""
    degrees = np.diff(matrix.indptr).astype(np.int64)
    return int((degrees * (degrees - 1) // 2).sum())


def part(matrix: csr_array, share: float) -> csr_array:
    """Return the graph of the first consortia of a fixed order, nested for a rising share."""
    order = np.random.default_rng(SEED).permutation(matrix.shape[1])
    chosen = matrix[:, np.sort(order[: round(share * matrix.shape[1])])]
    return csr_array(chosen[np.diff(chosen.indptr) > 0])


def size(matrix: csr_array) -> str:
    """Return what a row of the table says about a graph."""
    actors, consortia = matrix.shape
    return f"{matrix.nnz:,} seats, {actors:,} × {consortia:,}, {expansions(matrix):,} expansions"


def exponent(work: list[float], seconds: list[float]) -> float:
    """Return the exponent of growth: the slope between logarithms."""
    return float(np.polyfit(np.log(work), np.log(seconds), 1)[0])


def _reference() -> Path:
    folder = reference()
    if folder is None:
        raise SystemExit("no reference folder: name it with MUSUBIME_TEST_REFERENCE")
    return folder


def _exponent(rank: NDArray[np.float64], drawn: int, most: int, expansions: int) -> float:
    """Return the power of the rank at which actors are expected to have so many expansions."""
    low, high = 0.0, 2.0
    for _ in range(40):
        middle = (low + high) / 2
        weights = rank**-middle
        # an actor drawn twice for a consortium has one seat on it
        degrees = 1 + most * -np.expm1(-drawn * weights / weights.sum() / most)
        low, high = (middle, high) if (degrees * (degrees - 1)).sum() / 2 < expansions else (low, middle)
    return low


def _matrix(seats: list[tuple[str, str]]) -> tuple[csr_array, list[str]]:
    rows = {key: n for n, key in enumerate(sorted({row for row, _ in seats}))}
    columns = {key: n for n, key in enumerate(sorted({column for _, column in seats}))}
    row, column = (np.array(each) for each in zip(*((rows[a], columns[k]) for a, k in seats), strict=True))
    return _without_gaps(row, column), list(columns)


def _without_gaps(row: NDArray[np.intp], column: NDArray[np.intp]) -> csr_array:
    matrix = csr_array((np.ones(len(row), dtype=np.int32), (row, column)))
    matrix.data[:] = 1
    kept = matrix[:, np.bincount(matrix.indices, minlength=matrix.shape[1]) > 0]
    result = csr_array(kept[np.diff(kept.indptr) > 0])
    result.sort_indices()
    return result
