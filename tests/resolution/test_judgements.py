"""Judgements: what their sides name, which of them stand, and a graph that follows from them in any order."""

import random
from collections.abc import Sequence

import pytest

from musubime.resolution.conflicts import conflicts
from musubime.resolution.judged import standing, undone
from musubime.resolution.resolve import resolve
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph
from musubime.types.vocabulary import Kind, Verdict
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled
from tests.resolution.editions import Row, edition

SAME, DIFFERENT, UNDECIDED = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED
HERE = edition([("株式会社山田", None, None), ("四国大学", "学長", "松重 和美"), ("四国大", None, None)])
THERE = edition(
    [("株式会社山田", None, None), ("高知大学", "学長", "受田 浩之")],
    roster="b",
    series="b",
    council="高知の会議",
    prefecture=("39",),
)


def said(
    left: str,
    right: str,
    verdict: Verdict,
    *,
    kind: Kind = Kind.ORGANIZATION,
    by: str = "担当",
    at: str = "2026-11-22",
    undoes: str | None = None,
) -> Judgement:
    return Judgement(kind=kind, left=left, right=right, verdict=verdict, by=by, at=at, reason="試験", undoes=undoes)


def undo(judgement: Judgement, at: str = "2026-11-23") -> Judgement:
    return said(judgement.left, judgement.right, judgement.verdict, kind=judgement.kind, at=at, undoes=judgement.id)


def ids(graph: Graph, name: str) -> list[str]:
    return sorted(id for id, organization in graph.organizations.items() if organization.name == name)


def names(graph: Graph) -> list[str]:
    return sorted(organization.name for organization in graph.organizations.values())


def test_the_id_of_a_judgement_follows_from_what_it_says_and_not_from_the_names_that_were_shown() -> None:
    judgement = said("四国大学", "四国大", SAME)
    assert (
        judgement.id == Judgement.model_validate({**judgement.model_dump(exclude={"id"}), "left_name": "四国大学"}).id
    )
    assert judgement.id != said("四国大学", "四国大", DIFFERENT).id


def test_a_time_is_kept_in_utc_to_the_millisecond_and_a_date_as_it_is() -> None:
    assert said("a", "b", SAME, at="2026-11-22T18:30:00.1234+09:00").at == "2026-11-22T09:30:00.123+00:00"
    assert said("a", "b", SAME, at="2026-11-22").at == "2026-11-22"
    with pytest.raises(ValueError, match="no time zone"):
        said("a", "b", SAME, at="2026-11-22T18:30:00")


def test_the_same_company_name_in_two_prefectures_stays_two_until_somebody_judges_the_two_nodes() -> None:
    graph = resolve([HERE, THERE], [], [])
    left, right = ids(graph, "株式会社山田")
    joined = resolve([HERE, THERE], [said(left, right, SAME)], [])
    (kept,) = ids(joined, "株式会社山田")
    assert kept == left
    assert right in joined.organizations[kept].mentions
    assert [name.rule for name in joined.organizations[kept].names] == ["judgement"]
    assert resolve([HERE, THERE], [said(left, right, DIFFERENT)], []).version == graph.version


def test_a_name_and_a_registered_body_bring_every_mention_of_the_name_together_with_its_number() -> None:
    graph = resolve([HERE, THERE], [said("株式会社山田", "cn:1010001067912", SAME)], [])
    (id,) = ids(graph, "株式会社山田")
    (number,) = graph.organizations[id].identifiers
    assert (number.scheme, number.value, number.role, number.reason) == (
        "corporate_number",
        "1010001067912",
        "self",
        "試験（判断: 担当）",
    )


def test_two_nodes_that_rules_link_to_one_registered_body_are_one_and_to_two_bodies_are_two() -> None:
    left, right = ids(resolve([HERE, THERE], [], []), "株式会社山田")
    one = [said(left, "cn:1", SAME, by="rule:T1"), said(right, "cn:1", SAME, by="rule:T1")]
    assert len(ids(resolve([HERE, THERE], one, []), "株式会社山田")) == 1
    two = [said(left, "cn:1", SAME, by="rule:T1"), said(right, "cn:2", SAME, by="rule:T1")]
    assert len(ids(resolve([HERE, THERE], two, []), "株式会社山田")) == 2
    (number,) = conflicts([HERE], [said("四国大", "cn:1", SAME, by="rule:T1"), *_numbered()], [])
    assert (number.what, number.sentence) == (
        "numbers",
        "つなぐと一つの機関に別の番号（cn:1、cn:2）が付くので、つないでいない。",
    )


