"""One command says how right names are: the floors that the design sets hold on the right answers at hand."""

import json
from pathlib import Path

import pytest

from musubime_api.cli import run

Rows = dict[str, dict[str, int | float | None]]


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Rows]:
    assert run(["names", "quality", *arguments, "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    return {part["title"].partition("（")[0]: {row["group"]: row for row in part["rows"]} for part in parts}


def test_parser_table_and_pairs_reach_their_floors(capsys: pytest.CaptureFixture[str], reference: Path) -> None:
    found = report(capsys, str(reference / "gold"))
    table = found["三県の表"]
    assert [(row["precision"], row["recall"]) for row in table.values()] == [(1.0, 1.0), (1.0, 1.0)]
    assert "組ごと: 84 記載 → 66 機関" in table
    cases = found["読み取り"]["計"]
    assert (cases["total"], (cases["right"] or 0) >= 48) == (50, True)
    pairs = found["名称の組、区分ごと"]
    decidable, spelling = pairs["decidable by name"], pairs["spelling"]
    assert decidable["wrong"] == 0
    assert (spelling["recall"] or 0) >= 0.6
    assert (decidable["with_review"] or 0) >= 0.97
    joined = {group: row["wrong"] for group, row in pairs.items() if group.endswith(("(name, 0)", "(name, P)"))}
    assert set(joined.values()) == {0}


def test_a_folder_without_right_answers_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["names", "quality", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "正解のファイル（parser_cases*.jsonl、name_pairs*.csv、seed_mentions*.csv）が一つもありません。" in told
    assert run(["names", "quality", str(tmp_path / "nowhere")]) == 1
    assert "正解のフォルダーがありません。パスを確かめてください。" in capsys.readouterr().err


def test_a_file_without_a_column_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "seed_mentions.csv").write_text("prefecture,mention_as_printed\n")
    assert run(["names", "quality", str(tmp_path)]) == 1
    assert "programme_owner" in capsys.readouterr().err
