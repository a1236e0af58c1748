"""Paths, distances and introductions over REST: field names of the doors, evidence that opens, problems."""

import httpx

TABLE = {"roster": "three-prefecture-table"}


def _id(reading: httpx.Client, name: str, kind: str = "organization") -> str:
    items = reading.get("/api/v1/search", params={"q": name}).json()["items"]
    return next(str(item["id"]) for item in items if item["name"] == name and item["kind"] == kind)


def test_a_path_is_steps_with_seats_that_open(reading: httpx.Client) -> None:
    start, goal = _id(reading, "マツダ株式会社"), _id(reading, "広島県")
    answer = reading.get("/api/v1/paths", params={"from": start, "to": goal, **TABLE}).json()
    assert (answer["from"]["id"], answer["to"]["id"], answer["length"], answer["total"]) == (start, goal, 2, 2)
    assert (answer["reason"], answer["components"]) == (None, [])
    for path in answer["paths"]:
        assert [path[0]["from"]["id"], path[-1]["to"]["id"]] == [start, goal]
        assert path[0]["to"] == path[1]["from"]
        for step in path:
            (seat,) = step["seats"]
            opened = reading.get(seat["seat"]).json()
            assert (opened["id"], opened["printed"], opened["source"]) == (seat["id"], seat["printed"], seat["source"])
            assert {opened["holder"]["id"], opened["consortium"]["id"]} == {step["from"]["id"], step["to"]["id"]}


def test_without_a_path_the_answer_says_why_in_either_language(reading: httpx.Client) -> None:
    ends = {"from": _id(reading, "マツダ株式会社"), "to": _id(reading, "高知県"), **TABLE}
    answer = reading.get("/api/v1/paths", params=ends).json()
    assert (answer["paths"], answer["length"]) == ([], None)
    assert [part["prefecture_names"] for part in answer["components"]] == [["広島県"], ["高知県"]]
    assert "経路はありません" in answer["reason"]
    assert reading.get("/api/v1/paths", params={**ends, "lang": "en"}).json()["reason"].startswith("There is no path")


def test_what_paths_cannot_join_is_a_problem_that_names_the_field(reading: httpx.Client) -> None:
    start = _id(reading, "マツダ株式会社")
    programme = _id(reading, "地方大学・地域産業創生交付金", "programme")
    for params, status, field in (
        ({"from": start, "to": start}, 422, "to"),
        ({"from": programme, "to": start}, 422, "from"),
        ({"from": start, "to": "org:none"}, 404, None),
        ({"from": start, "to": "post:none"}, 404, None),
        ({"from": start, "to": start, "sector": "学"}, 422, "sector"),
        ({"from": start, "to": start, "prefecture": "99"}, 422, None),
    ):
        answer = reading.get("/api/v1/paths", params=params)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json().get("field") == field or field is None


def test_steps_to_everybody_add_up_to_the_whole_table(reading: httpx.Client) -> None:
    id = _id(reading, "高知県")
    answer = reading.get(f"/api/v1/organizations/{id}/distances", params={**TABLE, "limit": 500}).json()
    counted = sum(ring["organizations"] + ring["persons"] + ring["consortia"] for ring in answer["rings"])
    # 66 organizations and 8 consortia, without the organization itself
    assert (counted, answer["reached"] + answer["unreachable"], len(answer["items"]), answer["total"]) == (73,) * 4
    near = reading.get(f"/api/v1/organizations/{id}/distances", params={**TABLE, "steps": "1"}).json()
    assert sorted(item["name"] for item in near["items"]) == [
        "SAWACHI型健康社会共創拠点",
        "高知県Next次世代型施設園芸農業に関する産学官連携協議会",
        "高知県・大学等連携協議会",
    ]
    assert reading.get(f"/api/v1/organizations/{id}/distances", params={"steps": "0"}).status_code == 422
    assert reading.get("/api/v1/organizations/org:none/distances").status_code == 404


def test_introductions_list_every_pair_with_its_evidence(reading: httpx.Client) -> None:
    answer = reading.get("/api/v1/introductions", params={**TABLE, "prefecture": "39"}).json()
    assert {"items", "total", "next", "graph_version", "through", "untied", "no_way", "tied", "unknown"} <= set(answer)
    assert (answer["total"], answer["tied"], answer["through"]) == (3, 3, "selection")
    for item in answer["items"]:
        assert item["a"] < item["b"]
        assert [one["id"] for one in item["consortia"]] == [item["a"], item["b"]]
        matrix = reading.get("/api/v1/overlap", params={"a": item["a"], "b": item["b"], **TABLE}).json()
        assert (item["shared"], item["shared_count"]) == (matrix["members"], matrix["shared"])
        paths = reading.get(item["paths"]).json()
        assert (paths["length"], paths["total"]) == (2, item["shared_count"])


def test_an_untied_pair_leads_to_the_same_ways_as_paths(reading: httpx.Client) -> None:
    answer = reading.get("/api/v1/introductions", params={"prefecture": "04", "tied": "no", "limit": 5}).json()
    for item in answer["items"]:
        assert (item["tied"], item["shared"]) == (False, [])
        whole = reading.get(item["paths"]).json()
        assert (whole["length"], whole["total"]) == (item["distance"], item["ways_total"])
        assert item["ways"] == whole["paths"][: len(item["ways"])]
        for one in item["introducers"]:
            assert 1 <= one["ways"] <= item["ways_total"]
            assert one["seats_total"] >= len(one["seats"]) > 0
    assert sum(bool(item["introducers"]) for item in answer["items"]) == 5


def test_what_introductions_cannot_use_is_refused(reading: httpx.Client) -> None:
    for params in ({"through": "outside"}, {"tied": "maybe"}, {"ways": "101"}, {"located_in": "39"}, {"limit": "501"}):
        assert reading.get("/api/v1/introductions", params=params).status_code == 422