def _numbered() -> list[Judgement]:
    return [said("四国大", "cn:2", SAME, by="rule:T2")]


def test_one_mention_can_be_parted_from_the_others_of_its_name_and_put_back() -> None:
    again = edition([("四国大学", None, None), ("徳島大学", None, None)], roster="c", series="c", council="別の会議")
    graph = resolve([HERE, again], [], [])
    (id,) = ids(graph, "四国大学")
    one, other = graph.organizations[id].mentions
    parting = said(one, other, DIFFERENT)
    parted = resolve([HERE, again], [parting], [])
    assert sorted(mention for id in ids(parted, "四国大学") for mention in parted.organizations[id].mentions) == [
        one,
        other,
    ]
    assert len(ids(parted, "四国大学")) == 2
    assert resolve([HERE, again], [said(one, "四国大学", DIFFERENT)], []).version == parted.version
    assert resolve([HERE, again], [parting, undo(parting)], []).version == graph.version


def test_undecided_changes_nothing() -> None:
    graph = resolve([HERE], [], [])
    assert resolve([HERE], [said("四国大学", "四国大", UNDECIDED)], []).version == graph.version


def test_a_later_judgement_replaces_an_earlier_one_and_an_undo_brings_it_back() -> None:
    same, different = said("四国大学", "四国大", SAME), said("四国大", "四国大学", DIFFERENT, at="2026-11-23")
    assert [one.id for one in standing([different, same])] == [different.id]
    taken = undo(different, "2026-11-24")
    assert [one.id for one in standing([different, taken, same])] == [same.id]
    assert undone([different, taken, same]) == {different.id}
    back = undo(taken, "2026-11-25")
    assert [one.id for one in standing([back, different, taken, same])] == [different.id]


def test_a_rule_never_overrides_a_person() -> None:
    by_person, by_rule = (
        said("四国大学", "四国大", DIFFERENT),
        said("四国大学", "四国大", SAME, by="rule:T4", at="2027"),
    )
    assert [one.id for one in standing([by_rule, by_person])] == [by_person.id]


def test_a_chain_of_same_that_a_different_blocks_is_told_with_both_judgements() -> None:
    rows: list[Row] = [("甲", None, None), ("乙", None, None), ("丙", None, None)]
    chain = [said("甲", "乙", SAME), said("乙", "丙", SAME), said("甲", "丙", DIFFERENT)]
    graph = resolve([edition(rows)], chain, [])
    assert len(graph.organizations) == 2
    (conflict,) = conflicts([edition(rows)], chain, [])
    assert conflict.what == "blocked"
    assert conflict.judgements[1:] == (chain[2].id,)
    assert conflict.sentence == "「同じ」とつなぐと「別」とする判断（「甲」≠「丙」）に反するので、つないでいない。"


def test_two_verdicts_on_one_pair_are_told_with_the_one_that_holds() -> None:
    first, second = (
        said("四国大学", "四国大", SAME, by="A"),
        said("四国大", "四国大学", DIFFERENT, by="B", at="2026-12"),
    )
    (conflict,) = conflicts([HERE], [second, first], [])
    assert (conflict.what, conflict.judgements) == ("contradicted", (first.id, second.id))
    assert conflict.sentence == "A は「同じ」、B は「別」と判断した。新しい「別」が効いている。"


@pytest.fixture(scope="module")
def bundled() -> tuple[RosterEdition, ...]:
    return tuple(read_bundled())


def test_undoing_any_bundled_judgement_gives_the_graph_without_it(bundled: tuple[RosterEdition, ...]) -> None:
    judgements, aliases = bundled_judgements(), bundled_aliases()
    for judgement in judgements:
        without = [one for one in judgements if one.id != judgement.id]
        taken_back = [*judgements, undo(judgement)]
        assert resolve(bundled, taken_back, aliases).version == resolve(bundled, without, aliases).version


