import csv
import io

import pytest

from musubime.errors import BadQuestion
from musubime.exports.table import SEAT_COLUMNS, csv_table, safe_cell
from tests.exports.small_graph import chosen, small_graph, without_persons


def rows(raw: bool = False) -> list[dict[str, str]]:
    text = b"".join(csv_table(chosen(), raw=raw)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_spreadsheet_gets_japanese_headings_behind_a_byte_order_mark() -> None:
    document = b"".join(csv_table(chosen()))
    assert document.startswith(
        "\ufeff事業,所管,会議体,都道府県,部門,機関,部署,役職,氏名,役割,開始日,終了日,出典,".encode()
    )
    assert document.count(b"\r\n") == 7


def test_one_row_is_one_seat_with_its_source() -> None:
    assert rows()[2] == {
        "事業": "共創の場;交付金",
        "所管": "徳島県",
        "会議体": "徳島の会議",
        "都道府県": "徳島県",
        "部門": "産",
        "機関": "'=cmd|' /C calc'!A0",
        "部署": "",
        "役職": "",
        "氏名": "石川 俊介",
        "役割": "会長",
        "開始日": "2021-04",
        "終了日": "",
        "出典": "公表された表",
        "出典URL": "https://example.jp/?a=1&b=2",
        "出典の箇所": "表1",
        "記載": "会長　石川　俊介",
        "都道府県コード": "36",
        "最後の記載": "",
        "記載がなくなった版": "",
        "席ID": "seat:3",
        "機関ID": "org:b",
        "人物ID": "person:a",
        "会議体ID": "con:1",
        "事業ID": "prog:2;prog:1",
        "グラフの版": "g1",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\x00"])
def test_a_cell_that_could_be_a_formula_is_made_text(start: str) -> None:
    assert safe_cell(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


def test_other_cells_stay_as_they_are() -> None:
    assert [safe_cell(text) for text in ("徳島県", "", "1=1", "'x")] == ["徳島県", "", "1=1", "'x"]


def test_the_raw_table_has_plain_names_and_untouched_cells() -> None:
    document = b"".join(csv_table(chosen(), raw=True))
    assert document.startswith(",".join(column.name for column in SEAT_COLUMNS).encode() + b"\r\n")
    assert rows(raw=True)[2]["organization"] == "=cmd|' /C calc'!A0"


def test_a_seat_without_a_named_holder_still_has_its_row() -> None:
    graph = without_persons(small_graph())
    text = b"".join(csv_table(chosen(graph))).decode("utf-8-sig")
    row = list(csv.DictReader(io.StringIO(text, newline="")))[5]
    assert (row["席ID"], row["機関"], row["氏名"], row["人物ID"], row["記載"]) == ("seat:6", "", "", "", "会長　〇〇")


def test_a_consortium_without_stated_members_alone_makes_no_table() -> None:
    with pytest.raises(BadQuestion) as caught:
        csv_table(chosen(seats=(), consortia=("con:3",)))
    assert str(caught.value) == (
        "選んだ会議体には構成員の記載がなく、CSV にする席がありません。GraphML か JSON で書き出してください。"
    )
