"""The plain ways to link names, for comparison in the same run: exact print, legal forms stripped, edit ratio."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from bench.linking_data import Row

_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益)?(?:社団|財団)法人|特定非営利活動法人|学校法人|社会福祉法人"
    r"|医療法人(?:社団|財団)?|国立大学法人|公立大学法人|国立研究開発法人|(?:地方)?独立行政法人|\([株有同一般公益社財]{1,3}\)"
)
_CHUNK = 256
_RATIO = 90.0
Answer = tuple[str, str]
"""Verdict and the number that was found."""


def nfkc(name: str) -> str:
    """Return the name under NFKC."""
    return unicodedata.normalize("NFKC", name).strip()


def stripped(name: str) -> str:
    """Return the name under NFKC, without spaces and legal forms."""
    return _FORMS.sub("", nfkc(name).replace(" ", ""))


def by_key(names: Sequence[str], rows: Sequence[Row], key: Callable[[str], str]) -> list[Answer]:
    """Return what equality of a key finds among names and aliases: one number links, several are a review."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["corporate_number"]:
            for name in (row["name"], *row["aliases"].split("|")):
                if name:
                    numbers[key(name)].add(row["corporate_number"])
    found = [numbers.get(key(name), set()) for name in names]
    return [_answer(each) for each in found]


def by_ratio(names: Sequence[str], rows: Sequence[Row]) -> list[Answer]:
    """Return what the best edit ratio of 90 and more finds among registered names; a tie is a review."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["corporate_number"]:
            numbers[nfkc(row["name"])].add(row["corporate_number"])
    registered = list(numbers)
    return [
        _answer({number for at in best for number in numbers[registered[at]]})
        for best in _best([nfkc(name) for name in names], registered)
    ]


def _best(names: Sequence[str], registered: Sequence[str]) -> Iterator[list[int]]:
    for start in range(0, len(names), _CHUNK):
        part = names[start : start + _CHUNK]
        scores = process.cdist(part, registered, scorer=fuzz.ratio, score_cutoff=_RATIO, dtype=np.float32, workers=1)
        for row in scores:
            top = row.max()
            yield list(np.flatnonzero(row == top)) if top >= _RATIO else []


def _answer(numbers: set[str]) -> Answer:
    if len(numbers) > 1:
        return "review", ""
    return ("auto", next(iter(numbers))) if numbers else ("none", "")