def made() -> tuple[RosterEdition, ...]:
    """Return editions with homonyms over three prefectures, variants, missing legal forms and persons."""
    chosen = random.Random(4)
    names = [f"{form}{stem}" for stem in ("山田", "海部", "藍住", "鳴門") for form in ("", "株式会社", "有限会社")]
    names += ["四国大学", "徳島県", "府中市", "北島町", "一般社団法人藍染協会", "藍染協會", "日本藍協会"]
    people = [None, "佐藤 一郎", "鈴木 花子", "白井"]
    return tuple(
        edition(
            [(chosen.choice(names), None, chosen.choice(people)) for _ in range(25)],
            roster=f"r{number}",
            series=f"s{number % 4}",
            date=chosen.choice([None, "2020-04", "2021-02", "2021", "2023-06"]),
            council=f"会議{number % 5}",
            prefecture=chosen.choice([("36",), ("39",), ("34",), (), ("36", "39")]),
        )
        for number in range(8)
    )


def random_judgements(editions: Sequence[RosterEdition], number: int, seed: int) -> list[Judgement]:
    """Return judgements of every verdict over names, nodes, mentions and registered bodies, and undos of them."""
    chosen = random.Random(seed)
    graph = resolve(editions, bundled_judgements(), bundled_aliases())
    sides: dict[Kind, list[str]] = {
        Kind.ORGANIZATION: [f"cn:{n}" for n in range(6)],
        Kind.PERSON: [],
        Kind.CONSORTIUM: [],
    }
    for node in graph.nodes():
        if node.node_kind in sides:
            sides[node.node_kind] += [getattr(node, "name"), node.id, *node.mentions]  # noqa: B009 -- a seat has none
    judgements: list[Judgement] = []
    while len(judgements) < number:
        at = f"2026-11-22T09:{len(judgements) // 60 % 60:02}:{len(judgements) % 60:02}+00:00"
        if judgements and chosen.random() < 0.2:
            judgements.append(undo(chosen.choice(judgements), at))
            continue
        kind = chosen.choice([Kind.ORGANIZATION] * 6 + [Kind.PERSON] * 2 + [Kind.CONSORTIUM])
        left, right = chosen.sample(sides[kind], 2)
        verdict = chosen.choice([SAME, SAME, DIFFERENT, UNDECIDED])
        by = chosen.choice(["A", "B", "rule:T1"])
        judgements.append(said(left, right, verdict, kind=kind, by=by, at=at))
    return judgements


@pytest.mark.parametrize("which", ["made", "bundled"])
def test_a_thousand_random_judgements_in_any_order_give_one_graph(
    which: str, bundled: tuple[RosterEdition, ...]
) -> None:
    editions = bundled if which == "bundled" else made()
    judgements = [*bundled_judgements(), *random_judgements(editions, 1_000, seed=7)]
    graph = resolve(editions, judgements, bundled_aliases())
    assert graph.version != resolve(editions, (), bundled_aliases()).version
    for seed in range(5):
        order = random.Random(seed).sample(judgements, len(judgements))
        again = resolve(random.Random(seed).sample(editions, len(editions)), order, bundled_aliases())
        assert again.version == graph.version


def test_no_id_belongs_to_two_nodes_and_every_mention_leads_to_one(bundled: tuple[RosterEdition, ...]) -> None:
    for editions in (bundled, made()):
        graph = resolve(editions, random_judgements(editions, 200, seed=11), bundled_aliases())
        for nodes in (graph.organizations, graph.persons, graph.consortia, graph.programmes):
            mentions = [mention for node in nodes.values() for mention in node.mentions]
            assert len(mentions) == len(set(mentions))
            assert all(id == min(node.mentions) for id, node in nodes.items())


@pytest.mark.parametrize("which", ["made", "bundled"])
def test_undoing_a_random_judgement_gives_the_graph_without_it(which: str, bundled: tuple[RosterEdition, ...]) -> None:
    editions = bundled if which == "bundled" else made()
    judgements = random_judgements(editions, 120, seed=3)
    for judgement in random.Random(5).sample(judgements, 25):
        taken_back = [*judgements, undo(judgement, "2026-12-24")]
        without = [one for one in judgements if judgement.id not in (one.id, one.undoes)]
        if any(one.undoes in {o.id for o in judgements if o.undoes == judgement.id} for one in judgements):
            continue
        assert resolve(editions, taken_back, ()).version == resolve(editions, without, ()).version
