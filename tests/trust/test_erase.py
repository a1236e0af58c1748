"""Erasure: the name is in no byte of the store any more, the record is sound, and no later load brings it back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest
import zstandard

from musubime.resolution.resolve import resolve
from musubime.store.moving import restore
from musubime.store.opening import open_store, silent
from musubime.store.port import Store
from musubime.types.graph import Graph
from musubime_api.app import create_app
from musubime_api.cli import run
from musubime_api.loads import load_bundled
from musubime_api.settings import Settings
from musubime_loaders.bundled import bundled_aliases
from tests.api.conftest import client_of, sheet
from tests.api.test_serving import served
from tests.trust.sweeping import NAMED_AFTER_ONE, SHEET, named

KAWAMURA = "河村 保彦"
PARTS = ("河村", "保彦")
OTHER_SHEET = """会議体,部門,機関,氏名,出典
丙協議会,学,鳴門大学,河村保彦,別の資料
丙協議会,官,鳴門県,佐藤 一郎,河村 保彦氏の資料
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def http(folder: Path) -> Iterator[httpx.Client]:
    """A client of a server over two editions of a roster whose person is named wherever a roster can name one."""
    with closing(open_store(folder, create=True)) as store, ExitStack() as stack:
        client = client_of(create_app(store, Settings()), stack)
        for text in (SHEET, SHEET.replace("学長", "前学長")):
            assert client.post("/api/v1/loads", files=sheet(text, NAMED_AFTER_ONE)).status_code == 200
        query = {"query": "MATCH (p:Person {name: '河村 保彦'}) RETURN count(p)"}
        assert client.post("/api/v1/admin/cypher", json=query).status_code == 200
        yield client


def person(http: httpx.Client, name: str = KAWAMURA) -> str:
    """Return the id of a person."""
    items = http.get("/api/v1/persons?limit=500").json()["items"]
    return str(next(item["id"] for item in items if item["name"] == name))


def erase(http: httpx.Client, id: str, *, confirmed: bool = True) -> dict[str, object]:
    """Erase a person and return what was said."""
    answer = http.post("/api/v1/admin/persons", json={"action": "erase", "id": id, "confirmed": confirmed})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, dict)
    return found


