"""Numbers open: of random answers each number is traced over REST alone, from its seats to the printed lines, and
computed from them again."""

import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import httpx
import networkx as nx  # type: ignore[import-untyped]
import pytest

from tests.api import naive

Answer = dict[str, Any]
Filters = dict[str, str]
SELECTIONS: tuple[Filters, ...] = (
    {},
    {"roster": "three-prefecture-table"},
    {"prefecture": "36"},
    {"prefecture": "39"},
    {"prefecture": "04"},
    {"owner": "内閣府"},
    {"owner": "文部科学省"},
    {"as_of": "2022-12-31"},
)
KINDS = (
    "actor",
    "actor",
    "actor",
    "pair",
    "pair",
    "matrix",
    "top",
    "introduction",
    "path",
    "rings",
    "what_if",
    "partner",
)
SEEDS = range(len(KINDS))


class Opened:
    """The seats of one selection, read over REST; every one that an answer stands on is opened to its print."""

    def __init__(self, http: httpx.Client, filters: Filters) -> None:
        self.http, self.filters = http, filters
        self.seats = list(self.listed("seats"))
        self.record = cache(self._record)

    def get(self, path: str, **parameters: str) -> Answer:
        answer: Answer = self.http.get(f"/api/v1/{path}", params={**self.filters, **parameters}).json()
        assert "status" not in answer, answer
        return answer

    def listed(self, path: str, **parameters: str) -> Iterator[Answer]:
        page = self.get(path, limit="100", **parameters)
        yield from page["items"]
        while page["next"]:
            page = self.get(path, limit="100", cursor=page["next"], **parameters)
            yield from page["items"]

    def _record(self, path: str) -> Answer:
        answer: Answer = self.http.get(f"/api/v1/{path}").raise_for_status().json()
        return answer

    def open(self, ids: set[str]) -> None:
        """Open seats to what is printed of them: every statement has its print, place and document."""
        listed = {seat["id"]: seat for seat in self.seats}
        assert ids <= listed.keys()
        for id in sorted(ids):
            seat = self.record(f"seats/{id}")
            assert seat["consortium"] == listed[id]["consortium"]
            assert seat["statements"]
            for statement in seat["statements"]:
                assert statement["printed"], id
                assert statement["source"]["locator"], id
                assert self.record(f"sources/{statement['source']['id']}")["title"] == statement["source"]["title"]

    def members(self, level: str) -> dict[str, set[str]]:
        return naive.members_of(self.seats, level)

    def seats_of(self, actor: str, level: str) -> set[str]:
        return {seat["id"] for seat in self.seats if naive.actor_of(seat, level) == actor}

    def seats_on(self, *consortia: str) -> set[str]:
        return {seat["id"] for seat in self.seats if seat["consortium"]["id"] in consortia}

    def owner(self, consortium: str) -> str | None:
        """Return the first owner of the first programme."""
        programme = self.record(f"consortia/{consortium}")["programme"]
        owners = self.record(f"programmes/{programme['id']}")["owners"] if programme else []
        return str(owners[0]["id"]) if owners else None

    def reported(self, consortium: str) -> str:
        return str(self.record(f"consortia/{consortium}")["reported"])

    def sectors(self, level: str) -> dict[str, str | None]:
        """Return the sector of every actor of a level: that of the organization."""
        found: dict[str, str | None] = {}
        for seat in self.seats:
            actor, body = naive.actor_of(seat, level), seat["organization"]
            if actor is not None and level in ("organization", "post"):
                found[actor] = self.record(f"organizations/{body['id']}")["sector"]
        return found


def close(found: object, expected: object) -> None:
    """Compare numbers at the six decimals of the doors."""
    assert found == pytest.approx(expected, abs=1.1e-6)


