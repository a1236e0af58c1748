"""Prints of the makes that an adversary of the parser wrote: what is read of each, whole."""

import pytest

from musubime_loaders.names.entry import LineKind, ParsedEntry
from musubime_loaders.names.parsing import parse

Row = tuple[str | None, str | None, str | None, str | None]


def held(entry: ParsedEntry) -> Row:
    """Return person, organization, unit with post, and role."""
    return entry.person, entry.organization, " ".join(filter(None, (entry.unit, entry.post))) or None, entry.role


def read(text: str, kind: LineKind) -> list[Row]:
    """Return what is held of each entry."""
    return [held(entry) for entry in parse(text, kind)]


def person(text: str) -> list[Row]:
    """Return what is held of each entry of a line about persons."""
    return read(text, LineKind.PERSON_LINE)


def test_a_role_between_the_name_and_its_brackets_is_the_role() -> None:
    assert person("青木 節子 委員（慶應義塾大学総合政策学部教授）") == [
        ("青木節子", "慶應義塾大学", "総合政策学部 教授", "委員")
    ]
    assert person("梶谷 誠　会長（電気通信大学 学長）") == [("梶谷誠", "電気通信大学", "学長", "会長")]


def test_a_title_beside_the_name_is_held_in_the_body_in_brackets() -> None:
    assert person("学長 越智 光夫（国立大学法人広島大学）") == [("越智光夫", "国立大学法人広島大学", "学長", None)]
    assert person("越智 光夫 学長（広島大学）") == [("越智光夫", "広島大学", "学長", None)]


def test_a_role_after_a_mark_behind_the_brackets_is_the_role() -> None:
    assert person("北山 禎介（株式会社三井住友銀行取締役会長）※委員長") == [
        ("北山禎介", "株式会社三井住友銀行", "取締役会長", "委員長")
    ]


@pytest.mark.parametrize("remark", ["（オンライン参加）", "（途中から出席）", "（リモート参加）"])
def test_a_remark_on_attending_inside_of_the_brackets_is_no_part_of_the_post(remark: str) -> None:
    assert person(f"村山 裕三（同志社大学大学院ビジネス研究科教授{remark}）") == [
        ("村山裕三", "同志社大学", "大学院ビジネス研究科 教授", None)
    ]


def test_an_absence_in_square_brackets_behind_the_line_is_a_flag() -> None:
    (entry,) = parse("平井 伸治（鳥取県知事）【欠席】", LineKind.PERSON_LINE)
    assert held(entry) == ("平井伸治", "鳥取県", "知事", None)
    assert "absent" in entry.flags


def test_a_colon_or_a_dot_parts_the_name_from_the_affiliation() -> None:
    assert person("黒川 行治：慶應義塾大学商学部教授") == [("黒川行治", "慶應義塾大学", "商学部 教授", None)]
    assert person("西垣克・宮城大学長") == [("西垣克", "宮城大学", "学長", None)]


@pytest.mark.parametrize(
    ("printed", "organization", "rest"),
    [
        ("橋本 敏彦　日産自動車株式会社　総合研究所　主任研究員", "日産自動車株式会社", "総合研究所 主任研究員"),
        ("河村小百合（(株)日本総合研究所調査部主任研究員）", "株式会社日本総合研究所", "調査部 主任研究員"),
        ("武田晴夫((株)日立製作所研究開発本部技師長)", "株式会社日立製作所", "研究開発本部 技師長"),
        ("(独)産業技術総合研究所東北センター所長 原田 晃", "独立行政法人産業技術総合研究所", "東北センター 所長"),
        ("中村 千春（神戸大学連携創造本部長）", "神戸大学", "連携創造本部長"),
    ],
)
def test_the_unit_behind_a_finished_name_is_no_part_of_the_organization(
    printed: str, organization: str, rest: str
) -> None:
    (entry,) = parse(printed, LineKind.PERSON_LINE)
    assert (entry.organization, " ".join(filter(None, (entry.unit, entry.post)))) == (organization, rest)


