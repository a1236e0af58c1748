import io
import zipfile

import openpyxl
import pytest

from musubime.exports import workbook as workbooks
from musubime.exports.attributes import ORGANIZATION_ATTRIBUTES
from musubime.exports.selection import Selection
from musubime.exports.table import SEAT_COLUMNS, seat_cells
from musubime.exports.workbook import workbook
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import Organization
from tests.exports.small_graph import chosen, small_graph, without_persons

Rows = list[tuple[object, ...]]


def written(selection: Selection | None = None) -> bytes:
    return b"".join(workbook(selection or chosen(filters=("prefecture=36",), as_of="2024-04-01")))


def sheets(selection: Selection | None = None) -> dict[str, Rows]:
    book = openpyxl.load_workbook(io.BytesIO(written(selection)), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def named(name: str) -> Graph:
    return graph_of([*small_graph().nodes(), Organization(id="org:c", name=name)], small_graph().ties.values())


def test_there_is_a_sheet_for_each_kind_and_one_that_explains() -> None:
    assert list(sheets()) == ["席", "機関", "人", "会議体", "事業", "出典", "説明"]
    assert list(sheets(chosen(without_persons(small_graph())))) == ["席", "機関", "会議体", "事業", "出典", "説明"]


def test_the_sheet_of_seats_is_the_table_of_seats() -> None:
    selection = chosen()
    rows = sheets(selection)["席"]
    assert rows[0] == tuple(column.title for column in SEAT_COLUMNS)
    assert rows[1:] == [seat_cells(selection, seat) for seat in chosen().seats][:2] + [
        tuple("'=cmd|' /C calc'!A0" if cell == "=cmd|' /C calc'!A0" else cell for cell in seat_cells(selection, seat))
        for seat in list(chosen().seats)[2:]
    ]


def test_numbers_are_numbers_and_unknown_cells_are_empty() -> None:
    rows = sheets()["機関"]
    assert rows[0] == tuple(column.title for column in ORGANIZATION_ATTRIBUTES)
    assert rows[3] == ("org:c", "徳島県", None, None, None, None, None, None, None, 1)


def test_the_explaining_sheet_says_version_filters_date_licence_citation_and_every_column() -> None:
    rows = sheets()["説明"]
    said = {row[0]: row[1] for row in rows[:10]}
    assert (said["グラフの版"], said["条件"], said["時点"]) == ("g1", "prefecture=36", "2024-04-01")
    assert said["ライセンス"] == "ライセンスの記載なし（1 件）"
    assert "出典: 公表された表" in str(said["引用"])
    described = {(row[0], row[2]) for row in rows if len(row) > 2}
    assert {("席", column.name) for column in SEAT_COLUMNS} <= described
    assert {("機関", column.name) for column in ORGANIZATION_ATTRIBUTES} <= described


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n"])
def test_no_cell_is_a_formula(start: str) -> None:
    body = written(chosen(named(f"{start}HYPERLINK(1)")))
    assert sheets(chosen(named(f"{start}HYPERLINK(1)")))["機関"][3][1] == f"'{start}HYPERLINK(1)"
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("name", ["𠮷田か゚＂ﾊﾝｶｸ", " 前後 ", "改\n行\tと", "</t><f>1</f>&amp;", "\ufeff\u200b名"])
def test_names_stay_as_they_are(name: str) -> None:
    assert sheets(chosen(named(name)))["機関"][3][1] == name


def test_what_excel_would_decode_is_written_so_that_it_stays() -> None:
    with zipfile.ZipFile(io.BytesIO(written(chosen(named("甲_x0041_乙"))))) as archive:
        assert "甲_x005F_x0041_乙".encode() in archive.read("xl/worksheets/sheet2.xml")


def test_a_text_longer_than_a_cell_is_cut_and_counted() -> None:
    graph = small_graph()
    statement = graph.seats["seat:1"].statements[0].model_copy(update={"printed": "長" * 40_000})
    seat = graph.seats["seat:1"].model_copy(update={"statements": (statement,)})
    found = sheets(chosen(graph_of([*graph.nodes(), seat], graph.ties.values())))
    printed = str(found["席"][1][15])
    assert (len(printed), printed[-2:]) == (32_767, "長…")
    assert any(row[0] == "途中で切ったセル" and str(row[1]).startswith("1（") for row in found["説明"])


def test_heads_are_frozen_and_the_file_is_the_same_each_time() -> None:
    assert written() == written()
    book = openpyxl.load_workbook(io.BytesIO(written()))
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert book["席"].auto_filter.ref == "A1:Y7"
    assert book["席"].column_dimensions["F"].width == 34


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "ROWS", 4)
    found = sheets()
    assert [len(found[name]) for name in ("席", "席 2")] == [5, 3]
    assert found["席 2"][0] == found["席"][0]
