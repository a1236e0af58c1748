"""Pairs that look like one body and are not, from the gold set: none of them is ever joined without somebody asking."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from musubime.resolution.resolve import resolve
from musubime.types.prefectures import BY_NAME
from musubime_loaders.bundled import bundled_aliases, bundled_judgements
from tests.resolution.editions import edition

Pair = dict[str, str]


@pytest.fixture(scope="module")
def pairs(reference: Path) -> list[Pair]:
    with (reference / "gold" / "name_pairs_dev.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def joined(left: str, right: str, *places: tuple[str, ...]) -> bool:
    """Return whether two names printed on two councils, of these prefectures, are one organization."""
    first, second = places or (("36",), ("36",))
    here = edition([(left, None, None)], prefecture=first)
    there = edition([(right, None, None)], roster="b", series="b", council="別の会議", prefecture=second)
    graph = resolve([here, there], bundled_judgements(), bundled_aliases())
    return len(graph.organizations) == 1


def test_no_hard_negative_part_or_successor_that_the_names_tell_is_joined(pairs: list[Pair]) -> None:
    told = [pair for pair in pairs if pair["label"] != "1" and not pair["decidable_by"].startswith("needs_context")]
    assert Counter(pair["label"] for pair in told) == {"0": 322, "P": 156, "S": 3}
    assert [pair["pair_id"] for pair in told if joined(pair["name_a"], pair["name_b"])] == []


def test_homonyms_in_two_prefectures_are_never_joined(pairs: list[Pair]) -> None:
    wrong, asked = [], 0
    for pair in pairs:
        if pair["label"] == "0" and pair["decidable_by"].startswith("needs_context:"):
            places = pair["decidable_by"].removeprefix("needs_context:").split("|")
            first, second = (next(((c.code,) for n, c in BY_NAME.items() if place.startswith(n))) for place in places)
            if first != second:
                asked += 1
                wrong += [pair["pair_id"]] if joined(pair["name_a"], pair["name_b"], first, second) else []
    assert (asked, wrong) == (36, [])
