"""Every reader accounts for every row: into seats, into something else, or left out with a reason."""

from pathlib import Path

import pytest

from musubime_loaders.bundled import bundled_rosters
from musubime_loaders.reading import InputFile, Reading, read_files
from musubime_loaders.roster_folder import roster_of_folder
from tests.loaders.files import as_csv, as_html, as_xlsx, read

ROWS = [
    ["会議体", "都道府県", "機関", "役割"],
    ["甲協議会", "徳島県", "徳島大学", "座長"],
    ["甲協議会", "徳島県", "個人A", "委員"],
    ["甲協議会", "徳島県", "ほか", ""],
    ["甲協議会", "徳島県", "", "委員"],
    ["乙協議会", "徳島県", "-", ""],
    ["※ 敬称略", "", "", ""],
    ["合計", "", "4", ""],
]
MEMBERS = "会議体：甲協議会\n\n【学】徳島大学、四国大学、ほか\n【官】徳島県\n"
HEAD = "# body: 甲協議会\n# kept: facts\n委員\t\t徳島大学\n委員\t\t個人A\n"


def account(reading: Reading) -> tuple[int, int, int, int, dict[str, int]]:
    assert reading.rows is not None
    assert reading.edition is not None
    rows = reading.rows
    assert rows.read == rows.with_seats + rows.other + len(rows.ignored)
    assert rows.seats == len(reading.edition.seats)
    assert reading.edition.rows == rows.counts()
    return rows.read, rows.seats, rows.with_seats, rows.other, dict(rows.counts().ignored)


@pytest.mark.parametrize(("name", "content"), [("a.csv", as_csv), ("a.xlsx", as_xlsx), ("a.html", as_html)])
def test_a_table_of_seats_accounts_for_its_rows(tmp_path: Path, name: str, content: object) -> None:
    assert callable(content)
    assert account(read(tmp_path, {name: content(ROWS)}, accept_proposal=True)) == (
        7, 1, 1, 3, {"名前がない": 1, "合計の行": 1, "表の外の注記": 1},
    )  # fmt: skip


def test_a_pasted_cell_is_one_row_and_lines_with_a_head_are_a_row_each(tmp_path: Path) -> None:
    assert account(read(tmp_path, {"a.txt": MEMBERS.encode()})) == (1, 3, 1, 0, {})
    assert account(read(tmp_path, {"b.txt": HEAD.encode()})) == (2, 1, 1, 1, {})


def test_bundled_rosters_account_for_their_tables_and_facts() -> None:
    for folder in bundled_rosters().values():
        read = roster_of_folder(folder)
        rows = read.rows
        assert rows.read == rows.with_seats + rows.other
        assert (rows.seats, rows.counts()) == (len(read.edition.seats), read.edition.rows)
    table = roster_of_folder(bundled_rosters()["three-prefecture-table"]).rows
    assert (table.seats, table.with_seats) == (84, 8)


def test_rows_that_make_one_seat_together_are_accounted_for(tmp_path: Path) -> None:
    manifest = 'title = "t"\none_seat_per = ["会議体", "機関"]\nignore = ["金額"]\n'
    rows = [["会議体", "機関", "金額"], ["甲", "徳島大学", "1"], ["甲", "徳島大学", "2"], ["甲", "四国大学", "3"]]
    reading = read(tmp_path, {"roster.toml": manifest.encode(), "a.csv": as_csv(rows)})
    assert account(reading) == (3, 2, 2, 0, {"同じ席の行（one_seat_per）": 1})


@pytest.mark.reference
def test_the_published_text_accounts_for_its_lines(reference: Path) -> None:
    path = reference / "sources" / "cabinet_office_regional_networks.txt"
    reading = read_files([InputFile(name=path.name, path=path)], roster="three-prefecture-table")
    assert account(reading)[1] == 84
