"""How right the comparison of names is, per tier and per category, against pairs that were judged by others."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from musubime.errors import BadInput
from musubime.resolution.names.compare import compare
from musubime.resolution.names.comparison import Comparison, NamedBody, NameVerdict
from musubime.resolution.registers import RegisterIndex
from musubime.types.prefectures import PREFECTURES

SPELLING = frozenset(
    (
        "corp_type_abbrev",
        "width",
        "space_or_width_raw",
        "dash_dot_apostrophe",
        "kanji_variant",
        "small_kana",
        "letter_case",
        "pdf_extraction_artifact",
    )
)
"""Categories in which the spelling of one name differs: the recall of automatic `same` is asked for on these."""
MISSPELLING = frozenset(("misspelling", "ocr_artifact"))
"""Typing errors and damage of a scan, which no rule may mend by itself."""
_RELATIONS = frozenset((NameVerdict.PART_OF, NameVerdict.OPERATES))
_COLUMNS = ("pair_id", "name_a", "name_b", "label", "category", "decidable_by")


class GoldPair(NamedTuple):
    """One judged pair; label 1 same, 0 different, P part of or operates, S successor."""

    pair_id: str
    a: NamedBody
    b: NamedBody
    label: str
    category: str
    decidable_by: str


class Judged(NamedTuple):
    """A pair with the product's answer."""

    pair: GoldPair
    answer: Comparison

    @property
    def wrongly_joined(self) -> bool:
        """Whether the pair was joined although its label says otherwise."""
        return self.answer.verdict is NameVerdict.SAME and self.pair.label != "1"

    @property
    def found(self) -> bool:
        """Whether the pair belongs together and the answer joins it, relates it or asks for review."""
        return self.pair.label != "0" and self.answer.verdict not in (NameVerdict.NONE, NameVerdict.DIFFERENT)


class ScoreRow(NamedTuple):
    """Counts of one category or tier: verdicts, those joined wrongly and those missed."""

    group: str
    pairs: int
    same: int
    related: int
    review: int
    apart: int
    wrong: int
    precision: float | None
    """Share of right ones among `same`; None where there is none."""
    recall: float | None
    """Share of `same` among the pairs of label 1; None where there are none."""
    with_review: float | None
    """Share joined, related or sent to review among the pairs that belong together."""
    missed: int
    """Pairs that belong together and were neither joined, related nor sent to review."""


def gold_pairs(path: Path) -> tuple[GoldPair, ...]:
    """Return the judged pairs of a CSV file; raises `BadInput` naming the missing column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise BadInput(f"{path.name} に列「{missing[0]}」がありません。列名を確かめてください。")
        return tuple(_pair(row) for row in reader)


def _pair(row: dict[str, str]) -> GoldPair:
    """Return the pair of a row; one that needs its context (`needs_context:三重県鳥羽市|愛知県蒲郡市`) gets it."""
    decidable_by, _, context = row["decidable_by"].partition(":")
    place_a, _, place_b = context.partition("|")
    return GoldPair(
        row["pair_id"],
        NamedBody(row["name_a"], _prefecture(place_a)),
        NamedBody(row["name_b"], _prefecture(place_b)),
        row["label"],
        row["category"],
        decidable_by,
    )


def _prefecture(place: str) -> tuple[str, ...]:
    return tuple(prefecture.code for prefecture in PREFECTURES if place.startswith(prefecture.name))


def judged(pairs: Iterable[GoldPair], registers: RegisterIndex | None = None) -> tuple[Judged, ...]:
    """Return every pair with the answer of `compare`."""
    return tuple(Judged(pair, compare(pair.a, pair.b, registers)) for pair in pairs)


def by_category(rows: Sequence[Judged]) -> tuple[ScoreRow, ...]:
    """Return one row per category and kind of evidence that decides it, and the sums that the design asks for."""
    sums = (
        ("decidable by name", [row for row in rows if row.pair.decidable_by == "name"]),
        ("spelling", [row for row in rows if row.pair.category in SPELLING]),
        ("spelling and misspelling", [row for row in rows if row.pair.category in SPELLING | MISSPELLING]),
        ("all", list(rows)),
    )
    grouped = _grouped(rows, lambda row: f"{row.pair.category} ({row.pair.decidable_by}, {row.pair.label})")
    return (*grouped, *(_row(name, chosen) for name, chosen in sums))


def by_tier(rows: Sequence[Judged]) -> tuple[ScoreRow, ...]:
    """Return one row per rule that gave the verdict."""
    return _grouped(rows, lambda row: f"{row.answer.rule} {row.answer.verdict}")


def _grouped(rows: Sequence[Judged], group: Callable[[Judged], str]) -> tuple[ScoreRow, ...]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        groups[group(row)].append(row)
    return tuple(_row(name, groups[name]) for name in sorted(groups))


def _row(group: str, rows: Sequence[Judged]) -> ScoreRow:
    verdicts = Counter(row.answer.verdict for row in rows)
    same = verdicts[NameVerdict.SAME]
    wrong = sum(row.wrongly_joined for row in rows)
    positive = sum(row.pair.label == "1" for row in rows)
    together = sum(row.pair.label != "0" for row in rows)
    return ScoreRow(
        group=group,
        pairs=len(rows),
        same=same,
        related=sum(verdicts[verdict] for verdict in (*_RELATIONS, NameVerdict.SUCCESSOR)),
        review=verdicts[NameVerdict.REVIEW],
        apart=verdicts[NameVerdict.DIFFERENT] + verdicts[NameVerdict.NONE],
        wrong=wrong,
        precision=_share(same - wrong, same),
        recall=_share(same - wrong, positive),
        with_review=_share(sum(row.found for row in rows), together),
        missed=together - sum(row.found for row in rows),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
