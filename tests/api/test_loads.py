"""Loads at the door: shown first, whole or not at all, queued or confirmed; each leaves one row in the audit."""

import threading

import httpx
import pytest

from musubime.store.port import Store
from tests.api.conftest import SHEET, Client, sheet


def test_a_dry_run_shows_the_difference_and_writes_nothing(client: Client, empty: Store) -> None:
    shown = client().post("/api/v1/loads?dry_run=true", files=sheet()).json()
    [difference] = shown["items"]
    assert (difference["status"], len(difference["added"]), difference["ended"]) == ("shown", 3, [])
    assert shown["readings"][0]["columns"]["会議体"] == "consortium"
    assert shown["graph_version"] == difference["graph_version"] != difference["graph_version_after"]
    assert (empty.ledger_seq(), empty.audit_rows()) == (0, [])


def test_a_load_is_applied_audited_and_changes_nothing_the_second_time(client: Client, empty: Store) -> None:
    http = client()
    applied = http.post("/api/v1/loads", files=sheet()).json()
    assert [(item["status"], len(item["added"])) for item in applied["items"]] == [("applied", 3)]
    assert http.get("/api/v1/status").json()["graph_version"] == applied["graph_version"]
    again = http.post("/api/v1/loads", files=sheet()).json()
    assert [(item["status"], item["changes"]) for item in again["items"]] == [("unchanged", 0)]
    assert empty.ledger_seq() == 1
    assert [row[1:] for row in empty.audit_rows()] == [("local", "load", applied["items"][0]["roster"])] * 2


def test_a_changed_sheet_says_exactly_what_changes(client: Client) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    more = SHEET + "試験事業,乙協議会,徳島県,産,阿波株式会社,代表取締役,,委員,試験資料\n"
    shown = http.post("/api/v1/loads?dry_run=true", files=sheet(more)).json()["items"][0]
    assert [change["organization"] for change in shown["added"]] == ["阿波株式会社"]
    assert (shown["kept"], shown["ended"], shown["changed"], shown["changed_holders"]) == (3, [], [], [])