def holding(folder: Path, words: tuple[str, ...] = PARTS) -> list[str]:
    """Return the files of a folder, and the change sets packed in its ledger, that hold one of the words."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            spellings = [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "utf-16-be")]
            found += [path.name] if any(spelling in content for spelling in spellings) else []
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as database:
        for seq, body in database.execute("SELECT seq, body FROM change_set"):
            text = zstandard.ZstdDecompressor().decompress(body).decode()
            found += [f"change set {seq}"] if any(word in text for word in words) else []
    return found


def test_after_an_erasure_no_byte_of_the_store_holds_the_name(http: httpx.Client, folder: Path) -> None:
    with ExitStack() as stack:
        store = http_store(http)
        id = person(http)
        http.post("/api/v1/admin/persons", json={"action": "suppress", "id": id, "reason": "河村 保彦の求め"})
        before = holding(folder)
        assert {"ledger.sqlite", "change set 1", "change set 2"} <= set(before)
        assert [name for name in before if name.startswith(("Person", "Seat", "txlog"))], "the graph holds it in clear"
        seats = {mention for seat in store.read_graph().seats.values() for mention in seat.mentions}
        said = erase(http, id)
        assert (said["erased"], said["change_sets"], said["namesakes"]) == (True, 2, 0)
        assert http.post("/api/v1/admin/verify").json()["total"] == 0
        digits = id.removeprefix("person:")
        store.close()
        assert holding(folder) == []
        assert holding(folder, (digits, "u6cb3.u6751")) == []
        reopened = stack.enter_context(closing(open_store(folder)))
        assert reopened.verify(silent).sound
        graph = reopened.read_graph()
        held = [seat for seat in graph.seats.values() if (seat.post or "").endswith("学長")]
        assert [(seat.person, seat.post, seat.statements[0].printed) for seat in held] == [
            (None, "前学長", "徳島大学 前学長 〇〇 座長")
        ]
        kept = {mention for seat in graph.seats.values() for mention in seat.mentions}
        gone = seats - kept
        assert len(gone) >= 1
        assert holding(folder, tuple(mention.removeprefix("seat:") for mention in gone)) == []


def http_store(http: httpx.Client) -> Store:
    """Return the store under a client of an application in this process."""
    app = http._transport._app  # type: ignore[attr-defined]
    while not hasattr(app, "state"):
        app = app.app
    store: Store = app.state.doors.store
    return store


def test_the_record_is_what_resolution_makes_of_its_editions(http: httpx.Client) -> None:
    store = http_store(http)
    load_bundled(store)
    before = graph_again(store)
    assert before == store.record().graph
    erase(http, person(http))
    record = store.record()
    assert graph_again(store) == record.graph == store.read_graph()
    assert record.graph.version != before.version
    assert len(record.graph.persons) == len(before.persons) - 1
    assert len(record.graph.seats) == len(before.seats)
    assert len(record.graph.organizations) == len(before.organizations)


def graph_again(store: Store) -> Graph:
    record = store.record()
    return resolve(record.editions, record.judgements, bundled_aliases())


def test_who_is_named_in_the_bundled_rosters_is_erased_for_good(http: httpx.Client) -> None:
    store = http_store(http)
    load_bundled(store)
    names = [one.name for one in store.read_graph().persons.values()]
    erase(http, person(http, "淡路 義和"))
    again = http.post("/api/v1/loads?bundled=true").json()["items"]
    assert {item["status"] for item in again} == {"unchanged"}
    assert sum(item["erased"] for item in again) > 0
    assert http.get("/api/v1/status").json()["newer"] == []
    assert named(http.get("/api/v1/exports/graphml").text, ["淡路 義和"]) == []
    left = [one.name for one in store.read_graph().persons.values()]
    assert sorted(left) == sorted(name for name in names if name != "淡路 義和")


def test_a_file_read_again_changes_nothing_and_another_one_comes_without_the_name(http: httpx.Client) -> None:
    erase(http, person(http))
    again = http.post("/api/v1/loads", files=sheet(SHEET.replace("学長", "前学長"), NAMED_AFTER_ONE)).json()["items"][0]
    assert (again["status"], again["changes"], again["erased"]) == ("unchanged", 0, 1)
    added = http.post("/api/v1/loads", files=sheet(OTHER_SHEET, "別.csv"))
    item = added.json()["items"][0]
    assert (item["status"], item["erased"], len(item["added"])) == ("applied", 1, 2)
    assert named(added.text, [KAWAMURA]) == []
    people = [one["name"] for one in http.get("/api/v1/persons?limit=500").json()["items"]]
    assert "佐藤 一郎" in people
    assert KAWAMURA not in people
    assert http.get("/api/v1/search", params={"q": KAWAMURA}).json()["total"] == 0
    assert [s["name"] for s in http.get("/api/v1/sources?limit=500").json()["items"] if "別の資料" not in s["name"]]
    assert named(http.get("/api/v1/sources?limit=500").text, [KAWAMURA]) == []


def test_first_it_is_only_said_what_would_go(http: httpx.Client) -> None:
    store, id = http_store(http), person(http)
    before = store.read_graph()
    http.post("/api/v1/loads", files=sheet("会議体,機関,氏名\n丁協議会,淡路大学,河村　保彦\n", "同姓.csv"))
    version = store.read_graph().version
    said = erase(http, id, confirmed=False)
    assert (said["erased"], said["change_sets"], said["namesakes"], said["graph_version"]) == (False, 3, 1, version)
    assert store.read_graph().version == version != before.version
    unknown = http.post("/api/v1/admin/persons", json={"action": "erase", "id": "person:none", "confirmed": True})
    assert (unknown.status_code, unknown.json()["type"]) == (404, "urn:musubime:problem:not-found")


def test_the_audit_says_that_somebody_was_erased_and_not_who(http: httpx.Client) -> None:
    id = person(http)
    http.post("/api/v1/admin/persons", json={"action": "suppress", "id": id})
    erase(http, id)
    rows = http_store(http).audit_rows()
    assert [row[2] for row in rows] == ["load", "load", "cypher", "person suppress", "person erase"]
    assert [row[3] for row in rows[2:]] == [
        "MATCH (p:Person {name: '〇〇'}) RETURN count(p)",
        "〇〇",
        "1 spellings",
    ]


def test_answers_that_were_kept_are_forgotten(http: httpx.Client) -> None:
    id = person(http)
    path = f"/api/v1/persons/{id}"
    tag = http.get(path).headers["etag"]
    assert http.get(path).status_code == 200
    assert http.get(path, headers={"If-None-Match": tag}).status_code == 304
    erase(http, id)
    assert http.get(path).status_code == 404
    assert http.get(path, headers={"If-None-Match": tag}).status_code == 404


def test_a_backup_made_before_still_holds_the_name_and_one_made_after_keeps_it_out(
    http: httpx.Client, tmp_path: Path
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(http.post("/api/v1/admin/backup").content)
    said = erase(http, person(http))
    assert any("控え" in where for where in said["remains"])  # type: ignore[attr-defined]
    after.write_bytes(http.post("/api/v1/admin/backup").content)
    for file, holds in ((before, True), (after, False)):
        with closing(open_store(tmp_path / f"{file.name}-store", create=True)) as store:
            restore(file, store, silent)
            assert bool(named(repr(list(store.change_sets())), [KAWAMURA])) is holds
            with ExitStack() as stack:
                again = client_of(create_app(store, Settings()), stack)
                item = again.post("/api/v1/loads", files=sheet(OTHER_SHEET, "別.csv")).json()["items"][0]
            assert item["erased"] == (0 if holds else 1)


def test_the_command_asks_first_and_says_where_the_name_remains(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSUBIME_STORE", str(folder))
    file = tmp_path / "名簿.csv"
    file.write_text(SHEET)
    assert run(["load", str(file), "--yes"]) == 0
    capsys.readouterr()
    assert run(["ask", "persons", "--json"]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    id = next(item["id"] for item in items if item["name"] == KAWAMURA)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert run(["persons", "erase", id]) == 1
    said = capsys.readouterr()
    assert "変更記録 1 件に氏名があります。消去すると元に戻せません。" in said.err
    assert "消去しませんでした。何も変わっていません。" in said.err
    assert holding(folder)
    assert run(["persons", "erase", id, "--yes"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("変更記録 1 件から氏名を消去しました（g")
    assert "以前に取った控え" in said.err
    assert holding(folder) == []
    assert named(said.out + said.err, [KAWAMURA]) == []
    assert run(["verify"]) == 0


def test_a_running_server_erases_and_answers_on(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text(SHEET)
    with served(folder, "--empty") as running:
        assert running.command("load", str(file), "--yes").returncode == 0
        with httpx.Client(base_url=running.url, trust_env=False) as http:
            id = person(http)
            assert http.get(f"/persons/{id}").status_code == 200
            assert KAWAMURA in http.get("/api/v1/exports/csv").text
            said = running.command("persons", "erase", id, "--yes", "--lang", "en")
            assert (said.returncode, said.stdout.startswith("Erased from 1 change sets: g")) == (0, True)
            assert "backups made before" in said.stderr
            assert http.get(f"/persons/{id}").status_code == 404
            assert named(http.get("/api/v1/exports/csv").text, [KAWAMURA]) == []
            assert http.get("/api/v1/status").json()["counts"]["persons"] == 5
            again = running.command("load", str(file), "--yes", "--json")
            assert json.loads(again.stdout)["items"][0]["erased"] == 1
        assert running.command("verify").returncode == 0
    assert holding(folder) == []


def test_judgements_on_the_person_go_and_those_on_bodies_named_after_him_stay(http: httpx.Client) -> None:
    store = http_store(http)
    office = next(one for one in store.read_graph().organizations.values() if "河村保彦" in one.name)
    orders = [
        {"kind": "Person", "left": KAWAMURA, "right": "別府 花子", "verdict": "undecided", "reason": "不明"},
        {"kind": "Person", "left": person(http), "right": "林 源", "verdict": "different", "reason": "別の人"},
        {"kind": "Organization", "left": office.id, "right": "四国電機株式会社", "verdict": "different",
         "reason": "河村氏による"},
        {"kind": "Organization", "left": office.name, "right": "四国電機", "verdict": "undecided", "reason": "不明"},
    ]  # fmt: skip
    ids = []
    for order in orders:
        said = http.post("/api/v1/judgements", json=order)
        assert said.status_code == 200, said.text
        ids.append(store.record().judgements[-1].id)
    for id in (ids[0], ids[3]):
        assert http.post(f"/api/v1/judgements/{id}/undo").status_code == 200
    assert graph_again(store) == store.record().graph
    erase(http, person(http))
    record = store.record()
    assert graph_again(store) == record.graph == store.read_graph()
    assert [(one.left_name or one.left, one.reason) for one in record.judgements if one.undoes is None] == [
        ("株式会社〇〇事務所", "〇〇氏による"),
        ("株式会社〇〇事務所", "不明"),
    ]
    named_by_id, undecided, undo = record.judgements
    renamed = next(one for one in record.graph.organizations.values() if one.name == "株式会社〇〇事務所")
    assert (named_by_id.left, undo.undoes) == (renamed.id, undecided.id)
    assert renamed.id != office.id
    assert all(one.id == one.content_id for one in record.judgements)
    assert store.verify(silent).sound
    listed = http.get("/api/v1/judgements").json()["items"]
    assert {one["left_id"] for one in listed} >= {renamed.id}


def test_a_load_can_be_undone_after_an_erasure(http: httpx.Client) -> None:
    store = http_store(http)
    erase(http, person(http))
    newest = http.get("/api/v1/loads").json()["items"][0]["id"]
    assert http.post(f"/api/v1/loads/{newest}/undo").status_code == 200
    record = store.record()
    assert graph_again(store) == record.graph == store.read_graph()
    held = [seat for seat in record.graph.seats.values() if (seat.post or "").endswith("学長")]
    assert [(seat.person, seat.post, seat.statements[0].printed) for seat in held] == [
        (None, "学長", "徳島大学 学長 〇〇 座長")
    ]
