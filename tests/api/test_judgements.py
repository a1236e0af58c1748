"""Judging at the door: what it answers, what it changes, how it is taken back, written out and brought together."""

import json

import httpx
import pytest

from musubime.store.port import Store
from tests.api.conftest import Client, sheet

TWO = """会議体,都道府県,機関,役職,氏名
甲協議会,徳島県,株式会社山田,,
甲協議会,徳島県,四国大学,学長,松重 和美
乙協議会,高知県,株式会社山田,,
乙協議会,高知県,四国大,,
"""
JUDGEMENTS = "/api/v1/judgements"


@pytest.fixture
def http(client: Client) -> httpx.Client:
    made = client(persons="on")
    assert made.post("/api/v1/loads", files=sheet(TWO)).status_code == 200
    return made


def ids(http: httpx.Client, name: str) -> list[str]:
    found = http.get("/api/v1/organizations", params={"q": name}).json()["items"]
    return sorted(item["id"] for item in found if item["name"] == name)


def judge(http: httpx.Client, left: str, right: str, verdict: str = "same", **more: str) -> dict[str, object]:
    order = {"kind": "Organization", "left": left, "right": right, "verdict": verdict, "reason": "確かめた", **more}
    answer = http.post(JUDGEMENTS, json=order)
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_two_nodes_judged_the_same_are_one_and_the_other_id_answers_308_until_the_judgement_is_taken_back(
    http: httpx.Client,
) -> None:
    kept, merged = ids(http, "株式会社山田")
    before = http.get("/api/v1/status").json()["graph_version"]
    done = judge(http, kept, merged)
    assert done["joined"] == [{"id": merged, "name": "株式会社山田", "other_id": kept, "other_name": "株式会社山田"}]
    assert (done["graph_version_before"], done["graph_version"]) == (before, _version(http))
    moved = http.get(f"/api/v1/organizations/{merged}")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/api/v1/organizations/{kept}")
    (name,) = http.get(f"/api/v1/organizations/{kept}").json()["names"]
    assert (name["rule"], name["reason"]) == ("judgement", "確かめた（判断: local）")

    judgement: dict[str, str] = done["judgements"][0]  # type: ignore[index]
    undone = http.post(f"{JUDGEMENTS}/{judgement['id']}/undo", json={"reason": "取り違え"}).json()
    assert undone["graph_version"] == before
    assert undone["parted"] == done["joined"]
    assert http.get(f"/api/v1/organizations/{merged}").status_code == 200
    again = http.post(f"{JUDGEMENTS}/{judgement['id']}/undo")
    assert (again.status_code, again.json()["detail"].split("（")[0]) == (
        422,
        "「id」: この判断はすでに取り消されています。",
    )


def _version(http: httpx.Client) -> str:
    return str(http.get("/api/v1/status").json()["graph_version"])


def test_the_ledger_lists_the_newest_first_with_who_and_whether_it_was_taken_back(http: httpx.Client) -> None:
    first = judge(http, "四国大", "四国大学")["judgements"][0]  # type: ignore[index]
    http.post(f"{JUDGEMENTS}/{first['id']}/undo")
    second = judge(http, "四国大", "四国大学", "undecided")["judgements"][0]  # type: ignore[index]
    listed = http.get(JUDGEMENTS).json()
    assert [(one["verdict"], one["undone"], one["holds"], one["undoes"]) for one in listed["items"]] == [
        ("undecided", False, True, None),
        ("same", False, False, first["id"]),
        ("same", True, False, None),
    ]
    assert (listed["total"], listed["next"]) == (3, None)
    page = http.get(JUDGEMENTS, params={"limit": 1}).json()
    following = http.get(JUDGEMENTS, params={"limit": 1, "cursor": page["next"]}).json()
    assert [one["undoes"] for one in following["items"]] == [first["id"]]
    assert http.get(JUDGEMENTS, params={"verdict": "undecided"}).json()["total"] == 1
    assert http.get(JUDGEMENTS, params={"kind": "Person"}).json()["total"] == 0
    assert http.get(JUDGEMENTS, params={"by": "local"}).json()["total"] == 3
    assert http.get(f"{JUDGEMENTS}/{second['id']}").json()["holds"] is True
    assert http.get(JUDGEMENTS, params={"verdict": "maybe"}).status_code == 422


def test_a_new_judgement_gives_the_ledger_a_new_etag(http: httpx.Client) -> None:
    etag = http.get(JUDGEMENTS).headers["etag"]
    assert http.get(JUDGEMENTS, headers={"If-None-Match": etag}).status_code == 304
    judge(http, "四国大", "徳島大", "undecided")
    assert http.get(JUDGEMENTS, headers={"If-None-Match": etag}).status_code == 200


