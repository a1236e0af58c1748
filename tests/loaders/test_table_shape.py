"""Where a printed table begins and ends: titles, totals, notes, headings of two rows, merged and empty cells."""

import io
from pathlib import Path

import openpyxl
import pytest

from musubime.types.edition import EditionSeat, RosterEdition
from musubime.types.vocabulary import Reported
from musubime_loaders.reading import Reading
from tests.loaders.files import Rows, as_csv, as_html, as_xlsx, read

COUNCIL = """
とくしま産学官連携協議会　委員名簿
（令和６年４月１日現在）
No.|氏　名|所　属・役　職|備考
1|河村　保彦|徳島大学　学長|会長
2|後藤田　正純|徳島県知事|
3|佐藤　花子|株式会社阿波銀行　代表取締役頭取|
※敬称略、五十音順
計|3名
"""


def rows_of(text: str) -> Rows:
    return [line.split("|") for line in text.strip("\n").split("\n")]


def edition_of(reading: Reading) -> RosterEdition:
    assert reading.edition is not None, reading.unknown
    return reading.edition


def taken(folder: Path, text: str, name: str = "a.csv") -> Reading:
    return read(folder, {name: as_csv(rows_of(text))}, accept_proposal=True)


def held(seat: EditionSeat) -> tuple[str | None, str | None, str | None, str | None]:
    return (
        seat.organization.name if seat.organization else None,
        seat.post,
        seat.person.name if seat.person else None,
        seat.role,
    )


def seats(reading: Reading) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [held(seat) for seat in edition_of(reading).seats]


def ignored(reading: Reading) -> list[tuple[int | None, str, str]]:
    assert reading.rows is not None
    return [(row.row, row.reason, row.printed) for row in reading.rows.ignored]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "html"])
def test_titles_notes_and_totals_around_a_table_are_no_seats(tmp_path: Path, suffix: str) -> None:
    width = max(len(row) for row in rows_of(COUNCIL))
    rows = [[*row, *[""] * (width - len(row))] for row in rows_of(COUNCIL)]
    content = {"csv": as_csv, "xlsx": as_xlsx, "html": as_html}[suffix](rows)
    reading = read(tmp_path, {f"a.{suffix}": content}, accept_proposal=True)
    assert seats(reading) == [
        ("徳島大学", "学長", "河村　保彦", "会長"),
        ("徳島県", "知事", "後藤田　正純", None),
        ("株式会社阿波銀行", "代表取締役頭取", "佐藤　花子", None),
    ]
    assert ignored(reading) == [
        (1, "表の上の題名", "とくしま産学官連携協議会　委員名簿"),
        (2, "表の上の題名", "（令和６年４月１日現在）"),
        (7, "表の外の注記", "※敬称略、五十音順"),
        (8, "合計の行", "計 3名"),
    ]
    assert reading.proposal is not None
    assert (reading.proposal.consortium, reading.proposal.edition_date) == ("とくしま産学官連携協議会", "2024-04-01")
    assert (edition_of(reading).edition_date, edition_of(reading).complete) == (None, False)


def test_full_width_headings_with_spaces_are_known(tmp_path: Path) -> None:
    reading = taken(tmp_path, "会　議　体|機　関　名|氏　　名|ＵＲＬ\n甲協議会|徳島大学|河村 保彦|https://example.jp/")
    assert seats(reading) == [("徳島大学", None, "河村 保彦", None)]


def test_a_heading_printed_over_two_rows_and_columns_is_parted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows_of(
        "ひろしま未来共創会議 委員一覧|||\n氏名|所属||備考\n|機関|役職|\n河野 一|広島大学|副学長|委員長\n"
        "岡 二|中国電力株式会社|取締役|"
    ):
        sheet.append([cell or None for cell in row])
    for place in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(place)
    content = io.BytesIO()
    book.save(content)
    reading = read(tmp_path, {"a.xlsx": content.getvalue()}, accept_proposal=True)
    assert seats(reading) == [
        ("広島大学", "副学長", "河野 一", "委員長"),
        ("中国電力株式会社", "取締役", "岡 二", None),
    ]
    assert [reason for _, reason, _ in ignored(reading)] == ["表の上の題名", "見出しの上の段"]


def test_merged_cells_of_a_workbook_hold_in_each_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows_of("会議体|区分|機関名\n甲協議会|学|島根大学\n||島根県立大学\n|産|株式会社山陰合同銀行"):
        sheet.append([cell or None for cell in row])
    for place in ("A2:A4", "B2:B3"):
        sheet.merge_cells(place)
    content = io.BytesIO()
    book.save(content)
    edition = edition_of(read(tmp_path, {"a.xlsx": content.getvalue()}, accept_proposal=True))
    assert [(seat.sector, seat.flags) for seat in edition.seats] == [("学", ()), ("学", ()), ("産", ())]
    assert [one.mention.name for one in edition.consortia] == ["甲協議会"]


