"""The command line: what it prints, where, and how it ends; never a traceback."""

import io
import json
from pathlib import Path

import pytest

from musubime_api.cli import run
from tests.api.conftest import SHEET


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "試験.csv"
    path.write_text(SHEET)
    return str(path)


Printed = pytest.CaptureFixture[str]


def told(err: str) -> str:
    """Return the one sentence on standard error; what took over a second may say so before."""
    *progress, sentence = err.splitlines()
    assert all(line.endswith("…") for line in progress)
    assert "Traceback" not in err
    return sentence


def test_a_load_is_shown_then_asked_for_and_refused_by_default(
    file: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert run(["load", file]) == 1
    out = capsys.readouterr().out
    assert "新しい席 3, 終わった席 0" in out
    assert run(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["seats"] == 0


def test_a_load_with_yes_is_applied_and_the_second_changes_nothing(file: str, capsys: Printed) -> None:
    assert run(["load", file, "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"][0]["status"] == "applied"
    assert run(["load", file, "--yes"]) == 0
    assert "変更はありません" in capsys.readouterr().out
    assert run(["ask", "key-actors", "--limit", "1"]) == 0
    assert "徳島県" in capsys.readouterr().out


def test_a_dry_run_needs_no_store_and_makes_none(file: str, capsys: Printed, tmp_path: Path) -> None:
    assert run(["load", file, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"][0]["status"] == "shown"
    assert not (tmp_path / "store").exists()


def test_only_serve_and_load_and_a_first_key_make_a_store(capsys: Printed, tmp_path: Path) -> None:
    for command in (
        ["status"],
        ["ask", "seats"],
        ["verify"],
        ["rebuild"],
        ["backup", str(tmp_path / "b")],
        ["key", "list"],
    ):
        assert run(command) == 1
        out, err = capsys.readouterr()
        assert (out, "データがありません" in told(err)) == ("", True), command
    assert not (tmp_path / "store").exists()
    assert run(["key", "create", "担当"]) == 0
    assert capsys.readouterr().out.startswith("musubime_")
    assert run(["key", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"][0]["name"] == "担当"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["load"], 2, "読み込むファイルか --bundled"),
        (["load", "x.csv", "--bundled"], 2, "読み込むファイルか --bundled"),
        (["load", "nowhere.csv"], 1, "nowhere.csv: ファイルがありません"),
        (["nonsense"], 2, "nonsense"),
        (["status", "--nonsense"], 2, "オプション --nonsense はありません"),
        (["ask", "overlap", "a"], 2, "B が必要です"),
        (["serve", "--port", "99999"], 2, "--port"),
        (["serve", "--host", "0.0.0.0"], 1, "MUSUBIME_PERSONS=on か off で決めてください"),
        (["status", "--store", "http://nowhere"], 1, "アドレスは開けません"),
        (["status", "--server", "http://127.0.0.1:9"], 1, "サーバーと話せません"),
        (["status", "--server", "nonsense"], 1, "サーバーのアドレス nonsense が読めません"),
        (["restore", "nowhere"], 1, "控えのファイルがありません"),
    ],
)
def test_wrong_usage_and_refusals_are_one_sentence(
    arguments: list[str], code: int, sentence: str, capsys: Printed
) -> None:
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in told(err)


def test_an_unknown_setting_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.setenv("MUSUBIME_PERSON", "off")
    assert run(["status"]) == 2
    assert "MUSUBIME_PERSON は知らない設定です" in capsys.readouterr().err


def test_beyond_loopback_the_server_wants_a_key_or_to_be_read_only(
    monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("MUSUBIME_PERSONS", "off")
    assert run(["serve", "--host", "0.0.0.0", "--port", "0", "--empty"]) == 1
    assert "musubime key create で鍵を作るか、--read-only" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["会議体,機関,血液型\n甲,徳島大学,A\n", "機関\n徳島大学\n", ""])
def test_a_sheet_that_cannot_be_read_is_one_sentence_with_the_file(
    content: str, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "壊れた.csv").write_text(content)
    assert run(["load", str(tmp_path / "壊れた.csv"), "--yes"]) == 1
    out, err = capsys.readouterr()
    assert (out, "壊れた.csv" in told(err)) == ("", True)


def test_names_stand_for_ids(file: str, capsys: Printed) -> None:
    run(["load", file, "--yes"])
    capsys.readouterr()
    assert run(["ask", "organization", "徳島大学", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "徳島大学"
    assert run(["ask", "overlap", "甲協議会", "乙協議会", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shared"] == 1
    assert run(["ask", "consortium", "丙協議会"]) == 1
    assert "「丙協議会」は見つかりません" in capsys.readouterr().err
    assert run(["ask", "consortium", "協議会"]) == 1
    assert "2 件あります" in capsys.readouterr().err


def test_exports_are_files_that_are_whole(file: str, tmp_path: Path, capsys: Printed) -> None:
    run(["load", file, "--yes"])
    for format in ("graphml", "csv", "json"):
        assert run(["export", format, "-o", str(tmp_path / format)]) == 0
        assert (tmp_path / format).stat().st_size > 200
    assert run(["export", "csv", "--prefecture", "沖縄県", "-o", str(tmp_path / "none")]) == 1
    assert "prefecture=沖縄県" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_backup_is_restored_and_the_store_verified(file: str, tmp_path: Path, capsys: Printed) -> None:
    run(["load", file, "--yes"])
    backup = str(tmp_path / "backup")
    assert run(["backup", backup]) == 0
    assert run(["backup", backup]) == 1
    assert "すでにあります" in capsys.readouterr().err
    other = str(tmp_path / "other")
    assert run(["restore", backup, "--store", other]) == 0
    assert run(["restore", backup, "--store", other]) == 1
    assert run(["verify", "--store", other]) == 0
    assert run(["rebuild", "--store", other]) == 0
    assert run(["copy", "--from", other, "--to", str(tmp_path / "third"), "--json"]) == 0
    versions = set()
    for store in (other, str(tmp_path / "third"), str(tmp_path / "store")):
        capsys.readouterr()
        assert run(["status", "--json", "--store", store]) == 0
        versions.add(json.loads(capsys.readouterr().out)["graph_version"])
    assert len(versions) == 1


def test_cypher_prints_rows_as_a_table_or_as_json(file: str, capsys: Printed) -> None:
    run(["load", file, "--yes"])
    capsys.readouterr()
    query = "MATCH (c:Consortium) RETURN c.name AS name ORDER BY name"
    assert run(["cypher", query]) == 0
    assert "乙協議会" in capsys.readouterr().out
    assert run(["cypher", query, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == [["乙協議会"], ["甲協議会"]]
    assert run(["cypher", "CREATE (x:Seat)"]) == 1


def test_cypher_is_read_from_the_standard_input(file: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    run(["load", file, "--yes"])
    capsys.readouterr()
    query = "MATCH (c:Consortium)\nWHERE c.name = '甲協議会'\nRETURN c.name AS name\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(query.encode()), encoding="utf-8"))
    assert run(["cypher", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == [["甲協議会"]]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("甲".encode("cp932")), encoding="utf-8"))
    assert run(["cypher", "-"]) == 1
    assert told(capsys.readouterr().err) == "標準入力の Cypher は UTF-8 で書いてください。"


def test_rosters_lists_what_is_bundled_without_a_store(capsys: Printed, tmp_path: Path) -> None:
    assert run(["rosters", "--json"]) == 0
    ids = [item["id"] for item in json.loads(capsys.readouterr().out)["items"]]
    assert "three-prefecture-table" in ids
    assert not (tmp_path / "store").exists()


def test_without_a_command_the_help_is_shown(capsys: Printed) -> None:
    assert run([]) == 2
    assert run(["--help"]) == 0
    assert "serve" in capsys.readouterr().out
    assert run(["--version"]) == 0


def test_english_is_one_option_away(file: str, capsys: Printed) -> None:
    assert run(["load", file, "--yes", "--lang", "en"]) == 0
    assert "new seats 3, ended seats 0" in capsys.readouterr().out
