"""Single records: what their pages show, each fact open to its source."""

import pytest

from musubime.analytics.posts import post_id
from musubime.errors import BadQuestion, NotFound
from musubime.questions import records
from musubime.questions.evidence import evidence
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.neighbouring import neighbourhood
from musubime.questions.searching import search
from musubime.questions.status import status
from musubime.types.graph import Graph
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import affiliated, consortium, made, organization, person, seat


def _id(library: Library, name: str) -> str:
    return next(item.id for item in search(library, name, limit=500).items if item.name == name)


def test_an_organization_shows_names_numbers_and_seats(library: Library) -> None:
    answer = records.organization(library, _id(library, "徳島大学"))
    assert (answer.name, answer.sector, answer.prefecture_names) == ("徳島大学", "学", ("徳島県",))
    assert (answer.memberships, answer.seats_total, len(answer.seats)) == (6, 10, 10)
    assert sorted(row.printed or "" for row in answer.seats if row.person is None) == ["徳島大学"] * 4
    assert {row.person.name for row in answer.seats if row.person} == {"木村賢二", "野地澄晴", "安井武史"}
    assert all(row.source is not None and row.source.title and row.source.locator for row in answer.seats)
    assert ("school", "F136110110231") in [(row.scheme, row.value) for row in answer.identifiers]


def test_a_consortium_shows_its_roster_by_sector(library: Library) -> None:
    answer = records.consortium(library, _id(library, "高知県・大学等連携協議会"))
    assert answer.programme is not None
    assert answer.programme.name == "都道府県・指定都市における「産学官連携」の推進体制等に係る調査"
    assert (answer.reported, answer.size, answer.prefecture) == ("listed", 6, ("39",))
    assert [row.sector for row in answer.seats] == sorted((row.sector or "" for row in answer.seats), key="学官産".find)
    assert answer.evidence


def test_a_council_that_is_not_reported_is_never_empty(library: Library) -> None:
    graph = library.snapshot().graph
    id = next(node.id for node in graph.consortia.values() if node.reported.value == "not_reported")
    answer = records.consortium(library, id)
    assert (answer.reported, answer.size, answer.seats) == ("not_reported", None, ())
    assert [row.printed for row in answer.evidence] == ["-"]


def test_a_programme_shows_its_owners_and_consortia(library: Library) -> None:
    answer = records.programme(library, _id(library, "地方大学・地域産業創生交付金"))
    assert [owner.name for owner in answer.owners] == ["内閣府"]
    assert answer.consortia_total == len(answer.consortia) >= 3
    assert all(item.size for item in answer.consortia if item.reported == "listed")


def test_every_record_of_the_graph_can_be_shown(library: Library, graph: Graph) -> None:
    shown = 0
    for ask, ids in (
        (records.organization, graph.organizations),
        (records.person, graph.persons),
        (records.programme, graph.programmes),
        (records.consortium, graph.consortia),
        (records.seat, graph.seats),
        (records.source, graph.sources),
        (records.post, library.snapshot().posts),
    ):
        for id in ids:
            answer = ask(library, id)
            assert (answer.id, answer.graph_version) == (id, graph.version)
            shown += 1
    assert shown > 300


def test_evidence_lists_every_printed_place(library: Library) -> None:
    answer = evidence(library, "organization", _id(library, "徳島大学"), limit=500)
    assert answer.total == len(answer.items)
    printed = [row.printed or "" for row in answer.items if row.what == "seat"]
    assert (len(printed), printed.count("徳島大学")) == (10, 4)
    assert all("徳島大学" in line for line in printed)
    seat_id = next(row.subject.id for row in answer.items if row.what == "seat")
    assert evidence(library, "seat", seat_id).total == 1
    with pytest.raises(BadQuestion):
        evidence(library, "town", "x")
    with pytest.raises(NotFound):
        evidence(library, "source", "x")


