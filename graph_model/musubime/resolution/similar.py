"""Names that resemble each other, found by shared trigrams and never by comparing all with all; for review only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.fuzz import ratio

MOST_FREQUENT = 200
"""Trigrams in more names than this tell nothing and are left out."""
LEAST_RATIO = 80.0


def similar(names: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Yield pairs of keys of `names` whose values resemble each other, with the ratio between 0 and 1."""
    keys = sorted(names)
    index: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        for gram in _trigrams(names[key]):
            index[gram].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in index.values():
        if 1 < len(places) <= MOST_FREQUENT:
            for number, one in enumerate(places):
                for other in places[number + 1 :]:
                    shared[one, other] += 1
    for (one, other), count in shared.items():
        left, right = names[keys[one]], names[keys[other]]
        if count >= min(2, len(left) - 1, len(right) - 1):
            value = ratio(left, right, score_cutoff=LEAST_RATIO)
            if value:
                yield keys[one], keys[other], value / 100


def _trigrams(name: str) -> Iterable[str]:
    padded = f"^{name}$"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
