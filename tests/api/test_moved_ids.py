"""Every door that takes an id answers 308 to one that was merged, and leads to the answer of the kept one."""

from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest

from musubime.analytics.posts import post_id, titles_of
from musubime.store.port import Store
from musubime.types.graph import Graph

COLLECTIONS = {
    "organizations": "organization",
    "persons": "person",
    "posts": "post",
    "programmes": "programme",
    "consortia": "consortium",
    "seats": "seat",
    "sources": "source",
}
QUERIES = {
    **{kind: kind for kind in COLLECTIONS.values()},
    "owner": "organization",
    "a": "consortium",
    "b": "consortium",
    "from": "organization",
    "to": "organization",
}
"""Parameters that take an id, with the kind of record they name."""


def merged(graph: Graph) -> dict[str, tuple[str, str]]:
    """Return for each kind the id of a mention that was merged, and the id that is kept; owners own a programme."""
    owners = {tie.from_id for tie in graph.ties.values() if tie.type.value == "OWNS"}
    nodes: dict[str, list[Any]] = {
        "organization": [node for node in graph.organizations.values() if node.id in owners],
        "person": list(graph.persons.values()),
        "programme": list(graph.programmes.values()),
        "consortium": list(graph.consortia.values()),
        "seat": list(graph.seats.values()),
        "source": list(graph.sources.values()),
    }
    found = {
        kind: next(
            (next(one for one in node.mentions if one != node.id), node.id) for node in each if len(node.mentions) > 1
        )
        for kind, each in nodes.items()
        if any(len(node.mentions) > 1 for node in each)
    }
    post = next(
        (post_id(mention, title), post_id(node.id, title))
        for seat in graph.seats.values()
        if seat.organization is not None
        for node in [graph.organizations[seat.organization]]
        for title in titles_of(seat)
        for mention in node.mentions
        if mention != node.id
    )
    return {**found, "post": post}


@pytest.fixture(scope="module")
def moved(bundled: Store) -> dict[str, tuple[str, str]]:
    return merged(bundled.read_graph())


def test_records_of_nearly_every_kind_were_merged_in_the_bundled_rosters(moved: dict[str, tuple[str, str]]) -> None:
    assert set(moved) >= {"organization", "person", "post", "programme", "consortium"}


def test_every_address_with_a_merged_id_leads_to_the_kept_one(
    reading: httpx.Client, moved: dict[str, tuple[str, str]]
) -> None:
    asked = set()
    for path, item in reading.get("/openapi.json").json()["paths"].items():
        kind = COLLECTIONS.get(path.removeprefix("/api/v1/").partition("/{id}")[0])
        if "get" not in item or "{id}" not in path or kind not in moved:
            continue
        old, kept = moved[kind]
        query = "?lang=en" if any(one["name"] == "lang" for one in item["get"]["parameters"]) else ""
        answer = reading.get(path.replace("{id}", old) + query)
        led = (answer.status_code, unquote(answer.headers.get("location", "")))
        assert led == (308, path.replace("{id}", kept) + query), path
        assert reading.get(answer.headers["location"]).status_code == 200
        asked.add(path)
    assert "/api/v1/organizations/{id}/neighbourhood" in asked


def test_every_parameter_with_a_merged_id_leads_to_the_kept_one(
    reading: httpx.Client, moved: dict[str, tuple[str, str]], bundled: Store
) -> None:
    graph = bundled.read_graph()
    others = {
        "consortium": [id for id in sorted(graph.consortia) if id != moved["consortium"][1]],
        "organization": [id for id in sorted(graph.organizations) if id != moved["organization"][1]],
    }
    asked = set()
    for path, item in reading.get("/openapi.json").json()["paths"].items():
        if not path.startswith("/api/v1") or "get" not in item:
            continue
        parameters = item["get"].get("parameters", ())
        required = {one["name"] for one in parameters if one.get("required") and one["in"] == "query"}
        for parameter in parameters:
            name = parameter["name"]
            kind = QUERIES.get(name, "")
            if parameter["in"] != "query" or kind not in moved:
                continue
            beside = sorted(required - {name})
            if any(QUERIES.get(other) not in others for other in beside):
                continue
            more = {other: others[QUERIES[other]][n] for n, other in enumerate(beside)}
            old, kept = moved[kind]
            place = path.replace("{format}", "csv").replace("{id}", others["organization"][0])
            query = "&".join(f"{key}={quote(value, safe=':')}" for key, value in {**more, name: old}.items())
            answer = reading.get(f"{place}?{query}")
            assert answer.status_code == 308, f"{place}?{query} {answer.text[:300]}"
            assert unquote(answer.headers["location"]).endswith(f"{name}={kept}"), answer.headers["location"]
            asked.add((path, name))
    assert {("/api/v1/seats", name) for name in ("organization", "person", "post", "consortium", "owner")} <= asked
    assert {("/api/v1/key-actors", "programme"), ("/api/v1/overlap", "b"), ("/api/v1/cite", "consortium")} <= asked