def test_a_society_of_the_nation_keeps_the_centre_in_its_name() -> None:
    (entry,) = parse("公益社団法人国際演劇協会日本センター", LineKind.ORG_FIELD)
    assert (entry.organization, entry.unit) == ("公益社団法人国際演劇協会日本センター", None)


def test_the_head_of_an_institute_of_a_university_keeps_the_printed_post() -> None:
    (entry,) = parse("札野 順（金沢工業大学科学技術応用倫理研究所長）", LineKind.PERSON_LINE)
    assert held(entry) == ("札野順", "金沢工業大学", "科学技術応用倫理研究所長", None)
    assert entry.candidates == ("金沢工業大学科学技術応用倫理研究所",)


def test_an_institute_of_a_university_is_its_unit_and_the_print_a_candidate() -> None:
    (entry,) = parse("国立大学法人徳島大学ポストLEDフォトニクス研究所", LineKind.ORG_FIELD)
    assert (entry.organization, entry.unit) == ("国立大学法人徳島大学", "ポストLEDフォトニクス研究所")
    assert entry.candidates == ("国立大学法人徳島大学ポストLEDフォトニクス研究所",)
    assert "unit_guessed" in entry.flags


@pytest.mark.parametrize(
    ("printed", "organization", "unit"),
    [
        ("徳島文理大学香川キャンパス", "徳島文理大学", "香川キャンパス"),
        ("東海大学（熊本キャンパス）", "東海大学", "熊本キャンパス"),
        ("三菱重工業株式会社長崎造船所", "三菱重工業株式会社", "長崎造船所"),
        ("日本製鉄株式会社北日本製鉄所室蘭地区", "日本製鉄株式会社", "北日本製鉄所室蘭地区"),
        ("【代表】株式会社日本システム設計【共同】京都大学生存圏研究所", "株式会社日本システム設計", None),
    ],
)
def test_a_campus_or_works_is_a_unit_of_the_body_before_it(printed: str, organization: str, unit: str | None) -> None:
    first = parse(printed, LineKind.ORG_FIELD)[0]
    assert (first.organization, first.unit) == (organization, unit)


@pytest.mark.parametrize(
    ("printed", "school"),
    [
        ("国立大学法人東海国立大学機構名古屋大学", "名古屋大学"),
        ("公立大学法人大阪大阪公立大学", "大阪公立大学"),
    ],
)
def test_the_school_stands_behind_the_corporation_of_several_schools(printed: str, school: str) -> None:
    (entry,) = parse(printed, LineKind.ORG_FIELD)
    assert (entry.organization, entry.candidates) == (school, (printed,))
    assert "parent_prefix" in entry.flags


def test_each_group_of_a_line_of_minutes_has_the_role_at_its_end() -> None:
    printed = "大滝、奥野、藤沢の各委員、小林、榊の各臨時委員"
    assert [(entry.person, entry.role) for entry in parse(printed, LineKind.ATTENDANCE)] == [
        ("大滝", "委員"),
        ("奥野", "委員"),
        ("藤沢", "委員"),
        ("小林", "臨時委員"),
        ("榊", "臨時委員"),
    ]


def test_a_surname_of_one_letter_in_minutes_is_a_person() -> None:
    printed = "小宮山会長、尾池、郷、白石の各副会長"
    assert [(entry.person, entry.organization) for entry in parse(printed, LineKind.ATTENDANCE)] == [
        ("小宮山", None),
        ("尾池", None),
        ("郷", None),
        ("白石", None),
    ]


