"""`musubime register`, `POST /admin/registers`, `GET /registers` and the attribution about the site."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from musubime.registers.opening import open_registers
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime_api import address_file
from musubime_api.address_file import left_beside, new_address
from musubime_api.app import create_app
from musubime_api.cli import run
from musubime_api.settings import Settings
from tests.api.conftest import client_of
from tests.registers.files import EDINET, FULL, MEXT, as_csv, as_zip
from tests.trust.serving import listening

Printed = pytest.CaptureFixture[str]
ADMIN = "/api/v1/admin/registers"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def schools(tmp_path: Path) -> str:
    path = tmp_path / "schools.csv"
    path.write_bytes(as_csv(MEXT))
    return str(path)


@pytest.fixture
def numbers(tmp_path: Path) -> str:
    path = tmp_path / "36_tokushima_all_20241129.zip"
    path.write_bytes(as_zip({"36_tokushima_all_20241129.csv": as_csv(FULL)}))
    return str(path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "store", create=True)) as store:
        yield store


def upload(content: bytes, name: str = "given.csv") -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, content))]


def test_registers_are_loaded_listed_and_removed_where_there_is_no_store(
    tmp_path: Path, schools: str, numbers: str, capsys: Printed
) -> None:
    assert run(["register", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"items": [], "total": 0}
    assert run(["register", "load", schools, numbers, "--json"]) == 0
    loaded = json.loads(capsys.readouterr().out)
    assert [(item["info"]["id"], item["nature"], item["info"]["entries"]) for item in loaded["items"]] == [
        ("mext", "full", 2),
        ("nta", "full", 4),
    ]
    assert loaded["items"][1]["files"] == ["36_tokushima_all_20241129.zip（36_tokushima_all_20241129.csv）"]
    assert run(["register", "list"]) == 0
    out = capsys.readouterr().out
    assert "学校コード一覧" in out
    assert "「国税庁法人番号公表サイト」（国税庁）" in out
    assert run(["register", "list", "--lang", "en"]) == 0
    assert "National Tax Agency" in capsys.readouterr().out
    assert run(["register", "remove", "mext", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": "mext", "removed": 2}
    assert [path.name for path in (tmp_path / "store").iterdir() if not path.name.startswith("registers.")] == []


def test_a_folder_with_registers_only_is_no_store_until_one_is_made_in_it(
    tmp_path: Path, schools: str, capsys: Printed
) -> None:
    assert run(["register", "load", schools, "--json"]) == 0
    capsys.readouterr()
    for command in (
        ["status"],
        ["verify"],
        ["backup", str(tmp_path / "b")],
        ["ask", "key-actors"],
        ["cypher", "RETURN 1"],
    ):
        assert run(command) == 1
        assert capsys.readouterr().err.splitlines()[-1] == (
            f"{tmp_path / 'store'} にデータがありません。場所を確認するか、musubime load で新しく作成してください。"
        )
    assert run(["key", "create", "--json"]) == 0
    assert run(["status", "--json"]) == 0
    with open_registers(str(tmp_path / "store")) as registers:
        assert [info.id for info in registers.infos()] == ["mext"]


def test_a_load_without_a_server_leaves_a_row_in_the_audit_of_the_store(
    tmp_path: Path, schools: str, capsys: Printed
) -> None:
    open_store(tmp_path / "store", create=True).close()
    assert run(["register", "load", schools]) == 0
    assert run(["register", "remove", "mext"]) == 0
    with closing(open_store(tmp_path / "store")) as store:
        assert [row[1:] for row in store.audit_rows()] == [
            ("command line", "register load", "mext"),
            ("command line", "register remove", "mext"),
        ]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["load"], 2, "FILE… が必要です。--help を見てください。"),
        (["load", "nowhere.csv"], 1, "nowhere.csv: ファイルがありません。パスを確かめてください。"),
        (["load", "."], 1, ".: ふつうのファイルではありません。ファイルに保存してから指定してください。"),
        (["remove", "nta"], 1, "登録簿はまだ読み込まれていません。musubime register load で読み込めます。"),
        (
            ["load", "/dev/null"],
            1,
            "/dev/null: ふつうのファイルではありません。ファイルに保存してから指定してください。",
        ),
    ],
)
def test_wrong_usage_and_refusals_are_one_sentence(
    arguments: list[str], code: int, told: str, capsys: Printed, tmp_path: Path
) -> None:
    assert run(["register", *arguments]) == code
    assert capsys.readouterr().err.splitlines()[-1] == told
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("place", ["elsewhere", "a file", "ftp://graph.example"])
def test_registers_are_not_put_where_no_store_could_be(
    tmp_path: Path, schools: str, place: str, capsys: Printed
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear all")
    (tmp_path / "a file").write_text("text")
    address = place if "://" in place else str(tmp_path / place)
    assert run(["register", "load", schools, "--store", address]) == 1
    assert "指定してください。" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_the_admin_door_loads_lists_updates_and_removes(store: Store) -> None:
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings()), stack)
        loaded = http.post(ADMIN, files=upload(as_csv(FULL)), data={"nature": "full"})
        assert (loaded.status_code, loaded.json()["items"][0]["info"]["entries"]) == (200, 4)
        assert loaded.headers["cache-control"] == "no-store"
        updated = http.post(ADMIN, files=upload(as_csv(FULL[:1])), data={"nature": "difference"}).json()["items"][0]
        assert (updated["nature"], updated["unchanged"], updated["info"]["entries"]) == ("difference", 1, 4)
        listed = http.post(ADMIN, data={"action": "list"}).json()
        shown = http.get("/api/v1/registers").json()
        assert listed == shown
        assert (shown["total"], shown["next"], shown["items"][0]["id"]) == (1, None, "nta")
        assert shown["graph_version"] == store.read_graph().version
        assert http.post(ADMIN, data={"action": "remove", "id": "nta"}).json() == {"id": "nta", "removed": 4}
        assert http.get("/api/v1/registers").json()["items"] == []
    assert [row[2:] for row in store.audit_rows()] == [
        ("register load", "nta"),
        ("register load", "nta"),
        ("register remove", "nta"),
    ]


def test_the_list_of_registers_has_a_tag_that_moves_with_it(store: Store) -> None:
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings()), stack)
        first = http.get("/api/v1/registers").headers["etag"]
        assert http.get("/api/v1/registers", headers={"If-None-Match": first}).status_code == 304
        http.post(ADMIN, files=upload(as_csv(MEXT)))
        assert http.get("/api/v1/registers", headers={"If-None-Match": first}).status_code == 200


@pytest.mark.parametrize(
    ("data", "content", "status", "detail"),
    [
        ({"action": "load"}, None, 422, "登録簿のファイルを指定してください。"),
        ({"action": "remove"}, None, 422, "取り除く登録簿の id を書いてください。"),
        ({"action": "remove", "id": "nta"}, None, 422, "登録簿はまだ読み込まれていません。"),
        ({"action": "burn"}, None, 422, "action: 使えるのは 'load', 'list' or 'remove' です。"),
        ({"nature": "half"}, None, 422, "nature: 使えるのは 'full' or 'difference' です。"),
        ({}, b"a,b\n1,2\n", 422, "given.csv: 知っている登録簿ではありません。"),
        ({}, as_csv([FULL[0][:29]]), 422, "given.csv 1 行目 「検索対象除外」: 30 列のはずが 29 列あります。"),
    ],
)
def test_what_the_admin_door_cannot_do_is_told_in_one_sentence(
    store: Store, data: dict[str, str], content: bytes | None, status: int, detail: str
) -> None:
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings()), stack)
        answer = http.post(ADMIN, data=data, files=upload(content) if content else None)
        assert answer.status_code == status
        assert answer.json()["detail"].startswith(detail)
        assert http.get("/api/v1/registers").json()["total"] == 0
    assert store.audit_rows() == []


def test_registers_may_be_larger_than_rosters(store: Store) -> None:
    settings = Settings(upload_limit_mb=1, register_limit_mb=2)
    large = as_csv([MEXT[0], *[MEXT[1]] * 15_000])
    with ExitStack() as stack:
        http = client_of(create_app(store, settings), stack)
        twice = http.post(ADMIN, files=upload(large))
        assert twice.json()["detail"].startswith("同じ番号の行が二つあります。")
        assert http.post("/api/v1/loads", files=upload(large)).status_code == 413
        refused = http.post(ADMIN, files=upload(large * 2))
        assert refused.status_code == 413
        assert "2 MB を超えています。分けて送るか、MUSUBIME_REGISTER_LIMIT_MB を上げてください。" in refused.text


def test_while_a_server_runs_the_commands_go_through_it(
    store: Store, schools: str, numbers: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(store) as http:
        monkeypatch.setenv("MUSUBIME_SERVER", str(http.base_url))
        assert run(["register", "load", schools, numbers, "--json"]) == 0
        assert [item["info"]["id"] for item in json.loads(capsys.readouterr().out)["items"]] == ["mext", "nta"]
        assert run(["register", "load", numbers, "--difference", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["items"][0]["unchanged"] == 4
        assert run(["register", "list", "--json"]) == 0
        assert [item["id"] for item in json.loads(capsys.readouterr().out)["items"]] == ["mext", "nta"]
        assert run(["register", "remove", "mext", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"id": "mext", "removed": 2}
        assert run(["register", "load", __file__]) == 1
        assert "知っている登録簿ではありません" in capsys.readouterr().err
        about = http.get("/about").text
    assert "学校コード一覧" not in about
    assert "「国税庁法人番号公表サイト」（国税庁）" in about


def test_the_attribution_of_each_loaded_register_stands_about_the_site(store: Store, tmp_path: Path) -> None:
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings()), stack)
        assert 'id="registers"' not in http.get("/about").text
        http.post(ADMIN, files=[*upload(as_csv(MEXT), "m.csv"), *upload(as_csv(EDINET, "cp932"), "e.csv")])
        ja, en = http.get("/about").text, http.get("/about?lang=en").text
        infos = http.get("/api/v1/registers").json()["items"]
        for info in infos:
            assert info["attribution"] in ja
            assert info["attribution_en"] in en
    assert [info["id"] for info in infos] == ["edinet", "mext"]


def test_an_address_that_is_stale_is_no_server(store: Store, tmp_path: Path, schools: str, capsys: Printed) -> None:
    store.close()
    with left_beside(str(tmp_path / "store"), new_address("http://127.0.0.1:9")):
        assert (tmp_path / "store" / address_file.NAME).is_file()
        assert run(["register", "load", schools, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1


def test_a_broken_register_file_is_told_at_the_door(store: Store, tmp_path: Path) -> None:
    (tmp_path / "store" / "registers.sqlite").write_bytes(b"no database" * 1000)
    with ExitStack() as stack:
        http: httpx.Client = client_of(create_app(store, Settings()), stack)
        answer = http.get("/api/v1/registers")
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:musubime:problem:store-error")
        assert "壊れています" in answer.json()["detail"]
        assert http.get("/").status_code == 200
