"""A roster without roster.toml at the doors: the question, the answer, and where it is kept."""

import io
import json
from pathlib import Path

import httpx
import pytest
from openpyxl import Workbook

from musubime_api.cli import run
from tests.api.conftest import Client

SHEET = "甲協議会 委員名簿,,\n謎の人,謎の所,謎\n河村 保彦,徳島大学,あ\n佐藤 花子,阿波銀行,い\n"
ANSWERS = {"columns": {"謎の人": "person", "謎の所": "organization", "謎": "ignore"}}


def posted(http: httpx.Client, text: str = SHEET, **data: str) -> httpx.Response:
    return http.post("/api/v1/loads?dry_run=true", files=[("files", ("a.csv", text.encode()))], data=data)


def test_the_question_comes_as_a_problem_with_the_proposal_and_its_rows(client: Client) -> None:
    answer = posted(client())
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "urn:musubime:problem:bad-input")
    assert problem["detail"] == (
        "a.csv 1 行目 「謎の人」: 読み方の分からない列があります。"
        "見出しを直すか、roster.toml に読み方を書いてください。"
    )
    proposal = problem["proposal"]
    assert [(one["heading"], one["field"]) for one in proposal["guesses"]] == [
        ("謎の人", "person"), ("謎の所", "organization"), ("謎", None),
    ]  # fmt: skip
    assert proposal["consortium"] == "甲協議会"
    assert [(row["row"], row["cells"]["謎"], row["seats"][0]["person"]) for row in proposal["rows"]] == [
        (3, "あ", "河村 保彦"), (4, "い", "佐藤 花子"),
    ]  # fmt: skip