def test_a_load_confirmed_against_a_moved_version_is_refused_with_the_new_difference(
    client: Client, empty: Store
) -> None:
    http = client()
    shown = http.post("/api/v1/loads?dry_run=true", files=sheet())
    version = shown.json()["graph_version"]
    assert shown.headers["etag"] == f'"{version}"'
    http.post("/api/v1/loads", files=sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv"))
    refused = http.post("/api/v1/loads", files=sheet(), headers={"If-Match": f'"{version}"'})
    problem = refused.json()
    assert (refused.status_code, problem["type"]) == (412, "urn:musubime:problem:version-moved")
    assert empty.ledger_seq() == 1
    new = problem["difference"]["graph_version"]
    assert (problem["expected"], problem["current"]) == (version, new)
    applied = http.post("/api/v1/loads", files=sheet(), headers={"If-Match": f'"{new}"'}).json()
    assert applied["items"] == [
        {**problem["difference"]["items"][0], "status": "applied", "ledger_seq": 2, "projection": "current"}
    ]


def test_eight_loads_at_once_are_eight_in_a_row(client: Client, empty: Store) -> None:
    http = client()
    sheets = [sheet(f"会議体,機関\n協議会{n},徳島大学\n協議会{n},機関{n}\n", f"roster-{n}.csv") for n in range(8)]
    codes: list[int] = []

    def load(files: list[tuple[str, tuple[str, bytes]]]) -> None:
        codes.append(http.post("/api/v1/loads", files=files).status_code)

    threads = [threading.Thread(target=load, args=(files,)) for files in sheets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [200] * 8
    assert (empty.ledger_seq(), http.get("/api/v1/status").json()["counts"]["seats"]) == (8, 16)
    assert empty.verify(lambda _text, _done, _total: None).sound


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ([("files", ("名簿.xlsx", b"PK\x03\x04broken"))], "名簿.xlsx"),
        ([("files", ("名簿.csv", "会議体,機関\n甲,徳島".encode() + b"\xff\xfe"))], "名簿.csv"),
        ([("files", ("名簿.csv", "会議体,機関,血液型\n甲,徳島大学,A\n".encode()))], "血液型"),
        ([("files", ("名簿.csv", b""))], "名簿.csv"),
        ([("files", ("../名簿.csv", b"x"))], "../名簿.csv"),
        ([("files", ("a/b/c.csv", b"x"))], "a/b/c.csv"),
        ([("files", (".hidden", b"x"))], ".hidden"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_422_with_its_place_and_changes_nothing(
    client: Client, empty: Store, files: list[tuple[str, tuple[str, bytes]]], place: str
) -> None:
    response = client().post("/api/v1/loads", files=files)
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert place in response.json()["detail"]
    assert empty.ledger_seq() == 0


def test_neither_files_nor_bundled_and_both_are_refused(client: Client) -> None:
    assert client().post("/api/v1/loads").status_code == 422
    assert client().post("/api/v1/loads?bundled=true", files=sheet()).status_code == 422


def test_the_history_lists_each_load_and_what_it_wrote(client: Client) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    page = http.get("/api/v1/loads").json()
    [item] = page["items"]
    assert (page["total"], page["next"], item["seq"], item["kind"], item["actor"]) == (1, None, 1, "load", "local")
    one = http.get(f"/api/v1/loads/{item['id']}").json()
    assert {row["kind"]: row["written"] for row in one["changes"]}["Seat"] == 3
    added = sorted(seat["organization"] for seat in one["difference"]["added"])
    assert added == ["徳島大学", "徳島県", "徳島県"]
    assert http.get("/api/v1/loads/nothing").status_code == 404


def test_a_load_of_the_past_still_says_what_it_changed(client: Client) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    more = SHEET + "試験事業,乙協議会,徳島県,産,阿波株式会社,代表取締役,,委員,試験資料\n"
    shown = http.post("/api/v1/loads?dry_run=true", files=sheet(more)).json()["items"][0]
    http.post("/api/v1/loads", files=sheet(more))
    http.post("/api/v1/loads", files=sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv"))
    past = http.get("/api/v1/loads").json()["items"][1]["id"]
    told = http.get(f"/api/v1/loads/{past}").json()["difference"]
    assert (told.pop("status"), told.pop("ledger_seq")) == ("applied", 2)
    assert told == {key: value for key, value in shown.items() if key not in ("status", "ledger_seq")}


def test_the_tag_of_the_history_moves_with_every_load_but_not_that_of_an_unchanged_answer(client: Client) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    first = {path: _tag(http, path) for path in ("/status", "/sources", "/loads", "/consortia")}
    assert {path: _tag(http, path) for path in first} == first
    http.post("/api/v1/loads", files=sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv"))
    assert all(_tag(http, path) != tag for path, tag in first.items())


def _tag(http: httpx.Client, path: str) -> str:
    return http.get("/api/v1" + path).headers["etag"]


def test_while_persons_are_off_no_answer_names_one_not_even_a_load(client: Client) -> None:
    http = client(persons="off")
    shown = http.post("/api/v1/loads?dry_run=true", files=sheet())
    http.post("/api/v1/loads", files=sheet())
    paths = [
        "/status",
        "/seats",
        "/organizations",
        "/key-actors",
        "/network",
        "/loads",
        "/exports/csv",
        "/search?q=徳島",
    ]
    answers = [
        shown,
        *(http.get("/api/v1" + path) for path in [*paths, "/exports/graphml", "/exports/json", "/sources"]),
    ]
    assert all(answer.status_code == 200 for answer in answers)
    for answer in answers:
        assert ("河村" in answer.text, "保彦" in answer.text) == (False, False), answer.url
    assert http.get("/api/v1/search?q=河村").json()["total"] == 0
    off = http.get("/api/v1/persons")
    assert (off.status_code, off.json()["type"]) == (404, "urn:musubime:problem:persons-off")
    assert http.get("/api/v1/persons/x").status_code == 404
    cypher = http.post("/api/v1/admin/cypher", json={"query": "MATCH (p:Person) RETURN p.name"})
    assert cypher.status_code == 403
