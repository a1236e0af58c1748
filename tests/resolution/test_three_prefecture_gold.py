"""The three-prefecture table against the right answers made by hand: who is who, and who sits in several bodies."""

import csv
import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, bundled_rosters
from musubime_loaders.roster_folder import read_roster_folder

COLUMN = {"地方大学": "CAO", "共創の場": "MEXT", "都道府県": "MIC"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    edition = read_roster_folder(bundled_rosters()["three-prefecture-table"])
    return resolve([edition], bundled_judgements(), bundled_aliases())


def column_of(graph: Graph, consortium: str) -> str:
    programme = next(t.to_id for t in graph.ties.values() if t.type == "UNDER" and t.from_id == consortium)
    return COLUMN[graph.programmes[programme].name[:4]]


def prefecture_of(graph: Graph, consortium: str) -> str:
    return {"34": "広島県", "36": "徳島県", "39": "高知県"}[graph.consortia[consortium].prefecture[0]]


def mentions(graph: Graph) -> dict[tuple[str, str, str], str]:
    """Return the organization of each printed member, by prefecture, column and print."""
    return {
        (prefecture_of(graph, seat.consortium), column_of(graph, seat.consortium), seat.statements[0].printed or ""): (
            seat.organization or ""
        )
        for seat in graph.seats.values()
    }


def test_84_printed_members_are_66_organizations_without_a_wrong_or_missed_merge(graph: Graph, reference: Path) -> None:
    ours = mentions(graph)
    with (reference / "gold" / "seed_mentions_gold.csv").open(encoding="utf-8") as file:
        gold = {
            (row["prefecture"], row["programme_owner"], row["mention_as_printed"]): row["canonical_name"]
            or row["mention_as_printed"]
            for row in csv.DictReader(file)
        }
    assert sorted(ours) == sorted(gold)
    assert (len(gold), len(set(gold.values())), len(set(ours.values()))) == (84, 66, 66)
    pairs = list(combinations(sorted(gold), 2))
    together, right = {p for p in pairs if ours[p[0]] == ours[p[1]]}, {p for p in pairs if gold[p[0]] == gold[p[1]]}
    assert together == right  # pairwise precision, recall and F1 are 1
    b_cubed = []
    for mention, name in gold.items():
        cluster = {other for other in ours if ours[other] == ours[mention]}
        truth = {other for other in gold if gold[other] == name}
        b_cubed.append((len(cluster & truth) / len(cluster), len(cluster & truth) / len(truth)))
    assert set(b_cubed) == {(1.0, 1.0)}


def test_the_bodies_in_two_or_more_networks_are_those_expected(graph: Graph, reference: Path) -> None:
    expected = json.loads((reference / "gold" / "seed_overlap_expected.json").read_text(encoding="utf-8"))
    columns: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (prefecture, column, _), organization in mentions(graph).items():
        columns[prefecture][graph.organizations[organization].name].add(column)
    shared = {
        prefecture: {name: sorted(found) for name, found in bodies.items() if len(found) > 1}
        for prefecture, bodies in columns.items()
    }
    assert shared == expected["overlap_by_prefecture"]
    assert (len(graph.seats), len(graph.organizations) - owners(graph)) == (
        expected["mentions"],
        expected["nodes_distinct"],
    )


def owners(graph: Graph) -> int:
    """Return how many organizations are there only as owners of the three programmes."""
    seated = {seat.organization for seat in graph.seats.values()}
    return sum(1 for id in graph.organizations if id not in seated)


def test_eight_consortia_list_their_members_and_one_is_not_reported(graph: Graph) -> None:
    assert Counter(consortium.reported.value for consortium in graph.consortia.values()) == {
        "listed": 8,
        "not_reported": 1,
    }
    (missing,) = (c for c in graph.consortia.values() if c.reported == "not_reported")
    assert missing.name == "（総務省調査・広島県：記載なし）"
    assert [evidence.printed for evidence in missing.evidence] == ["-"]


def test_titles_and_units_stand_apart_from_the_organization(graph: Graph) -> None:
    apart = sorted(
        (graph.organizations[seat.organization or ""].name, seat.unit, seat.post)
        for seat in graph.seats.values()
        if seat.unit or seat.post
    )
    assert apart == [
        ("マツダ株式会社", None, "代表取締役会長"),
        ("広島県商工会議所連合会", None, "会頭"),
        ("株式会社NTTドコモ", "四国支社", None),
        ("株式会社広島銀行", None, "代表取締役頭取"),
    ]
