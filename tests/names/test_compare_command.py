"""`musubime names compare` and the same at the door: sheets in, sheets out, and one sentence for what cannot be."""

import io
import json
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from musubime.store.opening import open_store
from musubime_api.app import create_app
from musubime_api.cli import run
from musubime_api.settings import Settings
from musubime_api.transport import InProcess
from tests.api.conftest import BASE

SHEET = """番号,name_a,name_b,prefecture_a,prefecture_b,メモ
1,マツダ㈱,マツダ株式会社,,,"一行目
二行目, ""引用"" "
2,高山村,高山村,群馬県,20,
3,日本工営(株)新潟支店,日本工営株式会社,,,=1+1
4,千葉大学医学部附属病院,千葉大学,,, 空白
"""
COMPARED = """番号,name_a,name_b,prefecture_a,prefecture_b,メモ,verdict,rule,score
1,マツダ㈱,マツダ株式会社,,,"一行目
二行目, ""引用"" ",same,T1:exact_key,1.0
2,高山村,高山村,群馬県,20,,different,T1:another_place,1.0
3,日本工営(株)新潟支店,日本工営株式会社,,,=1+1,same,T5:branch,1.0
4,千葉大学医学部附属病院,千葉大学,,, 空白,part_of,T5:facility,0.533
"""

Printed = pytest.CaptureFixture[str]
Binary = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def _no_store_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_sheet_comes_back_with_every_cell_as_it_was_and_three_columns_more(
    encoding: str, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "組.csv"
    file.write_bytes(SHEET.encode(encoding))
    assert run(["names", "compare", str(file)]) == 0
    assert capsys.readouterr().out == COMPARED
    assert not (tmp_path / "store").exists()


def test_as_json_every_row_is_a_line_with_its_reasons(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("name_a,name_b\n弘前大,弘前大学\n")
    assert run(["names", "compare", str(file), "--no-registers", "--json"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {
            "name_a": "弘前大",
            "name_b": "弘前大学",
            "verdict": "same",
            "rule": "T4:daigaku",
            "score": 1.0,
            "reasons": ["「大」は大学の略"],
        }
    ]


def test_columns_of_an_earlier_answer_are_written_anew(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "again.csv"
    file.write_text("verdict,name_a,name_b,rule,score\nnone,清水町,清水町,none,0\n")
    assert run(["names", "compare", str(file)]) == 0
    assert capsys.readouterr().out == "name_a,name_b,verdict,rule,score\n清水町,清水町,same,T1:exact_key,1.0\n"


def test_a_sheet_without_rows_gives_its_headings(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("name_a,name_b\n")
    assert run(["names", "compare", str(file)]) == 0
    assert capsys.readouterr().out == "name_a,name_b,verdict,rule,score\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("name_a,名称\nx,y\n", "列「name_b」がありません。見出しを確かめてください。あるのは name_a、名称 です。"),
        ("name_a,name_b,name_b\nx,y,z\n", "列「name_b」が二つあります。見出しを一つにしてください。"),
        ("name_a,name_b\nx\n", "2 行目: セルが 1 個あります。見出しと同じ 2 個にしてください。"),
        ("name_a,name_b\nx,  \n", "2 行目 「name_b」: 名称が空です。名称を書くか、行を消してください。"),
        (
            "name_a,name_b,prefecture_b\nx,y,何県\n",
            "2 行目 「prefecture_b」: 都道府県ではありません。「徳島県」か「36」のように書いてください。（値: 何県）",
        ),
        (
            "name_a,name_b,date_a\nx,y,春ごろ\n",
            "2 行目 「date_a」: 日付として読めません。2024-04-01 のように書いてください。（値: 春ごろ）",
        ),
        ('name_a,name_b\n"x,y\n', "CSV として読めません（引用符の使い方）。表計算ソフトで保存し直してください。"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(
    content: str, sentence: str, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(content)
    assert run(["names", "compare", str(file)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(str(file))
    assert printed.err.rstrip().endswith(sentence)
    assert printed.err.count("\n") == 1


def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path: Path, capsys: Printed) -> None:
    assert run(["names", "compare", str(tmp_path / "none.csv")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_door_answers_what_the_command_answers(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "a-store", create=True)) as store, ExitStack() as stack:
        transport = stack.enter_context(InProcess(create_app(store, Settings.model_validate({"persons": "on"}))))
        http = stack.enter_context(httpx.Client(transport=transport, base_url=BASE))
        rows = [
            {"name_a": "マツダ㈱", "name_b": "マツダ株式会社"},
            {"name_a": "高山村", "name_b": "高山村", "prefecture_a": "10", "prefecture_b": "長野県", "date_a": None},
        ]
        answer = http.post("/api/v1/admin/names", json={"action": "compare", "rows": rows})
        assert (answer.status_code, answer.json()) == (
            200,
            {
                "items": [
                    {
                        "verdict": "same",
                        "rule": "T1:exact_key",
                        "score": 1.0,
                        "reasons": ["幅・空白・ハイフン・法人格の略記を除いて同じ文字列"],
                    },
                    {
                        "verdict": "different",
                        "rule": "T1:another_place",
                        "score": 1.0,
                        "reasons": ["同じ名の地方公共団体が別の都道府県にある"],
                    },
                ],
                "total": 2,
            },
        )
        parsed = http.post("/api/v1/admin/names", json={"action": "parse", "rows": [{"input": "マツダ㈱ 会長"}]})
        assert parsed.status_code == 200
        assert [entry["post"] for entry in parsed.json()["items"][0]["entries"]] == ["会長"]
        refused = http.post("/api/v1/admin/names", json={"action": "compare", "rows": [{"name_a": "x"}]})
        assert refused.status_code == 422
        assert refused.json()["detail"] == "1 行目 「name_b」: 名称が空です。名称を書くか、行を消してください。"


def test_a_sheet_comes_from_the_standard_input_too(monkeypatch: pytest.MonkeyPatch, capsysbinary: Binary) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("name_a,name_b\nマツダ㈱,マツダ株式会社\n".encode())))
    assert run(["names", "compare", "-"]) == 0
    assert capsysbinary.readouterr().out.decode() == (
        "name_a,name_b,verdict,rule,score\nマツダ㈱,マツダ株式会社,same,T1:exact_key,1.0\n"
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run(["names", "compare", "-"]) == 1
    said = capsysbinary.readouterr().err.decode()
    assert said == "標準入力: 何も渡されていません。CSV を渡してください。\n"
