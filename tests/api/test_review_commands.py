"""Names are reviewed on the terminal: listed, decided, taken back, written out and brought together."""

import io
import json
from pathlib import Path

import pytest

from musubime_api.cli import run
from tests.web.test_review_page import NAMES, SHEET

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Printed) -> Path:
    """A store whose queue holds three pairs: firms of one name in two prefectures."""
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("COLUMNS", "300")
    (tmp_path / "roster.csv").write_text(SHEET)
    assert run(["load", str(tmp_path / "roster.csv"), "--yes"]) == 0
    capsys.readouterr()
    return tmp_path


def queue(capsys: Printed) -> list[dict[str, object]]:
    assert run(["review", "list", "--json"]) == 0
    items: list[dict[str, object]] = json.loads(capsys.readouterr().out)["items"]
    return items


def version(capsys: Printed) -> str:
    assert run(["status", "--json"]) == 0
    return str(json.loads(capsys.readouterr().out)["graph_version"])


def test_a_load_says_how_many_pairs_wait(capsys: Printed, store: Path) -> None:
    more = SHEET.replace("南海水産", "北海水産")
    (store / "next.csv").write_text(more)
    assert run(["load", str(store / "next.csv"), "--yes"]) == 0
    assert "判断を待つ名前の組が 4 あります。musubime review で見られます。" in capsys.readouterr().out


def test_the_queue_shows_both_names_the_rule_and_the_reason(capsys: Printed) -> None:
    assert run(["review", "list"]) == 0
    out = capsys.readouterr().out
    assert all(out.count(name) == 2 for name in NAMES)
    assert out.count("名称は完全に同じ。都道府県の文脈が違う: 徳島県 と 高知県") == 3


def test_a_pair_is_accepted_by_its_id_and_undone_to_the_same_graph(capsys: Printed) -> None:
    before = version(capsys)
    pair = str(queue(capsys)[0]["id"])
    assert run(["review", "accept", pair, "--reason", "同じ所在地", "--json"]) == 0
    judged = json.loads(capsys.readouterr().out)
    assert [one["reason"] for one in judged["judgements"]] == ["同じ所在地"]
    assert len(judged["joined"]) == 1
    assert version(capsys) == judged["graph_version"] != before
    assert len(queue(capsys)) == 2
    assert run(["review", "undo", judged["judgements"][0]["id"]]) == 0
    capsys.readouterr()
    assert version(capsys) == before
    assert len(queue(capsys)) == 3


def test_two_names_are_judged_without_being_in_the_queue(capsys: Printed) -> None:
    assert run(["review", "reject", NAMES[0], NAMES[1]]) == 0
    assert capsys.readouterr().out.startswith("「別」と判断しました。")
    assert run(["review", "accept", "pair:0"]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("この組は列にありません。")


def test_a_walk_asks_pair_by_pair_and_takes_the_last_answer_back(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(capsys)
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nu\nr\nl\nq\n"))
    assert run(["review"]) == 0
    assert "直前の判断を取り消しました。" in capsys.readouterr().out
    assert version(capsys) == before
    assert [(pair["rank"], pair["undecided"]) for pair in queue(capsys)] == [(1, False), (2, True)]


def test_all_pairs_of_a_rule_are_decided_as_one(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run(["review", "all", "T1", "same"]) == 130
    assert len(queue(capsys)) == 3
    assert run(["review", "all", "T1", "same", "--yes"]) == 0
    assert capsys.readouterr().out.startswith("3 組を判断しました。")
    assert queue(capsys) == []
    assert run(["review", "list"]) == 0
    assert capsys.readouterr().out == "確認が必要な名前はありません。\n"


def test_two_stewards_bring_their_judgements_together(
    capsys: Printed, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = str(queue(capsys)[0]["id"])
    assert run(["review", "accept", pair]) == 0
    assert run(["review", "export", str(store / "judgements.jsonl")]) == 0
    mine = version(capsys.readouterr() and capsys)
    monkeypatch.setenv("MUSUBIME_STORE", str(store / "other"))
    assert run(["load", str(store / "roster.csv"), "--yes"]) == 0
    assert run(["review", "import", str(store / "judgements.jsonl")]) == 0
    assert "1 件を読み、新しい判断は 1 件" in capsys.readouterr().out
    assert version(capsys) == mine
    assert run(["review", "import", str(store / "judgements.jsonl")]) == 0
    assert "1 件を読み、新しい判断は 0 件" in capsys.readouterr().out
