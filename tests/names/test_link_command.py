"""`musubime names link`: a sheet of names against the loaded registers, as CSV and JSON Lines."""

import csv
import io
import json
from pathlib import Path

import pytest

from musubime_api.cli import run

Printed = pytest.CaptureFixture[str]
HEAD = "key,name,name_en,kana,kind,pref,address,lat,lng,corporate_number,mext_code,ror,edinet,seccode,aliases,src\n"
REGISTRY = HEAD + (
    "cn:6180001000001,株式会社北嶺テクノ,,,company,愛知県,,,,6180001000001,,,,,,NTA\n"
    "cn:3010001000004,株式会社北嶺テクノ,,,company,東京都,,,,3010001000004,,,,,,NTA\n"
    "cn:5010001000002,株式会社西陵ナノカーボン先端素材,,,company,東京都,,,,5010001000002,,,,,,NTA\n"
    "cn:8000020013676,奥尻町,,,local_government,北海道,,,,8000020013676,,,,,,NTA\n"
)
ADDED = ["verdict", "id", "rule", "score", "evidence", "candidates"]


@pytest.fixture(autouse=True)
def _own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))


@pytest.fixture
def registry(tmp_path: Path, capsys: Printed) -> None:
    """Load a small registry."""
    file = tmp_path / "registry.csv"
    file.write_text(REGISTRY, encoding="utf-8")
    assert run(["register", "load", str(file)]) == 0
    capsys.readouterr()


def sheet(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "names.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_every_row_comes_back_with_its_verdict_id_rule_and_candidates(
    tmp_path: Path, capsys: Printed, encoding: str
) -> None:
    text = "番号,name,prefecture\n1,㈱北嶺テクノ,東京都\n2,㈱北嶺テクノ,\n3,北海道奥尻町,\n4,どこにもない機関,13\n"
    assert run(["names", "link", sheet(tmp_path, text, encoding)]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [
        ["番号", "name", "prefecture", *ADDED],
        ["1", "㈱北嶺テクノ", "東京都", "auto", "cn:3010001000004", "T1_exact_in_prefecture", "1.0",
         "名称が一致し、東京都に一つだけ", "cn:3010001000004 株式会社北嶺テクノ; cn:6180001000001 株式会社北嶺テクノ"],
        ["2", "㈱北嶺テクノ", "", "review", "", "T1_exact_several", "1.0",
         "同じ名称の機関が 2 あり、県の指定なしでは一つに決まらない",
         "cn:3010001000004 株式会社北嶺テクノ; cn:6180001000001 株式会社北嶺テクノ"],
        ["3", "北海道奥尻町", "", "auto", "cn:8000020013676", "T1_prefecture_in_name", "0.667",
         "名称から地名を除くと 北海道 の 奥尻町", "cn:8000020013676 奥尻町"],
        ["4", "どこにもない機関", "13", "none", "", "not_found", "0.0", "登録簿に同じ名称がありません", ""],
    ]  # fmt: skip


@pytest.mark.usefixtures("registry")
def test_json_lines_hold_the_candidates_whole(tmp_path: Path, capsys: Printed) -> None:
    file = sheet(tmp_path, "name,id\n西陵ナノカーボン先端素材,x1\n")
    assert run(["names", "link", file, "--json"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {
            "name": "西陵ナノカーボン先端素材",
            "input_id": "x1",
            "verdict": "auto",
            "id": "cn:5010001000002",
            "rule": "T3_form_missing",
            "score": 0.857,
            "evidence": "法人格の有無のほかは「株式会社西陵ナノカーボン先端素材」と一致し、候補は一つだけ",
            "candidates": [
                {
                    "id": "cn:5010001000002",
                    "name": "株式会社西陵ナノカーボン先端素材",
                    "matched": "株式会社西陵ナノカーボン先端素材",
                    "rule": "T3_form_missing",
                    "prefecture": ["13"],
                    "score": 0.857,
                }
            ],
        }
    ]


@pytest.mark.usefixtures("registry")
def test_a_number_with_hyphens_or_the_t_of_an_invoice_is_read(tmp_path: Path, capsys: Printed) -> None:
    text = "name,number\n株式会社北嶺テクノ,T3010001000004\n株式会社北嶺テクノ,６-1800-0100-0001\n,5010001000002\n"
    assert run(["names", "link", sheet(tmp_path, text), "--json"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["verdict"], each["id"], each["rule"]) for each in answers] == [
        ("auto", "cn:3010001000004", "T0_number_and_name"),
        ("auto", "cn:6180001000001", "T0_number_and_name"),
        ("review", None, "T0_number_against_name"),
    ]


@pytest.mark.usefixtures("registry")
def test_similar_names_are_listed_for_a_person_only_when_asked_for(tmp_path: Path, capsys: Printed) -> None:
    file = sheet(tmp_path, "name\n株式会社北嶺テックノ\n")
    assert run(["names", "link", file, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "none"
    assert run(["names", "link", file, "--json", "--similar", "1"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["id"], answer["rule"]) == ("review", None, "T6_similar")
    assert [each["name"] for each in answer["candidates"]] == ["株式会社北嶺テクノ"]


def test_without_a_register_one_sentence_says_what_to_do(tmp_path: Path, capsys: Printed) -> None:
    assert run(["names", "link", sheet(tmp_path, "name\n徳島県\n")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "登録簿がまだありません。musubime register load FILE で読み込んでから、もう一度実行してください。\n"
    )


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("機関\n徳島県\n", "列「name」がありません。見出しを確かめてください。あるのは 機関 です。"),
        (
            "name,prefecture\n徳島県,東国\n",
            "都道府県ではありません。「徳島県」か「36」のように書いてください。（値: 東国）",
        ),
        ("name,date\n徳島県,春ごろ\n", "日付として読めません。2024-04-01 のように書いてください。（値: 春ごろ）"),
        ('name\n"徳島県\n', "CSV として読めません（引用符の使い方）。表計算ソフトで保存し直してください。"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, capsys: Printed, text: str, sentence: str) -> None:
    file = sheet(tmp_path, text)
    assert run(["names", "link", file]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(file)
    assert printed.err.endswith(f": {sentence}\n")
    assert printed.err.count("\n") == 1