def test_answers_load_the_sheet_and_come_back_as_a_roster_toml(client: Client) -> None:
    http = client()
    shown = posted(http, answers=json.dumps(ANSWERS), edition_date="2024-04", complete="true").json()
    [item] = shown["items"]
    assert (len(item["added"]), item["edition_date"], item["complete"]) == (2, "2024-04", True)
    assert item["rows"] == {
        "read": 3, "seats": 2, "with_seats": 2, "other": 0, "reasons": {"表の上の題名": 1},
        "ignored": [{"file": "a.csv", "row": 1, "reason": "表の上の題名", "printed": "甲協議会 委員名簿"}],
    }  # fmt: skip
    toml = shown["readings"][0]["roster_toml"]
    files = [("files", ("b.csv", SHEET.encode())), ("beside", ("roster.toml", toml.encode()))]
    later = http.post("/api/v1/loads?dry_run=true", files=files)
    assert (later.status_code, later.json()["readings"][0]["proposal"]) == (200, None)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"answers": "{"},
            '「answers」: answers は JSON で {"columns": {"見出し": "person"}} のように書いてください。',
        ),
        ({"answers": '{"columns": {"謎": "boss"}}'}, "answers 「columns.謎"),
        ({"complete": "true"}, "「complete」: 全員の載った版（complete）には版の日付（edition_date）が要ります。"),
        ({"edition_date": "春"}, "answers 「edition_date」: 日付ではありません。"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_refused_in_one_sentence(
    client: Client, data: dict[str, str], sentence: str
) -> None:
    answer = posted(client(), **data)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(sentence)


def test_while_persons_are_off_the_question_shows_no_cell(client: Client) -> None:
    answer = posted(client(persons="off"))
    assert answer.status_code == 422
    assert answer.json()["proposal"]["rows"] == []
    assert "河村" not in answer.text
    loaded = posted(client(persons="off"), answers=json.dumps(ANSWERS))
    assert (loaded.status_code, loaded.json()["readings"][0]["rows"]) == (200, [])
    assert "河村" not in loaded.text


def test_the_same_edition_from_another_file_with_fewer_rows_says_so(client: Client) -> None:
    http = client()
    plain = "会議体,機関\n甲,徳島大学\n甲,四国大学\n甲,徳島県\n"
    http.post("/api/v1/loads", files=[("files", ("a.csv", plain.encode()))])
    fewer = "会議体,機関\n甲,徳島大学\n"
    [item] = posted(http, fewer).json()["items"]
    assert (item["replaces"], len(item["ended"])) == ({"seats_before": 3, "seats": 1}, 2)
    [same] = posted(http, plain).json()["items"]
    assert (same["replaces"], same["status"]) == (None, "unchanged")


Printed = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of somebody who sits at a terminal."""
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("musubime_api.commands.load.on_a_terminal", lambda: True)
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "2024.csv").write_text(SHEET)
    return tmp_path / "names"


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_the_terminal_asks_for_each_unknown_heading_and_keeps_the_answers(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the guesses of the first two headings, no. 11 (left unread) for the third, the date, everybody in it, apply
    typed(monkeypatch, "", "", "11", "2024-04", "y", "y")
    assert run(["load", str(folder / "2024.csv")]) == 0
    out, err = capsys.readouterr()
    assert "新しい席 2, 終わった席 0" in out
    assert "「謎」 の読み方が分かりません。例: あ、い" in err
    assert f"読み方を {folder / 'roster.toml'} に控えました。" in err
    toml = (folder / "roster.toml").read_text(encoding="utf-8")
    assert 'for_headings = ["謎の人", "謎の所", "謎"]' in toml
    assert '"謎" = "使わないと答えた列"' in toml

    (folder / "2025.csv").write_text(SHEET.replace("佐藤 花子,阿波銀行", "鈴木 次郎,四国銀行"))
    typed(monkeypatch)
    assert run(["load", str(folder / "2025.csv"), "--edition-date", "2025-04", "--complete", "--yes"]) == 0
    out, err = capsys.readouterr()
    assert "新しい席 1, 終わった席 1" in out
    assert "読み方を" not in err


def test_the_date_above_the_table_is_offered(folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.csv").write_text("甲協議会 委員名簿（令和6年4月1日現在）,\n氏名,所属\n河村 保彦,徳島大学\n")
    typed(monkeypatch, "", "n", "y")
    assert run(["load", str(folder / "a.csv"), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["items"][0]["edition_date"] == "2024-04-01"
    assert "版の日付（なければ Enter） [2024-04-01]" in err


def test_answers_never_overwrite_another_roster_toml(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = 'id = "x"\ntitle = "x"\nfiles = ["facts.toml"]\n'
    (folder / "roster.toml").write_text(other)
    (folder / "2024.roster.toml").write_text(other)
    typed(monkeypatch, "", "", "11", "", "y")
    assert run(["load", str(folder / "2024.csv")]) == 0
    assert "roster.toml がすでにあるので、読み方は控えていません。" in capsys.readouterr().err
    assert {path.read_text() for path in folder.glob("*roster.toml")} == {other}


def test_yes_takes_no_unknown_heading(folder: Path, capsys: Printed) -> None:
    assert run(["load", str(folder / "2024.csv"), "--yes"]) == 1
    assert "読み方の分からない列があります" in capsys.readouterr().err
    assert not (folder / "roster.toml").exists()


def test_the_difference_says_where_the_rows_went_and_what_is_replaced(folder: Path, capsys: Printed) -> None:
    (folder / "a.csv").write_text("会議体,機関\n甲,徳島大学\n甲,四国大学\n甲,個人A\n計,3\n")
    assert run(["load", str(folder / "a.csv"), "--yes"]) == 0
    assert "読んだ行 4 = 席になった行 2（席 2） + 席以外 1 + 使わない 1（合計の行 1）" in capsys.readouterr().out
    (folder / "a.csv").write_text("会議体,機関\n甲,徳島大学\n")
    assert run(["load", str(folder / "a.csv"), "--yes"]) == 0
    out = capsys.readouterr().out
    assert "同じ名簿・同じ日付の版を、中身の違うファイルで置き換えます（席 2 → 1）。" in out


def test_a_holder_who_is_no_longer_named_leaves_the_seat_vacant_or_not_stated(folder: Path, capsys: Printed) -> None:
    (folder / "a.csv").write_text("会議体,役割,機関,氏名\n甲,会長,徳島県,後藤田 正純\n")
    assert run(["load", str(folder / "a.csv"), "--edition-date", "2024", "--complete", "--yes"]) == 0
    (folder / "a.csv").write_text("会議体,役割,機関,氏名\n甲,会長,徳島県,\n")
    capsys.readouterr()
    assert run(["load", str(folder / "a.csv"), "--edition-date", "2025", "--complete", "--yes"]) == 0
    out = capsys.readouterr().out
    assert "新しい席 0, 終わった席 0, 役職・役割の変わった席 0, 人の替わった席 1" in out
    assert "徳島県 空席または記載なし（前: 後藤田 正純）" in out


@pytest.mark.parametrize("action", ["suppress", "erase"])
def test_a_hidden_person_is_in_no_question_and_no_account_of_rows(client: Client, action: str) -> None:
    http = client()
    known = "会議体,機関,氏名\n乙協議会,徳島大学,河村 保彦\n"
    http.post("/api/v1/loads", files=[("files", ("known.csv", known.encode()))])
    person = http.get("/api/v1/persons").json()["items"][0]["id"]
    order = {"action": action, "id": person, **({"confirmed": True} if action == "erase" else {})}
    assert http.post("/api/v1/admin/persons", json=order).status_code == 200
    asked = posted(http)
    assert asked.status_code == 422
    assert "佐藤 花子" in asked.text
    noted = SHEET + "※ 河村保彦委員は欠席,,\n"
    loaded = posted(http, noted, answers=json.dumps(ANSWERS))
    assert [row["reason"] for row in loaded.json()["items"][0]["rows"]["ignored"]] == ["表の上の題名", "表の外の注記"]
    for answer in (asked, loaded):
        assert "河村" not in answer.text.replace("\\u6cb3\\u6751", "河村")


def test_a_sheet_a_column_and_a_value_left_unread_are_told(folder: Path, capsys: Printed) -> None:
    book = Workbook()
    first, second = book.active, book.create_sheet("乙協議会")
    assert first is not None
    for row in (["No.", "会議体", "構成員"], [1, "甲", "【学】徳島大学、四国大学、ほか"]):
        first.append(row)
    for row in (["会議体", "機関"], ["乙", "徳島大学"]):
        second.append(row)
    book.save(folder / "two.xlsx")
    assert run(["load", str(folder / "two.xlsx"), "--yes", "--lang", "ja"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    told = out[out.index("読まなかったもの") :]
    for words in (
        ("two.xlsx", "No.", "通し番号"),
        ("シート", "乙協議会", "最初の表だけを読む"),
        ("2 行目", "構成員", "ほか"),
    ):
        assert all(word in told for word in words), told


@pytest.mark.parametrize("date", ["令和6年4月1日", "2024/4/1", "2024-04-01"])
def test_the_date_of_an_edition_is_written_as_it_is_printed(folder: Path, capsys: Printed, date: str) -> None:
    (folder / "a.csv").write_text("会議体,機関\n甲,徳島大学\n")
    assert run(["load", str(folder / "a.csv"), "--edition-date", date, "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"][0]["edition_date"] == "2024-04-01"


def test_a_day_that_no_calendar_has_is_refused_in_the_readers_language(folder: Path, capsys: Printed) -> None:
    (folder / "a.csv").write_text("会議体,機関\n甲,徳島大学\n")
    assert run(["load", str(folder / "a.csv"), "--edition-date", "2024-13-01", "--yes"]) == 1
    assert "日付ではありません。2021、2021-02、2021-02-09 のように書いてください。" in capsys.readouterr().err