def test_a_title_in_katakana_after_a_space_is_no_part_of_the_organization() -> None:
    assert read("|構成員|石角 友愛|パロアルトインサイト CEO/AIビジネスデザイナー|", LineKind.TABLE_ROW) == [
        ("石角友愛", "パロアルトインサイト", "CEO/AIビジネスデザイナー", "構成員")
    ]
    assert person("津坂 美樹 ボストンコンサルティンググループ シニア・パートナー＆マネージング・ディレクター") == [
        ("津坂美樹", "ボストンコンサルティンググループ", "シニア・パートナー＆マネージング・ディレクター", None)
    ]


def test_the_heads_of_columns_over_a_list_are_no_entry() -> None:
    assert read("氏名　　所属・役職\n山田 洋　獨協大学法学部教授", LineKind.COMMITTEE_LIST) == [
        ("山田洋", "獨協大学", "法学部 教授", None)
    ]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (
            "学校法人慈恵大学と医療法人社団洛和会、株式会社アルムが組織するコンソーシアム",
            ["学校法人慈恵大学", "医療法人社団洛和会", "株式会社アルム"],
        ),
        ("学校法人東京理科大学 / 国立大学法人東北大学", ["学校法人東京理科大学", "国立大学法人東北大学"]),
        ("香川大学・香川高専", ["香川大学", "香川高専"]),
        (
            "一般財団法人まちと人と/一般社団法人フィッシャーマン・ジャパン",
            ["一般財団法人まちと人と", "一般社団法人フィッシャーマン・ジャパン"],
        ),
    ],
)
def test_bodies_joined_by_a_word_a_spaced_slash_or_a_dot_are_parted(printed: str, names: list[str]) -> None:
    assert [entry.organization for entry in parse(printed, LineKind.ORG_FIELD)] == names


@pytest.mark.parametrize(
    "printed", ["都道府県・保健所設置市・特別区", "地方公共団体、民間事業者等", "民間企業F社", "ほか21地方公共団体"]
)
def test_a_class_of_bodies_is_no_entry(printed: str) -> None:
    assert parse(printed, LineKind.ORG_FIELD) == ()


def test_a_liquidator_is_a_title() -> None:
    (entry,) = parse("代表清算人　　原　　　学", LineKind.ROLE_NAME)
    assert (entry.person, entry.post) == ("原学", "代表清算人")


def test_the_head_of_a_department_after_a_title_is_a_further_post_of_the_same_body() -> None:
    assert person("三宅 伸吾（ヤフー株式会社 執行役員、政策企画統括本部長）") == [
        ("三宅伸吾", "ヤフー株式会社", "執行役員、政策企画統括本部長", None)
    ]


def test_the_head_of_a_college_shares_one_letter_with_it() -> None:
    assert person("○運営委員※ 高知工業高等専門学校長 井瀬 潔") == [
        ("井瀬潔", "高知工業高等専門学校", "校長", "運営委員")
    ]


def test_the_office_of_a_city_with_a_spaced_unit_is_the_city() -> None:
    assert person("会津若松市役所 企画政策部 スマートシティ推進室長 本島 靖 氏") == [
        ("本島靖", "会津若松市", "企画政策部 スマートシティ推進室長", None)
    ]


def test_others_that_are_counted_behind_a_name_are_a_flag() -> None:
    (entry,) = parse("群馬大学ほか3大学", LineKind.ORG_FIELD)
    assert (entry.organization, "and_others" in entry.flags) == ("群馬大学", True)


def test_a_role_of_a_joint_bidder_in_brackets_is_no_part_of_the_name() -> None:
    (entry,) = parse("株式会社三菱総合研究所(代表事業者)", LineKind.ORG_FIELD)
    assert (entry.organization, entry.role) == ("株式会社三菱総合研究所", "代表事業者")


@pytest.mark.parametrize("printed", ["（欠席）", "　（高知大学）", "※委員長", "：高知大学教授", "学長（）", "の各委員"])
def test_a_line_with_nothing_before_its_brackets_or_marks_raises_nothing(printed: str) -> None:
    for kind in (None, *LineKind):
        assert all(entry.printed for entry in parse(printed, kind))