def test_an_empty_or_ditto_cell_is_the_one_above_and_says_so(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "会議体|都道府県|役割|機関\n甲協議会|徳島県|委員|徳島大学\n||〃|四国大学\n乙協議会|香川県|委員|香川大学",
    )
    edition = edition_of(reading)
    assert [(seat.role, seat.flags) for seat in edition.seats] == [
        ("委員", ()),
        ("委員", ("same_as_above",)),
        ("委員", ()),
    ]
    assert {one.mention.name: one.prefecture for one in edition.consortia} == {"甲協議会": ("36",), "乙協議会": ("37",)}


def test_sectors_printed_once_each_hold_for_the_rows_below_them(tmp_path: Path) -> None:
    reading = taken(tmp_path, "会議体|部門|機関\n甲会議|学|高知大学\n甲会議||高知工科大学\n甲会議|官|高知県")
    assert [(seat.sector, seat.flags) for seat in edition_of(reading).seats] == [
        ("学", ()),
        ("学", ("same_as_above",)),
        ("官", ()),
    ]


def test_an_empty_sector_between_repeated_ones_stays_unknown(tmp_path: Path) -> None:
    reading = taken(tmp_path, "会議体|部門|機関\n甲会議|学|高知大学\n甲会議||高知信用金庫\n甲会議|学|高知工科大学")
    assert [seat.sector for seat in edition_of(reading).seats] == ["学", None, "学"]


def test_rows_that_head_others_give_them_their_role_or_sector(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "会議体|氏名|所属|役職\n甲財団|【理事】||\n甲財団|佐藤 一郎|東北大学|教授\n"
        "甲財団|【監事】||\n甲財団|高橋 三郎|宮城県|副知事",
    )
    assert [(name, role) for name, _, _, role in seats(reading)] == [("東北大学", "理事"), ("宮城県", "監事")]


def test_a_marked_row_of_its_own_heads_the_rows_below(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "みやぎ地域財団 役員名簿||\n氏名|所属|役職\n■ 理事||\n佐藤 一郎|東北大学|教授\n"
        "■ 監事||\n高橋 三郎|宮城県|副知事",
    )
    assert [role for *_, role in seats(reading)] == ["理事", "監事"]
    assert [reason for _, reason, _ in ignored(reading)][1:] == ["区分の見出し（下の行に使う）"] * 2


def test_headings_repeated_on_the_next_page_are_no_row(tmp_path: Path) -> None:
    reading = taken(tmp_path, "会議体|機関\n甲会議|徳島大学\n会議体|機関\n甲会議|四国大学")
    assert [name for name, *_ in seats(reading)] == ["徳島大学", "四国大学"]
    assert [reason for _, reason, _ in ignored(reading)] == ["見出しの繰り返し"]


def test_a_cell_of_several_lines_is_one_name_but_several_persons_stay_apart(tmp_path: Path) -> None:
    rows = [
        ["会議体", "所属・役職", "氏名"],
        ["甲会議", "一般財団法人\n四国産業・技術振興センター\n専務理事", "山田\n太郎"],
        ["甲会議", "徳島県 政策監", "鈴木 花子\n高橋 次郎"],
    ]
    reading = read(tmp_path, {"a.csv": as_csv(rows)}, accept_proposal=True)
    assert seats(reading) == [
        ("一般財団法人四国産業・技術振興センター", "専務理事", "山田 太郎", None),
        ("徳島県", "政策監", "鈴木 花子", None),
        ("徳島県", "政策監", "高橋 次郎", None),
    ]


def test_a_seat_that_nobody_holds_is_kept_as_vacant_or_not_stated(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "会議体|役割|氏名|機関|役職\n甲会議|会長|（空席）|甲商工会議所|会頭\n"
        "甲会議|副会長|未定||\n甲会議|委員|山田 太郎|甲大学|学長",
    )
    edition = edition_of(reading)
    assert seats(reading) == [
        ("甲商工会議所", "会頭", None, "会長"),
        ("甲大学", "学長", "山田 太郎", "委員"),
    ]
    assert edition.seats[0].note == "空席または記載なし"
    (council,) = edition.consortia
    assert [(one.printed, one.count, one.role) for one in council.unnamed_members] == [
        ("副会長 未定（空席または記載なし）", 1, "副会長")
    ]
    assert council.reported is Reported.PARTIAL


def test_a_running_number_without_a_heading_is_left_unread(tmp_path: Path) -> None:
    reading = taken(tmp_path, "|会議体|機関\n1|甲会議|徳島大学\n2|甲会議|四国大学")
    assert [name for name, *_ in seats(reading)] == ["徳島大学", "四国大学"]


def test_a_column_without_a_heading_is_asked_about(tmp_path: Path) -> None:
    reading = read(tmp_path, {"a.csv": as_csv(rows_of("会議体|機関|\n甲会議|徳島大学|あ\n甲会議|四国大学|い"))})
    assert reading.unknown == ("3 列目（見出しなし）",)
