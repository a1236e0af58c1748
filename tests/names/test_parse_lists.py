"""Heads of minutes, blocks of lines, rows of tables, bodies with roles, and texts whose kind nobody names."""

import pytest

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Sector
from musubime_loaders.names.entry import LineKind
from musubime_loaders.names.parsing import parse
from tests.names.reading import Read, read


def roles(text: str) -> list[tuple[str | None, str | None]]:
    return [(entry.person, entry.role) for entry in parse(text, LineKind.ATTENDANCE)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("白井(主査)、秋元、石川", [("白井", "主査"), ("秋元", "委員"), ("石川", "委員")]),
        ("白井主査、柘植、西山", [("白井", "主査"), ("柘植", "委員"), ("西山", "委員")]),
        ("（主査）白井 （委員）石川、石田", [("白井", "主査"), ("石川", "委員"), ("石田", "委員")]),
        ("主査 白井 克彦、委員 石川 正俊、石田", [("白井克彦", "主査"), ("石川正俊", "委員"), ("石田", "委員")]),
        ("高橋(和)委員、髙橋(德)委員", [("高橋(和)", "委員"), ("髙橋(德)", "委員")]),
        ("板生 清 委員主査、岸 徹 委員主査代理", [("板生清", "委員主査"), ("岸徹", "委員主査代理")]),
        (
            "富田俊基独立行政法人評価分科会長、森泉陽子委員\n縣公一郎(※)、浅羽隆史の各臨時委員",
            [
                ("富田俊基", "独立行政法人評価分科会長"),
                ("森泉陽子", "委員"),
                ("縣公一郎", "臨時委員"),
                ("浅羽隆史", "臨時委員"),
            ],
        ),
        ("佐藤主査代理　鈴木委員　高橋委員", [("佐藤", "主査代理"), ("鈴木", "委員"), ("高橋", "委員")]),
        ("座長：村井純、構成員：平井、川邊", [("村井純", "座長"), ("平井", "構成員"), ("川邊", "構成員")]),
        ("五十嵐委員、四ノ宮委員、フクシマ委員", [("五十嵐", "委員"), ("四ノ宮", "委員"), ("フクシマ", "委員")]),
        ("委員：木村委員長、小野、以上２名", [("木村", "委員長"), ("小野", "委員")]),
    ],
)  # fmt: skip
def test_the_head_of_minutes_gives_each_name_its_role(
    printed: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert roles(printed) == expected


def test_a_surname_alone_is_a_flag_and_a_role_that_is_not_printed_another() -> None:
    first, second = parse("白井(主査)、秋元", LineKind.ATTENDANCE)
    assert first.flags == (Flag.SURNAME_ONLY,)
    assert second.flags == (Flag.SURNAME_ONLY, Flag.ROLE_ASSUMED)


def test_absent_names_stand_under_their_heading() -> None:
    entries = parse("出席者：北山委員長、市川委員\n欠席者：田中委員、小泉委員", LineKind.ATTENDANCE)
    assert [(entry.person, Flag.ABSENT in entry.flags) for entry in entries] == [
        ("北山", False),
        ("市川", False),
        ("田中", True),
        ("小泉", True),
    ]


def test_officials_after_their_ministry_have_posts_and_no_role() -> None:
    assert read("（文部科学省）磯田研究振興局長、小山研究環境・産業連携課長", LineKind.ATTENDANCE) == [
        ("磯田", "文部科学省", None, "研究振興局長", None),
        ("小山", "文部科学省", None, "研究環境・産業連携課長", None),
    ]


def test_names_stand_under_the_body_above_them() -> None:
    block = (
        "NTT ファシリティーズ総合研究所 \n荒川裕信 \n建築ピボット \n千葉貴史 \n大林組\n南一郎 森太郎\n"
        "マイダスアイティジャパン \n加藤元樹  金炅奐 \n富士通\n札野順\n"
    )
    assert [(entry.person, entry.organization) for entry in parse(block, LineKind.PDF_BLOCK)] == [
        ("荒川裕信", "NTTファシリティーズ総合研究所"),
        ("千葉貴史", "建築ピボット"),
        ("南一郎", "大林組"),
        ("森太郎", "大林組"),
        ("加藤元樹", "マイダスアイティジャパン"),
        ("金炅奐", "マイダスアイティジャパン"),
        ("札野順", "富士通"),
    ]


def test_names_may_stand_above_their_affiliation() -> None:
    assert read("受田 浩之\n高知大学 副学長\n濵田 省司\n高知県知事", LineKind.PDF_BLOCK) == [
        ("受田浩之", "高知大学", None, "副学長", None),
        ("濵田省司", "高知県", None, "知事", None),
    ]


def test_posts_below_a_body_are_posts_there() -> None:
    assert read("文部科学省\n技術移転推進室長　小谷　和浩", LineKind.PDF_BLOCK) == [
        ("小谷和浩", "文部科学省", None, "技術移転推進室長", None)
    ]


def test_headings_give_roles_and_marks_their_legend() -> None:
    text = """委員名簿（敬称略、五十音順）
○ 村井 純　慶應義塾大学教授
　青木 節子　慶應義塾大学大学院法務研究科教授
（○印は座長）
■ オブザーバー
経済産業省
事務局 仙台市"""
    assert read(text, LineKind.COMMITTEE_LIST) == [
        ("村井純", "慶應義塾大学", None, "教授", "座長"),
        ("青木節子", "慶應義塾大学", "大学院法務研究科", "教授", None),
        (None, "経済産業省", None, None, "オブザーバー"),
        (None, "仙台市", None, None, "事務局"),
    ]


def test_numbered_headings_give_sectors() -> None:
    text = "(1) 学界\n高知大学 教授 受田 浩之\n(2) 産業界\n株式会社四国銀行 頭取 山元 文明\n(3) 行政\n高知県"
    entries = parse(text, LineKind.COMMITTEE_LIST)
    assert [(entry.person, entry.organization, entry.sector) for entry in entries] == [
        ("受田浩之", "高知大学", Sector.ACADEMIA),
        ("山元文明", "株式会社四国銀行", Sector.INDUSTRY),
        (None, "高知県", Sector.GOVERNMENT),
    ]


def test_a_seat_that_nobody_holds_names_its_body_only() -> None:
    assert read("未定（高知銀行）", LineKind.PERSON_LINE) == [(None, "高知銀行", None, None, None)]
    assert read("欠員", LineKind.PERSON_LINE) == []


def test_a_role_said_again_is_that_of_the_row_above() -> None:
    table = "座長\t村井 純\t慶應義塾大学教授\n同代理\t三友 仁志\t早稲田大学教授"
    assert [entry.role for entry in parse(table, LineKind.TABLE_ROW)] == ["座長", "座長代理"]


def test_a_list_of_bodies_alone_is_a_list_of_bodies() -> None:
    assert read("高知大学\n高知県\n株式会社四国銀行", LineKind.COMMITTEE_LIST) == [
        (None, "高知大学", None, None, None),
        (None, "高知県", None, None, None),
        (None, "株式会社四国銀行", None, None, None),
    ]


@pytest.mark.parametrize(
    ("row", "entry"),
    [
        ("|構成員|平井 伸治|鳥取県知事|", ("平井伸治", "鳥取県", None, "知事", "構成員")),
        ("委員\t秋葉賢一\t早稲田大学\t大学院会計研究科教授", (
            "秋葉賢一", "早稲田大学", "大学院会計研究科", "教授", "委員")),
        ("|1|十倉 雅和|一般社団法人日本経済団体連合会|会長|", (
            "十倉雅和", "一般社団法人日本経済団体連合会", None, "会長", None)),
        ("|村井 純|慶應義塾大学 教授|座長|", ("村井純", "慶應義塾大学", None, "教授", "座長")),
        ("|3|香川大学|産学連携・知的財産センター長|永冨　太一|", (
            "永冨太一", "香川大学", None, "産学連携・知的財産センター長", None)),
        ("|委員|加藤 一郎|文部科学省|欠席|", ("加藤一郎", "文部科学省", None, None, "委員")),
    ],
)  # fmt: skip
def test_the_cells_of_a_row_are_told_apart_by_what_they_hold(row: str, entry: Read) -> None:
    assert read(row, LineKind.TABLE_ROW) == [entry]


def test_headings_and_rules_of_a_table_are_no_entries() -> None:
    table = "|氏名|所属・役職|備考|\n|---|---|---|\n|村井 純|慶應義塾大学 教授|座長|"
    assert read(table, LineKind.TABLE_ROW) == [("村井純", "慶應義塾大学", None, "教授", "座長")]


def test_a_printed_sector_stands_beside_the_inferred_one() -> None:
    (entry,) = parse("|産|徳島大学|学長|河村 保彦|委員|", LineKind.TABLE_ROW)
    assert (entry.sector, entry.sector_inferred) == (Sector.INDUSTRY, Sector.ACADEMIA)


@pytest.mark.parametrize(
    ("printed", "body", "role"),
    [
        ("外交防衛委員会（理）", "外交防衛委員会", "理事"),
        ("議院運営委員会（長）", "議院運営委員会", "委員長"),
        ("憲法審査会（長）", "憲法審査会", "会長"),
        ("憲法審査会（幹）", "憲法審査会", "幹事"),
        ("国家基本政策委員会", "国家基本政策委員会", None),
        ("国民生活・経済に関する調査会", "国民生活・経済に関する調査会", None),
        ("予算委員長", "予算委員会", "委員長"),
        ("副議長", None, "副議長"),
    ],
)
def test_a_short_role_is_written_out_for_its_body(printed: str, body: str | None, role: str | None) -> None:
    assert read(printed, LineKind.BODY_ROLE) == [(None, body, None, None, role)]


@pytest.mark.parametrize(
    ("printed", "entries"),
    [
        ("【学】徳島大学、四国大学", [(None, "徳島大学", None, None, None), (None, "四国大学", None, None, None)]),
        ("木村孟(大学評価・学位授与機構長)", [("木村孟", "大学評価・学位授与機構", None, "機構長", None)]),
        ("|委員|平井 伸治|鳥取県知事|", [("平井伸治", "鳥取県", None, "知事", "委員")]),
        ("白井(主査)、秋元", [("白井", None, None, None, "主査"), ("秋元", None, None, None, "委員")]),
        ("清水建設\n大津聡", [("大津聡", "清水建設", None, None, None)]),
        ("代表取締役社長　江 頭　栄 一 郎", [("江頭栄一郎", None, None, "代表取締役社長", None)]),
        ("株式会社日立製作所", [(None, "株式会社日立製作所", None, None, None)]),
        ("外交防衛委員会（理）", [(None, "外交防衛委員会", None, None, "理事")]),
    ],
)
def test_a_text_without_a_kind_is_read_by_its_shape_with_a_flag(printed: str, entries: list[Read]) -> None:
    assert read(printed) == entries
    assert all(Flag.KIND_GUESSED in entry.flags for entry in parse(printed))


def test_every_entry_says_why_and_how_sure_it_is() -> None:
    (entry,) = parse("山極壽一京都大学総長", LineKind.PERSON_LINE)
    assert (entry.confidence, entry.reasons) == (0.6, ("氏名と所属の並びとして読んだ", "氏名の境目は推定"))
    (sure,) = parse("受田浩之（高知大学副学長）", LineKind.PERSON_LINE)
    assert (sure.confidence, sure.reasons) == (1.0, ("氏名と所属の並びとして読んだ",))