def actor(opened: Opened, chance: random.Random) -> None:
    level = chance.choice(("organization", "organization", "post", "person"))
    sort = chance.choice(("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode"))
    whole = opened.get("key-actors", level=level, sort=sort)
    members = opened.members(level)
    actors = naive.actors_of(members)
    assert (whole["actors"], whole["consortia"], whole["total"]) == (len(actors), len(members), len(actors))
    assert whole["left_out"] == sum(naive.actor_of(seat, level) is None for seat in opened.seats)
    if not actors:
        return
    items = list(opened.listed("key-actors", level=level, sort=sort))
    busy = [item for item in items if item["memberships"] > 1] or items
    item = chance.choice(busy)
    id = item["id"]
    owners = {consortium: opened.owner(consortium) for consortium in members}
    raw, norm = naive.betweenness(members)
    pairs = {one: naive.joined_pairs(members, one) for one in actors}
    values: dict[str, Mapping[str, float | None]] = {
        "memberships": {one: len(naive.sits_on(members, one)) for one in actors},
        "connector": {one: naive.connector(members, owners, one) for one in actors},
        "sole_bridge": {one: sum(n == 1 for _, _, n in pairs[one]) for one in actors},
        "bridge_share": {one: sum(1 / n for _, _, n in pairs[one]) for one in actors},
        "betweenness_two_mode": raw,
        "betweenness_two_mode_norm": norm,
    }
    close({name: item[name] for name in values}, {name: values[name][id] for name in values})
    assert item["rank"] == naive.ranks(values[sort])[id]
    stated = [n for a, b, n in pairs[id] if opened.reported(a) == opened.reported(b) == "listed"]
    assert item["sole_bridge_stated"] == stated.count(1)
    sits = len(naive.sits_on(members, id))
    assert item["interlocks"] == (sits * (sits - 1) // 2 if level == "person" else None)
    if level != "person":
        assert item["brokerage_roles"] == naive.roles(members, opened.sectors(level), id)
    assert {one["id"] for one in item["consortia"]} == naive.sits_on(members, id)
    own = {
        seat["id"]
        for seat in opened.http.get(httpx.URL(item["seats"]).copy_merge_params(opened.filters)).json()["items"]
    }
    assert own == opened.seats_of(id, level)
    opened.open(own)


def random_pair(opened: Opened, chance: random.Random) -> tuple[str, str]:
    """Return two consortia with members, mostly two that share somebody."""
    members = opened.members("holder")
    every = sorted(members)
    sharing = [(a, b) for n, a in enumerate(every) for b in every[n + 1 :] if members[a] & members[b]]
    if sharing and chance.random() < 0.8:
        return chance.choice(sharing)
    a, b = chance.sample(every, 2)
    return a, b


def compare_pair(opened: Opened, answer: Answer, a: str, b: str) -> None:
    members = opened.members("holder")
    expected = naive.coefficients(members[a], members[b])
    close({name: answer[name] for name in expected}, expected)
    assert {row["id"] for row in answer["members"]} == members[a] & members[b]
    for row in answer["members"]:
        held = opened.seats_of(row["id"], "holder")
        assert set(row["seats_a"]) == held & opened.seats_on(a)
        assert set(row["seats_b"]) == held & opened.seats_on(b)
        opened.open({*row["seats_a"], *row["seats_b"]})
    compare_test(opened, answer["test"], a, b)


def stratum(opened: Opened, consortium: str) -> tuple[str, ...] | str | None:
    codes = tuple(sorted(opened.record(f"consortia/{consortium}")["prefecture"]))
    return codes or opened.owner(consortium)


def compare_test(opened: Opened, test: Answer, a: str, b: str) -> None:
    members = opened.members("holder")
    first, second = stratum(opened, a), stratum(opened, b)
    if first is None or first != second:
        assert test["reason"] == ("no_stratum" if first is None or second is None else "different_strata")
        return
    there = [one for one in sorted(members) if stratum(opened, one) == first]
    population = len(set().union(*(members[one] for one in there)))
    assert test["population"] == population
    family = [one for one in there if opened.reported(one) == "listed"]
    if not test["applicable"]:
        assert test["reason"] != "fewer_than_10_consortia" or len(family) < 10
        assert test["reason"] != "members_not_fully_listed" or not {a, b} <= set(family)
        return
    found = naive.chance([members[one] for one in family], population)
    close((test["p"], test["q"]), found[tuple(sorted((family.index(a), family.index(b))))])  # type: ignore[index]


def pair(opened: Opened, chance: random.Random) -> None:
    a, b = random_pair(opened, chance)
    compare_pair(opened, opened.get("overlap", a=a, b=b), a, b)


def matrix(opened: Opened, chance: random.Random) -> None:
    found = opened.get("overlap/matrix")
    members = opened.members("holder")
    ids = sorted(members)
    sharing = {(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :] if members[a] & members[b]}
    assert {(row["a"], row["b"]) for row in found["pairs"]} == sharing
    for row in found["consortia"]:
        stated = row["reported"] in ("listed", "partial")
        assert row["size"] == (len(members.get(row["id"], ())) if stated else None)
    for row in chance.sample(found["pairs"], min(3, len(found["pairs"]))):
        compare_pair(opened, row, row["a"], row["b"])


def top(opened: Opened, chance: random.Random) -> None:
    members = opened.members("holder")
    consortium = chance.choice(sorted(members))
    items = list(opened.listed("overlap/top", consortium=consortium))
    shared = {one: len(members[one] & members[consortium]) for one in members if one != consortium}
    assert {item["id"]: item["shared"] for item in items} == {one: n for one, n in shared.items() if n}
    close([item["rank"] for item in items], [1 + sum(n > item["shared"] for n in shared.values()) for item in items])
    for item in items[:2]:
        expected = naive.coefficients(members[consortium], members[item["id"]])
        close({name: item[name] for name in expected}, expected)
        opened.open({seat for row in item["members"] for seat in (*row["seats_a"], *row["seats_b"])})


def introduction(opened: Opened, chance: random.Random) -> None:
    members = opened.members("holder")
    found = opened.get("introductions", limit="500")
    item = chance.choice(found["items"])
    a, b = item["a"], item["b"]
    rosters = members.get(a, set()), members.get(b, set())
    if item["shared_count"] is not None:
        assert item["shared_count"] == len(rosters[0] & rosters[1])
        assert {row["id"] for row in item["shared"]} == rosters[0] & rosters[1]
        assert item["tied"] == bool(rosters[0] & rosters[1])
        opened.open({seat for row in item["shared"] for seat in (*row["seats_a"], *row["seats_b"])})
    else:
        assert {opened.reported(a), opened.reported(b)} - {"listed", "partial"}


def ways(opened: Opened) -> "nx.Graph[str]":
    """Return holders and consortia by id, with the bodies that are consortia themselves."""
    graph: nx.Graph[str] = nx.Graph()
    for one, those in opened.members("holder").items():
        graph.add_edges_from((one, holder) for holder in those)
    for organization in [node for node in graph if node.startswith("org:")]:
        for relation in opened.record(f"organizations/{organization}")["relations"]:
            if relation["type"] == "SAME_BODY" and relation["other"]["id"] in graph:
                graph.add_edge(organization, relation["other"]["id"])
    return graph


def path(opened: Opened, chance: random.Random) -> None:
    graph = ways(opened)
    bodies = sorted(node for node in graph if node.startswith("org:"))
    a, b = chance.sample(bodies, 2)
    found = opened.get("paths", **{"from": a, "to": b})
    if not nx.has_path(graph, a, b):
        assert (found["length"], found["total"], found["paths"]) == (None, 0, [])
        return
    expected = sorted(nx.all_shortest_paths(graph, a, b))
    assert (found["length"], found["total"]) == (len(expected[0]) - 1, len(expected))
    if found["listed"] == found["total"]:
        assert sorted([one[0]["from"]["id"], *(step["to"]["id"] for step in one)] for one in found["paths"]) == expected
    opened.open({seat["id"] for one in found["paths"][:5] for step in one for seat in step["seats"]})


def rings(opened: Opened, chance: random.Random) -> None:
    graph = ways(opened)
    start = chance.choice(sorted(node for node in graph if node.startswith("org:")))
    found = opened.get(f"organizations/{start}/distances")
    steps = nx.single_source_shortest_path_length(graph, start)
    for ring in found["rings"]:
        if ring["steps"] is not None:
            there = [node for node, distance in steps.items() if distance == ring["steps"] and node != start]
            assert ring["organizations"] == sum(node.startswith("org:") for node in there)
            assert ring["persons"] == sum(node.startswith("person:") for node in there)
            assert ring["consortia"] == sum(node.startswith("consortium:") for node in there)
    assert found["reached"] == len(steps) - 1
    opened.open(opened.seats_of(start, "holder"))


def partner(opened: Opened, chance: random.Random) -> None:
    members = opened.members("organization")
    asking = chance.choice([one for one in naive.actors_of(members) if len(naive.sits_on(members, one)) > 1])
    near = {
        one: set().union(*(members[k] for k in naive.sits_on(members, one))) - {one} for one in naive.actors_of(members)
    }
    found = opened.get(f"organizations/{asking}/partners")
    assert (found["memberships"], found["co_seated"]) == (len(naive.sits_on(members, asking)), len(near[asking]))
    for item in opened.listed(f"organizations/{asking}/partners"):
        common = near[asking] & near[item["id"]]
        assert item["id"] not in near[asking]
        assert item["common_partners"] == len(common)
        assert {one["id"] for one in item["introducers"]} <= common
        assert item["introducers_more"] == len(common) - len(item["introducers"])
        assert item["consortia_total"] == len(naive.sits_on(members, item["id"]))
        for one in item["introducers"][:2]:
            sits = naive.sits_on(members, one["id"])
            assert one["memberships"] == len(sits)
            assert one["with_us_total"] == len(sits & naive.sits_on(members, asking))
            assert one["with_them_total"] == len(sits & naive.sits_on(members, item["id"]))
            opened.open({seat for side in ("with_us", "with_them") for row in one[side] for seat in row["seats"]})


def what_if(opened: Opened, chance: random.Random) -> None:
    members = opened.members("organization")
    several = [one for one in naive.actors_of(members) if len(naive.sits_on(members, one)) > 1]
    gone = chance.choice(several or naive.actors_of(members))
    found = opened.get("what-if", remove=gone)["whole"]
    left = {one: those - {gone} for one, those in members.items() if those - {gone}}
    for when, rosters in (("before", members), ("after", left)):
        pairs = [len(a & b) for n, a in enumerate(rosters.values()) for b in list(rosters.values())[n + 1 :]]
        close(
            {name: found[name][when] for name in ("actors", "consortia", "memberships", "components", "sole_bridges")},
            {
                "actors": len(naive.actors_of(rosters)),
                "consortia": len(rosters),
                "memberships": sum(map(len, rosters.values())),
                "components": naive.components(rosters),
                "sole_bridges": pairs.count(1),
            },
        )
    opened.open(opened.seats_of(gone, "organization"))


CHECKS: dict[str, Callable[[Opened, random.Random], None]] = {
    "actor": actor,
    "pair": pair,
    "matrix": matrix,
    "top": top,
    "introduction": introduction,
    "path": path,
    "rings": rings,
    "what_if": what_if,
    "partner": partner,
}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_number_of_a_random_answer_opens_to_printed_lines_that_make_it(reading: httpx.Client, seed: int) -> None:
    chance = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    opened = Opened(reading, chance.choice([f for f in SELECTIONS if f or kind not in ("matrix", "introduction")]))
    CHECKS[kind](opened, chance)