def test_judging_with_an_outdated_version_writes_nothing(http: httpx.Client, empty: Store) -> None:
    left, right = ids(http, "株式会社山田")
    order = {"kind": "Organization", "left": left, "right": right, "verdict": "same"}
    refused = http.post(JUDGEMENTS, json=order, headers={"If-Match": '"g0"'})
    assert (refused.status_code, refused.json()["type"]) == (412, "urn:musubime:problem:version-moved")
    assert empty.record().judgements == ()
    taken = http.post(JUDGEMENTS, json=order, headers={"If-Match": f'"{_version(http)}"'})
    assert taken.status_code == 200


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ({"left": "四国大", "right": "四国大 "}, "「right」: 左と右が同じです。別の名称か id を書いてください。"),
        ({"left": "org:00000000000000000000", "right": "四国大"}, "「left」: この id の記載はありません。"),
        ({"left": "person:00000000000000000000", "right": "四国大"}, "「left」: この id は機関のものではありません。"),
        ({"kind": "Seat", "left": "a", "right": "b"}, "「kind」: 席は判断の対象になりません。"),
    ],
)
def test_a_judgement_that_says_nothing_is_refused_in_one_sentence(
    http: httpx.Client, empty: Store, order: dict[str, str], sentence: str
) -> None:
    answer = http.post(JUDGEMENTS, json={"kind": "Organization", "verdict": "same", **order})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(sentence)
    assert empty.record().judgements == ()


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ({"kind": "Organization", "left": 5, "right": "四国大", "verdict": "same"}, "left: 文字列で書いてください。"),
        ([], "body: JSON のオブジェクト（{…}）で書いてください。"),
    ],
)
def test_an_order_of_the_wrong_type_is_refused_in_the_readers_language(
    http: httpx.Client, order: object, sentence: str
) -> None:
    answer = http.post(JUDGEMENTS, json=order)
    assert (answer.status_code, answer.json()["detail"]) == (422, sentence)


def test_a_file_without_a_single_judgement_is_refused(http: httpx.Client) -> None:
    answer = http.post(f"{JUDGEMENTS}/import", files={"file": ("names.csv", "会議体,機関\nA,B\n".encode())})
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "names.csv 1 行目: 判断として読める行が一つもありません。"
        "musubime review export の書き出したファイルを渡してください。",
    )


def test_a_judgement_nobody_made_cannot_be_taken_back(http: httpx.Client) -> None:
    assert http.post(f"{JUDGEMENTS}/judgement:none/undo").status_code == 404


def test_what_was_written_out_is_taken_in_elsewhere_once_and_contradictions_are_listed(
    http: httpx.Client, tmp_path: object
) -> None:
    judge(http, "四国大", "四国大学")
    file = http.get(f"{JUDGEMENTS}/export")
    assert file.headers["content-disposition"].startswith("attachment")
    lines = file.content.splitlines()
    assert [json.loads(line)["left"] for line in lines] == ["四国大"]
    again = http.post(f"{JUDGEMENTS}/import", files={"file": ("j.jsonl", file.content)}).json()
    assert (again["read"], again["known"], again["changes"], again["refused"]) == (1, 1, 0, [])

    other = {**json.loads(lines[0]), "verdict": "different", "by": "別の担当", "at": "2027-01-01"}
    del other["id"]
    edited = {**json.loads(lines[0]), "verdict": "different"}
    content = "\n".join([json.dumps(other), json.dumps(edited), "{", ""]).encode()
    shown = http.post(f"{JUDGEMENTS}/import?dry_run=true", files={"file": ("j.jsonl", content)}).json()
    assert http.get(JUDGEMENTS).json()["total"] == 1
    done = http.post(f"{JUDGEMENTS}/import", files={"file": ("j.jsonl", content)}).json()
    assert (done["read"], done["known"], [one["line"] for one in done["refused"]]) == (1, 0, [2, 3])
    assert done["conflicts"] == shown["conflicts"]
    assert [(one["what"], one["left_name"], one["right_name"]) for one in done["conflicts"]] == [
        ("contradicted", "四国大", "四国大学")
    ]
    assert http.get(JUDGEMENTS).json()["total"] == 2


def test_while_persons_are_off_nobody_judges_them_and_no_judgement_names_them(
    http: httpx.Client, client: Client
) -> None:
    order = {"kind": "Person", "left": "松重 和美", "right": "松重 一美", "verdict": "different", "reason": "別の人"}
    judged = http.post(JUDGEMENTS, json=order)
    assert judged.status_code == 200
    id = judged.json()["judgements"][0]["id"]
    off = client(persons="off")
    assert off.post(JUDGEMENTS, json=order).status_code == 404
    assert off.get(JUDGEMENTS).json()["total"] == 0
    assert off.get(f"{JUDGEMENTS}/{id}").status_code == 404
    assert off.post(f"{JUDGEMENTS}/{id}/undo").status_code == 404
    assert off.get(f"{JUDGEMENTS}/export").content == b""
