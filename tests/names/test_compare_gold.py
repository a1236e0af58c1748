"""The comparison of names against the pairs that were judged by others."""

from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.resolution.names.compare import compare
from musubime.resolution.names.comparison import NamedBody
from musubime.resolution.names.scoring import GoldPair, Judged, by_category, by_tier, gold_pairs, judged


@pytest.fixture(scope="module")
def rows(reference: Path) -> tuple[Judged, ...]:
    return judged(gold_pairs(reference / "gold" / "name_pairs_dev.csv"))


def shown(rows: list[Judged]) -> list[str]:
    return [f"{row.pair.pair_id} {row.pair.a.name} | {row.pair.b.name}: {row.answer.rule}" for row in rows]


def test_no_pair_is_joined_wrongly_that_a_name_can_decide(rows: tuple[Judged, ...]) -> None:
    assert shown([row for row in rows if row.wrongly_joined and row.pair.decidable_by == "name"]) == []


def test_the_only_wrong_pairs_are_companies_of_one_name_in_one_prefecture(rows: tuple[Judged, ...]) -> None:
    wrong = [row.pair for row in rows if row.wrongly_joined]
    assert [(pair.category, pair.a.name, pair.a.prefecture) for pair in wrong] == [
        ("homonym_company", pair.b.name, pair.b.prefecture) for pair in wrong
    ]
    assert all(pair.a.prefecture for pair in wrong)


def test_automatic_recall_and_what_is_found_with_review(rows: tuple[Judged, ...]) -> None:
    sums = {row.group: row for row in by_category(rows)}
    name = sums["decidable by name"]
    assert name.recall is not None
    assert name.recall >= 0.60
    assert name.with_review is not None
    assert name.with_review >= 0.97
    # Spelling proper: what is neither a typing error nor damage of the scan.
    spelling, typed = sums["spelling"].recall, sums["spelling and misspelling"].recall
    assert spelling is not None
    assert typed is not None
    assert (spelling >= 0.70, typed >= 0.60) == (True, True)


def test_every_joining_rule_has_a_precision_of_one_but_for_homonyms(rows: tuple[Judged, ...]) -> None:
    joining = {row.group: row.precision for row in by_tier(rows) if row.same and row.group != "T1:exact_key same"}
    assert joining
    assert set(joining.values()) == {1.0}


def test_the_order_of_the_two_names_never_matters(rows: tuple[Judged, ...]) -> None:
    turned = [(row, compare(row.pair.b, row.pair.a)) for row in rows]
    assert shown([row for row, answer in turned if answer[:3] != row.answer[:3]]) == []


def test_a_gold_file_without_a_column_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("name_a,name_b\nx,y\n")
    with pytest.raises(BadInput) as refused:
        gold_pairs(file)
    assert str(refused.value) == "pairs.csv に列「pair_id」がありません。列名を確かめてください。"


def test_scores_count_right_wrong_and_missed() -> None:
    made = [("マツダ㈱", "マツダ株式会社", "1"), ("清水町", "清水町", "0"), ("高知県", "マツダ株式会社", "1")]
    pairs = [
        GoldPair(str(n), NamedBody(a), NamedBody(b), label, "made", "name") for n, (a, b, label) in enumerate(made)
    ]
    row = next(row for row in by_category(judged(pairs)) if row.group == "all")
    assert (row.pairs, row.same, row.wrong, row.precision, row.recall, row.with_review) == (3, 2, 1, 0.5, 0.5, 0.5)
