import csv
import io
import zipfile

import pytest
from scipy.io import mmread
from scipy.sparse import coo_array

from musubime.errors import BadQuestion, TooMany
from musubime.exports import matrix as matrices
from musubime.exports.matrix import incidence_table, matrix_market
from tests.exports.small_graph import chosen


def test_a_cell_says_whether_the_holder_has_a_seat_and_nothing_where_no_members_are_stated() -> None:
    text = b"".join(incidence_table(chosen(), raw=True)).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [
        ["id", "name", "sector", "con:1", "con:2", "con:3"],
        ["org:a", "徳島大学 <医&歯>", "学", "1", "1", ""],
        ["org:b", "=cmd|' /C calc'!A0", "産", "1", "0", ""],
        ["org:c", "徳島県", "", "1", "0", ""],
        ["person:b", "𠮷田 花子", "", "0", "1", ""],
    ]


def test_for_spreadsheets_the_columns_have_names_and_no_cell_is_a_formula() -> None:
    text = b"".join(incidence_table(chosen())).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["機関ID", "機関", "部門", "徳島の会議", "広域の会議", "（記載なし）"]
    assert rows[2][1] == "'=cmd|' /C calc'!A0"


def test_matrix_market_has_the_same_entries_with_labels_in_the_order_of_rows_and_columns() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(matrix_market(chosen())))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(files) == ["about.txt", "consortia.csv", "incidence.mtx", "organizations.csv"]
    matrix = coo_array(mmread(io.BytesIO(files["incidence.mtx"]))).toarray().tolist()
    assert matrix == [[1, 1, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0]]
    ids = [row["id"] for row in csv.DictReader(io.StringIO(files["organizations.csv"].decode(), newline=""))]
    assert ids == ["org:a", "org:b", "org:c", "person:b"]
    consortia = list(csv.DictReader(io.StringIO(files["consortia.csv"].decode(), newline="")))
    assert [(row["id"], row["reported"], row["members"]) for row in consortia] == [
        ("con:1", "listed", "3"),
        ("con:2", "partial", "2"),
        ("con:3", "not_reported", ""),
    ]
    assert "グラフの版: g1" in files["about.txt"].decode()
    assert b"".join(matrix_market(chosen())) == b"".join(matrix_market(chosen()))


def test_a_table_over_its_bound_names_the_filters_and_the_format_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrices, "CELLS", 11)
    with pytest.raises(TooMany) as caught:
        incidence_table(chosen())
    assert str(caught.value) == (
        "表が 4 行 × 3 列になり、上限（11 マス、16,000 列）を超えます。prefecture、"
        "programme、owner、consortium、roster のどれかで絞るか、上限のない matrix-market で書き出してください。"
    )


@pytest.mark.parametrize("write", [incidence_table, matrix_market])
def test_a_selection_without_members_is_refused(write: object) -> None:
    with pytest.raises(BadQuestion) as caught:
        write(chosen(seats=(), consortia=("con:3",), filters=("consortium=con:3",)))  # type: ignore[operator]
    assert "条件（consortium=con:3）で選んだ会議体には構成員の記載がなく" in str(caught.value)
