"""What each block of docs/cypher.md is compared with: the REST answer that it stands under."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

Row = Mapping[str, Any]
Ask = Callable[..., Any]

TABLE = {"roster": "three-prefecture-table", "limit": "500"}
MATRIX = {"roster": "three-prefecture-table"}


def columns(rows: Sequence[Row], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def called(name: str | None) -> str:
    return name or ""


def id_of(ask: Ask, path: str, name: str) -> str:
    return next(str(item["id"]) for item in ask(path, q=name, limit="500")["items"] if item["name"] == name)


def measured(rows: Sequence[Row], ask: Ask, measure: str) -> None:
    """Compare a measure of every body; what a block leaves out has none of it."""
    items = ask("key-actors", **TABLE, sort=measure)["items"]
    assert len(items) == 66
    found = {row["id"]: row[measure] for row in rows}
    blank = None if measure == "connector" else 0
    values = {item["id"]: item[measure] for item in items}
    assert {id: found.get(id, blank) for id in values} == pytest.approx(values, abs=1e-6)
    assert any(value for value in values.values())


def organizations(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("organizations", **TABLE)["items"]
    assert columns(rows, "id", "name", "sector") == columns(items, "id", "name", "sector")
    assert len(rows) == 66


def consortia(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("consortia", prefecture="36", limit="500")["items"]
    assert columns(rows, "id", "name", "form", "reported") == columns(items, "id", "name", "form", "reported")
    assert len(rows) > 2


def programmes(rows: Sequence[Row], ask: Ask) -> None:
    owners: defaultdict[str, set[str | None]] = defaultdict(set)
    for row in rows:
        owners[row["id"]].add(row["owner"])
    items = ask("programmes", limit="500")["items"]
    assert owners == {item["id"]: {owner["name"] for owner in item["owners"]} or {None} for item in items}


def seats(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("seats", **TABLE)["items"]
    named = [
        (
            item["id"],
            item["consortium"]["name"],
            (item["organization"] or {}).get("name"),
            item["post"],
            (item["person"] or {}).get("name"),
            item["role"],
        )
        for item in items
    ]
    found = columns(rows, "id", "consortium", "organization", "post", "person", "role")
    assert sorted(found, key=str) == sorted(named, key=str)
    assert len(rows) == 84


def seats_as_of(rows: Sequence[Row], ask: Ask) -> None:
    every = ask("seats", limit="500", as_of="2100")["items"]
    items = ask("seats", limit="500", as_of="2022-12-31")["items"]
    assert sorted(row["id"] for row in rows) == sorted(item["id"] for item in items)
    assert 0 < len(items) < len(every)
    names = {called((item["holder"] or {}).get("name")) for item in items}
    assert names & {"時計台", "砂時計", "日時計", "水時計"} == {"砂時計", "水時計"}


def printed_lines(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("seats", organization=id_of(ask, "organizations", "高知県"), limit="500")["items"]
    stated = Counter(
        (item["id"], one["source"]["title"], one["source"]["locator"], one["printed"])
        for item in items
        for one in item["statements"]
    )
    assert Counter(columns(rows, "id", "source", "locator", "printed")) == stated


def search(rows: Sequence[Row], ask: Ask) -> None:
    found = ask("search", q="広島", limit="500")
    assert sorted(row["id"] for row in rows) == sorted(item["id"] for item in found["items"])
    assert len(rows) == found["total"] > 1


def roles(rows: Sequence[Row], ask: Ask) -> None:
    (item,) = [item for item in ask("key-actors", **TABLE, q="高知県立大学")["items"] if item["name"] == "高知県立大学"]
    found = {row["role"]: row["triads"] for row in rows}
    assert {role: found.get(role, 0) for role in item["brokerage_roles"]} == item["brokerage_roles"]
    assert sum(found.values()) > 0


def interlocks(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("key-actors", level="person", sort="interlocks", as_of="2025-01-24", limit="500")["items"]
    found = columns(rows, "id", "interlocks")
    assert sorted(found) == sorted(columns(items, "id", "interlocks"))
    assert len(found) > 1


def two_consortia(rows: Sequence[Row], ask: Ask) -> None:
    names = ("SAWACHI型健康社会共創拠点", "高知県Next次世代型施設園芸農業に関する産学官連携協議会")
    a, b = (id_of(ask, "consortia", name) for name in names)
    answer = ask("overlap", a=a, b=b, **MATRIX)
    (row,) = rows
    assert dict(row) == pytest.approx({name: answer[name] for name in row}, abs=1e-6)
    assert row["shared"] == 3


def matrix(rows: Sequence[Row], ask: Ask) -> None:
    pairs = ask("overlap/matrix", **MATRIX)["pairs"]
    assert sorted(columns(rows, "a", "b", "shared")) == sorted(columns(pairs, "a", "b", "shared"))
    assert len(rows) == 7


def top(rows: Sequence[Row], ask: Ask) -> None:
    consortium = id_of(ask, "consortia", "とくしま産学官連携プラットフォーム")
    items = ask("overlap/top", consortium=consortium, **TABLE)["items"]
    assert columns(rows, "id", "shared") == [(item["id"], item["shared"]) for item in items if item["shared"]]
    assert len(rows) == 2


def neighbourhood(rows: Sequence[Row], ask: Ask) -> None:
    id = id_of(ask, "organizations", "高知工科大学")
    near = [body for body in ask(f"organizations/{id}/neighbourhood")["items"] if body["kind"] == "organization"]
    assert sorted(columns(rows, "id", "shared")) == sorted((body["id"], len(body["shared"])) for body in near)


def partners(rows: Sequence[Row], ask: Ask) -> None:
    id = id_of(ask, "organizations", "株式会社Psychic VR Lab")
    items = ask(f"organizations/{id}/partners", **TABLE)["items"]
    near = {item["id"]: item["common_partners"] for item in items if item["common_partners"]}
    assert dict(columns(rows, "id", "common_partners")) == near
    assert len(near) > 1


def introducers(rows: Sequence[Row], ask: Ask) -> None:
    id = id_of(ask, "organizations", "株式会社Psychic VR Lab")
    items = ask(f"organizations/{id}/partners", **TABLE)["items"]
    (item,) = [item for item in items if item["name"] == "株式会社高知銀行"]
    assert item["introducers_more"] == 0
    assert sorted(row["id"] for row in rows) == sorted(body["id"] for body in item["introducers"])
    assert len(rows) > 1


def shortest_paths(rows: Sequence[Row], ask: Ask) -> None:
    a, b = (id_of(ask, "organizations", name) for name in ("株式会社Psychic VR Lab", "株式会社高知銀行"))
    answer = ask("paths", **{"from": a, "to": b, "roster": "three-prefecture-table"})
    ways = [[path[0]["from"]["id"], *(step["to"]["id"] for step in path)] for path in answer["paths"]]
    assert sorted(row["path"] for row in rows) == sorted(ways)
    assert {row["steps"] for row in rows} == {answer["length"]}
    assert len(ways) == answer["total"] > 1


def distances(rows: Sequence[Row], ask: Ask) -> None:
    id = id_of(ask, "organizations", "株式会社Psychic VR Lab")
    rings = ask(f"organizations/{id}/distances")["rings"]
    reached = {ring["steps"]: ring["organizations"] for ring in rings if ring["steps"] and ring["organizations"]}
    assert dict(columns(rows, "steps", "organizations")) == reached
    assert len(reached) > 1


def cells(rows: Sequence[Row], ask: Ask) -> None:
    answer = ask("programme-map")["cells"]
    assert columns(rows, "issue", "phase", "programme") == sorted(
        (cell["issue"], cell["phase"], one["name"]) for cell in answer for one in cell["programmes"]
    )
    assert len(rows) > 1


def follows(rows: Sequence[Row], ask: Ask) -> None:
    answer = ask("programme-map")["relations"]
    assert [(row["type"], row["first"], row["second"], row["means"] or []) for row in rows] == sorted(
        (one["type"], one["from"]["name"], one["to"]["name"], one["means"]) for one in answer
    )
    assert {row["type"] for row in rows} == {"FOLLOWED_BY", "PART_OF", "COORDINATES_WITH"}


def supported(rows: Sequence[Row], ask: Ask) -> None:
    answer = ask("support-map")["municipalities"]
    assert columns(rows, "municipality", "support_type", "scheme") == sorted(
        (row["name"], cell["support_type"], one["name"])
        for row in answer
        for cell in row["cells"]
        for one in cell["schemes"]
    )
    assert len({row["scheme"] for row in rows}) == 39


def persons(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("persons", limit="500")["items"]
    assert columns(rows, "id", "name") == columns(items, "id", "name")
    assert len(rows) > 5


def sources(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("sources", limit="500")["items"]
    fields = ("id", "title", "publisher", "date", "licence")
    assert columns(rows, *fields) == columns(items, *fields)
    for row in rows[::5]:
        assert ask(f"sources/{row['id']}")["statements"] == row["statements"]


def introductions(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("introductions", prefecture="39", limit="500")["items"]
    known = [item for item in items if item["shared_count"] is not None]
    assert sorted(columns(rows, "a", "b", "shared")) == sorted(columns(known, "a", "b", "shared_count"))
    assert len(rows) > 2


def compare(rows: Sequence[Row], ask: Ask) -> None:
    found = ask("compare", left="地方大学・地域産業創生交付金", right="共創の場形成支援プログラム")["organizations"]
    assert dict(columns(rows, "change", "organizations")) == {change: found[change]["total"] for change in found}
    assert len(rows) == 3


def growth(rows: Sequence[Row], ask: Ask) -> None:
    items = ask("growth", limit="500")["items"]
    assert sorted(columns(rows, "day", "seats")) == sorted(columns(items, "date", "seats"))
    assert len({row["seats"] for row in rows}) > 1


def without(rows: Sequence[Row], ask: Ask) -> None:
    whole = ask("what-if", remove=id_of(ask, "organizations", "高知県"), **MATRIX)["whole"]
    (row,) = rows
    assert dict(row) == {name: whole[name]["after"] for name in row}
    assert whole["sole_bridges"]["before"] != whole["sole_bridges"]["after"]


COMPARED: dict[str, Callable[[Sequence[Row], Ask], None]] = {
    "Organizations of a roster": organizations,
    "Consortia of a prefecture": consortia,
    "Programmes and their owners": programmes,
    "Persons in public roles": persons,
    "Documents and what they state": sources,
    "Seats of a roster": seats,
    "Seats as of a date": seats_as_of,
    "The printed lines of an organization's seats": printed_lines,
    "Names that hold a text": search,
    "memberships": lambda rows, ask: measured(rows, ask, "memberships"),
    "connector": lambda rows, ask: measured(rows, ask, "connector"),
    "sole_bridge": lambda rows, ask: measured(rows, ask, "sole_bridge"),
    "bridge_share": lambda rows, ask: measured(rows, ask, "bridge_share"),
    "brokerage_roles of one body": roles,
    "interlocks": interlocks,
    "Two consortia": two_consortia,
    "Matrix": matrix,
    "What shares most with one consortium": top,
    "Which consortia of a prefecture are tied": introductions,
    "Neighbourhood": neighbourhood,
    "Partners: who sits with both": partners,
    "Introducers of two bodies": introducers,
    "Shortest paths": shortest_paths,
    "How far everybody is": distances,
    "Programme map: cells": cells,
    "Programme map: what follows what": follows,
    "Support map": supported,
    "Two programmes side by side": compare,
    "What stands as of each edition": growth,
    "Without one body": without,
}