def test_a_neighbourhood_names_who_shares_what(library: Library) -> None:
    answer = neighbourhood(library, _id(library, "徳島大学"))
    assert {row.name for row in answer.consortia} == {row.consortium.name for row in answer.seats}
    first = answer.items[0]
    assert (first.name, len(first.shared), first.depth) == ("徳島県", 3, 1)
    assert len(answer.items) == 26
    assert answer.hidden == ()
    with pytest.raises(BadQuestion):
        neighbourhood(library, answer.id, depth=3)


def test_two_steps_reach_further_and_are_told_apart() -> None:
    graph = made(
        [
            *(organization(name) for name in "甲乙丙"), consortium("一"), consortium("二"),
            seat("一", organization="甲"), seat("一", organization="乙"),
            seat("二", organization="乙"), seat("二", organization="丙"),
        ]
    )  # fmt: skip
    library = Library(FakeStore(graph))
    near, far = neighbourhood(library, "o:甲"), neighbourhood(library, "o:甲", depth=2)
    assert [(row.name, row.depth) for row in near.items] == [("乙", 1)]
    assert [(row.name, row.depth) for row in far.items] == [("乙", 1), ("丙", 2)]
    assert [(row.name, row.depth) for row in far.consortia] == [("一", 1), ("二", 2)]


def test_a_hub_is_capped_and_the_rest_counted() -> None:
    names = [f"機関{n:03}" for n in range(250)]
    graph = made(
        [*(organization(n) for n in names), consortium("会議"), *(seat("会議", organization=n) for n in names)]
    )
    answer = neighbourhood(Library(FakeStore(graph)), "o:機関000")
    assert len(answer.items) == 200
    assert [(row.kind, row.total, row.listed) for row in answer.hidden] == [("organization", 249, 200)]


def test_an_unknown_id_is_not_found_and_a_merged_one_is_moved(library: Library, graph: Graph) -> None:
    for ask in (
        records.organization, records.person, records.post, records.programme,
        records.consortium, records.seat, records.source, neighbourhood,
    ):  # fmt: skip
        with pytest.raises(NotFound):
            ask(library, "none")
    merged = next(node for node in graph.organizations.values() if len(node.mentions) > 1)
    old = next(mention for mention in merged.mentions if mention != merged.id)
    with pytest.raises(Moved) as moved:
        records.organization(library, old)
    assert (moved.value.kind, moved.value.kept, moved.value.collection) == ("organization", merged.id, "organizations")


def test_a_post_of_a_merged_organization_is_moved() -> None:
    body = organization("甲").model_copy(update={"mentions": ("o:甲", "o:旧")})
    library = Library(FakeStore(made([body, consortium("一"), seat("一", organization="甲", post="会長")])))
    with pytest.raises(Moved) as moved:
        records.post(library, post_id("o:旧", "会長"))
    assert moved.value.kept == post_id("o:甲", "会長")
    answer = records.post(library, moved.value.kept)
    assert (answer.name, answer.title, answer.memberships) == ("甲 会長", "会長", 1)


def test_a_person_shows_affiliations_and_seats() -> None:
    graph = made(
        [
            organization("甲"), person("山田 太郎"), affiliated("山田 太郎", "甲"), consortium("一"),
            seat("一", organization="甲", person="山田 太郎", post="会長"),
        ]
    )  # fmt: skip
    answer = records.person(Library(FakeStore(graph)), "p:山田 太郎")
    assert (answer.name, answer.memberships, answer.seats[0].post) == ("山田 太郎", 1, "会長")
    assert [(row.direction, row.label, row.other.name) for row in answer.relations] == [("out", "所属する", "甲")]


def test_status_counts_what_is_not_reported_apart(library: Library, graph: Graph) -> None:
    answer = status(library, "0.1.0")
    counts = answer.counts
    assert (counts.consortia + counts.not_reported, counts.not_reported) == (len(graph.consortia), 1)
    assert (counts.organizations, counts.seats) == (len(graph.organizations), len(graph.seats))
    assert (answer.graph_version, answer.ledger_version) == (graph.version, None)
    assert "three-prefecture-table" in answer.rosters
