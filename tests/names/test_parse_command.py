"""`musubime names parse`: JSON Lines in, JSON Lines out, one sentence for a row that cannot be read; no store."""

import io
import json
from pathlib import Path

import pytest

from musubime_api.cli import run
from musubime_loaders.names.entry import LineKind, ParsedEntry

Printed = pytest.CaptureFixture[str]
ROWS = '{"input": "受田浩之（高知大学副学長）", "kind": "person_line", "id": "a"}\n\n{"input": "株式会社NTTトコモ"}\n'
PARSED = [
    {
        "id": "a",
        "kind": "person_line",
        "entries": [
            {
                "printed": "受田浩之（高知大学副学長）",
                "organization": "高知大学",
                "unit": None,
                "post": "副学長",
                "person": "受田浩之",
                "role": None,
                "sector": None,
                "sector_inferred": "学",
                "candidates": [],
                "flags": [],
                "confidence": 1.0,
                "reasons": ["氏名と所属の並びとして読んだ"],
            }
        ],
    },
    {
        "entries": [
            {
                "printed": "株式会社NTTトコモ",
                "organization": "株式会社NTTトコモ",
                "unit": None,
                "post": None,
                "person": None,
                "role": None,
                "sector": None,
                "sector_inferred": "産",
                "candidates": ["株式会社NTTドコモ"],
                "flags": ["kind_guessed", "other_spelling"],
                "confidence": 0.81,
                "reasons": ["機関名の欄として読んだ", "行の形は推定", "別名の表に正式な名称がある"],
            }
        ],
    },
]


@pytest.fixture(autouse=True)
def _no_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUSUBIME_STORE", str(tmp_path / "store"))


def parsed(out: str) -> list[object]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_file_of_any_encoding_gives_one_line_for_each_row_without_a_store(
    encoding: str, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(ROWS.encode(encoding))
    assert run(["names", "parse", str(file)]) == 0
    assert parsed(capsys.readouterr().out) == PARSED
    assert [path.name for path in tmp_path.iterdir()] == ["rows.jsonl"]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ROWS.encode())))
    assert run(["names", "parse", "-"]) == 0
    assert parsed(capsys.readouterr().out) == PARSED


def test_an_empty_file_gives_nothing(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(b"\n")
    assert (run(["names", "parse", str(file)]), capsys.readouterr().out) == (0, "")


def test_a_row_with_nothing_to_name_has_no_entries(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"input": "-"}\n{"input": "個人A", "kind": "org_field", "id": 7}', encoding="utf-8")
    assert run(["names", "parse", str(file)]) == 0
    assert parsed(capsys.readouterr().out) == [{"entries": []}, {"id": 7, "kind": "org_field", "entries": []}]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", '2 行目: JSON として読めません。1 行に {"input": "…"} を一つ書いてください。'),
        ("[]", '2 行目: JSON のオブジェクトではありません。{"input": "…"} と書いてください。'),
        ('{"text": "高知大学"}', "2 行目 「input」: input に印刷された文字列を書いてください。"),
        ('{"input": 5}', "2 行目 「input」: input に印刷された文字列を書いてください。"),
        (
            '{"input": "高知大学", "kind": "line"}',
            f"2 行目 「kind」: 使えない種類です。使える値は {'、'.join(kind.value for kind in LineKind)} です。"
            "分からなければ書かないでください。（値: line）",
        ),
        ('{"input": "高知\\u0000大学"}', "2 行目 「input」: 制御文字 U+0000 があります。取り除いてください。"),
    ],
)
def test_a_bad_row_is_one_sentence_with_its_line_and_nothing_is_printed(
    line: str, sentence: str, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(f'{{"input": "徳島大学"}}\n{line}\n', encoding="utf-8")
    assert run(["names", "parse", str(file)]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"{file} {sentence}\n")


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 1001,
        "、".join(["高知大学"] * 60_000),
        "（" * 20_000,
        "氏" * 2_000,
        "業務" * 10_000,
        "、" * 50_000,
        "※" * 20_000,
        "あ" + " " * 5_000 + "い",
        "1|" * 1_200,
    ],
)
@pytest.mark.parametrize("kind", [*LineKind, None])
def test_a_text_of_any_length_is_read_or_refused_in_one_sentence(
    text: str, kind: LineKind | None, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"input": text, "kind": kind}), encoding="utf-8")
    code = run(["names", "parse", str(file)])
    printed = capsys.readouterr()
    assert (code, printed.err.count("\n"), printed.err.startswith(f"{file} 1 行目 「input」: ")) in (
        (0, 0, False),
        (1, 1, True),
    )


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: Printed) -> None:
    assert run(["names", "parse", str(tmp_path / "none.jsonl")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'none.jsonl'}: ファイルがありません。パスを確かめてください。\n"
    assert run(["names", "parse", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (f"{tmp_path}: フォルダーです。JSON Lines のファイルを指定してください。\n")


def test_the_fields_of_the_doors_are_there() -> None:
    doors = "printed organization unit post person role sector flags confidence reasons candidates"
    assert set(doors.split()) - set(ParsedEntry.model_fields) == set()
