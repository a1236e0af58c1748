"""Hidden seats of Horizon 2020 and how high a ranking puts the bodies that took them; `partner_protocol.md` in code."""

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bench.loading import reference

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Scoring = Callable[[Indices], Mapping[str, Floats]]
"""From the indices of askers to askers × bodies of scores, by the name of the method."""
SEEDS = (1, 2, 3, 4, 5)
HALVES = ("tuning", "reporting")
HELD_OUT = 0.1
TESTS = 1_000
DRAWN = 100
FIRST = 10
BITS = 40
"""Of a score that are compared: 12 significant digits."""
BLOCK = 64
METRICS = ("AUC", "hits@10", "hits@10 of 100")


class Memberships(NamedTuple):
    """Distinct memberships by project, then body; both numbered in the order of their codes."""

    body: Indices
    project: Indices
    codes: list[str]
    """Codes of the projects."""
    bodies: int

    def matrix(self, chosen: NDArray[np.bool_] | None = None) -> csr_array:
        """Return bodies × projects of the chosen memberships, all of them by default."""
        body, project = (self.body, self.project) if chosen is None else (self.body[chosen], self.project[chosen])
        made = csr_array((np.ones(len(body), dtype=np.int32), (body, project)), shape=(self.bodies, len(self.codes)))
        made.sort_indices()
        return made


class Pair(NamedTuple):
    """A test pair: the asker, the body that is right, and its number in its half."""

    asker: int
    right: int
    number: int


class Split(NamedTuple):
    """One seed: the graph that methods see, the whole one, and the test pairs of each half."""

    seed: int
    training: csr_array
    whole: csr_array
    pairs: dict[str, list[Pair]]
    unusable: int


class Score(NamedTuple):
    """One seed's means of the three metrics."""

    auc: float
    hits: float
    hits_drawn: float


@cache
def horizon() -> Memberships:
    """Return the memberships of Horizon 2020 in the reference folder."""
    folder = reference()
    if folder is None:
        raise SystemExit("no reference folder: name it with MUSUBIME_TEST_REFERENCE")
    text = gzip.decompress((folder / "bench" / "h2020.csv.gz").read_bytes()).decode()
    rows = sorted({(row["rcn"], row["pic"]) for row in csv.DictReader(io.StringIO(text))})
    codes, project = np.unique([rcn for rcn, _ in rows], return_inverse=True)
    bodies, body = np.unique([pic for _, pic in rows], return_inverse=True)
    return Memberships(body.astype(np.intp), project.astype(np.intp), codes.tolist(), len(bodies))


def half_of(code: str) -> str:
    """Return the half that a project belongs to, by the last bit of the hash of its code."""
    return HALVES[hashlib.sha256(code.encode()).digest()[-1] & 1]


def split(known: Memberships, seed: int) -> Split:
    """Return what a seed hides and asks."""
    rng = np.random.default_rng(seed)
    count = len(known.body)
    drawn = rng.choice(count, size=int(count * HELD_OUT), replace=False)
    kept = np.ones(count, dtype=np.bool_)
    kept[drawn] = False
    training, whole = known.matrix(kept), known.matrix()
    rosters = csr_array(training.T)
    pairs: dict[str, list[Pair]] = {half: [] for half in HALVES}
    unusable = 0
    for body, project in zip(known.body[drawn].tolist(), known.project[drawn].tolist(), strict=True):
        askers = _strangers(training, rosters, body, project)
        if not len(askers):
            unusable += 1
            continue
        asker = int(rng.choice(askers))
        half = pairs[half_of(known.codes[project])]
        if len(half) < TESTS:
            half.append(Pair(asker, body, len(half)))
    return Split(seed, training, whole, pairs, unusable)


def _strangers(training: csr_array, rosters: csr_array, body: int, project: int) -> NDArray[np.int32]:
    """Return who sits on the project and is not co-seated with the body; nobody where the body has no seat left."""
    own = _row(training, body)
    if not len(own):
        return own
    met = np.unique(np.concatenate([_row(rosters, other) for other in own.tolist()]))
    return np.setdiff1d(_row(rosters, project), met, assume_unique=True)


def _row(matrix: csr_array, index: int) -> NDArray[np.int32]:
    row: NDArray[np.int32] = matrix.indices[matrix.indptr[index] : matrix.indptr[index + 1]]
    return row


def evaluated(asked: Split, half: str, scoring: Scoring, tests: int = TESTS) -> dict[str, Score]:
    """Return the metrics of each method on one half of a seed."""
    pairs = asked.pairs[half][:tests]
    rosters = csr_array(asked.whole.T)
    seated = np.diff(asked.training.indptr) > 0
    found: dict[str, list[Score]] = {}
    for start in range(0, len(pairs), BLOCK):
        part = pairs[start : start + BLOCK]
        negatives = [_negatives(asked.whole, rosters, seated, pair) for pair in part]
        drawn = [_drawn(asked.seed, pair, each) for pair, each in zip(part, negatives, strict=True)]
        for name, scores in scoring(np.array([pair.asker for pair in part], dtype=np.intp)).items():
            found.setdefault(name, []).extend(
                _score(scores[n], pair.right, negatives[n], drawn[n]) for n, pair in enumerate(part)
            )
    return {name: Score(*np.mean(scores, axis=0).tolist()) for name, scores in found.items()}


def _negatives(whole: csr_array, rosters: csr_array, seated: NDArray[np.bool_], pair: Pair) -> Indices:
    allowed = seated.copy()
    allowed[pair.asker] = False
    for project in _row(whole, pair.asker).tolist():
        allowed[_row(rosters, project)] = False
    return np.flatnonzero(allowed)


def _drawn(seed: int, pair: Pair, negatives: Indices) -> Indices:
    return np.random.default_rng([seed, pair.number]).choice(negatives, size=DRAWN, replace=False)


def _score(scores: Floats, right: int, negatives: Indices, drawn: Indices) -> Score:
    scores = significant(scores)
    own = scores[right]
    above, tied = int((scores[negatives] > own).sum()), int((scores[negatives] == own).sum())
    among, level = int((scores[drawn] > own).sum()), int((scores[drawn] == own).sum())
    return Score(1 - (above + tied / 2) / len(negatives), _hit(above, tied), _hit(among, level))


def _hit(above: int, tied: int) -> float:
    return min(1.0, max(0.0, (FIRST - above) / (tied + 1)))


def significant(scores: Floats) -> Floats:
    """Return scores at 12 significant digits (40 bits), so that equal ones are equal however they were summed."""
    mantissa, exponent = np.frexp(scores)
    rounded: Floats = np.ldexp(np.rint(mantissa * 2.0**BITS), exponent - BITS)
    return rounded


def over_seeds(
    half: str,
    scoring: Callable[[csr_array], Scoring],
    seeds: Sequence[int] = SEEDS,
    tests: int = TESTS,
    left_out: list[int] | None = None,
) -> dict[str, list[Score]]:
    """Return the metrics of each method by seed; `scoring` is made for the training graph of each.

    `left_out` takes the number of hidden seats of each seed that cannot be asked for.
    """
    found: dict[str, list[Score]] = {}
    for asked in splits(seeds):
        if left_out is not None:
            left_out.append(asked.unusable)
        for name, score in evaluated(asked, half, scoring(asked.training), tests).items():
            found.setdefault(name, []).append(score)
    return found


def splits(seeds: Sequence[int] = SEEDS) -> Iterator[Split]:
    """Yield the split of each seed."""
    for seed in seeds:
        yield split(horizon(), seed)
